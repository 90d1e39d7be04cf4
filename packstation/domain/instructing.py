"""Which instructions of an order are to be followed now, and which keep a carton from being closed.

Those for the whole order fall due when it is opened, those for a product with its first counted piece, those
for a carton when it is about to be closed. What a person puts off at first is asked again before the close.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from packstation.domain.carton import Carton
from packstation.domain.instruction import Instruction, Mark, Per
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

WHOLE_ORDER = "order"
"""The scope of what is confirmed once for an order."""


class Moment(StrEnum):
    """When the bench asks."""

    PACKING = "packing"
    """Goods go in: what is due may be put off."""
    CLOSING = "closing"
    """The open carton is about to be closed: nothing may be put off any longer."""


@value
class Duty:
    """An instruction in one place. `lines` are the numbers of the order lines it is about."""

    instruction: Instruction
    scope: str
    lines: frozenset[int]

    @property
    def mark(self) -> Mark:
        """What says that it was done."""
        return Mark(self.instruction.instruction_id, self.scope)


def due(task: PackTask, moment: Moment) -> tuple[Duty, ...]:
    """What has to be done now and is not confirmed, in the order of the instructions."""
    wanted = _closing(task) if moment is Moment.CLOSING else _packing(task)
    return tuple(duty for duty in wanted if duty.mark not in task.marks)


def confirm(task: PackTask, mark: Mark) -> PackTask:
    """The task with one duty confirmed; once confirmed it stays so.

    Refused when the order was cancelled or held meanwhile; ValueError for what nobody was to do.
    """
    task.order.refuse_unless_packable()
    if mark not in {duty.mark for duty in (*_packing(task), *_closing(task))}:
        raise ValueError("that is no duty of this order")
    return replace(task, marks=task.marks | {mark})


def refuse_unless_followed(task: PackTask, moment: Moment = Moment.CLOSING) -> None:
    """Raise Refused while anything about the open carton, or with the last one the order, is not done.

    An order that ends without a carton being closed is asked for what was due while it was packed.
    """
    left = due(task, moment)
    if left:
        kinds = " ".join(sorted({duty.instruction.kind.value for duty in left}))
        raise Refused(RefusalCode.INSTRUCTION_OPEN, kinds=kinds)


def _packing(task: PackTask) -> Iterator[Duty]:
    counted = _counted(task) if task.order.instructions else frozenset()
    for instruction in task.order.instructions:
        if instruction.per is Per.ORDER:
            yield from _of_order(task, instruction, counted)
        elif instruction.per is Per.PRODUCT:
            yield from (duty for duty in _of_products(task, instruction) if duty.lines & counted)


def _closing(task: PackTask) -> Iterator[Duty]:
    carton = task.open_carton
    if carton is None or not task.order.instructions:
        return
    counted, complete = _counted(task), task.complete
    for instruction in task.order.instructions:
        if instruction.per is Per.CARTON:
            yield from _of_carton(task, instruction, carton)
        elif instruction.per is Per.PRODUCT:
            inside = frozenset(line_no for line_no, _ in carton.contents)
            yield from (duty for duty in _of_products(task, instruction) if duty.lines & inside)
        elif complete:
            yield from _of_order(task, instruction, counted)


def _of_order(task: PackTask, instruction: Instruction, counted: frozenset[int]) -> Iterator[Duty]:
    """Once for the order: at once, or as soon as a piece of its product is counted."""
    lines = _about(task, instruction)
    if instruction.sku is None or lines & counted:
        yield Duty(instruction, WHOLE_ORDER, lines)


def _of_carton(task: PackTask, instruction: Instruction, carton: Carton) -> Iterator[Duty]:
    """Once for this carton, where anything it is about lies inside."""
    lines = _about(task, instruction)
    if any(carton.units_of(line_no) for line_no in lines):
        yield Duty(instruction, str(carton.number), lines)


def _of_products(task: PackTask, instruction: Instruction) -> Iterator[Duty]:
    """Once for each line; the components of one kit are one thing to customise or assemble."""
    together: dict[str, list[OrderLine]] = {}
    for line in task.order.lines:
        if instruction.sku in {None, line.sku}:
            together[f"line {line.line_no}"] = [line]
        elif line.kit_sku == instruction.sku:
            together.setdefault(f"kit {line.kit_sku}", []).append(line)
    for lines in together.values():
        yield Duty(instruction, str(lines[0].line_no), frozenset(line.line_no for line in lines))


def _about(task: PackTask, instruction: Instruction) -> frozenset[int]:
    sku = instruction.sku
    return frozenset(
        line.line_no for line in task.order.lines if sku is None or sku in {line.sku, line.kit_sku}
    )


def _counted(task: PackTask) -> frozenset[int]:
    """The lines of which pieces are in cartons."""
    return frozenset(line_no for line_no, units in task.by_line.items() if units)
