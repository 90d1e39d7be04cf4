"""Confirming what an order asks for besides its goods; a carton stays open until it is done."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.application.bench import OnBench
from packstation.application.close_carton import CloseCarton
from packstation.application.confirm_instruction import ConfirmInstruction
from packstation.application.release_order import ReleaseOrder
from packstation.domain.instructing import WHOLE_ORDER
from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import InstructionConfirmed
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from tests.application.site import MUG, ON_DISK, order
from tests.application.warehouse import Warehouse, weighing

NOTE = Instruction(UUID(int=41), InstructionKind.CUSTOMER_NOTE, text="Ring twice, from Anna")
FRAGILE = Instruction(UUID(int=42), InstructionKind.FRAGILE, Per.CARTON)
NOTED, PADDED = Mark(NOTE.instruction_id, WHOLE_ORDER), Mark(FRAGILE.instruction_id, "1")


@pytest.fixture
def task(warehouse: Warehouse) -> PackTask:
    """Order 100300: a mug, packed, with a note and to be handled with care."""
    warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=(NOTE, FRAGILE)))
    return warehouse.pack(MUG, number="100300")


def confirm(warehouse: Warehouse, task: PackTask, mark: Mark) -> OnBench:
    return ConfirmInstruction(warehouse.bench)(warehouse.ida, task, mark)


def close(warehouse: Warehouse, task: PackTask) -> OnBench:
    return CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighing(500))


@ON_DISK
def test_what_is_confirmed_is_in_the_store_and_the_journal_names_no_word_of_it(
    warehouse: Warehouse, task: PackTask
) -> None:
    after = confirm(warehouse, task, NOTED).task
    assert after.marks == {NOTED}
    assert warehouse.on_bench("100300").task == after
    assert warehouse.newest() == [
        InstructionConfirmed(str(NOTE.instruction_id), "customer_note", "order", WHOLE_ORDER)
    ]
    assert "Anna" not in str(warehouse.acts())


def test_confirmed_twice_is_written_down_once(warehouse: Warehouse, task: PackTask) -> None:
    once = confirm(warehouse, task, NOTED).task
    assert confirm(warehouse, once, NOTED).task == once
    assert sum(isinstance(act, InstructionConfirmed) for act in warehouse.acts()) == 1


def test_a_carton_closes_only_when_all_of_it_is_done(warehouse: Warehouse, task: PackTask) -> None:
    for mark, left in ((PADDED, "customer_note fragile"), (NOTED, "customer_note")):
        with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.INSTRUCTION_OPEN, kinds=left):
            close(warehouse, task)
        task = confirm(warehouse, task, mark).task
    assert close(warehouse, task).label is not None


def test_nothing_is_confirmed_of_a_cancelled_order(warehouse: Warehouse, task: PackTask) -> None:
    warehouse.cancel("100300")
    with warehouse.refused(Verb.CONFIRM_INSTRUCTION, RefusalCode.ORDER_CANCELLED, order="100300"):
        confirm(warehouse, task, NOTED)


def test_an_admin_packs_nothing_and_confirms_nothing(warehouse: Warehouse, task: PackTask) -> None:
    with pytest.raises(Refused) as no:
        ConfirmInstruction(warehouse.bench)(warehouse.adam, task, NOTED)
    assert no.value.code is RefusalCode.ROLE_FORBIDS
    assert warehouse.on_bench("100300").task.marks == frozenset()


@ON_DISK
def test_whoever_gives_the_order_back_leaves_nothing_confirmed_behind(warehouse: Warehouse) -> None:
    warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=(NOTE,)))
    confirmed = confirm(warehouse, warehouse.open("100300"), NOTED).task
    ReleaseOrder(warehouse.bench)(warehouse.ida, confirmed)
    assert warehouse.on_bench("100300").task.marks == frozenset()
