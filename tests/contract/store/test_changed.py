"""An order that asks for something else now: all of it is stored anew, and what was confirmed with it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.order import HoldReason, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderChanged
from packstation.domain.site_act import HoldLifted
from tests.contract.store.opened import CARTON, MUGS, Opened, next_number, put
from tests.fakes.clock import NOON
from tests.persistence.shelf import IDA, make_order, open_order, scan

WRAP = Instruction(UUID(int=9), InstructionKind.GIFT_WRAP, Per.PRODUCT, "red", sku="MUG")
CARD = Instruction(UUID(int=3), InstructionKind.GIFT_MESSAGE, text="Für Ida")
SHEET = Instruction(UUID(int=5), InstructionKind.INSERT, document="care.pdf")


def test_all_that_was_ordered_is_stored_anew_when_the_order_says_so(opened: Opened) -> None:
    gift = replace(MUGS, instructions=(WRAP, CARD))
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, gift, CARTON)
        done = replace(
            task, marks=frozenset({Mark(WRAP.instruction_id, "1"), Mark(CARD.instruction_id, "x")})
        )
        work.orders.save_task(task, done)
        counted = scan(work, gift.order_id)
        order = replace(
            counted.order,
            lines=(counted.order.lines[0], OrderLine(4, "POSTER", 1)),
            ship_to=("B",),
            carrier="Post",
            cutoff_at=NOON,
            slip=True,
            instructions=(SHEET, WRAP),
            rev=2,
        )
        after = replace(counted, order=order, marks=frozenset({Mark(WRAP.instruction_id, "1")}))
        work.orders.save_task(counted, after)
        read = work.orders.task(gift.order_id)
    wanted = replace(order, lines=(order.lines[0], OrderLine(4, "POSTER", 1, "Poster")))
    assert read == replace(after, order=wanted)
    with opened.again().transaction() as work:
        assert work.orders.task(gift.order_id) == replace(after, order=wanted)


def test_the_queue_follows_a_change(opened: Opened) -> None:
    late, early = make_order(5, ("MUG", 1), hours=9), make_order(6, ("LID", 1), hours=5)
    put(opened.store, late, early)
    assert (next_number(opened.store, "MUG"), next_number(opened.store)) == ("5", "6")
    with opened.store.transaction() as work:
        before = work.orders.task(late.order_id)
        lines = (OrderLine(1, "LID", 1),)
        work.orders.save_task(
            before, replace(before, order=replace(late, lines=lines, cutoff_at=NOON, rev=2))
        )
    assert (next_number(opened.store, "MUG"), next_number(opened.store, "LID")) == (None, "5")


def test_what_was_lifted_from_an_order_is_known(opened: Opened) -> None:
    put(opened.store, MUGS, make_order(5, ("MUG", 1)))
    with opened.store.transaction() as work:
        work.record(HoldLifted("address"), IDA, task=PackTask(MUGS))
        assert work.holds_lifted(MUGS.order_id) == {HoldReason.ADDRESS}
        assert work.holds_lifted(UUID(int=5)) == frozenset()


def test_how_many_stayed_at_the_last_change_is_known(opened: Opened) -> None:
    put(opened.store, MUGS)
    with opened.store.transaction() as work:
        assert work.kept(MUGS.order_id) == 0
        for kept in (3, 1):
            work.record(OrderChanged(1, 1, kept, False, 0), None, task=PackTask(MUGS))
        assert work.kept(MUGS.order_id) == 1
        assert work.kept(UUID(int=5)) == 0
