"""Scanning goods: a yes counts, a no changes nothing, UNDO takes back the newest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.close_carton import CloseCarton
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.domain.act import UnitCounted, UnitUncounted
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.rule import Rule
from packstation.domain.scan import ElementStrings
from tests.application.site import CUP, LEA_BADGE, LID, LID_CASE, MUG, ON_DISK, TRAY
from tests.application.warehouse import Warehouse, weighing


def scan(warehouse: Warehouse, task: PackTask, text: str, aim: str = "") -> Counted:
    return ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(text, aim)).counted


def undo(warehouse: Warehouse, task: PackTask) -> Counted:
    return UndoScan(warehouse.bench)(warehouse.ida, task).counted


@pytest.mark.parametrize(
    ("text", "aim", "line_no", "units"),
    [
        (MUG, "]E0", 1, 1),
        (f"0{MUG}", "", 1, 1),
        (MUG, "", 1, 1),
        (f" {MUG} ", "", 1, 1),
        ("MUG", "", 1, 1),
        (LID_CASE, "", 2, 12),
    ],
)
def test_every_form_of_a_code_counts_its_pieces(
    warehouse: Warehouse, text: str, aim: str, line_no: int, units: int
) -> None:
    counted = scan(warehouse, warehouse.open("100234"), text, aim)
    assert (counted.line_no, counted.units, counted.packed) == (line_no, units, units)


def test_a_gs1_code_counts_by_its_gtin(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    read = replace(warehouse.read(f"010{MUG}10A1", "]C1"), elements=ElementStrings(gtin=f"0{MUG}", lot="A1"))
    assert ScanUnit(warehouse.bench)(warehouse.ida, task, read).counted.sku == "MUG"


def test_a_gs1_code_that_says_how_many_are_inside_counts_them_all(warehouse: Warehouse) -> None:
    """The label of a carton of lids (02, 37) is no single lid."""
    task = warehouse.open("100234")
    read = replace(warehouse.read(f"020{LID}3713", "]C1"), elements=ElementStrings(gtin=f"0{LID}", count=13))
    counted = ScanUnit(warehouse.bench)(warehouse.ida, task, read).counted
    assert (counted.sku, counted.units, counted.packed) == ("LID", 13, 13)


def test_a_gs1_code_with_more_inside_than_is_left_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    read = replace(warehouse.read(f"020{LID}3724", "]C1"), elements=ElementStrings(gtin=f"0{LID}", count=24))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.TOO_MANY, sku="LID", units=24, left=13):
        ScanUnit(warehouse.bench)(warehouse.ida, task, read)


def test_a_gs1_code_that_names_no_trade_item_is_an_unknown_code(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    read = replace(warehouse.read("10A1", "]C1"), elements=ElementStrings(lot="A1"))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.UNKNOWN_CODE, read="10A1"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, read)


def test_a_yes_says_how_many_of_how_many_and_is_written_down(warehouse: Warehouse) -> None:
    counted = scan(warehouse, warehouse.open("100234"), MUG)
    assert counted == Counted(1, "MUG", 1, packed=1, wanted=2, line_complete=False, order_complete=False)
    entry = warehouse.opened.journal()[-1]
    assert entry.act == UnitCounted(1, "MUG", 1, f"0{MUG}", "scanner")
    assert entry.carton_id == warehouse.on_bench("100234").task.cartons[0].carton_id


def test_line_complete_and_order_complete_are_said_apart(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID_CASE, LID, number="100234")
    line = scan(warehouse, task, MUG)
    assert (line.line_complete, line.order_complete) == (True, False)
    whole = scan(warehouse, task, TRAY)
    assert (whole.line_complete, whole.order_complete) == (True, True)


def test_a_stale_picture_of_the_task_counts_on_what_the_store_has(warehouse: Warehouse) -> None:
    stale = warehouse.open("100234")
    scan(warehouse, stale, LID)
    assert scan(warehouse, stale, LID).packed == 2


def test_an_unknown_code_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.UNKNOWN_CODE, read="NEVER-SEEN"):
        scan(warehouse, task, "NEVER-SEEN")


def test_a_very_long_unknown_code_is_kept_by_its_beginning(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.UNKNOWN_CODE, read="X" * 64, code="X" * 500):
        scan(warehouse, task, "X" * 500)


def test_a_badge_among_the_goods_is_refused_without_its_secret(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.UNKNOWN_CODE, read="PSB"):
        scan(warehouse, task, LEA_BADGE.code)


def test_a_product_nobody_ordered_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.NOT_ON_ORDER, sku="CUP"):
        scan(warehouse, task, CUP)


def test_a_piece_too_many_is_refused_and_takes_none_away(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, MUG, number="100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.LINE_COMPLETE, sku="MUG", wanted=2):
        scan(warehouse, task, MUG)


def test_a_case_of_more_than_is_left_is_refused_whole(warehouse: Warehouse) -> None:
    task = warehouse.pack(LID, LID, number="100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.TOO_MANY, sku="LID", units=12, left=11):
        scan(warehouse, task, LID_CASE)


@pytest.mark.parametrize(
    ("text", "aim", "elements"),
    [
        ("4012345678902", "]E0", None),
        ("04252615", "]E0", None),
        ("0104012345678900", "]C1", ElementStrings(faulty=True)),
    ],
)
def test_a_wrong_check_digit_is_refused_as_misread(
    warehouse: Warehouse, text: str, aim: str, elements: ElementStrings | None
) -> None:
    task = warehouse.open("100234")
    read = replace(warehouse.read(text, aim), elements=elements)
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.CHECK_DIGIT, read=text):
        ScanUnit(warehouse.bench)(warehouse.ida, task, read)


def test_an_order_cancelled_meanwhile_is_said_before_anything_else(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    warehouse.cancel("100234")
    for text in (LID, "NEVER-SEEN", CUP):
        with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_CANCELLED, order="100234"):
            scan(warehouse, task, text)


def test_an_order_held_meanwhile_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    warehouse.change("100234", holds=frozenset({HoldReason.FRAUD}))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_HELD, order="100234", reasons="fraud"):
        scan(warehouse, task, MUG)


def test_goods_scanned_onto_a_closed_carton_are_refused(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.CARTON_CLOSED):
        scan(warehouse, task, MUG)


def test_with_its_rule_off_a_stranger_is_counted(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    warehouse.switch_off(Rule.ONLY_ORDERED_PRODUCTS)
    assert scan(warehouse, task, CUP).line_no == 1


def test_with_its_rule_off_a_piece_too_many_is_counted(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, MUG, number="100234")
    warehouse.switch_off(Rule.ONLY_ORDERED_QUANTITY)
    assert scan(warehouse, task, MUG).packed == 3


# --- UNDO ---


def test_undo_takes_back_the_newest_count_and_says_so(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID_CASE, number="100234")
    seq = warehouse.opened.journal()[-1].seq
    assert undo(warehouse, task) == Counted(2, "LID", -12, 0, 13, line_complete=False, order_complete=False)
    assert warehouse.newest() == [UnitUncounted(2, "LID", 12, undoes_seq=seq)]
    after = warehouse.on_bench("100234").task
    assert (after.packed(1), after.packed(2)) == (1, 0)


def test_undo_goes_back_count_by_count_to_the_empty_carton_and_no_further(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID, MUG, number="100234")
    assert [undo(warehouse, task).sku for _ in range(3)] == ["MUG", "LID", "MUG"]
    with warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        undo(warehouse, task)


def test_what_was_taken_back_and_scanned_anew_can_be_taken_back_again(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID, number="100234")
    undo(warehouse, task)
    scan(warehouse, task, TRAY)
    assert [undo(warehouse, task).sku for _ in range(2)] == ["TRAY", "MUG"]
    assert warehouse.on_bench("100234").task.units_packed == 0


@ON_DISK
def test_undo_still_knows_the_newest_count_after_a_power_cut(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID, number="100234")
    warehouse.restart()
    assert undo(warehouse, task).sku == "LID"


def test_a_refused_scan_is_not_what_undo_takes_back(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.NOT_ON_ORDER, sku="CUP"):
        scan(warehouse, task, CUP)
    assert undo(warehouse, task).sku == "MUG"


def test_nothing_comes_out_of_a_closed_carton(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    with warehouse.refused(Verb.UNDO, RefusalCode.CARTON_CLOSED):
        undo(warehouse, task)


def test_goods_may_be_taken_out_of_a_cancelled_order(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    warehouse.cancel("100234")
    assert undo(warehouse, task).packed == 0
    assert warehouse.on_bench("100234").task.order.state is OrderState.CANCELLED


def test_after_a_unit_too_many_was_taken_back_the_line_is_complete_as_before(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, MUG, number="100234")
    warehouse.switch_off(Rule.ONLY_ORDERED_QUANTITY)
    scan(warehouse, task, MUG)
    assert undo(warehouse, task) == Counted(1, "MUG", -1, 2, 2, line_complete=True, order_complete=False)


def test_counting_goes_on_after_undo_until_the_carton_can_be_closed(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100235")
    undo(warehouse, task)
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_INCOMPLETE, missing=1):
        CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighing(500))
    scan(warehouse, task, MUG)
    CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighing(500))
    assert warehouse.on_bench("100235").task.unverified_carton is not None
