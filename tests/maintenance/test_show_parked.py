"""`packstation show` of an order that was handed over, left short, or put back: both names, one clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkOrder
from packstation.application.put_back import PutBackUnit
from packstation.application.report_short import ReportShort
from packstation.application.scan_unit import ScanUnit
from packstation.cli import main
from packstation.domain.person import Actor, Role
from packstation.domain.policy import ShortEnding
from packstation.domain.short import Missing, ShortReason
from tests.application.site import LID, MUG, TRAY
from tests.application.warehouse import Warehouse
from tests.maintenance.home import moved_in

BO = Actor("bo", "Bo", Role.PACKER)
NUMBER = "100234"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Ida packed a mug of order 100234 and put the order aside on P 1; Bo fetched it an hour later."""
    made = moved_in(tmp_path)
    made.hire(BO, "5678", None)
    made.policy = replace(made.policy, places=("P 1",))
    ParkOrder(made.bench)(made.ida, made.pack(MUG, number=NUMBER), "P 1")
    made.clock.advance(3600)
    OpenOrder(made.bench)(BO, made.read("P 1"))
    return made


def told(home: Path, number: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--home", str(home), "show", number]) == 0
    return capsys.readouterr().out


def test_both_names_stand_beside_what_they_did(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(tmp_path, NUMBER, capsys)
    rows = text.partition("What happened")[2]
    assert "put the order aside on P 1\n" in rows
    assert "fetched the order from P 1 and went on with it\n" in rows
    who = {
        words: row for row in rows.splitlines() for words in ("opened", "aside", "fetched") if words in row
    }
    assert {words: "Bo" in row for words, row in who.items()} == {
        "opened": False,
        "aside": False,
        "fetched": True,
    }


def test_the_clock_runs_from_the_first_opening(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = warehouse.on_bench(NUMBER).task.order.started_at
    assert started is not None
    assert f"first opened {started.astimezone():%Y-%m-%d %H:%M:%S}" in told(tmp_path, NUMBER, capsys)


def test_a_parked_order_says_where_it_stands(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "parked on" not in told(tmp_path, NUMBER, capsys)
    ParkOrder(warehouse.bench)(BO, warehouse.on_bench(NUMBER).task, "P 1")
    text = told(tmp_path, NUMBER, capsys)
    assert "  parked on P 1\n" in text
    assert "  on hold: parked\n" in text


def test_what_was_missing_is_told_with_its_reason_and_the_order_that_waits_for_it(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse.policy = replace(warehouse.policy, short_ending=ShortEnding.SHIP)
    task = warehouse.on_bench(NUMBER).task
    missing = (Missing(2, 13), Missing(3, 1))
    after = ReportShort(warehouse.bench)(BO, task, missing, ShortReason.DAMAGED, ShortEnding.SHIP)
    ScanUnit(warehouse.bench)(BO, after.task, warehouse.read(TRAY))
    text = told(tmp_path, NUMBER, capsys)
    assert "line 2: 0 of 13 LID  Lid  (13 missing)\n" in text
    assert "13 x LID of line 2 damaged: the order leaves without\n" in text
    assert "what is missing waits as order 100234/R1: pieces 14\n" in text
    assert "1 x TRAY turned up for line 3; order 100234/R1 waits for fewer\n" in text
    assert "  holds what was missing from order 100234\n" in told(tmp_path, "100234/R1", capsys)


def test_goods_put_back_are_told_piece_by_piece(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    task = ScanUnit(warehouse.bench)(BO, warehouse.on_bench(NUMBER).task, warehouse.read(LID)).task
    warehouse.cancel(NUMBER)
    PutBackUnit(warehouse.bench)(BO, task, warehouse.read(LID))
    assert f"1 x LID of line 2 put back: read 0{LID} by scanner\n" in told(tmp_path, NUMBER, capsys)
