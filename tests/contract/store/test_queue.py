"""Orders that wait: on a place, for a product, in several totes, in a row of their like."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.product import Product
from tests.contract.store.opened import CARTON, MUGS, Opened, change, put
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order, open_order

ONE = make_order(1, ("MUG", 2), hours=3)


def numbers(orders: tuple[Order, ...]) -> list[str]:
    return [order.number for order in orders]


def like(opened: Opened, order: Order) -> list[str]:
    """The orders offered one after the other."""
    served: list[str] = []
    while True:
        with opened.store.transaction() as work:
            found = work.orders.next_like(order)
            assert (found is None) == (work.queue.count_like(order) == 0)
        if found is None:
            return served
        served.append(found.number)
        change(opened.store, found.number, lambda order: order.claimed_by("somewhere"))


def test_an_order_in_several_totes_is_found_by_each_of_them(opened: Opened) -> None:
    put(opened.store, replace(MUGS, tote="T-1", more_totes=("T-3", "T-2")))
    with opened.again().transaction() as work:
        for tote in ("T-1", "T-2", "T-3"):
            found = work.orders.by_tote(tote)
            assert found is not None
            assert found.totes == ("T-1", "T-3", "T-2")
        assert work.orders.by_tote("T-4") is None
    change(opened.store, "1", lambda order: replace(order, more_totes=("T-4",)))
    with opened.again().transaction() as work:
        assert work.orders.by_tote("T-3") is None
        found = work.orders.by_tote("T-4")
    assert found is not None
    assert found.more_totes == ("T-4",)


@pytest.mark.parametrize("state", list(OrderState))
def test_a_further_tote_is_free_again_once_its_goods_have_left(opened: Opened, state: OrderState) -> None:
    put(opened.store, replace(make_order(5, ("MUG", 1), tote="T-6"), more_totes=("T-7",)))
    change(opened.store, "5", lambda order: replace(order, state=state))
    with opened.store.transaction() as work:
        assert (work.orders.by_tote("T-7") is None) == (work.orders.by_tote("T-6") is None)
        read = work.orders.by_number("5")
    assert read is not None
    assert read.more_totes == ("T-7",)
    change(opened.store, "5", lambda order: replace(order, state=OrderState.PACKING))
    with opened.store.transaction() as work:
        assert work.orders.by_tote("T-7") is not None


def test_where_an_order_lies_since_when_it_is_packed_and_whose_rest_it_is(opened: Opened) -> None:
    rest = replace(make_order(2, ("MUG", 1)), rest_of="1", slip=True)
    put(opened.store, rest)
    change(opened.store, "2", lambda order: replace(order, place="Shelf 4", started_at=NOON))
    with opened.again().transaction() as work:
        read = work.orders.by_number("2")
    assert read is not None
    assert (read.rest_of, read.slip, read.place, read.started_at) == ("1", True, "Shelf 4", NOON)


def test_parked_orders_come_by_cutoff(opened: Opened) -> None:
    parked = frozenset({HoldReason.PARKED, HoldReason.SHORT})
    put(
        opened.store,
        replace(make_order(1, ("MUG", 1)), holds=parked, place="A"),
        replace(make_order(2, ("MUG", 1), hours=5), holds=parked, place="B"),
        replace(make_order(3, ("MUG", 1), hours=2), holds=parked, place="C"),
        replace(make_order(4, ("MUG", 1)), holds=frozenset({HoldReason.SHORT})),
        make_order(5, ("MUG", 1)),
    )
    with opened.again().transaction() as work:
        found = work.orders.parked()
    assert numbers(found) == ["3", "2", "1"]
    assert found[0].holds == parked


def test_parked_orders_are_found_by_their_place_however_it_is_spelled(opened: Opened) -> None:
    parked = frozenset({HoldReason.PARKED})
    put(
        opened.store,
        replace(make_order(1, ("MUG", 1)), holds=parked, place="Tür 1"),
        replace(make_order(2, ("MUG", 1), hours=5), holds=parked, place="TÜR 1"),
        replace(make_order(3, ("MUG", 1)), holds=parked, place="Tür 10"),
        replace(make_order(4, ("MUG", 1)), holds=frozenset({HoldReason.SHORT}), place="Tür 1"),
    )
    with opened.again().transaction() as work:
        assert numbers(work.orders.parked("tür 1")) == ["2", "1"]
        assert work.orders.parked("tür") == ()


def test_orders_wait_for_the_very_product_nobody_knew(opened: Opened) -> None:
    held = frozenset({HoldReason.PRODUCT_UNKNOWN})
    put(
        opened.store,
        replace(make_order(1, ("NEW", 1), ("MUG", 1)), holds=held),
        replace(make_order(2, ("NEW", 1), hours=2), holds=held),
        replace(make_order(3, ("NEWER", 1)), holds=held),
        replace(make_order(4, ("NEW", 1)), holds=frozenset({HoldReason.STOCK})),
    )
    with opened.again().transaction() as work:
        waiting = work.orders.waiting_for("NEW")
        assert numbers(waiting) == ["2", "1"]
        assert [line.product_known for line in waiting[1].lines] == [False, True]
        assert work.orders.waiting_for("MUG") == waiting[1:]
        work.catalogue.put([Product("NEW", "New")], [])
        for order in waiting:
            work.orders.save(replace(order, holds=frozenset()))
        assert work.orders.waiting_for("NEW") == ()
        ready = work.orders.next_ready("NEW")
    assert ready is not None
    assert (ready.number, ready.lines[0].product_known) == ("2", True)


def test_orders_of_one_kind_come_one_after_the_other(opened: Opened) -> None:
    put(
        opened.store,
        ONE,
        make_order(2, ("MUG", 2)),
        make_order(3, ("MUG", 2), hours=9),
        make_order(4, ("MUG", 2), hours=1),
    )
    with opened.store.transaction() as work:
        assert work.queue.count_like(ONE) == 3
    assert like(opened, ONE) == ["4", "3", "2"]


def test_whatever_asks_for_anything_else_is_not_of_that_kind(opened: Opened) -> None:
    fragile = Instruction(UUID(int=1), InstructionKind.FRAGILE)
    short = replace(make_order(9, ("MUG", 2)).lines[0], short=1)
    put(
        opened.store,
        make_order(2, ("MUG", 1)),
        make_order(3, ("LID", 2)),
        make_order(4, ("MUG", 2), ("LID", 1)),
        replace(make_order(5, ("MUG", 2)), carrier="Another"),
        replace(make_order(6, ("MUG", 2)), slip=True),
        replace(make_order(7, ("MUG", 2)), instructions=(fragile,)),
        replace(make_order(8, ("MUG", 2)), holds=frozenset({HoldReason.MANUAL})),
        replace(make_order(9, ("MUG", 2)), lines=(short,)),
        replace(make_order(10, ("MUG", 2)), state=OrderState.QUARANTINED),
    )
    assert like(opened, ONE) == []
    assert like(opened, make_order(11, ("MUG", 2), ("LID", 1))) == []
    assert like(opened, replace(make_order(9, ("MUG", 2)), lines=(short,))) == []
    assert like(opened, replace(ONE, slip=True)) == ["6"]


def test_an_order_that_lost_its_other_line_is_of_the_kind_of_the_rest(opened: Opened) -> None:
    put(opened.store, make_order(2, ("LID", 1), ("MUG", 2)))
    assert like(opened, ONE) == []
    with opened.store.transaction() as work:
        task = work.orders.task(UUID(int=2))
        work.orders.save_task(task, replace(task, order=replace(task.order, lines=task.order.lines[1:])))
        assert work.queue.count_like(ONE) == 1
    with opened.store.transaction() as work:
        before = work.orders.task(UUID(int=2))
        work.orders.save_task(before, replace(before, order=task.order))
        assert work.queue.count_like(ONE) == 0


def test_missing_pieces_and_lines_of_a_kit_are_kept_with_the_order(opened: Opened) -> None:
    kit = replace(MUGS, lines=(MUGS.lines[0], replace(MUGS.lines[1], kit_sku="SET")))
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, kit, CARTON)
    with opened.again().transaction() as work:
        task = work.orders.task(kit.order_id)
        assert [line.kit_sku for line in task.order.lines] == [None, "SET"]
        mugs, lids = task.order.lines
        lines = (replace(mugs, short=2), lids)
        short = replace(task, order=replace(task.order, lines=lines, rev=2))
        work.orders.save_task(task, short)
        assert work.orders.task(kit.order_id) == short
    with opened.again().transaction() as work:
        assert work.orders.task(kit.order_id) == short
        fewer = replace(short, order=replace(short.order, lines=(replace(lids, quantity=20),)))
        work.orders.save_task(short, fewer)
    with opened.again().transaction() as work:
        assert work.orders.task(kit.order_id) == fewer
