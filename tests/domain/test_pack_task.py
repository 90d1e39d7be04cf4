"""One order on the bench: what the next scan may do, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.put_back import put_back
from packstation.domain.refusal import Fact, RefusalCode, Refused
from packstation.domain.rule import Rule, Rules
from packstation.domain.weight import ExpectedWeight, Tolerance, WeightResult

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BOX = CartonType("BOX", 180, 20)
PLATE = Plate("BENCH-00000017", is_sscc=False)
MUGS, LIDS = OrderLine(1, "MUG", 2, "Mug, blue", 300), OrderLine(2, "LID", 12, "Lid", 15)
MORE_MUGS = OrderLine(3, "MUG", 6, "Mug, blue", 300)


def task(*lines: OrderLine, state: OrderState = OrderState.CLAIMED, cartons: int = 1) -> PackTask:
    order = Order(UUID(int=1), "100234", lines or (MUGS, LIDS), state=state, holder="bench-1")
    return PackTask(order, tuple(Carton(UUID(int=10 + n), n, BOX) for n in range(1, cartons + 1)))


def packed_task() -> PackTask:
    return task().count("MUG", 2)[0].count("LID", 12)[0]


def closed_task() -> PackTask:
    return packed_task().close(PLATE, 980, WeightResult.WITHIN)


def no_to(code: RefusalCode, **data: Fact) -> tuple[RefusalCode, dict[str, Fact]]:
    return code, data


def said(no: pytest.ExceptionInfo[Refused]) -> tuple[RefusalCode, dict[str, Fact]]:
    return no.value.code, dict(no.value.data)


def test_counting_starts_at_zero_and_each_scan_counts_up() -> None:
    first, yes = task().count("MUG", 1)
    assert yes == Counted(1, "MUG", 1, packed=1, wanted=2, line_complete=False, order_complete=False)
    assert first.order.state is OrderState.PACKING
    second, yes = first.count("MUG", 1)
    assert yes == Counted(1, "MUG", 1, packed=2, wanted=2, line_complete=True, order_complete=False)
    assert (second.packed(1), second.units_packed, second.complete) == (2, 2, False)


def test_the_last_piece_completes_the_order() -> None:
    almost = task().count("MUG", 2)[0]
    whole, yes = almost.count("LID", 12)
    assert yes == Counted(2, "LID", 12, packed=12, wanted=12, line_complete=True, order_complete=True)
    assert whole.complete


def test_a_scan_leaves_the_task_before_it_as_it_was() -> None:
    before = task()
    before.count("MUG", 1)
    assert before == task()


def test_a_product_nobody_ordered_is_refused() -> None:
    with pytest.raises(Refused) as no:
        task().count("CUP", 1)
    assert said(no) == no_to(RefusalCode.NOT_ON_ORDER, sku="CUP")


def test_a_line_that_has_all_its_pieces_takes_no_more_and_loses_none() -> None:
    full = task().count("MUG", 2)[0]
    with pytest.raises(Refused) as no:
        full.count("MUG", 1)
    assert said(no) == no_to(RefusalCode.LINE_COMPLETE, sku="MUG", wanted=2)


def test_a_case_larger_than_what_is_left_is_refused_whole() -> None:
    with pytest.raises(Refused) as no:
        task().count("LID", 1)[0].count("LID", 12)
    assert said(no) == no_to(RefusalCode.TOO_MANY, sku="LID", units=12, left=11)


def test_two_lines_of_one_product_fill_up_one_after_the_other() -> None:
    both = task(MUGS, MORE_MUGS)
    lines = []
    for _ in range(8):
        both, yes = both.count("MUG", 1)
        lines.append(yes.line_no)
    assert lines == [1, 1, 3, 3, 3, 3, 3, 3]
    with pytest.raises(Refused) as no:
        both.count("MUG", 1)
    assert said(no) == no_to(RefusalCode.LINE_COMPLETE, sku="MUG", wanted=8)


def test_a_case_goes_to_the_line_that_needs_all_of_it() -> None:
    assert task(MUGS, MORE_MUGS).count("MUG", 6)[1].line_no == 3


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (replace(task().order, state=OrderState.CANCELLED), RefusalCode.ORDER_CANCELLED),
        (replace(task().order, holds=frozenset({HoldReason.FRAUD})), RefusalCode.ORDER_HELD),
        (replace(task().order, state=OrderState.PACKED), RefusalCode.ORDER_PACKED),
    ],
)
def test_an_order_stopped_meanwhile_takes_no_step_further(order: Order, code: RefusalCode) -> None:
    stopped = replace(task(), order=order)
    with pytest.raises(Refused) as at_count:
        stopped.count("MUG", 1)
    with pytest.raises(Refused) as at_close:
        replace(packed_task(), order=order).close(PLATE, 980, WeightResult.WITHIN)
    closed = replace(closed_task(), order=order)
    with pytest.raises(Refused) as at_verify:
        closed.verify(closed.cartons[0], "Ida", NOON)
    assert {no.value.code for no in (at_count, at_close, at_verify)} == {code}


@pytest.mark.parametrize("idle", [task(cartons=0), closed_task()])
def test_without_an_open_carton_nothing_is_counted_taken_back_or_closed(idle: PackTask) -> None:
    for act in (
        lambda: idle.count("MUG", 1),
        lambda: idle.uncount(1, 1),
        lambda: idle.close(PLATE, 980, WeightResult.WITHIN),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code is RefusalCode.CARTON_CLOSED


def test_an_order_nobody_claimed_is_not_packed() -> None:
    with pytest.raises(Refused) as no:
        task(state=OrderState.READY).count("MUG", 1)
    assert no.value.code is RefusalCode.ORDER_NOT_READY


def test_taking_back_reverses_a_count() -> None:
    one = task().count("LID", 1)[0]
    assert one.count("MUG", 2)[0].uncount(1, 2) == one


def test_nothing_is_taken_back_that_is_not_inside() -> None:
    with pytest.raises(Refused) as no:
        task().count("MUG", 1)[0].uncount(1, 2)
    assert no.value.code is RefusalCode.NOTHING_TO_UNDO


def test_with_the_rule_off_a_product_nobody_ordered_lands_on_a_line() -> None:
    off = Rules(frozenset({Rule.ONLY_ORDERED_PRODUCTS}))
    assert task().count("CUP", 1, off)[1].line_no == 1


def test_with_the_rule_off_a_line_takes_more_than_ordered() -> None:
    off = Rules(frozenset({Rule.ONLY_ORDERED_QUANTITY}))
    more, yes = packed_task().count("MUG", 1, off)
    assert (yes.packed, yes.wanted, yes.line_complete, yes.order_complete) == (3, 2, True, True)
    assert more.complete


def test_only_one_carton_is_open_at_a_time() -> None:
    empty = task(cartons=0)
    with_one = empty.with_carton(UUID(int=11), BOX)
    assert with_one.open_carton == Carton(UUID(int=11), 1, BOX)
    assert with_one.with_carton(UUID(int=12), BOX) is with_one


def test_the_next_carton_gets_the_next_number_also_behind_a_voided_one() -> None:
    voided = replace(task(), cartons=(task().cartons[0].voided(),))
    assert [c.number for c in voided.with_carton(UUID(int=12), BOX).cartons] == [1, 2]


def test_what_lies_in_a_voided_carton_is_not_packed() -> None:
    full = packed_task()
    voided = replace(full, cartons=(full.cartons[0].voided(),))
    assert (voided.packed(1), voided.units_packed, voided.complete) == (0, 0, False)


def test_a_carton_is_expected_to_weigh_what_is_in_it() -> None:
    full = packed_task()
    expected = full.expected(full.cartons[0], Tolerance(15, 20))
    assert expected == ExpectedWeight(2 * 300 + 12 * 15 + 200, 19, 15)
    assert expected.blind


def test_a_unit_nobody_weighed_leaves_its_carton_without_expected_weight() -> None:
    unknown = task(replace(MUGS, unit_grams=None), LIDS).count("LID", 1)[0]
    assert unknown.expected(unknown.cartons[0], Tolerance(15, 20)) is not None
    unknown = unknown.count("MUG", 1)[0]
    assert unknown.expected(unknown.cartons[0], Tolerance(15, 20)) is None


def test_a_carton_is_not_closed_while_pieces_are_missing() -> None:
    with pytest.raises(Refused) as no:
        task().count("MUG", 1)[0].close(PLATE, 500, WeightResult.WITHIN)
    assert said(no) == no_to(RefusalCode.ORDER_INCOMPLETE, missing=13)


def test_closing_puts_the_plate_on_the_carton_and_leaves_it_to_be_verified() -> None:
    closed = closed_task()
    assert closed.open_carton is None
    assert closed.unverified_carton is not None
    assert (closed.unverified_carton.plate, closed.unverified_carton.gross_grams) == (PLATE, 980)


def test_the_last_carton_verified_makes_the_order_packed() -> None:
    closed = closed_task()
    verified = closed.verify(closed.cartons[0], "Ida", NOON)
    assert verified.cartons[0].state is CartonState.VERIFIED
    assert (verified.order.state, verified.order.packed_by, verified.order.packed_at) == (
        OrderState.PACKED,
        "Ida",
        NOON,
    )
    assert verified.unverified_carton is None


def test_an_order_with_another_carton_to_verify_is_not_packed_yet() -> None:
    closed = closed_task()
    second = replace(closed.cartons[0], carton_id=UUID(int=99), number=2, contents=())
    verified = replace(closed, cartons=(*closed.cartons, second)).verify(closed.cartons[0], "Ida", NOON)
    assert verified.order.state is OrderState.PACKING
    assert verified.unverified_carton == second


def test_an_order_that_grew_after_its_carton_was_closed_is_not_packed_yet() -> None:
    closed = closed_task()
    grown = replace(closed, order=replace(closed.order, lines=(replace(MUGS, quantity=3), LIDS)))
    verified = grown.verify(grown.cartons[0], "Ida", NOON)
    assert verified.cartons[0].state is CartonState.VERIFIED
    assert verified.order.state is OrderState.PACKING


def test_an_order_opened_by_mistake_goes_back_with_its_carton_thrown_away() -> None:
    released = task().release()
    assert (released.order.state, released.order.holder) == (OrderState.READY, None)
    assert [c.state for c in released.cartons] == [CartonState.VOID]


def test_an_order_with_pieces_counted_is_not_given_back() -> None:
    with pytest.raises(Refused) as no:
        task().count("MUG", 1)[0].release()
    assert said(no) == no_to(RefusalCode.ORDER_OPEN_HERE, order="100234")


def test_with_every_scan_taken_back_it_can_be_given_back() -> None:
    assert task().count("MUG", 1)[0].uncount(1, 1).release().order.state is OrderState.READY


def test_a_cancelled_order_is_cleared_away_once_its_goods_are_back() -> None:
    begun = closed_task()
    cancelled = replace(begun, order=begun.order.cancelled())
    with pytest.raises(Refused) as no:
        cancelled.release()
    assert said(no) == no_to(RefusalCode.PIECES_TO_PUT_BACK, order="100234", left=14)
    cancelled = put_back(put_back(cancelled, "MUG", 2)[0], "LID", 12)[0]
    assert cancelled.cancelled
    cleared = cancelled.release()
    assert (cleared.order.state, cleared.order.holder) == (OrderState.CANCELLED, None)
    assert [c.state for c in cleared.cartons] == [CartonState.VOID]
    assert cleared.release().cartons == cleared.cartons


def test_a_line_that_is_not_on_the_order_is_a_bug_and_not_a_refusal() -> None:
    with pytest.raises(StopIteration):
        task().line(99)
