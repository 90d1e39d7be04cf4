"""Orders put aside on a place, and resumed by anybody with their counts and their clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from packstation.domain.carton import CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.park import LONGEST_PLACE, is_parked, named_place, opened, parked
from packstation.domain.refusal import RefusalCode
from packstation.domain.weight import WeightResult
from tests.domain.refusals import refuses

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)
ORDER = Order(UUID(int=1), "100234", (OrderLine(1, "MUG", 2),))


def begun(units: int = 1) -> PackTask:
    """The order, opened at noon, with so many mugs in its carton."""
    task = opened(PackTask(ORDER), "bench-1", NOON).with_carton(UUID(int=2), CartonType("BOX", 180))
    return task.count("MUG", units)[0] if units else task


def test_a_parked_order_stands_on_its_place_with_its_counts_and_the_bench_is_free() -> None:
    after = parked(begun(), "P 3", HoldReason.PARKED)
    order = after.order
    assert (order.state, order.holder, order.place) == (OrderState.READY, None, "P 3")
    assert order.holds == {HoldReason.PARKED}
    assert (after.cartons, after.units_packed) == (begun().cartons, 1)
    assert is_parked(order)


def test_anybody_resumes_it_where_it_was_left_and_the_clock_runs_from_the_first_opening() -> None:
    after = opened(parked(begun(), "P 3", HoldReason.PARKED), "bench-2", LATER)
    order = after.order
    assert (order.state, order.holder, order.place) == (OrderState.PACKING, "bench-2", None)
    assert (order.holds, order.started_at, order.fence) == (frozenset(), NOON, 2)
    assert after.count("MUG", 1)[0].complete


def test_a_sealed_carton_keeps_its_label_and_is_proven_after_resuming() -> None:
    closed = begun(2).close(Plate("BENCH-00000017", is_sscc=False), 800, WeightResult.WITHIN)
    after = opened(parked(closed, "P 3", HoldReason.PARKED), "bench-1", LATER)
    carton = after.unverified_carton
    assert carton == closed.unverified_carton
    assert carton is not None
    assert after.verify(carton, "Bo", LATER).order.state is OrderState.PACKED


def test_an_order_that_is_held_or_cancelled_can_be_put_aside_too() -> None:
    held = replace(begun(), order=replace(begun().order, holds=frozenset({HoldReason.PAYMENT})))
    assert parked(held, "P 3", HoldReason.PARKED).order.holds == {HoldReason.PAYMENT, HoldReason.PARKED}
    gone = replace(begun(), order=begun().order.cancelled())
    after = parked(gone, "P 3", HoldReason.PARKED).order
    assert (after.state, after.holder, after.place) == (OrderState.CANCELLED, None, "P 3")


def test_what_else_holds_a_parked_order_goes_on_holding_it() -> None:
    held = replace(begun(), order=replace(begun().order, holds=frozenset({HoldReason.PAYMENT})))
    with refuses(RefusalCode.ORDER_HELD, order="100234", reasons="payment"):
        opened(parked(held, "P 3", HoldReason.PARKED), "bench-1", LATER)
    with refuses(RefusalCode.ORDER_HELD, order="100234", reasons="short"):
        opened(parked(begun(), "P 3", HoldReason.PARKED, HoldReason.SHORT), "bench-1", LATER)


def test_a_parked_order_that_was_cancelled_is_opened_to_put_its_goods_back() -> None:
    waiting = parked(begun(), "P 3", HoldReason.PARKED)
    after = opened(replace(waiting, order=waiting.order.cancelled()), "bench-2", LATER)
    assert (after.order.state, after.order.holder, after.order.place) == (
        OrderState.CANCELLED,
        "bench-2",
        None,
    )
    with refuses(RefusalCode.ORDER_CANCELLED, order="100234"):
        opened(PackTask(ORDER.cancelled()), "bench-2", LATER)


def test_only_what_lies_open_is_put_aside() -> None:
    with refuses(RefusalCode.ORDER_NOT_READY, order="100234", state="ready"):
        parked(PackTask(ORDER), "P 3", HoldReason.PARKED)
    once = parked(begun(), "P 3", HoldReason.PARKED)
    with refuses(RefusalCode.ORDER_NOT_READY, order="100234", state="ready"):
        parked(once, "P 4", HoldReason.PARKED)


def test_the_clock_of_an_order_opened_by_mistake_begins_anew() -> None:
    back = begun(0).release()
    assert back.order.started_at is None
    assert [c.state for c in back.cartons] == [CartonState.VOID]
    assert opened(back, "bench-1", LATER).order.started_at == LATER


@pytest.mark.parametrize(
    ("text", "known", "place"),
    [
        ("P 1", ("P 1", "P 2"), "P 1"),
        (" p  2 ", ("P 1", "P 2"), "P 2"),
        ("by the window", (), "by the window"),
        ("x" * LONGEST_PLACE, (), "x" * LONGEST_PLACE),
        ("x" * 40, ("x" * 40,), "x" * 40),
    ],
)
def test_a_place_is_one_the_site_has_or_any_short_name_where_it_named_none(
    text: str, known: tuple[str, ...], place: str
) -> None:
    assert named_place(text, known) == place


@pytest.mark.parametrize(
    ("text", "known"), [("P 9", ("P 1",)), ("", ()), ("  ", ()), ("", ("P 1",)), ("x" * 25, ())]
)
def test_other_texts_are_no_places(text: str, known: tuple[str, ...]) -> None:
    with refuses(RefusalCode.PLACE_UNKNOWN, place=text.strip()[:LONGEST_PLACE]):
        named_place(text, known)
