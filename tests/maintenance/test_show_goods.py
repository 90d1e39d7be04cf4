"""`packstation show` tells how pieces were counted, of which lot they are, and to which kit they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.application.count_by_touch import CountByTouch
from packstation.application.count_times import CountTimes
from packstation.application.scan_unit import ScanUnit
from packstation.cli import main
from tests.application.site import CUP
from tests.application.traced import LATER, MILK, RADIO, label, move_in
from tests.maintenance.home import moved_in


def told(home: Path, number: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--home", str(home), "show", number]) == 0
    return capsys.readouterr().out


def test_lots_dates_and_serial_numbers_stand_in_their_carton_and_in_what_happened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = move_in(moved_in(tmp_path))
    task, scan = warehouse.open("200001"), ScanUnit(warehouse.bench)
    scan(warehouse.ida, task, label(warehouse, MILK, "A1", LATER))
    CountTimes(warehouse.bench)(warehouse.ida, task, 3)
    scan(warehouse.ida, task, label(warehouse, RADIO, serial="S1"))
    text = told(tmp_path, "200001", capsys)
    assert f"    3 x MILK: lot A1, expires {LATER}" in text
    assert "    1 x RADIO: serial number S1" in text
    assert f"2 x MILK counted for line 1: xN of the scan before, 0{MILK}, lot A1, expires {LATER}" in text
    assert f"read 0{RADIO} by scanner, serial S1" in text


def test_what_nobody_scanned_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = move_in(moved_in(tmp_path))
    task = warehouse.open("200003")
    CountByTouch(warehouse.bench)(warehouse.ida, task, 1, 40)
    assert "40 x SCREW counted for line 1: by hand, NOT SCANNED" in told(tmp_path, "200003", capsys)


def test_components_are_told_with_their_kit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = move_in(moved_in(tmp_path))
    warehouse.pack(CUP, number="200005")
    text = told(tmp_path, "200005", capsys)
    assert "line 4: 0 of 4 CUP  Cup  (in kit SET)" in text
    assert "line 2: 1 of 1 CUP  Cup\n" in text
