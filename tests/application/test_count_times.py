"""xN after a scan, a case over two lines, and counting by hand, over both stores."""

from __future__ import annotations

import pytest

from packstation.application.count_by_touch import CountByTouch
from packstation.application.count_times import CountTimes
from packstation.application.counting import TraceWanted, UnitScanned
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.domain.act import UnitCounted, UnitUncounted
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode
from packstation.domain.trace import Trace
from tests.application.site import MUG, TRAY, order
from tests.application.traced import LATER, RADIO, label, move_in, typed
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its difficult goods."""
    return move_in(warehouse)


def times(warehouse: Warehouse, task: PackTask, n: int) -> UnitScanned:
    return CountTimes(warehouse.bench)(warehouse.ida, task, n)


def scan(warehouse: Warehouse, task: PackTask, code: str) -> UnitScanned:
    return ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(code))


def undo(warehouse: Warehouse, task: PackTask) -> UnitScanned:
    return UndoScan(warehouse.bench)(warehouse.ida, task)


def test_x12_after_a_scan_means_twelve_in_all(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    yes = times(warehouse, task, 12).counted
    assert (yes.units, yes.packed, yes.wanted) == (11, 12, 30)
    assert warehouse.newest() == [UnitCounted(3, "MUG", 11, f"0{MUG}", "scanner", way="times")]


def test_x2_after_a_case_means_two_cases(warehouse: Warehouse) -> None:
    task = warehouse.pack("MUGS", number="200004")
    assert times(warehouse, task, 2).counted.packed == 24


def test_undo_takes_the_xn_back_in_one_step_and_then_the_scan(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    times(warehouse, task, 12)
    assert undo(warehouse, task).counted.packed == 1
    assert undo(warehouse, task).counted.packed == 0


def test_more_than_is_left_is_refused_whole(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TOO_MANY, sku="MUG", units=30, left=29):
        times(warehouse, task, 31)
    assert times(warehouse, task, 30).counted.line_complete


@pytest.mark.parametrize("n", [0, 1])
def test_the_scanned_one_alone_is_nothing_to_count(warehouse: Warehouse, n: int) -> None:
    task = warehouse.pack(MUG, number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_TOO_FEW):
        times(warehouse, task, n)


def test_without_a_scan_before_it_xn_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 3)


def test_xn_after_xn_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    times(warehouse, task, 3)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 3)


def test_xn_after_an_undo_is_refused_even_with_a_scan_before_that(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, MUG, number="200004")
    undo(warehouse, task)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 3)


def test_xn_of_what_somebody_else_scanned_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        CountTimes(warehouse.bench)(warehouse.lea, task, 3)


def test_after_a_refused_scan_xn_does_not_mean_the_one_before(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.NOT_ON_ORDER, sku="TRAY"):
        scan(warehouse, task, TRAY)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 5)
    assert warehouse.on_bench("200004").task.units_packed == 1
    scan(warehouse, task, MUG)
    assert times(warehouse, task, 5).counted.packed == 6


def test_where_the_screen_knows_of_no_scan_just_before_xn_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        CountTimes(warehouse.bench)(warehouse.ida, task, 5, just_scanned=False)


def test_a_product_may_allow_only_so_many_at_once(warehouse: Warehouse) -> None:
    task = warehouse.pack("KEG", number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_LIMITED, sku="KEG", limit=3):
        times(warehouse, task, 4)
    assert times(warehouse, task, 3).counted.packed == 3


def test_a_product_may_want_each_piece_scanned(warehouse: Warehouse) -> None:
    task = warehouse.pack("RING", number="200004")
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.SCAN_EACH, sku="RING"):
        times(warehouse, task, 2)


def test_pieces_with_serial_numbers_are_never_multiplied(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    read = label(warehouse, RADIO, serial="S1")
    ScanUnit(warehouse.bench)(warehouse.ida, task, read)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.SERIAL_EACH, sku="RADIO"):
        times(warehouse, task, 2)


def test_lot_and_date_of_the_first_piece_go_for_all(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    read = label(warehouse, "4012345679007", lot="A1", expiry=LATER)
    ScanUnit(warehouse.bench)(warehouse.ida, task, read)
    after = times(warehouse, task, 5).task
    assert after.cartons[0].traces == (Trace(1, 5, "A1", LATER),)
    assert undo(warehouse, task).task.cartons[0].traces == (Trace(1, 1, "A1", LATER),)


# --- a case over two lines ---


def test_a_case_of_twelve_fills_six_and_six_and_is_taken_back_whole(warehouse: Warehouse) -> None:
    task = warehouse.open("200006")
    yes = scan(warehouse, task, "MUGS").counted
    assert (yes.units, yes.packed, yes.wanted, yes.by_line) == (12, 12, 12, ((1, 6), (3, 6)))
    assert (yes.line_complete, yes.order_complete) == (True, False)
    first, second = warehouse.newest(2)
    assert first == UnitCounted(1, "MUG", 6, "MUGS", "scanner", part=1, more=6)
    assert second == UnitCounted(3, "MUG", 6, "MUGS", "scanner", part=2, more=6)
    back = undo(warehouse, task)
    assert (back.counted.units, back.task.units_packed) == (-12, 0)
    assert all(isinstance(act, UnitUncounted) for act in warehouse.newest(2))
    with warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        undo(warehouse, task)


def test_what_is_left_of_all_lines_is_said_when_a_case_is_too_many(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="200006")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.TOO_MANY, sku="MUG", units=12, left=11):
        scan(warehouse, task, "MUGS")
    scan(warehouse, task, MUG)
    assert times(warehouse, task, 11).counted.by_line == ((1, 4), (3, 6))


def test_x2_of_a_scan_that_fell_to_two_lines_means_the_whole_scan(warehouse: Warehouse) -> None:
    warehouse.receive(order("200008", *[("MUG", 6)] * 4))
    task = warehouse.pack("MUGS", number="200008")
    yes = times(warehouse, task, 2)
    assert (yes.counted.units, yes.task.units_packed) == (12, 24)
    assert undo(warehouse, task).task.units_packed == 12


# --- by hand ---


def by_hand(warehouse: Warehouse, line_no: int, units: int, *said: str) -> UnitScanned | TraceWanted:
    task = warehouse.on_bench("200003").task
    answers = tuple(typed(Tracking.LOT, text) for text in said)
    return CountByTouch(warehouse.bench)(warehouse.ida, task, line_no, units, answers)


def test_a_thing_without_a_code_is_counted_by_hand_and_written_down_as_unscanned(
    warehouse: Warehouse,
) -> None:
    warehouse.open("200003")
    answer = by_hand(warehouse, 1, 40)
    assert isinstance(answer, UnitScanned)
    assert answer.counted.line_complete
    assert warehouse.newest() == [UnitCounted(1, "SCREW", 40, "", "hand", way="touch")]
    task = warehouse.on_bench("200003").task
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)
    assert undo(warehouse, task).counted.packed == 0


def test_what_bears_a_code_is_not_counted_by_hand(warehouse: Warehouse) -> None:
    warehouse.open("200003")
    with warehouse.refused(Verb.COUNT_BY_TOUCH, RefusalCode.NEEDS_SCAN, sku="MUG"):
        by_hand(warehouse, 3, 1)


@pytest.mark.parametrize(
    ("units", "code", "facts"),
    [(0, RefusalCode.COUNT_NONE, {}), (41, RefusalCode.TOO_MANY, {"sku": "SCREW", "units": 41, "left": 40})],
)
def test_by_hand_too_none_and_too_many_are_refused(
    warehouse: Warehouse, units: int, code: RefusalCode, facts: dict[str, str | int]
) -> None:
    warehouse.open("200003")
    with warehouse.refused(Verb.COUNT_BY_TOUCH, code, **facts):
        by_hand(warehouse, 1, units)


def test_by_hand_too_the_lot_is_asked_for(warehouse: Warehouse) -> None:
    warehouse.open("200003")
    before = warehouse.seen(), warehouse.acts()
    assert by_hand(warehouse, 2, 2) == TraceWanted("HAM", "Ham", Tracking.LOT, (), 1, 2)
    assert (warehouse.seen(), warehouse.acts()) == before
    answer = by_hand(warehouse, 2, 2, "h7")
    assert isinstance(answer, UnitScanned)
    assert answer.task.cartons[0].traces == (Trace(2, 2, "H7"),)
