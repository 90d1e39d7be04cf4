"""The goods of a cancelled order go back by scan, and the bench is free with the last one."""

from __future__ import annotations

import pytest

from packstation.application.count_by_touch import CountByTouch
from packstation.application.open_order import OpenOrder
from packstation.application.put_back import PutBackScanned, PutBackUnit
from packstation.domain.act import OrderReleased
from packstation.domain.carton import CartonState
from packstation.domain.label import LabelState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import UnitPutBack, UnitTakenAgain
from packstation.domain.person import Actor, Verb
from packstation.domain.product import CountingPolicy, Product
from packstation.domain.refusal import RefusalCode
from packstation.domain.replay import Replay
from tests.application.site import LID, LID_CASE, MUG, TRAY, order
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


def put_back(warehouse: Warehouse, task: PackTask, code: str) -> PutBackScanned:
    """Ida scans a piece that goes back."""
    return PutBackUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(code))


def half_packed(warehouse: Warehouse) -> PackTask:
    """Order 100234 with two mugs and a case of lids packed, and cancelled."""
    warehouse.pack(MUG, MUG, LID_CASE, number="100234")
    warehouse.cancel("100234")
    return warehouse.on_bench("100234").task


def test_each_scan_takes_pieces_out_and_says_how_many_are_left(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    after = put_back(warehouse, task, MUG)
    assert (after.counted.units, after.counted.left, after.cleared) == (1, 13, False)
    assert warehouse.on_bench("100234").task == after.task
    assert warehouse.newest() == [UnitPutBack(1, "MUG", 1, "0" + MUG, "scanner")]
    after = put_back(warehouse, task, LID_CASE)
    assert (after.counted.units, after.counted.left) == (12, 1)


def test_with_the_last_piece_the_order_is_cleared_away_and_the_bench_is_free(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    for code in (MUG, MUG):
        put_back(warehouse, task, code)
    after = put_back(warehouse, task, LID_CASE)
    assert after.cleared
    assert (after.task.order.state, after.task.order.holder) == (OrderState.CANCELLED, None)
    assert [c.state for c in after.task.cartons] == [CartonState.VOID]
    assert warehouse.newest() == [OrderReleased()]
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number == "100235"


def test_what_was_put_back_last_is_not_taken_again_into_a_carton_that_is_gone(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.cancel("100235")
    after = put_back(warehouse, task, MUG)
    assert after.cleared
    with warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        PutBackUnit(warehouse.bench).undo(warehouse.ida, after.task)


def test_a_sealed_carton_is_emptied_its_label_void_and_its_plate_never_issued_again(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    warehouse.cancel("100235")
    assert put_back(warehouse, printed.task, MUG).cleared
    with warehouse.store.transaction() as work:
        label = work.labels.by_plate(printed.label.plate.code)
        next_plate, _ = work.plates.block().allot()
    assert label is not None
    assert label.state is LabelState.VOID
    assert next_plate != printed.label.plate


def test_other_goods_and_too_many_are_refused_and_change_nothing(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.NOT_PACKED_HERE, sku="TRAY"):
        put_back(warehouse, task, TRAY)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.UNKNOWN_CODE, read="4711"):
        put_back(warehouse, task, "4711")
    put_back(warehouse, task, LID)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.PUT_BACK_TOO_MANY, sku="LID", units=12, left=11):
        put_back(warehouse, task, LID_CASE)


def test_goods_of_an_order_that_goes_on_are_not_put_back(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.ORDER_OPEN_HERE, order="100235"):
        put_back(warehouse, task, MUG)


def test_what_is_back_stays_so_after_a_power_cut(
    warehouse: Warehouse, request: pytest.FixtureRequest
) -> None:
    task = half_packed(warehouse)
    after = put_back(warehouse, task, MUG).task
    if "disk" in request.node.name:
        warehouse.restart()
    assert warehouse.on_bench("100234").task == after


def times(warehouse: Warehouse, task: PackTask, number: int, by: Actor | None = None) -> PutBackScanned:
    return PutBackUnit(warehouse.bench).times(by or warehouse.ida, task, number)


def test_xn_after_one_real_scan_puts_back_n_in_all(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    put_back(warehouse, task, LID)
    after = times(warehouse, task, 12)
    assert (after.counted.units, after.counted.left) == (11, 2)
    assert warehouse.newest() == [UnitPutBack(2, "LID", 11, "0" + LID, "scanner", way="times")]
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)


def test_xn_means_a_scan_of_ones_own_just_before_and_no_more_than_are_there(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)
    put_back(warehouse, task, MUG)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2, warehouse.lea)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        PutBackUnit(warehouse.bench).times(warehouse.ida, task, 2, just_scanned=False)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.PUT_BACK_TOO_MANY, sku="MUG", units=2, left=1):
        times(warehouse, task, 3)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.NOT_PACKED_HERE, sku="TRAY"):
        put_back(warehouse, task, TRAY)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)


