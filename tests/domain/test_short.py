"""Missing pieces: what leaves without them, the order that waits for the rest, a piece that turns up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.carton import CartonState, CartonType
from packstation.domain.instruction import Instruction, InstructionKind, Per
from packstation.domain.label import Plate
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.short import (
    Missing,
    all_left,
    ended,
    find_again,
    holds_pieces_of,
    leaves_nothing,
    rest_number,
    rest_order,
    root_number,
    short,
)
from packstation.domain.weight import WeightResult
from tests.domain.refusals import refuses

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINES = (OrderLine(1, "MUG", 2), OrderLine(2, "LID", 3))
ORDER = Order(
    UUID(int=1), "100234", LINES, cutoff_at=NOON, ship_to=("A. Customer",), carrier="Local", slip=True
)
REST_ID = UUID(int=9)


def task(order: Order = ORDER) -> PackTask:
    """The order, claimed, with an open carton."""
    claimed = order.claimed_by("bench-1")
    return PackTask(claimed).with_carton(UUID(int=2), CartonType("BOX", 180))


def test_what_is_short_is_wanted_no_more() -> None:
    after = short(task(), 2, 2)
    assert (after.line(2).short, after.left(after.line(2)), after.left(after.line(1))) == (2, 1, 2)
    assert after.order.state is OrderState.PACKING


def test_an_order_whose_missing_pieces_are_said_is_complete_with_what_is_there() -> None:
    packed = task().count("MUG", 2)[0].count("LID", 1)[0]
    after = short(packed, 2, 2)
    assert after.complete
    plate = Plate("BENCH-00000017", is_sscc=False)
    assert after.close(plate, 500, WeightResult.WITHIN).unverified_carton is not None


@pytest.mark.parametrize("units", [0, -1, 2, 3])
def test_never_more_is_short_than_is_still_to_be_packed(units: int) -> None:
    packed = task().count("LID", 2)[0]
    with refuses(RefusalCode.SHORT_TOO_MANY, sku="LID", units=units, left=1):
        short(packed, 2, units)


def test_a_cancelled_or_held_order_is_not_made_short() -> None:
    with refuses(RefusalCode.ORDER_CANCELLED, order="100234"):
        short(replace(task(), order=task().order.cancelled()), 1, 1)
    with refuses(RefusalCode.ORDER_HELD, order="100234", reasons="payment"):
        short(replace(task(), order=replace(task().order, holds=frozenset({HoldReason.PAYMENT}))), 1, 1)


def test_an_order_nobody_has_open_is_not_made_short() -> None:
    with refuses(RefusalCode.ORDER_NOT_READY, order="100234", state="ready"):
        short(PackTask(ORDER), 1, 1)


def test_all_that_is_left_is_every_piece_not_packed() -> None:
    packed = task().count("MUG", 2)[0].count("LID", 1)[0]
    assert all_left(packed) == (Missing(2, 2),)
    assert all_left(task()) == (Missing(1, 2), Missing(2, 3))


def test_nothing_leaves_only_when_every_piece_is_short() -> None:
    after = short(short(task(), 1, 2), 2, 2)
    assert not leaves_nothing(after.order)
    assert leaves_nothing(short(after, 2, 1).order)


def test_the_rest_is_an_order_of_the_same_customer_that_waits_for_stock() -> None:
    rest = rest_order(ORDER, [Missing(2, 2)], "100234/R1", lambda: REST_ID)
    assert rest == Order(
        REST_ID,
        "100234/R1",
        (OrderLine(2, "LID", 2),),
        cutoff_at=NOON,
        holds=frozenset({HoldReason.STOCK}),
        ship_to=("A. Customer",),
        carrier="Local",
        rest_of="100234",
        slip=True,
    )


def test_the_rest_of_a_rest_bears_the_customers_number_too() -> None:
    rest = rest_order(ORDER, [Missing(2, 2)], "100234/R1", lambda: REST_ID)
    again = rest_order(rest, [Missing(2, 1)], rest_number(root_number(rest), 2), lambda: REST_ID)
    assert (again.number, again.rest_of) == ("100234/R2", "100234")


def test_what_has_to_be_done_with_the_goods_has_to_be_done_with_the_rest_as_well() -> None:
    wrap = Instruction(UUID(int=20), InstructionKind.GIFT_WRAP)
    mugs = Instruction(UUID(int=21), InstructionKind.FRAGILE, sku="MUG")
    order = replace(ORDER, instructions=(wrap, mugs))
    ids = iter(range(30, 40))
    rest = rest_order(order, [Missing(2, 2)], "100234/R1", lambda: UUID(int=next(ids)))
    assert [one.kind for one in rest.instructions] == [InstructionKind.GIFT_WRAP]
    assert len({rest.order_id, wrap.instruction_id, rest.instructions[0].instruction_id}) == 3


def test_a_piece_found_again_is_wanted_here_and_waited_for_there_no_more() -> None:
    after = short(task(), 2, 2)
    rest = rest_order(ORDER, [Missing(2, 2)], "100234/R1", lambda: REST_ID)
    found, waiting = find_again(after, rest, 2, 1)
    assert found.left(found.line(2)) == 2
    assert (waiting.lines[0].leaving, waiting.state) == (1, OrderState.READY)
    found, waiting = find_again(found, waiting, 2, 1)
    assert found.line(2).short == 0
    assert waiting.state is OrderState.CANCELLED
    assert not holds_pieces_of(waiting, 2)


def test_what_is_asked_for_a_kit_is_asked_for_with_its_missing_components() -> None:
    lines = (OrderLine(1, "MUG", 1, kit_sku="SET"), OrderLine(2, "LID", 1))
    wrap = Instruction(UUID(int=7), InstructionKind.GIFT_WRAP, Per.PRODUCT, sku="SET")
    kit = replace(ORDER, lines=lines, instructions=(wrap,))
    component = rest_order(kit, [Missing(1, 1)], "100234/R1", lambda: REST_ID)
    assert [one.sku for one in component.instructions] == ["SET"]
    assert rest_order(kit, [Missing(2, 1)], "100234/R1", lambda: REST_ID).instructions == ()


def test_a_piece_found_after_its_rest_order_went_on_belongs_to_that_order() -> None:
    after = short(task(), 2, 2)
    rest = rest_order(ORDER, [Missing(2, 2)], "100234/R1", lambda: REST_ID)
    for on_its_way in (replace(rest, holds=frozenset()), replace(rest, state=OrderState.PACKED)):
        with refuses(RefusalCode.REST_UNDER_WAY, sku="LID", order="100234/R1"):
            find_again(after, on_its_way, 2, 1)


def test_more_pieces_than_were_missing_are_not_found() -> None:
    rest = rest_order(ORDER, [Missing(2, 2)], "100234/R1", lambda: REST_ID)
    with refuses(RefusalCode.TOO_MANY, sku="LID", units=12, left=2):
        find_again(short(task(), 2, 2), rest, 2, 12)


def test_an_order_whose_only_full_carton_is_proven_is_packed_by_the_short() -> None:
    plate = Plate("BENCH-00000017", is_sscc=False)
    packed = task().count("MUG", 2)[0]
    closed = packed.close(plate, 500, WeightResult.WITHIN, partial=True)
    carton = closed.unverified_carton
    assert carton is not None
    proven = closed.verify(carton, "Ida", NOON)
    assert ended(proven, "Ida", NOON) == proven
    after = ended(short(proven, 2, 3), "Ida", NOON)
    assert (after.order.state, after.order.packed_by) == (OrderState.PACKED, "Ida")
    assert [c.state for c in after.cartons] == [CartonState.VERIFIED]


@pytest.mark.parametrize("packed", [0, 1])
def test_a_short_order_with_goods_in_an_open_carton_is_not_packed_yet(packed: int) -> None:
    before = task().count("MUG", 1)[0] if packed else task()
    for piece in all_left(before):
        before = short(before, piece.line_no, piece.units)
    assert ended(before, "Ida", NOON) == before


ACTS = st.lists(
    st.tuples(st.sampled_from(["scan", "short", "find", "undo"]), st.integers(1, 2), st.integers(-1, 4)),
    max_size=30,
)


@given(ACTS)
def test_whatever_is_packed_missed_and_found_no_line_ever_holds_more_than_was_ordered(
    acts: list[tuple[str, int, int]],
) -> None:
    now, rests = task(), list[Order]()
    for act, line_no, units in acts:
        try:
            if act == "scan":
                now, _ = now.count(LINES[line_no - 1].sku, max(1, units))
            elif act == "undo":
                now = now.uncount(line_no, max(1, units))
            elif act == "short":
                now = short(now, line_no, units)
                rests.append(rest_order(ORDER, [Missing(line_no, units)], "R", lambda: REST_ID))
            elif rests:
                now, rests[-1] = find_again(now, rests[-1], line_no, units)
        except Refused:
            pass
        for line in now.order.lines:
            packed = now.packed(line.line_no)
            waiting = sum(
                other.leaving
                for rest in rests
                if rest.state is OrderState.READY
                for other in rest.lines
                if other.line_no == line.line_no
            )
            assert 0 <= packed <= line.quantity - line.short
            assert waiting == line.short
