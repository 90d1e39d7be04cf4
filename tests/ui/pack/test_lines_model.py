"""The lines of an order as a person sees them: kits in groups, lots and serial numbers beside the name."""

from __future__ import annotations

import time
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from packstation.application.scan_unit import ScanUnit
from packstation.domain.carton import CartonType
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.trace import Trace
from packstation.ui.pack.lines_model import LinesModel
from tests.application.site import CUP
from tests.application.traced import LATER, MILK_CASE, RADIO, label, move_in
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.gui


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its difficult goods."""
    return move_in(warehouse)


def shown(model: LinesModel) -> list[str]:
    """Every row as it is read."""
    rows = range(model.rowCount())
    cells = [[model.data(model.index(row, column)) for column in range(3)] for row in rows]
    return ["|".join(str(cell or "") for cell in row) for row in cells]


def test_components_stand_under_the_name_of_their_kit_and_a_kit_scanned_as_one_names_its_parts(
    warehouse: Warehouse,
) -> None:
    model = LinesModel()
    model.show(warehouse.open("200005"))
    assert shown(model) == [
        "0 of 1|CUP|Cup",
        "0 of 1|BOX|Gift box: 1 x Cup, 1 x Teapot",
        "||Kit: Tea set",
        "0 of 4|CUP|    Cup",
        "0 of 2|POT|    Teapot",
    ]


def test_a_count_of_a_component_is_shown_on_its_own_row(warehouse: Warehouse) -> None:
    model = LinesModel()
    task = warehouse.open("200005")
    model.show(task)
    for line_no in (2, 4):
        task = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(CUP)).task
        row = model.count(task, line_no)
        assert model.data(model.index(row, LinesModel.SKU)) == "CUP"
    assert shown(model)[0] == "✓ 1 of 1|CUP|Cup"
    assert shown(model)[3] == "1 of 4|CUP|    Cup"


def test_lots_and_serial_numbers_stand_beside_the_name(warehouse: Warehouse) -> None:
    model = LinesModel()
    task, scan = warehouse.open("200001"), ScanUnit(warehouse.bench)
    model.show(task)
    task = scan(warehouse.ida, task, label(warehouse, MILK_CASE, "A1", LATER)).task
    task = scan(warehouse.ida, task, label(warehouse, RADIO, serial="S1")).task
    for line_no in (1, 2):
        model.count(task, line_no)
    assert shown(model)[:2] == [f"6 of 8|MILK|Milk · 6 x A1 {LATER}", "1 of 3|RADIO|Radio · no. S1"]
    model.show(task)
    assert shown(model)[1] == "1 of 3|RADIO|Radio · no. S1"


def test_a_thing_without_a_code_says_how_it_is_counted(warehouse: Warehouse) -> None:
    model = LinesModel()
    model.show(warehouse.open("200003"))
    assert shown(model)[0] == "0 of 40|SCREW|Screw (by hand: TIMES)"


def test_of_many_serial_numbers_the_newest_are_shown() -> None:
    task = long_task(1)
    carton = replace(task.cartons[0], traces=tuple(Trace(1, 1, serial=f"S{n:03}") for n in range(200)))
    model = LinesModel()
    model.show(replace(task, cartons=(carton,)))
    assert shown(model)[0].endswith("Product 1 · +197, no. S197, no. S198, no. S199")


def long_task(lines: int) -> PackTask:
    ordered = tuple(OrderLine(n, f"SKU-{n}", 10, f"Product {n}", 100) for n in range(1, lines + 1))
    order = Order(UUID(int=1), "1", ordered).claimed_by("bench")
    return PackTask(order).with_carton(UUID(int=2), CartonType("BOX", 180))


def quickest_ms(lines: int) -> float:
    """The quickest of some counts into an order of so many lines that is nearly full."""
    task = long_task(lines)
    for n in range(1, lines + 1):
        task, _ = task.count(f"SKU-{n}", 9)
    model, times = LinesModel(), []
    model.show(task)
    for n in range(1, min(lines, 50) + 1):
        begun = time.perf_counter()
        after, counted = task.count(f"SKU-{n}", 1)
        assert not after.complete
        model.count(after, counted.line_no)
        model.data(model.index(n - 1, LinesModel.NAME), Qt.ItemDataRole.DisplayRole)
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def test_a_count_into_two_hundred_lines_takes_no_time_that_anybody_notices() -> None:
    assert quickest_ms(200) < 2
