"""An order's road from the shop to the truck, and every step it may not take."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest

from packstation.domain.order import MOVES, HoldReason, Order, OrderLine, OrderState
from packstation.domain.refusal import Fact, RefusalCode, Refused

ALLOWED = {
    ("received", "ready"),
    ("received", "quarantined"),
    ("received", "cancelled"),
    ("quarantined", "ready"),
    ("quarantined", "cancelled"),
    ("ready", "claimed"),
    ("ready", "cancelled"),
    ("claimed", "packing"),
    ("claimed", "ready"),
    ("claimed", "cancelled"),
    ("packing", "packed"),
    ("packing", "ready"),
    ("packing", "cancelled"),
    ("packed", "shipped"),
    ("packed", "packing"),
}
SIX_O_CLOCK = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def order(state: OrderState = OrderState.READY) -> Order:
    return Order(UUID(int=1), "100234", (OrderLine(1, "MUG", 2),), state=state)


def refusal(code: RefusalCode, **data: Fact) -> tuple[RefusalCode, dict[str, Fact]]:
    return code, data


def said(no: pytest.ExceptionInfo[Refused]) -> tuple[RefusalCode, dict[str, Fact]]:
    return no.value.code, dict(no.value.data)


@pytest.mark.parametrize(("state", "target"), list(product(OrderState, OrderState)))
def test_an_order_moves_only_along_its_table(state: OrderState, target: OrderState) -> None:
    if (state.value, target.value) in ALLOWED:
        assert order(state)._move_to(target).state is target
    else:
        with pytest.raises(Refused) as no:
            order(state)._move_to(target)
        assert said(no) == refusal(RefusalCode.ORDER_NOT_READY, order="100234", state=state.value)


def test_every_state_has_a_row_in_the_table() -> None:
    assert set(MOVES) == set(OrderState)


def test_a_claim_takes_the_order_and_counts_the_claim() -> None:
    claimed = replace(order(), fence=7).claimed_by("bench-1")
    assert (claimed.state, claimed.holder, claimed.fence) == (OrderState.CLAIMED, "bench-1", 8)


@pytest.mark.parametrize("state", [OrderState.CLAIMED, OrderState.PACKING])
def test_a_second_claim_by_the_same_bench_changes_nothing(state: OrderState) -> None:
    mine = replace(order(state), holder="bench-1", fence=3)
    assert mine.claimed_by("bench-1") == mine


@pytest.mark.parametrize("state", [OrderState.CLAIMED, OrderState.PACKING])
def test_an_order_on_another_bench_is_refused_with_that_bench(state: OrderState) -> None:
    with pytest.raises(Refused) as no:
        replace(order(state), holder="bench-2").claimed_by("bench-1")
    assert said(no) == refusal(RefusalCode.ORDER_CLAIMED, order="100234", holder="bench-2")


@pytest.mark.parametrize("state", [OrderState.RECEIVED, OrderState.QUARANTINED])
def test_an_order_that_is_not_ready_is_not_claimed(state: OrderState) -> None:
    with pytest.raises(Refused) as no:
        order(state).claimed_by("bench-1")
    assert said(no) == refusal(RefusalCode.ORDER_NOT_READY, order="100234", state=state.value)


def test_a_cancelled_order_is_refused_as_cancelled() -> None:
    with pytest.raises(Refused) as no:
        order(OrderState.CANCELLED).claimed_by("bench-1")
    assert said(no) == refusal(RefusalCode.ORDER_CANCELLED, order="100234")


@pytest.mark.parametrize("state", [OrderState.PACKED, OrderState.SHIPPED])
def test_a_packed_order_is_refused_with_who_and_when(state: OrderState) -> None:
    packed = replace(order(state), packed_by="Ida", packed_at=SIX_O_CLOCK)
    with pytest.raises(Refused) as no:
        packed.claimed_by("bench-1")
    assert said(no) == refusal(
        RefusalCode.ORDER_PACKED, order="100234", by="Ida", at="2026-03-02T18:00:00+00:00"
    )


def test_an_order_packed_nobody_knows_when_is_refused_all_the_same() -> None:
    with pytest.raises(Refused) as no:
        order(OrderState.PACKED).refuse_unless_packable()
    assert said(no) == refusal(RefusalCode.ORDER_PACKED, order="100234", by=None, at=None)


def test_a_held_order_is_refused_with_all_its_reasons() -> None:
    held = replace(order(), holds=frozenset({HoldReason.PAYMENT, HoldReason.ADDRESS}))
    with pytest.raises(Refused) as no:
        held.claimed_by("bench-1")
    assert said(no) == refusal(RefusalCode.ORDER_HELD, order="100234", reasons="address payment")


def test_packing_begins_once() -> None:
    begun = order(OrderState.CLAIMED).packing()
    assert begun.state is OrderState.PACKING
    assert begun.packing() is begun


def test_a_packed_order_knows_who_packed_it_and_when() -> None:
    packed = order(OrderState.PACKING).packed("Ida", SIX_O_CLOCK)
    assert (packed.state, packed.packed_by, packed.packed_at) == (OrderState.PACKED, "Ida", SIX_O_CLOCK)


@pytest.mark.parametrize("state", [OrderState.CLAIMED, OrderState.PACKING])
def test_a_released_order_is_everybodys_again_and_keeps_the_number_of_its_claim(state: OrderState) -> None:
    released = replace(order(state), holder="bench-1", fence=4).released()
    assert (released.state, released.holder, released.fence) == (OrderState.READY, None, 4)


def test_a_cancelled_order_is_released_without_becoming_ready() -> None:
    released = replace(order(OrderState.CANCELLED), holder="bench-1").released()
    assert (released.state, released.holder) == (OrderState.CANCELLED, None)


@pytest.mark.parametrize("state", [OrderState.PACKED, OrderState.SHIPPED])
def test_what_is_packed_can_no_longer_be_cancelled(state: OrderState) -> None:
    with pytest.raises(Refused) as no:
        order(state).cancelled()
    assert no.value.code is RefusalCode.ORDER_PACKED


def test_cancelling_twice_is_cancelling_once() -> None:
    once = order(OrderState.PACKING).cancelled()
    assert once.state is OrderState.CANCELLED
    assert once.cancelled() is once
