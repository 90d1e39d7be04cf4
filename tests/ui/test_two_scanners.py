"""Two scanners on one bench, each at its own cable: both count, and one is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from packstation.domain.act import Refusal, UnitCounted
from tests.application.site import LID
from tests.ui.real_bench import BADGE, RealBench

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[RealBench]:
    """A bench with order 100234 open: 13 lids and three pieces more."""
    made = RealBench(qtbot, tmp_path)
    for lamp in ("lamp_scanner", "lamp_second"):
        made.says(lamp, lamp.removeprefix("lamp_"))
    made.devices.scanner.scan(BADGE.code)
    made.asks("Scan a tote")
    made.devices.scanner.scan("100234")
    made.asks("Scan the goods: 16 left")
    yield made
    made.stop()


def counted_by(bench: RealBench) -> list[str]:
    return [act.device for act in bench.acts() if isinstance(act, UnitCounted)]


def test_the_same_code_from_two_scanners_at_once_is_two_units(bench: RealBench) -> None:
    bench.devices.scanner.scan(LID)
    bench.second_scanner.scan(LID)
    bench.asks("Scan the goods: 14 left")
    assert sorted(counted_by(bench)) == ["scanner", "second"]


def test_the_same_code_from_one_scanner_at_once_is_one_unit(bench: RealBench) -> None:
    bench.second_scanner.scan(LID)
    bench.second_scanner.scan(LID)
    bench.asks("Scan the goods: 15 left")
    bench.devices.scanner.scan("4012345678949")
    bench.answers("NO", "not on this order")
    assert counted_by(bench) == ["second"]
    nos = [act for act in bench.acts() if isinstance(act, Refusal)]
    assert [act.code for act in nos] == ["double_read", "not_on_order"]
    assert [act.device for act in nos] == ["second", "scanner"]


def test_a_scanner_without_its_cable_is_named_and_the_other_goes_on(bench: RealBench) -> None:
    bench.devices.scanner.unplug()
    bench.shows("lamp_scanner", "scanner: not there")
    assert bench.text("lamp_second") == "second"
    bench.second_scanner.scan(LID)
    bench.asks("Scan the goods: 15 left")
    bench.devices.scanner.replug()
    bench.second_scanner.unplug()
    bench.shows("lamp_second", "second: not there")
    bench.says("lamp_scanner", "scanner")
    bench.devices.scanner.scan(LID)
    bench.asks("Scan the goods: 14 left")
    assert counted_by(bench) == ["second", "scanner"]