def test_undo_takes_the_last_put_back_again_and_then_the_one_before(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    verb = PutBackUnit(warehouse.bench)
    with warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        verb.undo(warehouse.ida, task)
    put_back(warehouse, task, MUG)
    put_back(warehouse, task, LID)
    times(warehouse, task, 3)
    again = verb.undo(warehouse.ida, task)
    *_, xn = (row.seq for row in warehouse.opened.journal() if row.act.kind == UnitPutBack.kind)
    assert warehouse.newest() == [UnitTakenAgain(2, "LID", 2, xn)]
    assert Replay(warehouse.opened.journal()).agrees(task.order.order_id, again.task.cartons)
    assert (again.sku, [one.pieces.units for one in again.taken]) == ("LID", [2])
    assert verb.undo(warehouse.ida, task).task.units_packed == 13
    put_back(warehouse, task, LID_CASE)
    assert verb.undo(warehouse.ida, task).task.units_packed == 13
    after = verb.undo(warehouse.ida, task)
    assert (after.task, after.sku) == (task, "MUG")
    assert warehouse.on_bench("100234").task == task
    with warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        verb.undo(warehouse.ida, task)


def test_xn_after_undo_means_nothing(warehouse: Warehouse) -> None:
    task = half_packed(warehouse)
    put_back(warehouse, task, LID)
    PutBackUnit(warehouse.bench).undo(warehouse.ida, task)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)


def test_a_case_that_fell_to_two_lines_goes_back_and_comes_again_whole(warehouse: Warehouse) -> None:
    warehouse.receive(order("100300", ("LID", 6), ("LID", 6), ("MUG", 1)))
    warehouse.pack(LID_CASE, MUG, number="100300")
    warehouse.cancel("100300")
    task = warehouse.on_bench("100300").task
    after = put_back(warehouse, task, LID_CASE)
    assert (after.counted.units, after.counted.left, after.counted.line_nos) == (12, 1, (1, 2))
    assert [act.payload()["part"] for act in warehouse.newest(2)] == [1, 2]
    assert PutBackUnit(warehouse.bench).undo(warehouse.ida, after.task).task == task


def test_what_bears_no_code_goes_back_by_hand_and_the_journal_says_so(warehouse: Warehouse) -> None:
    sand = Product("SAND", "Bag of sand", 900, CountingPolicy(by_touch=True))
    warehouse.stock([sand], [])
    warehouse.receive(order("100300", ("SAND", 3), ("MUG", 1)))
    task = warehouse.pack(MUG, number="100300")
    CountByTouch(warehouse.bench)(warehouse.ida, task, 1, 3)
    warehouse.cancel("100300")
    verb = PutBackUnit(warehouse.bench)
    after = verb.by_touch(warehouse.ida, task, 1, 2)
    assert (after.counted.units, after.counted.left) == (2, 2)
    assert warehouse.newest() == [UnitPutBack(1, "SAND", 2, "", "hand", way="touch")]
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.NEEDS_SCAN, sku="MUG"):
        verb.by_touch(warehouse.ida, task, 2, 1)
    with warehouse.refused(Verb.PUT_BACK, RefusalCode.PUT_BACK_TOO_MANY, sku="SAND", units=2, left=1):
        verb.by_touch(warehouse.ida, task, 1, 2)
    with warehouse.refused(Verb.COUNT_TIMES, RefusalCode.TIMES_NOT_NOW):
        times(warehouse, task, 2)
    verb.by_touch(warehouse.ida, task, 1, 1)
    assert put_back(warehouse, task, MUG).cleared
