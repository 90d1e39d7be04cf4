"""What is to be done besides packing: when it falls due, what can wait, and what keeps a carton open."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.carton import Carton, CartonType
from packstation.domain.instructing import WHOLE_ORDER, Moment, confirm, due, refuse_unless_followed
from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused

BOX = CartonType("BOX", 180, 20)
MUGS, LIDS, MORE_MUGS = OrderLine(1, "MUG", 2), OrderLine(2, "LID", 3), OrderLine(3, "MUG", 1)
KIT = (OrderLine(1, "CUP", 1, kit_sku="SET"), OrderLine(2, "SAUCER", 1, kit_sku="SET"))
WRAP = Instruction(UUID(int=1), InstructionKind.GIFT_WRAP)
FRAGILE = Instruction(UUID(int=2), InstructionKind.FRAGILE, Per.CARTON)
ENGRAVE = Instruction(UUID(int=3), InstructionKind.CUSTOMISE, Per.PRODUCT, "A. Customer", sku="MUG")


def task(*instructions: Instruction, lines: tuple[OrderLine, ...] = (MUGS, LIDS, MORE_MUGS)) -> PackTask:
    order = Order(UUID(int=9), "100234", lines, OrderState.CLAIMED, holder="b", instructions=instructions)
    return PackTask(order, (Carton(UUID(int=11), 1, BOX),))


def with_goods(before: PackTask, *goods: tuple[str, int]) -> PackTask:
    for sku, units in goods:
        before, _ = before.count(sku, units)
    return before


def asked(now: PackTask, moment: Moment = Moment.PACKING) -> list[tuple[str, str]]:
    return [(duty.instruction.kind.value, duty.scope) for duty in due(now, moment)]


def test_what_is_for_the_whole_order_falls_due_when_it_is_opened() -> None:
    assert asked(task(WRAP)) == [("gift_wrap", WHOLE_ORDER)]


def test_what_is_for_a_product_falls_due_with_its_first_piece_and_once_a_line() -> None:
    assert asked(task(ENGRAVE)) == []
    assert asked(with_goods(task(ENGRAVE), ("LID", 1))) == []
    assert asked(with_goods(task(ENGRAVE), ("MUG", 1))) == [("customise", "1")]
    assert asked(with_goods(task(ENGRAVE), ("MUG", 2), ("MUG", 1))) == [
        ("customise", "1"),
        ("customise", "3"),
    ]


def test_what_names_no_product_is_for_each_of_them() -> None:
    each = replace(ENGRAVE, sku=None)
    assert asked(with_goods(task(each), ("MUG", 1), ("LID", 1))) == [("customise", "1"), ("customise", "2")]


def test_a_kit_is_assembled_once_whatever_lines_it_came_to() -> None:
    assemble = Instruction(UUID(int=4), InstructionKind.ASSEMBLE, Per.PRODUCT, sku="SET")
    packed = with_goods(task(assemble, lines=KIT), ("SAUCER", 1), ("CUP", 1))
    assert asked(packed) == [("assemble", "1")]
    assert asked(packed, Moment.CLOSING) == [("assemble", "1")]


def test_a_product_that_an_order_wide_instruction_names_has_to_be_there_first() -> None:
    wrap_lids = replace(WRAP, sku="LID")
    assert asked(task(wrap_lids)) == []
    assert asked(with_goods(task(wrap_lids), ("LID", 1))) == [("gift_wrap", WHOLE_ORDER)]
    nothing_of_it = task(wrap_lids, lines=(MUGS, replace(LIDS, short=3)))
    assert asked(with_goods(nothing_of_it, ("MUG", 2)), Moment.CLOSING) == []


def test_what_is_for_a_carton_waits_for_its_close_and_comes_once_for_each() -> None:
    first = with_goods(task(FRAGILE), ("MUG", 2))
    assert asked(first) == []
    assert asked(first, Moment.CLOSING) == [("fragile", "1")]
    done = confirm(first, Mark(FRAGILE.instruction_id, "1"))
    assert asked(done, Moment.CLOSING) == []
    aside = replace(done, cartons=(replace(done.cartons[0], aside=True), Carton(UUID(int=12), 2, BOX)))
    assert asked(aside, Moment.CLOSING) == []
    assert asked(with_goods(aside, ("LID", 1)), Moment.CLOSING) == [("fragile", "2")]


def test_a_carton_without_the_fragile_product_is_not_fragile() -> None:
    only_mugs = replace(FRAGILE, sku="MUG")
    assert asked(with_goods(task(only_mugs), ("LID", 3)), Moment.CLOSING) == []
    assert asked(with_goods(task(only_mugs), ("LID", 3), ("MUG", 1)), Moment.CLOSING) == [("fragile", "1")]


def test_the_order_is_asked_for_again_only_with_the_last_carton() -> None:
    half = with_goods(task(WRAP, ENGRAVE), ("MUG", 2))
    assert asked(half, Moment.CLOSING) == [("customise", "1")]
    whole = with_goods(half, ("LID", 3), ("MUG", 1))
    assert asked(whole, Moment.CLOSING) == [
        ("gift_wrap", WHOLE_ORDER),
        ("customise", "1"),
        ("customise", "3"),
    ]


def test_what_lies_in_another_carton_is_no_business_of_this_one() -> None:
    half = with_goods(task(ENGRAVE), ("MUG", 2))
    second = replace(half, cartons=(replace(half.cartons[0], aside=True), Carton(UUID(int=12), 2, BOX)))
    assert asked(with_goods(second, ("LID", 3)), Moment.CLOSING) == []


def test_a_carton_stays_open_until_everything_about_it_is_confirmed() -> None:
    packed = with_goods(task(WRAP, FRAGILE, ENGRAVE, lines=(MUGS,)), ("MUG", 2))
    for left in ("customise fragile gift_wrap", "customise fragile", "customise"):
        with pytest.raises(Refused) as no:
            refuse_unless_followed(packed)
        assert (no.value.code, no.value.data) == (RefusalCode.INSTRUCTION_OPEN, {"kinds": left})
        packed = confirm(packed, due(packed, Moment.CLOSING)[0].mark)
    refuse_unless_followed(packed)


def test_once_confirmed_is_confirmed_and_once_more_changes_nothing() -> None:
    done = confirm(task(WRAP), Mark(WRAP.instruction_id, WHOLE_ORDER))
    assert asked(done) == []
    assert confirm(done, Mark(WRAP.instruction_id, WHOLE_ORDER)) == done


@pytest.mark.parametrize("scope", ["1", "7", ""])
def test_what_nobody_was_to_do_cannot_be_confirmed(scope: str) -> None:
    with pytest.raises(ValueError, match="no duty"):
        confirm(task(WRAP, ENGRAVE), Mark(ENGRAVE.instruction_id, scope))


def test_nothing_is_confirmed_of_an_order_that_must_not_leave() -> None:
    cancelled = replace(task(WRAP), order=replace(task(WRAP).order, state=OrderState.CANCELLED))
    with pytest.raises(Refused) as no:
        confirm(cancelled, Mark(WRAP.instruction_id, WHOLE_ORDER))
    assert no.value.code is RefusalCode.ORDER_CANCELLED


def test_an_order_without_instructions_asks_nothing() -> None:
    packed = with_goods(task(), ("MUG", 2))
    assert (asked(packed), asked(packed, Moment.CLOSING)) == ([], [])
    refuse_unless_followed(packed)
