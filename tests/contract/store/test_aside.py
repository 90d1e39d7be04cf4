"""Orders on places, orders that wait for a product, rests of short orders: both stores tell the same."""

from __future__ import annotations

from dataclasses import replace

from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.product import Product
from tests.contract.store.opened import Opened, next_number, put
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order


def on_place(order: Order, place: str, state: OrderState = OrderState.READY) -> Order:
    """The order put aside there."""
    return replace(order, place=place, state=state, holds=frozenset({HoldReason.PARKED}), started_at=NOON)


def parked(opened: Opened) -> list[tuple[str, str | None]]:
    """Numbers and places of the orders put aside, in their order."""
    with opened.store.transaction() as work:
        return [(order.number, order.place) for order in work.orders.parked()]


def test_the_one_whose_truck_leaves_first_is_in_front_and_none_is_offered_by_next(opened: Opened) -> None:
    put(
        opened.store,
        on_place(make_order(5, ("MUG", 1)), "P 5"),
        on_place(make_order(6, ("MUG", 1), hours=6), "P 6"),
        on_place(make_order(7, ("MUG", 1), hours=2), "P 7"),
    )
    opened.again()
    assert parked(opened) == [("7", "P 7"), ("6", "P 6"), ("5", "P 5")]
    assert next_number(opened.store) is None


def test_a_cancelled_one_stands_there_until_its_goods_are_fetched(opened: Opened) -> None:
    order = on_place(make_order(5, ("MUG", 1)), "P 5", OrderState.CANCELLED)
    put(opened.store, order)
    assert parked(opened) == [("5", "P 5")]
    with opened.store.transaction() as work:
        work.orders.save(replace(order, place=None, holds=frozenset()))
    opened.again()
    assert parked(opened) == []


def test_place_and_clock_come_back_as_they_were_put_away(opened: Opened) -> None:
    put(opened.store, on_place(make_order(5, ("MUG", 1)), "P 5"))
    with opened.again().transaction() as work:
        order = work.orders.by_number("5")
    assert order is not None
    assert (order.place, order.started_at) == ("P 5", NOON)


def test_what_is_short_of_a_line_and_whose_rest_an_order_is_come_back(opened: Opened) -> None:
    first = make_order(5, ("MUG", 3), ("LID", 1))
    put(opened.store, first, replace(make_order(6, ("MUG", 2)), rest_of="5"))
    with opened.store.transaction() as work:
        task = work.orders.task(first.order_id)
        mugs, lid = task.order.lines
        after = replace(task, order=replace(task.order, lines=(replace(mugs, short=2), lid)))
        work.orders.save_task(task, after)
    with opened.again().transaction() as work:
        assert work.orders.task(first.order_id) == after
        rest = work.orders.by_number("6")
    assert rest is not None
    assert rest.rest_of == "5"


def test_a_line_is_saved_for_an_order_that_was_read_without_its_cartons(opened: Opened) -> None:
    put(opened.store, make_order(5, ("MUG", 3)))
    with opened.store.transaction() as work:
        order = work.orders.by_number("5")
        assert order is not None
        fewer = replace(order, lines=(replace(order.lines[0], short=1),))
        work.orders.save_task(PackTask(order), PackTask(fewer))
        assert work.orders.task(order.order_id).order == fewer


def test_an_order_waits_for_its_product_until_it_is_let_go(opened: Opened) -> None:
    odd = replace(make_order(5, ("MUG", 1), ("ODD", 1)), holds=frozenset({HoldReason.PRODUCT_UNKNOWN}))
    put(opened.store, odd, make_order(6, ("ODD", 1)))
    with opened.again().transaction() as work:
        assert [order.number for order in work.orders.waiting_for("ODD")] == ["5"]
        assert work.orders.waiting_for("EVEN") == ()
        work.catalogue.put([Product("ODD", "Odd one", 100)], [])
        (waiting,) = work.orders.waiting_for("ODD")
        assert [line.product_known for line in waiting.lines] == [True, True]
        work.orders.save(replace(waiting, holds=frozenset()))
        assert work.orders.waiting_for("ODD") == ()
