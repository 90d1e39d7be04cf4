"""An order that comes in again with something else: what is packed stays, everything else follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from packstation.domain.carton import CartonType
from packstation.domain.change_order import OrderChange, change
from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.label import Plate
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.short import short
from packstation.domain.weight import WeightResult
from tests.domain.refusals import refuses

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WRAP = Instruction(UUID(int=91), InstructionKind.GIFT_WRAP)
CARD = Instruction(UUID(int=92), InstructionKind.GIFT_MESSAGE, text="Happy birthday")
LINES = (OrderLine(1, "MUG", 2), OrderLine(2, "LID", 3))
ORDER = Order(UUID(int=1), "100234", LINES, cutoff_at=NOON, ship_to=("A",), instructions=(WRAP, CARD))


def new_ids() -> Callable[[], UUID]:
    numbers = count(1_000)
    return lambda: UUID(int=next(numbers))


def open_task(order: Order = ORDER) -> PackTask:
    """The order, claimed, with an open carton."""
    return PackTask(order.claimed_by("bench-1")).with_carton(UUID(int=2), CartonType("BOX", 180))


def closed(task: PackTask) -> PackTask:
    """The open carton under its plate."""
    plate = Plate("BENCH-00000017", is_sscc=False)
    return task.close(plate, 500, WeightResult.WITHIN, partial=True)


def proven(task: PackTask) -> PackTask:
    """The closed carton with its label scanned back."""
    carton = task.unverified_carton
    assert carton is not None
    return task.verify(carton, "Ida", NOON)


def changed(task: PackTask, arriving: Order, *lifted: HoldReason) -> OrderChange:
    after = change(task, arriving, frozenset(lifted), new_ids())
    assert after is not None
    return after


def unchanged(task: PackTask, arriving: Order, *lifted: HoldReason) -> bool:
    return change(task, arriving, frozenset(lifted), new_ids()) is None


def quantities(task: PackTask) -> list[tuple[int, str, int]]:
    return [(line.line_no, line.sku, line.quantity) for line in task.order.lines]


def lines(*goods: tuple[str, int]) -> tuple[OrderLine, ...]:
    return tuple(OrderLine(number, sku, quantity) for number, (sku, quantity) in enumerate(goods, 1))


def test_the_same_order_again_is_no_change_whatever_was_done_with_it_here() -> None:
    packed = short(open_task().count("MUG", 1)[0], 2, 2)
    for task in (PackTask(ORDER), open_task(), packed):
        assert unchanged(task, replace(ORDER, order_id=UUID(int=7)))


def test_an_order_nobody_has_begun_is_as_it_comes_in_now() -> None:
    arriving = replace(
        ORDER, lines=lines(("LID", 1), ("TRAY", 4)), ship_to=("B",), carrier="Post", slip=True, cutoff_at=None
    )
    after = changed(PackTask(ORDER), arriving)
    assert quantities(after.task) == [(2, "LID", 1), (3, "TRAY", 4)]
    order = after.task.order
    assert (order.ship_to, order.carrier, order.slip, order.cutoff_at) == (("B",), "Post", True, None)
    assert (order.rev, after.kept, after.address) == (2, 0, True)


def test_a_line_keeps_its_number_though_it_comes_in_at_another_place() -> None:
    """Cartons know a line by its number."""
    task = open_task().count("LID", 2)[0]
    after = changed(task, replace(ORDER, lines=lines(("TRAY", 1), ("LID", 3), ("MUG", 2)))).task
    assert quantities(after) == [(1, "MUG", 2), (2, "LID", 3), (4, "TRAY", 1)]
    assert after.left(after.line(2)) == 1


def test_two_lines_of_one_product_stay_two_lines() -> None:
    order = replace(ORDER, lines=lines(("MUG", 2), ("MUG", 5)))
    after = changed(PackTask(order), replace(ORDER, lines=lines(("MUG", 2), ("MUG", 4)))).task
    assert quantities(after) == [(1, "MUG", 2), (2, "MUG", 4)]


def test_what_is_packed_or_missing_stays_wanted() -> None:
    task = short(open_task().count("MUG", 2)[0].count("LID", 1)[0], 2, 1)
    after = changed(task, replace(ORDER, lines=lines(("TRAY", 1))))
    assert quantities(after.task) == [(1, "MUG", 2), (2, "LID", 2), (3, "TRAY", 1)]
    assert after.kept == 4
    again = changed(after.task, replace(ORDER, lines=lines(("TRAY", 1))))
    assert (again.same, again.kept) == (True, 4)


def test_what_was_confirmed_stays_confirmed_and_what_is_new_is_asked() -> None:
    task = replace(open_task(), marks=frozenset({Mark(WRAP.instruction_id, "order"), CARD_DONE}))
    other = replace(CARD, text="Happy Easter")
    arriving = replace(ORDER, instructions=(other, replace(WRAP, instruction_id=UUID(int=55))))
    after = changed(task, arriving).task
    card, wrap = after.order.instructions
    assert wrap == WRAP
    assert (card.text, card.instruction_id) == ("Happy Easter", UUID(int=1_000))
    assert after.marks == {Mark(WRAP.instruction_id, "order")}


CARD_DONE = Mark(CARD.instruction_id, "order")


def test_a_new_line_under_the_number_of_a_gone_one_is_not_confirmed_already() -> None:
    engrave = Instruction(UUID(int=93), InstructionKind.CUSTOMISE, Per.PRODUCT)
    order = replace(ORDER, instructions=(engrave,))
    task = replace(open_task(order), marks=frozenset({Mark(engrave.instruction_id, "2")}))
    assert changed(task, replace(order, lines=lines(("MUG", 2)))).task.marks == frozenset()


def test_holds_from_outside_come_and_go_but_those_of_the_bench_stay() -> None:
    held = frozenset({HoldReason.PAYMENT, HoldReason.PARKED, HoldReason.SHORT})
    task = PackTask(replace(ORDER, holds=held))
    after = changed(task, replace(ORDER, holds=frozenset({HoldReason.FRAUD}))).task
    assert after.order.holds == {HoldReason.FRAUD, HoldReason.PARKED, HoldReason.SHORT}


def test_what_a_lead_has_lifted_comes_back_only_with_something_else() -> None:
    again = replace(ORDER, holds=frozenset({HoldReason.ADDRESS}))
    assert unchanged(PackTask(ORDER), again, HoldReason.ADDRESS)
    assert changed(PackTask(ORDER), again).task.order.holds == {HoldReason.ADDRESS}
    fewer = replace(again, lines=LINES[:1])
    assert changed(PackTask(ORDER), fewer, HoldReason.ADDRESS).task.order.holds == {HoldReason.ADDRESS}


def test_an_order_that_asked_for_nothing_is_ready_once_it_asks_for_something() -> None:
    empty = replace(ORDER, lines=lines(("MUG", 0)), state=OrderState.QUARANTINED)
    assert unchanged(PackTask(empty), replace(empty, state=OrderState.READY))
    assert changed(PackTask(empty), ORDER).task.order.state is OrderState.READY


@pytest.mark.parametrize("goods", [(), (("MUG", 0),), (("LID", -1),)])
def test_an_order_is_not_changed_into_one_that_asks_for_nothing(goods: tuple[tuple[str, int], ...]) -> None:
    with refuses(RefusalCode.CHANGE_EMPTY, order="100234"):
        change(PackTask(ORDER), replace(ORDER, lines=lines(*goods)), frozenset(), new_ids())


def test_a_carton_under_its_label_does_not_go_elsewhere() -> None:
    task = closed(open_task().count("MUG", 2)[0])
    for arriving in (replace(ORDER, ship_to=("B",)), replace(ORDER, carrier="Post")):
        with refuses(RefusalCode.CHANGE_TOO_LATE, order="100234"):
            change(task, arriving, frozenset(), new_ids())
    assert changed(task, replace(ORDER, lines=LINES[:1])).task.complete


def test_what_no_carton_left_to_close_would_bring_up_is_not_asked_for_any_more() -> None:
    """Else the order would leave without its wrapping, and nobody had been asked for it."""
    plain = replace(ORDER, instructions=())
    half = open_task(plain).count("MUG", 2)[0]
    wrap_mugs = replace(WRAP, per=Per.PRODUCT, sku="MUG")
    for task, arriving in (
        (closed(half.count("LID", 3)[0]), replace(plain, instructions=(WRAP,))),
        (closed(half.count("LID", 3)[0]), replace(plain, slip=True)),
        (proven(closed(half)), replace(plain, instructions=(wrap_mugs,))),
        (proven(closed(half)), replace(plain, instructions=(replace(WRAP, per=Per.CARTON),))),
    ):
        with refuses(RefusalCode.CHANGE_TOO_LATE, order="100234"):
            change(task, arriving, frozenset(), new_ids())
    for one in (WRAP, replace(wrap_mugs, sku="LID")):
        assert changed(proven(closed(half)), replace(plain, instructions=(one,))).task.order.instructions
    assert changed(proven(closed(half)), replace(plain, slip=True)).task.order.slip


def test_an_order_is_not_complete_without_a_carton_to_end_it_with() -> None:
    """It would lie open for ever: nothing to count, nothing to close."""
    task = proven(closed(open_task().count("MUG", 2)[0]))
    again = task.with_carton(UUID(int=3), CartonType("BOX", 180))
    fewer = replace(ORDER, lines=LINES[:1])
    for one in (task, again):
        with refuses(RefusalCode.CHANGE_TOO_LATE, order="100234"):
            change(one, fewer, frozenset(), new_ids())
    with_lid = again.count("LID", 1)[0]
    assert changed(with_lid, replace(ORDER, lines=lines(("MUG", 2), ("LID", 1)))).task.complete


def test_a_packed_order_is_not_changed_and_the_same_one_is_let_be() -> None:
    order = replace(ORDER, lines=LINES[:1])
    task = proven(closed(open_task(order).count("MUG", 2)[0]))
    assert task.order.state is OrderState.PACKED
    assert unchanged(task, replace(order, cutoff_at=None, holds=frozenset({HoldReason.PAYMENT})))
    for arriving in (
        replace(order, lines=lines(("MUG", 1))),
        replace(order, lines=lines(("MUG", 3))),
        replace(order, ship_to=("B",)),
        replace(order, instructions=()),
    ):
        with refuses(RefusalCode.ORDER_PACKED, order="100234", by="Ida", at=NOON.isoformat()):
            change(task, arriving, frozenset(), new_ids())


SKUS = st.sampled_from(["MUG", "LID", "TRAY", "CUP"])
GOODS = st.lists(st.tuples(SKUS, st.integers(-1, 6)), max_size=6)


SHORTS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4)), max_size=6)


def half_packed(goods: list[tuple[str, int]], scans: list[str], shorts: list[tuple[int, int]]) -> PackTask:
    """An order of which some is packed and some reported missing, as far as that goes."""
    task = open_task(replace(ORDER, lines=lines(*goods)))
    for sku in scans:
        with suppress(Refused):
            task = task.count(sku, 1)[0]
    for line_no, units in shorts:
        if line_no <= len(goods):
            with suppress(Refused):
                task = short(task, line_no, units)
    return task


def by_sku(goods: Iterable[tuple[str, int]]) -> Counter[str]:
    totals = Counter[str]()
    for sku, quantity in goods:
        totals[sku] += quantity
    return totals


@given(GOODS, GOODS, st.lists(SKUS, max_size=20), SHORTS)
def test_never_fewer_are_wanted_than_counted_and_nothing_counted_is_lost(
    goods: list[tuple[str, int]],
    new_goods: list[tuple[str, int]],
    scans: list[str],
    shorts: list[tuple[int, int]],
) -> None:
    task, arriving = half_packed(goods, scans, shorts), replace(ORDER, lines=lines(*new_goods))
    try:
        after = change(task, arriving, frozenset(), new_ids())
    except Refused:
        assume(False)
    assume(after is not None and not after.same)
    assert after is not None
    known = {line.line_no: line for line in after.task.order.lines}
    assert len(known) == len(after.task.order.lines)
    for line in task.order.lines:
        held = task.packed(line.line_no) + line.short
        own = known[line.line_no] if held else line
        assert (own.sku, own.short) == (line.sku, line.short)
        assert own.quantity >= held or not held
    assert after.task.cartons == task.cartons
    asked, wanted = by_sku(new_goods), by_sku((line.sku, line.quantity) for line in known.values())
    assert all(wanted[sku] >= quantity for sku, quantity in asked.items())
    assert sum(wanted.values()) == sum(asked.values()) + after.kept
    again = change(after.task, arriving, frozenset(), new_ids())
    assert again is None or (again.same and again.kept == after.kept)
