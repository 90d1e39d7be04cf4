"""Orders: found by number, tote, product or cut-off, and saved as they move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from packstation.domain.order import HoldReason, OrderState
from tests.contract.store.opened import MUGS, Opened, change, next_number, put
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order


def test_an_order_comes_back_with_the_names_and_weights_of_its_goods(opened: Opened) -> None:
    order = replace(
        make_order(5, ("MUG", 2), ("UNHEARD-OF", 1), hours=3, tote="T-1"),
        holds=frozenset({HoldReason.PAYMENT, HoldReason.FRAUD}),
    )
    put(opened.store, order)
    with opened.again().transaction() as work:
        read = work.orders.by_number("5")
    assert read is not None
    mug, unheard_of = order.lines
    lines = (replace(mug, name="Mug, blue", unit_grams=300), replace(unheard_of, product_known=False))
    assert read == replace(order, lines=lines)


def test_a_cutoff_of_another_time_zone_is_the_same_instant(opened: Opened) -> None:
    order = replace(make_order(5, ("MUG", 1)), cutoff_at=NOON.astimezone().replace(microsecond=250))
    put(opened.store, order)
    with opened.store.transaction() as work:
        read = work.orders.by_number("5")
    assert read is not None
    assert read.cutoff_at == order.cutoff_at


def test_a_number_nobody_ordered_under_means_nothing(opened: Opened) -> None:
    put(opened.store, MUGS)
    with opened.store.transaction() as work:
        assert work.orders.by_number("2") is None


@pytest.mark.parametrize("state", list(OrderState))
def test_a_tote_means_the_order_whose_goods_still_lie_in_it(opened: Opened, state: OrderState) -> None:
    put(opened.store, replace(make_order(5, ("MUG", 1), tote="T-7"), state=state))
    gone = {OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED}
    with opened.store.transaction() as work:
        assert (work.orders.by_tote("T-7") is None) == (state in gone)
        assert work.orders.by_tote("T-8") is None


def test_next_is_the_earliest_cutoff_and_orders_without_one_come_last(opened: Opened) -> None:
    put(
        opened.store,
        make_order(1, ("MUG", 1)),
        make_order(2, ("MUG", 1), hours=5),
        make_order(3, ("LID", 1), hours=2),
        make_order(4, ("MUG", 1), hours=2),
    )
    served = []
    while (number := next_number(opened.store)) is not None:
        served.append(number)
        change(opened.store, number, lambda order: order.claimed_by("somewhere"))
    assert served == ["3", "4", "2", "1"]


def test_next_for_a_product_is_the_earliest_order_that_needs_it(opened: Opened) -> None:
    put(
        opened.store,
        make_order(1, ("MUG", 1)),
        make_order(2, ("MUG", 1), ("LID", 1), hours=5),
        make_order(3, ("LID", 1), hours=2),
        make_order(4, ("MUG", 1), hours=9),
    )
    served = []
    while (number := next_number(opened.store, "MUG")) is not None:
        served.append(number)
        change(opened.store, number, lambda order: order.claimed_by("somewhere"))
    assert served == ["2", "4", "1"]
    assert next_number(opened.store, "POSTER") is None


def test_a_held_order_waits_until_its_last_hold_is_lifted(opened: Opened) -> None:
    put(opened.store, replace(make_order(1, ("MUG", 1)), holds=frozenset(HoldReason)))
    for sku in (None, "MUG"):
        assert next_number(opened.store, sku) is None
    change(opened.store, "1", lambda order: replace(order, holds=frozenset({HoldReason.STOCK})))
    with opened.store.transaction() as work:
        order = work.orders.by_number("1")
    assert order is not None
    assert order.holds == {HoldReason.STOCK}
    assert next_number(opened.store) is None
    change(opened.store, "1", lambda order: replace(order, holds=frozenset()))
    for sku in (None, "MUG"):
        assert next_number(opened.store, sku) == "1"


def test_a_released_order_is_offered_again(opened: Opened) -> None:
    put(opened.store, MUGS)
    change(opened.store, "1", lambda order: order.claimed_by("here"))
    assert next_number(opened.store, "LID") is None
    change(opened.store, "1", lambda order: order.released())
    assert next_number(opened.store, "LID") == "1"


@pytest.mark.parametrize("state", list(OrderState))
def test_what_lies_open_here_is_claimed_here_and_neither_packed_nor_released(
    opened: Opened, state: OrderState
) -> None:
    here = opened.store.station_id
    put(opened.store, replace(make_order(1, ("MUG", 1)), state=state, holder=here))
    put(opened.store, replace(make_order(2, ("MUG", 1)), state=state, holder="elsewhere"))
    put(opened.store, replace(make_order(3, ("MUG", 1)), state=state))
    with opened.again().transaction() as work:
        order = work.orders.open_here()
    open_states = {OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED}
    assert (order.number if order else None) == ("1" if state in open_states else None)


def test_everything_that_moves_of_an_order_is_saved(opened: Opened) -> None:
    put(opened.store, MUGS)
    moved = replace(
        MUGS,
        state=OrderState.PACKED,
        tote="T-9",
        holds=frozenset({HoldReason.MANUAL}),
        holder="elsewhere",
        fence=4,
        rev=3,
        packed_by="ida",
        packed_at=NOON + timedelta(microseconds=1),
    )
    change(opened.store, "1", lambda order: replace(moved, lines=order.lines))
    with opened.again().transaction() as work:
        read = work.orders.by_number("1")
    assert read is not None
    assert replace(read, lines=MUGS.lines) == moved


def test_an_order_nobody_stored_cannot_be_saved_or_packed(opened: Opened) -> None:
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.orders.save(MUGS)
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.orders.task(MUGS.order_id)
