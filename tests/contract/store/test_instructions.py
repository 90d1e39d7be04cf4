"""What an order asks for besides goods, and what was confirmed of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from tests.contract.store.opened import CARTON, MUGS, Opened, put
from tests.persistence.shelf import open_order, scan

WRAP = Instruction(UUID(int=9), InstructionKind.GIFT_WRAP, Per.PRODUCT, "red\npaper", sku="MUG")
CARD = Instruction(UUID(int=3), InstructionKind.GIFT_MESSAGE, text="Für Ida")
SHEET = Instruction(UUID(int=5), InstructionKind.INSERT, Per.CARTON, document="care.pdf")
GIFT = replace(MUGS, instructions=(WRAP, CARD, SHEET))


def test_what_an_order_asks_for_comes_back_as_it_came_in(opened: Opened) -> None:
    put(opened.store, GIFT)
    with opened.again().transaction() as work:
        read = work.orders.by_number("1")
        assert read is not None
        assert read.instructions == (WRAP, CARD, SHEET)
        assert work.orders.task(GIFT.order_id).order.instructions == (WRAP, CARD, SHEET)


def test_what_was_confirmed_stays_confirmed_and_can_be_taken_back(opened: Opened) -> None:
    wrapped, laid_in, once = Mark(UUID(int=9), "1"), Mark(UUID(int=5), "1"), Mark(UUID(int=3), "order")
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, GIFT, CARTON)
        work.orders.save_task(task, replace(task, marks=frozenset({wrapped, laid_in})))
        assert work.orders.task(GIFT.order_id).marks == {wrapped, laid_in}
    with opened.again().transaction() as work:
        task = work.orders.task(GIFT.order_id)
        assert task.marks == {wrapped, laid_in}
        work.orders.save_task(task, replace(task, marks=frozenset({wrapped, once})))
    with opened.store.transaction() as work:
        assert scan(work, GIFT.order_id).marks == {wrapped, once}
    with opened.again().transaction() as work:
        assert work.orders.task(GIFT.order_id).marks == {wrapped, once}
