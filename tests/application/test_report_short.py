"""Missing pieces: the order leaves without them, is put aside, or a lead decides; the rest stays an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from packstation.application.close_carton import CloseCarton
from packstation.application.confirm_instruction import ConfirmInstruction
from packstation.application.lift_hold import LiftHold
from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkOrder
from packstation.application.report_short import ReportShort, Shorted
from packstation.application.scan_unit import ScanUnit
from packstation.domain.act import OrderPacked
from packstation.domain.carton import CartonState
from packstation.domain.carton_act import CartonVanished
from packstation.domain.instructing import WHOLE_ORDER
from packstation.domain.instruction import Instruction, InstructionKind, Mark
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked, RestOrdered, ShortFound, ShortReported
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.refusal import RefusalCode
from packstation.domain.short import Missing, ShortReason
from tests.application.site import LID, LID_CASE, MUG, TRAY, order
from tests.application.warehouse import Warehouse, weighing

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
SHIP, PARK = ShortEnding.SHIP, ShortEnding.PARK


def short(
    warehouse: Warehouse,
    *missing: tuple[int, int],
    ending: ShortEnding = SHIP,
    place: str | None = None,
    allowed_by: Actor | None = None,
    number: str = "100234",
    by: Actor | None = None,
) -> Shorted:
    """Ida says that so many pieces of these lines are missing."""
    pieces = tuple(Missing(line_no, units) for line_no, units in missing)
    task = warehouse.on_bench(number).task
    verb = ReportShort(warehouse.bench)
    return verb(by or warehouse.ida, task, pieces, ShortReason.MISSING, ending, place, allowed_by)


def site(warehouse: Warehouse, ending: ShortEnding, *codes: str, number: str = "100234") -> None:
    """The site ends shorts that way, and an order lies open with these pieces packed."""
    warehouse.policy = replace(warehouse.policy, short_ending=ending)
    warehouse.pack(*codes, number=number)
    warehouse.numbers += [f"{number}/R1", f"{number}/R2"]


def test_the_order_leaves_with_what_is_there_and_the_rest_stays_an_order(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE)
    after = short(warehouse, (2, 1), (3, 1))
    assert after.task.complete
    assert warehouse.on_bench("100234").task == after.task
    rest = warehouse.on_bench("100234/R1").task.order
    first = after.task.order
    assert [(line.line_no, line.sku, line.quantity) for line in rest.lines] == [(2, "LID", 1), (3, "TRAY", 1)]
    assert (rest.state, rest.holds) == (OrderState.READY, frozenset({HoldReason.STOCK}))
    assert (rest.rest_of, rest.ship_to, rest.carrier, rest.cutoff_at) == (
        "100234",
        first.ship_to,
        first.carrier,
        first.cutoff_at,
    )
    assert warehouse.newest(3) == [
        ShortReported(2, "LID", 1, "missing", "ship"),
        ShortReported(3, "TRAY", 1, "missing", "ship"),
        RestOrdered("100234/R1", 2),
    ]


def test_what_is_there_is_weighed_and_closed(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE)
    task = short(warehouse, (2, 1), (3, 1)).task
    closed = CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighing(1040))
    assert closed.label is not None


def test_each_short_of_an_order_makes_a_rest_of_its_own_number(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE)
    assert short(warehouse, (2, 1)).rest == "100234/R1"
    assert short(warehouse, (3, 1)).rest == "100234/R2"


def test_a_rest_waits_for_stock_and_a_lead_lets_it_go(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE, LID)
    short(warehouse, (3, 1))
    warehouse.change("100234", holder=None, state=OrderState.CANCELLED)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100234/R1", reasons="stock"):
        warehouse.open("100234/R1")
    rest = warehouse.on_bench("100234/R1").task.order
    LiftHold(warehouse.bench)(warehouse.lea, rest.order_id, HoldReason.STOCK)
    assert warehouse.open("100234/R1").order.lines[0].sku == "TRAY"


def test_more_pieces_than_are_missing_are_refused_and_nothing_is_ordered(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG)
    with warehouse.refused(Verb.REPORT_SHORT, RefusalCode.SHORT_TOO_MANY, sku="LID", units=14, left=13):
        short(warehouse, (3, 1), (2, 14))


def test_where_the_lead_decides_a_packer_ships_only_with_a_second_persons_leave(warehouse: Warehouse) -> None:
    site(warehouse, ShortEnding.LEAD, MUG, MUG, LID_CASE, LID)
    facts = {"role": "packer", "verb": "ship_short"}
    for nobody in (None, warehouse.ida, warehouse.adam):
        with warehouse.refused(Verb.SHIP_SHORT, RefusalCode.ROLE_FORBIDS, **facts):
            short(warehouse, (3, 1), allowed_by=nobody)
    assert short(warehouse, (3, 1), allowed_by=warehouse.lea).rest == "100234/R1"
    said = [entry for entry in warehouse.opened.journal() if isinstance(entry.act, ShortReported)]
    assert [(entry.actor, entry.second_actor) for entry in said] == [("ida", "lea")]


@pytest.mark.parametrize("usual", [ShortEnding.LEAD, PARK])
def test_a_lead_needs_nobody(warehouse: Warehouse, usual: ShortEnding) -> None:
    site(warehouse, usual, MUG, MUG, LID_CASE, LID)
    assert short(warehouse, (3, 1), by=warehouse.lea).rest == "100234/R1"


@pytest.mark.parametrize("usual", [ShortEnding.LEAD, PARK, SHIP])
def test_a_packer_puts_it_aside_and_only_a_lead_lets_it_go(warehouse: Warehouse, usual: ShortEnding) -> None:
    site(warehouse, usual, MUG)
    after = short(warehouse, (3, 1), ending=PARK, place="P 1")
    assert (after.rest, after.task.order.place, after.task.units_packed) == (None, "P 1", 1)
    assert [line.short for line in after.task.order.lines] == [0, 0, 0]
    assert warehouse.newest(2) == [ShortReported(3, "TRAY", 1, "missing", "park"), OrderParked(None)]
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100234", reasons="short"):
        warehouse.open("100234")
    LiftHold(warehouse.bench)(warehouse.lea, after.task.order.order_id, HoldReason.SHORT)
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number == "100235"
    warehouse.change("100235", holder=None, state=OrderState.CANCELLED)
    assert warehouse.open("100234").units_packed == 1


def test_an_order_of_which_nothing_would_leave_waits_for_a_lead(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, number="100235")
    after = short(warehouse, (1, 1), number="100235")
    assert after.rest is None
    assert (after.task.order.holds, after.task.order.place) == (frozenset({HoldReason.SHORT}), None)
    assert after.task.order.state is OrderState.READY
    assert warehouse.newest(2) == [ShortReported(1, "MUG", 1, "missing", "park"), OrderParked(None)]
    LiftHold(warehouse.bench)(warehouse.lea, after.task.order.order_id, HoldReason.SHORT)
    assert warehouse.pack(MUG, number="100235").complete


def test_a_place_the_site_does_not_have_is_refused(warehouse: Warehouse) -> None:
    site(warehouse, PARK, MUG)
    warehouse.policy = replace(warehouse.policy, places=("P 1",))
    with warehouse.refused(Verb.REPORT_SHORT, RefusalCode.PLACE_UNKNOWN, place="P 9"):
        short(warehouse, (3, 1), ending=PARK, place="P 9")


def test_a_product_is_no_place_for_a_short_order(warehouse: Warehouse) -> None:
    site(warehouse, PARK, MUG)
    with warehouse.refused(Verb.REPORT_SHORT, RefusalCode.PLACE_IS_OTHER, read=MUG):
        short(warehouse, (3, 1), ending=PARK, place=MUG)


def test_a_cancelled_order_is_not_made_short(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG)
    warehouse.cancel("100234")
    with warehouse.refused(Verb.REPORT_SHORT, RefusalCode.ORDER_CANCELLED, order="100234"):
        short(warehouse, (3, 1))


def test_a_customer_who_cancels_cancels_the_rest_as_well(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG)
    short(warehouse, (3, 1))
    short(warehouse, (2, 1))
    warehouse.cancel("100234")
    states = [warehouse.on_bench(number).task.order.state for number in ("100234", "100234/R1", "100234/R2")]
    assert states == [OrderState.CANCELLED] * 3


def test_the_rest_of_an_order_that_left_is_cancelled_all_the_same(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG)
    short(warehouse, (3, 1))
    warehouse.change("100234", state=OrderState.PACKED, holder=None)
    warehouse.cancel("100234")
    states = [warehouse.on_bench(number).task.order.state for number in ("100234", "100234/R1")]
    assert states == [OrderState.PACKED, OrderState.CANCELLED]


def test_a_cancelled_rest_leaves_the_first_order_alone(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG)
    short(warehouse, (3, 1))
    short(warehouse, (2, 1))
    warehouse.cancel("100234/R1")
    states = [warehouse.on_bench(number).task.order.state for number in ("100234", "100234/R2")]
    assert states == [OrderState.PACKING, OrderState.READY]


# --- found after all ---


def test_a_piece_that_turns_up_is_scanned_and_the_rest_waits_for_one_less(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE)
    task = short(warehouse, (2, 1), (3, 1)).task
    after = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(TRAY)).task
    assert (after.packed(3), after.line(3).short) == (1, 0)
    assert warehouse.on_bench("100234").task == after
    rest = warehouse.on_bench("100234/R1").task.order
    assert [line.leaving for line in rest.lines] == [1, 0]
    assert warehouse.newest(2)[0] == ShortFound(3, "TRAY", 1, "100234/R1")


def test_with_its_last_piece_found_the_rest_is_called_off(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE, LID)
    task = short(warehouse, (3, 1)).task
    ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(TRAY))
    assert warehouse.on_bench("100234/R1").task.order.state is OrderState.CANCELLED
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.LINE_COMPLETE, sku="TRAY", wanted=1):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(TRAY))


def test_a_piece_found_once_its_rest_may_go_belongs_to_the_rest(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE, LID)
    task = short(warehouse, (3, 1)).task
    warehouse.change("100234/R1", holds=frozenset())
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.REST_UNDER_WAY, sku="TRAY", order="100234/R1"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(TRAY))


def test_pieces_still_wanted_here_are_counted_before_any_found_one(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, TRAY)
    task = short(warehouse, (2, 12)).task
    after = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID)).task
    assert (after.packed(2), after.line(2).short) == (1, 12)


def test_a_found_piece_is_taken_from_the_rest_that_still_waits(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG)
    short(warehouse, (2, 12))
    task = short(warehouse, (2, 1)).task
    first = warehouse.on_bench("100234/R1").task.order
    LiftHold(warehouse.bench)(warehouse.lea, first.order_id, HoldReason.STOCK)
    after = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID)).task
    assert (after.packed(2), after.line(2).short) == (1, 12)
    assert warehouse.on_bench("100234/R1").task.order.lines[0].leaving == 12
    assert warehouse.on_bench("100234/R2").task.order.state is OrderState.CANCELLED


def rest_short_itself(warehouse: Warehouse) -> PackTask:
    """Of a rest order one piece is packed, and the other is short once more."""
    site(warehouse, SHIP, MUG, MUG)
    parked = short(warehouse, (2, 2)).task
    ParkOrder(warehouse.bench)(warehouse.ida, parked, "P 1")
    first = warehouse.on_bench("100234/R1").task.order
    LiftHold(warehouse.bench)(warehouse.lea, first.order_id, HoldReason.STOCK)
    warehouse.pack(LID, number="100234/R1")
    return short(warehouse, (2, 1), number="100234/R1").task


def test_a_piece_found_for_a_rest_that_was_short_itself_is_counted_there(warehouse: Warehouse) -> None:
    task = rest_short_itself(warehouse)
    after = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID)).task
    assert (after.packed(2), after.line(2).short) == (2, 0)
    assert warehouse.on_bench("100234/R2").task.order.state is OrderState.CANCELLED


def test_a_piece_found_for_a_rest_is_never_looked_for_in_that_rest_itself(warehouse: Warehouse) -> None:
    """The order it is missing from has it neither: the bench names the one that waits for it."""
    task = rest_short_itself(warehouse)
    warehouse.change("100234/R2", holds=frozenset())
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.REST_UNDER_WAY, sku="LID", order="100234/R2"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID))
    warehouse.cancel("100234/R2")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.LINE_COMPLETE, sku="LID", wanted=1):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID))


# --- several cartons ---


def carton_left(warehouse: Warehouse, number: str) -> None:
    """The carton with the goods is proven, and an empty one stands on the bench."""
    task = warehouse.on_bench(number).task
    carton = task.cartons[0]
    proven = replace(carton, state=CartonState.VERIFIED)
    after = replace(task, cartons=(proven,)).with_carton(warehouse.new_id(), carton.carton_type)
    with warehouse.store.transaction() as work:
        work.orders.save_task(task, after)


def test_an_order_whose_cartons_have_all_left_is_packed_by_the_short(warehouse: Warehouse) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE, LID)
    carton_left(warehouse, "100234")
    shorted = short(warehouse, (3, 1))
    assert (shorted.task.order.state, shorted.task.order.packed_by) == (OrderState.PACKED, "Ida")
    assert [c.state for c in shorted.task.cartons] == [CartonState.VERIFIED, CartonState.VOID]
    assert warehouse.newest(2) == [CartonVanished(2), OrderPacked(1, 15)]


def test_a_short_packs_no_order_whose_gift_wrap_nobody_confirmed(warehouse: Warehouse) -> None:
    wrap = Instruction(warehouse.new_id(), InstructionKind.GIFT_WRAP)
    warehouse.receive(replace(order("100250", ("MUG", 1), ("TRAY", 1)), instructions=(wrap,)))
    site(warehouse, SHIP, MUG, number="100250")
    carton_left(warehouse, "100250")
    with warehouse.refused(Verb.REPORT_SHORT, RefusalCode.INSTRUCTION_OPEN, kinds="gift_wrap"):
        short(warehouse, (2, 1), number="100250")
    task, mark = warehouse.on_bench("100250").task, Mark(wrap.instruction_id, WHOLE_ORDER)
    ConfirmInstruction(warehouse.bench)(warehouse.ida, task, mark)
    assert short(warehouse, (2, 1), number="100250").task.order.state is OrderState.PACKED


def test_gift_wrap_is_asked_for_with_the_rest_as_well(warehouse: Warehouse) -> None:
    wrap = Instruction(warehouse.new_id(), InstructionKind.GIFT_WRAP)
    warehouse.receive(replace(order("100250", ("MUG", 1), ("TRAY", 1)), instructions=(wrap,)))
    site(warehouse, SHIP, MUG, number="100250")
    short(warehouse, (2, 1), number="100250")
    rest = warehouse.on_bench("100250/R1").task.order
    assert [one.kind for one in rest.instructions] == [InstructionKind.GIFT_WRAP]


def test_what_was_decided_stays_so_after_a_power_cut(
    warehouse: Warehouse, request: pytest.FixtureRequest
) -> None:
    site(warehouse, SHIP, MUG, MUG, LID_CASE)
    after = short(warehouse, (2, 1), (3, 1)).task
    seen: Sequence[object] = warehouse.seen()
    if "disk" in request.node.name:
        warehouse.restart()
    assert warehouse.seen() == seen
    assert warehouse.on_bench("100234").task == after
