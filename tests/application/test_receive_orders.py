"""Orders coming in, and cancellations: a known number is never added twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from packstation.application.lift_hold import LiftHold
from packstation.application.open_order import LookAt, OpenOrder
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.release_order import ReleaseOrder
from packstation.application.report_short import ReportShort
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import OrderCancelled, OrderReceived, Refusal
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.packing_act import OrderChanged
from packstation.domain.person import Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.product import Component, KitWay, Product
from packstation.domain.refusal import RefusalCode
from packstation.domain.replay import Replay
from packstation.domain.short import Missing, ShortReason
from tests.application.products_come import receive_products
from tests.application.repacking import Repacking
from tests.application.site import CARD, CUP, LID, MUG, ORDERS, order
from tests.application.warehouse import Warehouse
from tests.fakes.clock import NOON

WRAP = Instruction(UUID(int=91), InstructionKind.GIFT_WRAP)


def receive(warehouse: Warehouse, *orders: Order) -> int:
    return ReceiveOrders(warehouse.bench)(orders)


def cancelled(known: Order) -> Order:
    return replace(known, state=OrderState.CANCELLED)


def test_a_new_order_is_ready_and_written_down_by_its_size(warehouse: Warehouse) -> None:
    assert receive(warehouse, order("100300", ("MUG", 2), ("LID", 5))) == 1
    assert warehouse.newest() == [OrderReceived(lines=2, units=7)]
    found = warehouse.on_bench("100300").task.order
    assert found.state is OrderState.READY
    assert [(line.name, line.unit_grams) for line in found.lines] == [("Mug, blue", 300), ("Lid", 20)]


@pytest.mark.parametrize("lines", [(), (("MUG", 0),), (("MUG", -1),)])
def test_an_order_that_asks_for_nothing_does_not_stand_in_everybodys_way(
    warehouse: Warehouse, lines: tuple[tuple[str, int], ...]
) -> None:
    """It could never be packed, and NEXT would offer it again for ever."""
    receive(warehouse, order("100300", *lines, hours=-9))
    assert warehouse.on_bench("100300").task.order.state is OrderState.QUARANTINED
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number != "100300"


def test_an_order_that_is_known_is_not_added_again(warehouse: Warehouse) -> None:
    seen, acts = warehouse.seen(), warehouse.acts()
    assert receive(warehouse, *ORDERS) == 0
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)


def test_the_same_number_twice_in_one_list_is_one_order(warehouse: Warehouse) -> None:
    assert receive(warehouse, order("100300", ("MUG", 2)), order("100300", ("MUG", 2))) == 1


def test_an_open_order_is_not_reset_by_coming_in_again(warehouse: Warehouse) -> None:
    task = warehouse.pack("MUG", number="100234")
    receive(warehouse, *ORDERS)
    assert warehouse.on_bench("100234").task == task


@pytest.mark.parametrize("begin", [False, True])
def test_a_known_order_that_comes_cancelled_is_cancelled_wherever_it_is(
    warehouse: Warehouse, begin: bool
) -> None:
    if begin:
        warehouse.pack("MUG", number="100234")
    assert receive(warehouse, cancelled(ORDERS[0])) == 0
    assert warehouse.on_bench("100234").task.order.state is OrderState.CANCELLED
    assert warehouse.newest() == [OrderCancelled()]


def test_a_cancellation_that_comes_twice_counts_once(warehouse: Warehouse) -> None:
    receive(warehouse, cancelled(ORDERS[0]))
    receive(warehouse, cancelled(ORDERS[0]))
    assert warehouse.acts().count(OrderCancelled()) == 1


def test_a_new_order_may_come_cancelled_already(warehouse: Warehouse) -> None:
    assert receive(warehouse, cancelled(order("100300", ("MUG", 2)))) == 1
    assert warehouse.on_bench("100300").task.order.state is OrderState.CANCELLED


def test_a_cancellation_that_comes_too_late_is_written_down_and_keeps_no_other_order_out(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, warehouse.read(printed.label.plate.code))
    assert receive(warehouse, cancelled(ORDERS[1]), order("100300", ("MUG", 2))) == 1
    assert warehouse.on_bench("100235").task.order.state is OrderState.PACKED
    at = warehouse.clock.now().isoformat()
    assert warehouse.newest(2) == [
        no_of_size(0, at),
        OrderReceived(lines=1, units=2),
    ]


def test_a_customers_address_is_nowhere_in_the_journal(warehouse: Warehouse) -> None:
    warehouse.print()
    assert CARD in str(warehouse.on_bench("100235").task.order)
    assert CARD not in str(warehouse.opened.journal())


def no_of_size(units: int, at: str) -> Refusal:
    """The no to a packed order that came in again with so many pieces, or none."""
    lines = min(1, units)
    return Refusal(
        "receive_orders", "order_packed", {"order": "100235", "at": at, "lines": lines, "units": units}
    )


def outcomes(warehouse: Warehouse, *orders: Order) -> list[tuple[str, str | None]]:
    received = ReceiveOrders(warehouse.bench).each(orders)
    return [(one.reception.value, one.why.value if one.why else None) for one in received]


def test_each_order_is_told_what_became_of_it(warehouse: Warehouse) -> None:
    new, more = order("100300", ("MUG", 1)), replace(ORDERS[3], lines=(OrderLine(1, "TRAY", 2),))
    assert outcomes(warehouse, new, ORDERS[0], more, cancelled(ORDERS[2])) == [
        ("created", None),
        ("unchanged", None),
        ("changed", None),
        ("cancelled", None),
    ]
    assert outcomes(warehouse, ORDERS[2], cancelled(ORDERS[2])) == [("unchanged", None)] * 2


def test_an_order_nobody_has_begun_is_replaced_whole_and_it_is_written_down(warehouse: Warehouse) -> None:
    changed = replace(
        ORDERS[1],
        order_id=UUID(int=5),
        lines=(OrderLine(1, "CUP", 3), OrderLine(2, "LID", 1)),
        ship_to=("B. Other", "Elsewhere 2"),
        carrier="Post",
        cutoff_at=None,
        slip=True,
        instructions=(WRAP,),
    )
    assert outcomes(warehouse, changed) == [("changed", None)]
    found = warehouse.on_bench("100235").task.order
    assert [(line.sku, line.quantity, line.name) for line in found.lines] == [
        ("LID", 1, "Lid"),
        ("CUP", 3, "Cup"),
    ]
    assert (found.ship_to, found.carrier, found.cutoff_at) == (("B. Other", "Elsewhere 2"), "Post", None)
    assert (found.slip, found.tote, found.rev) == (True, "T-7", 2)
    assert [one.kind for one in found.instructions] == [WRAP.kind]
    assert warehouse.newest() == [OrderChanged(lines=2, units=4, kept=0, address=True, instructions=1)]
    assert "Elsewhere" not in str(warehouse.opened.journal())
    seen, acts = warehouse.seen(), warehouse.acts()
    assert outcomes(warehouse, changed) == [("unchanged", None)]
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)


def test_a_changed_order_is_offered_by_its_new_cutoff_and_its_new_goods(warehouse: Warehouse) -> None:
    """What the queue is asked by has to follow too."""
    cups = replace(order("100237", ("CUP", 1), hours=1), order_id=ORDERS[3].order_id)
    receive(warehouse, cups)
    assert OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read(CUP)).task.order.number == "100237"


def test_an_order_whose_instruction_is_gone_is_packed_in_a_row_again(warehouse: Warehouse) -> None:
    gift = replace(order("100300", ("TRAY", 1)), instructions=(WRAP,))
    receive(warehouse, gift)
    with warehouse.store.transaction() as work:
        assert work.orders.next_like(ORDERS[3]) is None
    receive(warehouse, replace(gift, instructions=()))
    with warehouse.store.transaction() as work:
        like = work.orders.next_like(ORDERS[3])
    assert like is not None
    assert like.number == "100300"


def test_what_is_packed_of_an_open_order_stays_and_the_packer_is_told_once(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID, number="100234")
    fewer = replace(ORDERS[0], lines=(OrderLine(2, "LID", 1), OrderLine(4, "CUP", 1)))
    assert outcomes(warehouse, fewer) == [("changed", None)]
    assert warehouse.newest() == [OrderChanged(lines=3, units=3, kept=1, address=False, instructions=0)]
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_CHANGED, order="100234", kept=1):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(CUP))
    with warehouse.refused(Verb.UNDO, RefusalCode.ORDER_CHANGED, order="100234", kept=1):
        UndoScan(warehouse.bench)(warehouse.ida, task)
    seen = LookAt(warehouse.bench)(task.order.order_id).task
    after = ScanUnit(warehouse.bench)(warehouse.ida, seen, warehouse.read(CUP)).task
    assert after.complete
    assert [(line.sku, line.quantity) for line in after.order.lines] == [("MUG", 1), ("LID", 1), ("CUP", 1)]


def test_another_cutoff_reaches_an_open_order_and_stops_nobody(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    sooner = replace(ORDERS[0], cutoff_at=NOON - timedelta(hours=1))
    assert outcomes(warehouse, sooner) == [("changed", None)]
    after = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG)).task
    assert (after.order.cutoff_at, after.units_packed) == (sooner.cutoff_at, 2)


def test_a_hold_or_a_gift_that_comes_while_it_lies_open_is_told(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    for asked in ({"holds": frozenset({HoldReason.PAYMENT})}, {"instructions": (WRAP,)}):
        assert outcomes(warehouse, replace(ORDERS[0], **asked)) == [("changed", None)]
        with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_CHANGED, order="100234", kept=0):
            ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))


def test_an_order_that_is_changed_can_still_be_given_back_and_put_aside(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    receive(warehouse, replace(ORDERS[0], lines=ORDERS[0].lines[:1]))
    assert ReleaseOrder(warehouse.bench)(warehouse.ida, task).order.state is OrderState.READY


def test_a_change_that_names_a_product_nobody_knows_holds_the_order_with_what_is_packed(
    warehouse: Warehouse,
) -> None:
    task = warehouse.pack(MUG, number="100234")
    receive(warehouse, replace(ORDERS[0], lines=(*ORDERS[0].lines, OrderLine(4, "VASE", 1))))
    assert warehouse.on_bench("100234").task.order.holds == {HoldReason.PRODUCT_UNKNOWN}
    receive_products(warehouse.bench, [Product("VASE", "Vase", 900)])
    after = warehouse.on_bench("100234").task
    assert (after.order.holds, after.units_packed, after.units_left) == (frozenset(), 1, 16)
    assert task.order.rev != after.order.rev


def test_a_change_that_comes_too_late_is_written_down_and_keeps_no_other_order_out(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    elsewhere = replace(ORDERS[1], ship_to=("B. Other",))
    assert outcomes(warehouse, elsewhere) == [("refused", "change_too_late")]
    assert printed.label is not None
    VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, warehouse.read(printed.label.plate.code))
    more, new = replace(ORDERS[1], lines=(OrderLine(1, "MUG", 2),)), order("100300", ("MUG", 1))
    assert outcomes(warehouse, more, new) == [("refused", "order_packed"), ("created", None)]
    at = warehouse.clock.now().isoformat()
    assert warehouse.newest(2)[0] == no_of_size(2, at)
    assert outcomes(warehouse, ORDERS[1]) == [("unchanged", None)]


def test_whoever_sends_the_same_again_and_again_is_told_no_each_time_and_the_journal_once(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, warehouse.read(printed.label.plate.code))
    at, before = warehouse.clock.now().isoformat(), len(warehouse.acts())
    two, three = (replace(ORDERS[1], lines=(OrderLine(1, "MUG", units),)) for units in (2, 3))
    for one in (two, two, three, three, cancelled(two), cancelled(two)):
        assert outcomes(warehouse, one) == [("refused", "order_packed")]
    assert warehouse.acts()[before:] == [no_of_size(units, at) for units in (2, 3, 0)]


def test_a_hold_a_lead_has_lifted_does_not_come_back_with_the_same_file(warehouse: Warehouse) -> None:
    held = replace(order("100300", ("MUG", 1)), holds=frozenset({HoldReason.ADDRESS}))
    receive(warehouse, held)
    LiftHold(warehouse.bench)(warehouse.lea, held.order_id, HoldReason.ADDRESS)
    assert outcomes(warehouse, held) == [("unchanged", None)]
    both = replace(held, holds=frozenset({HoldReason.ADDRESS, HoldReason.PAYMENT}))
    assert outcomes(warehouse, both) == [("changed", None)]
    assert warehouse.on_bench("100300").task.order.holds == {HoldReason.PAYMENT}


def test_what_was_missing_goes_where_its_order_goes(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    missing = (Missing(2, 3),)
    ReportShort(warehouse.bench)(warehouse.lea, task, missing, ShortReason.MISSING, ShortEnding.SHIP)
    assert outcomes(warehouse, replace(ORDERS[0], ship_to=("B. Other",))) == [("changed", None)]
    rest = warehouse.on_bench("100234/R1").task.order
    assert (rest.ship_to, [line.quantity for line in rest.lines]) == (("B. Other",), [3])
    assert warehouse.newest() == [OrderChanged(lines=1, units=3, kept=0, address=True, instructions=0)]


def test_a_rest_in_work_goes_there_too_and_one_under_its_label_is_written_down(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    missing = (Missing(2, 3),)
    ReportShort(warehouse.bench)(warehouse.lea, task, missing, ShortReason.MISSING, ShortEnding.SHIP)
    warehouse.change("100234/R1", holds=frozenset(), state=OrderState.PACKING, holder="another")
    outcomes(warehouse, replace(ORDERS[0], ship_to=("B. Other",)))
    assert warehouse.on_bench("100234/R1").task.order.ship_to == ("B. Other",)
    warehouse.change("100234/R1", state=OrderState.PACKED, packed_by="Ida", packed_at=None)
    assert outcomes(warehouse, replace(ORDERS[0], ship_to=("C. Third",))) == [("changed", None)]
    assert warehouse.on_bench("100234/R1").task.order.ship_to == ("B. Other",)
    facts = {"order": "100234/R1", "at": None, "lines": 1, "units": 3}
    assert warehouse.newest() == [Refusal("receive_orders", "order_packed", facts)]


def test_a_kit_that_comes_again_is_no_change(warehouse: Warehouse) -> None:
    parts = (Component("MUG", 1), Component("LID", 2))
    warehouse.stock([Product("SET", "Set", components=parts, kit_way=KitWay.BY_COMPONENT)], [])
    sets = order("100300", ("SET", 2), ("TRAY", 1))
    receive(warehouse, sets)
    assert outcomes(warehouse, sets) == [("unchanged", None)]
    receive(warehouse, replace(sets, lines=(OrderLine(1, "SET", 3), OrderLine(2, "TRAY", 1))))
    found = warehouse.on_bench("100300").task.order
    assert [(line.sku, line.quantity, line.kit_sku) for line in found.lines] == [
        ("TRAY", 1, None),
        ("MUG", 3, "SET"),
        ("LID", 6, "SET"),
    ]


def test_what_is_packed_already_and_wanted_no_longer_is_told_though_nothing_else_changes(
    warehouse: Warehouse,
) -> None:
    """Else a carton with goods the customer has called off would leave without a word."""
    task = warehouse.pack(MUG, MUG, number="100234")
    fewer = replace(ORDERS[0], lines=(OrderLine(1, "MUG", 1), *ORDERS[0].lines[1:]))
    assert outcomes(warehouse, fewer, fewer) == [("changed", None), ("unchanged", None)]
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_CHANGED, order="100234", kept=1):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID))


def test_a_carton_that_stands_aside_is_in_hand_again_once_nothing_else_is_wanted(
    warehouse: Warehouse,
) -> None:
    """Else the packer would hold an empty one that cannot be closed."""
    packing = Repacking(warehouse)
    warehouse.open("100234")
    packing.fill(MUG, MUG)
    packing.move(1, MUG)
    UndoScan(warehouse.bench)(warehouse.ida, packing.task)
    mugs = replace(ORDERS[0], lines=ORDERS[0].lines[:1])
    assert outcomes(warehouse, mugs) == [("changed", None)]
    assert packing.in_hand.number == 1
    assert Replay(warehouse.opened.journal()).agrees(ORDERS[0].order_id, packing.task.cartons)
    packing.close(partial=False)
    assert packing.prove().task.order.state is OrderState.PACKED
