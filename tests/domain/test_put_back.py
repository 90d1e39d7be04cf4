"""A cancelled order that was half packed: each piece goes back once, and none that was never packed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.product import CountingPolicy
from packstation.domain.put_back import PutBack, Taken, put_back, put_back_by_touch, take_again
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.trace import Trace
from tests.domain.refusals import refuses

BOX = CartonType("BOX", 180)
LINES = (OrderLine(1, "MUG", 3), OrderLine(2, "LID", 12), OrderLine(3, "CUP", 1))
ORDER = Order(UUID(int=1), "100234", LINES, OrderState.CANCELLED, holder="bench-1")
SEALED = Carton(UUID(int=11), 1, BOX, CartonState.VERIFIED, ((1, 2), (2, 12)))
OPEN = Carton(UUID(int=12), 2, BOX, CartonState.OPEN, ((1, 1),))
TASK = PackTask(ORDER, (SEALED, OPEN))


def test_a_piece_put_back_is_in_no_carton_any_more() -> None:
    after, yes = put_back(TASK, "LID", 12)
    assert yes == PutBack("LID", 12, left=3, taken=(Taken(SEALED.carton_id, Trace(2, 12)),))
    assert after.packed(2) == 0
    assert (after.units_packed, after.packed(1)) == (3, 3)


def test_pieces_of_one_line_come_out_of_all_its_cartons_sealed_ones_too() -> None:
    after, yes = put_back(TASK, "MUG", 3)
    assert (after.packed(1), yes.left) == (0, 12)
    assert yes.taken == (Taken(SEALED.carton_id, Trace(1, 2)), Taken(OPEN.carton_id, Trace(1, 1)))
    assert [carton.contents for carton in after.cartons] == [((2, 12),), ()]


def test_with_the_last_piece_the_order_can_be_cleared_away() -> None:
    with refuses(RefusalCode.PIECES_TO_PUT_BACK, order="100234", left=15):
        TASK.release()
    after, yes = put_back(put_back(TASK, "LID", 12)[0], "MUG", 3)
    assert yes.left == 0
    assert {carton.state for carton in after.release().cartons} == {CartonState.VOID}


@pytest.mark.parametrize("sku", ["CUP", "HAT"])
def test_what_was_not_packed_for_this_order_is_not_put_back(sku: str) -> None:
    with refuses(RefusalCode.NOT_PACKED_HERE, sku=sku):
        put_back(TASK, sku, 1)


def test_no_more_is_put_back_than_was_packed() -> None:
    with refuses(RefusalCode.PUT_BACK_TOO_MANY, sku="MUG", units=12, left=3):
        put_back(TASK, "MUG", 12)


def test_an_order_that_was_not_cancelled_is_not_emptied() -> None:
    packing = replace(TASK, order=replace(ORDER, state=OrderState.PACKING))
    with refuses(RefusalCode.ORDER_OPEN_HERE, order="100234"):
        put_back(packing, "MUG", 1)


def test_the_piece_with_the_scanned_serial_number_is_the_one_that_comes_out() -> None:
    first = replace(SEALED, contents=((1, 1),), traces=(Trace(1, 1, serial="A"),))
    second = replace(OPEN, contents=((1, 2),), traces=(Trace(1, 1, serial="B"), Trace(1, 1, serial="C")))
    after, _ = put_back(PackTask(ORDER, (first, second)), "MUG", 1, serial="C")
    assert [carton.traces for carton in after.cartons] == [
        (Trace(1, 1, serial="A"),),
        (Trace(1, 1, serial="B"),),
    ]


def test_a_serial_number_that_was_never_packed_takes_no_other_piece_out() -> None:
    task = PackTask(ORDER, (replace(OPEN, traces=(Trace(1, 1, serial="B"),)),))
    with refuses(RefusalCode.NOT_PACKED_HERE, sku="MUG"):
        put_back(task, "MUG", 1, serial="Z")
    untraced = PackTask(ORDER, (OPEN,))
    assert put_back(untraced, "MUG", 1, serial="Z")[1].units == 1


def test_a_piece_comes_off_the_line_its_serial_number_was_noted_for() -> None:
    order = replace(ORDER, lines=(OrderLine(1, "MUG", 1), OrderLine(2, "MUG", 1)))
    traces = (Trace(1, 1, serial="A"), Trace(2, 1, serial="B"))
    task = PackTask(order, (replace(OPEN, contents=((1, 1), (2, 1)), traces=traces),))
    after, yes = put_back(task, "MUG", 1, serial="B")
    assert (yes.line_no, after.cartons[0].traces) == (2, traces[:1])


def test_traces_never_say_more_than_is_inside() -> None:
    lots = (Trace(1, 1, lot="L1"), Trace(1, 1, lot="L2"), Trace(2, 12, lot="L3"))
    after, _ = put_back(PackTask(ORDER, (replace(SEALED, traces=lots),)), "MUG", 2)
    assert after.cartons[0].traces == (Trace(2, 12, lot="L3"),)
    after, _ = put_back(after, "LID", 5)
    assert after.cartons[0].traces == (Trace(2, 7, lot="L3"),)


def test_a_case_that_fell_to_two_lines_goes_back_as_it_came() -> None:
    order = replace(ORDER, lines=(OrderLine(1, "LID", 6), OrderLine(2, "LID", 6)))
    task = PackTask(order, (replace(OPEN, contents=((1, 6), (2, 6))),))
    after, yes = put_back(task, "LID", 12)
    assert (yes.line_nos, yes.left, after.units_packed) == ((1, 2), 0, 0)
    with refuses(RefusalCode.PUT_BACK_TOO_MANY, sku="LID", units=13, left=12):
        put_back(task, "LID", 13)


def test_pieces_without_a_code_go_back_by_hand_and_others_by_scan() -> None:
    by_hand = CountingPolicy(by_touch=True)
    order = replace(ORDER, lines=(replace(LINES[0], counting=by_hand), *LINES[1:]))
    task = replace(TASK, order=order)
    after, yes = put_back_by_touch(task, 1, 2)
    assert (yes.sku, yes.units, after.packed(1)) == ("MUG", 2, 1)
    with refuses(RefusalCode.NEEDS_SCAN, sku="LID"):
        put_back_by_touch(task, 2, 1)
    with refuses(RefusalCode.COUNT_NONE):
        put_back_by_touch(task, 1, 0)
    with refuses(RefusalCode.PUT_BACK_TOO_MANY, sku="MUG", units=4, left=3):
        put_back_by_touch(task, 1, 4)
    with refuses(RefusalCode.ORDER_OPEN_HERE, order="100234"):
        put_back_by_touch(replace(task, order=replace(order, state=OrderState.PACKING)), 1, 1)


def test_what_was_put_back_by_mistake_is_where_it_was() -> None:
    lots = (Trace(1, 1, serial="S2"), Trace(1, 1, lot="L1"), Trace(2, 12, lot="L3"))
    task = PackTask(ORDER, (replace(SEALED, traces=lots), OPEN))
    for sku, units, serial in (("MUG", 3, None), ("MUG", 1, "S2"), ("LID", 5, None)):
        after, yes = put_back(task, sku, units, serial)
        assert after != task
        assert take_again(after, yes.taken) == task
    with refuses(RefusalCode.ORDER_OPEN_HERE, order="100234"):
        take_again(replace(task, order=replace(ORDER, state=OrderState.PACKING)), ())


@given(st.lists(st.tuples(st.sampled_from(["MUG", "LID", "CUP", "HAT"]), st.integers(1, 13)), max_size=20))
def test_whatever_is_scanned_counts_never_fall_below_none_and_the_tally_is_right(
    scans: list[tuple[str, int]],
) -> None:
    now, back = TASK, 0
    for sku, units in scans:
        try:
            after, yes = put_back(now, sku, units)
        except Refused:
            continue
        assert take_again(after, yes.taken) == now
        now = after
        back += yes.units
        assert yes.left == now.units_packed
    assert now.units_packed == TASK.units_packed - back
    assert all(units > 0 for carton in now.cartons for _, units in carton.contents)
