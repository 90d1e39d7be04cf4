"""A demo bench in this process, with its devices in another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from packstation.demo.assembly import DemoBench, running_demo
from packstation.demo.headless import POLL_MS, quick_policy
from packstation.demo.play import LabelChute
from packstation.domain.rule import ALL_RULES


@pytest.fixture
def chute(qtbot: QtBot) -> LabelChute:
    """What says that a label came out."""
    return LabelChute()


@pytest.fixture
def bench(tmp_path: Path, chute: LabelChute) -> Iterator[DemoBench]:
    """A running station on a fresh warehouse, its window shown."""
    with running_demo(tmp_path, quick_policy(), POLL_MS, ALL_RULES, chute.drop) as running:
        running.station.window.show()
        yield running
        assert running.bugs == []
