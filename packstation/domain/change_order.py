"""An order that comes in again and asks for something else: what is not packed yet follows it.

What lies in a carton, or was reported missing, stays on the order; nobody takes it out on a file's word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from uuid import UUID

from packstation.domain.hold import OF_THE_BENCH
from packstation.domain.instruction import Instruction, Mark, Per
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import labelled, put_in_order
from packstation.domain.short import leaves_nothing
from packstation.domain.value import value

NewId = Callable[[], UUID]


@value
class OrderChange:
    """A known order after it came in again.

    `kept` pieces are no longer asked for but packed or reported missing already: they stay on the order.
    `address`: it goes elsewhere, or with another carrier. `same`: nothing of it differs but for those kept.
    """

    task: PackTask
    kept: int
    address: bool
    same: bool = False


def change(
    task: PackTask, arriving: Order, lifted: frozenset[HoldReason], new_id: NewId
) -> OrderChange | None:
    """The known order as it asks now; None where it asks for what it asked for before.

    `arriving` is the whole order as it comes in, kits unfolded; `lifted` are the reasons a lead has lifted
    already: they come back only with an order that asks for something else. Refused: packed already, nothing
    left to ask for, another address once a carton is labelled, and where no carton would be left to end the
    order with.
    """
    known = task.order
    lines, kept = _lines(task, arriving.lines)
    changed = _followed(task, arriving, lines, new_id)
    if known.state in {OrderState.PACKED, OrderState.SHIPPED}:
        if kept or changed.order != known:
            known.refuse_unless_packable()
        return None
    settled = lifted if changed.order == known else frozenset()
    holds = (known.holds & OF_THE_BENCH) | (arriving.holds - OF_THE_BENCH - settled)
    order = replace(changed.order, cutoff_at=arriving.cutoff_at, holds=holds)
    if order == known and not kept:
        return None
    changed, address = replace(changed, order=order), _address(order) != _address(known)
    if order != known:
        # What is left to do may be to close a carton that stands aside.
        changed = put_in_order(changed) if changed.complete else changed
        _refuse_unless_possible(task, changed, address=address)
    same = order == known
    state = OrderState.READY if known.state is OrderState.QUARANTINED else known.state
    order = replace(order, rev=known.rev + 1, state=state)
    return OrderChange(replace(changed, order=order), kept, address, same)


def _followed(task: PackTask, arriving: Order, lines: tuple[OrderLine, ...], new_id: NewId) -> PackTask:
    """The task with what a customer sees of the order as it comes in now."""
    known = task.order
    asked = _instructions(known.instructions, arriving.instructions, new_id)
    order = replace(
        known,
        lines=lines,
        ship_to=arriving.ship_to,
        carrier=arriving.carrier,
        slip=arriving.slip,
        instructions=asked,
    )
    numbers = {line.line_no for line in lines}
    gone = {str(line.line_no) for line in known.lines if line.line_no not in numbers}
    marks = frozenset(mark for mark in task.marks if _still_asked(mark, asked, gone))
    return replace(task, order=order, marks=marks)


def _refuse_unless_possible(before: PackTask, after: PackTask, *, address: bool) -> None:
    """Raise Refused where nothing would be left to pack, or no carton to end the order with.

    A label that is on a carton bears the address it had, and what is in that carton is done with.
    """
    number, in_hand = after.order.number, after.open_carton
    if leaves_nothing(after.order):
        raise Refused(RefusalCode.CHANGE_EMPTY, order=number)
    last = after.complete and not (in_hand is not None and in_hand.units)
    over = last and bool(labelled(after)) and after.unverified_carton is None
    if over or (address and labelled(after)) or _would_be_missed(before.order, after, last=last):
        raise Refused(RefusalCode.CHANGE_TOO_LATE, order=number)


def _would_be_missed(known: Order, after: PackTask, *, last: bool) -> bool:
    """Whether the order asks for something new besides goods that no close of a carton would bring up.

    `last`: no further carton will be closed.
    """
    order, sealed = after.order, {line for carton in labelled(after) for line, _ in carton.contents}
    new = [one for one in order.instructions if one not in known.instructions]
    if last and (new or (order.slip and not known.slip)):
        return True
    return any(
        one.per is not Per.ORDER and one.sku in {None, line.sku, line.kit_sku}
        for one in new
        for line in order.lines
        if line.line_no in sealed
    )


def _lines(task: PackTask, arriving: Sequence[OrderLine]) -> tuple[tuple[OrderLine, ...], int]:
    """The lines as they are wanted now, never fewer pieces than are packed or missing; and how many stay.

    A line keeps its number as long as it asks for the same product, since cartons know it by that.
    """
    waiting = {line.line_no: line for line in task.order.lines}
    taken, held = set(waiting), _held(task)
    # Behind all numbers of both, so that the same order once more finds each line where it is.
    free = count(1 + max((line.line_no for line in (*task.order.lines, *arriving)), default=0))
    lines: list[OrderLine] = []
    others: list[OrderLine] = []
    for line in arriving:
        own = waiting.get(line.line_no)
        if own is None or _goods(own) != _goods(line):
            others.append(line)
        else:
            lines.append(_wanted(waiting.pop(own.line_no), line.quantity, held))
    for line in others:
        own = next((own for own in waiting.values() if _goods(own) == _goods(line)), None)
        if own is not None:
            lines.append(_wanted(waiting.pop(own.line_no), line.quantity, held))
            continue
        number = next(free) if line.line_no in taken else line.line_no
        lines.append(replace(line, line_no=number, short=0))
    lines += (_wanted(own, 0, held) for own in waiting.values() if held[own.line_no])
    kept = sum(line.quantity for line in lines) - sum(line.quantity for line in arriving)
    return tuple(sorted(lines, key=lambda line: line.line_no)), kept


def _held(task: PackTask) -> dict[int, int]:
    """Pieces of each line that are packed, or reported missing."""
    packed = task.by_line
    return {line.line_no: packed.get(line.line_no, 0) + line.short for line in task.order.lines}


def _wanted(own: OrderLine, quantity: int, held: dict[int, int]) -> OrderLine:
    return replace(own, quantity=max(quantity, held[own.line_no]) if held[own.line_no] else quantity)


def _goods(line: OrderLine) -> tuple[str, str | None]:
    return line.sku, line.kit_sku


def _address(order: Order) -> tuple[tuple[str, ...], str]:
    return order.ship_to, order.carrier


def _instructions(
    known: Sequence[Instruction], arriving: Sequence[Instruction], new_id: NewId
) -> tuple[Instruction, ...]:
    """What is asked for now; what was asked for before stays the very same, so that it stays confirmed."""
    waiting = list(known)
    asked = []
    for one in arriving:
        same = next((old for old in waiting if _asks(old) == _asks(one)), None)
        if same is not None:
            waiting.remove(same)
        asked.append(same or replace(one, instruction_id=new_id()))
    return tuple(asked)


def _asks(one: Instruction) -> tuple[object, ...]:
    return one.kind, one.per, one.text, one.sku, one.document


def _still_asked(mark: Mark, asked: Sequence[Instruction], gone: set[str]) -> bool:
    """Whether what was confirmed is still asked for; a new line may one day bear a gone one's number."""
    one = next((one for one in asked if one.instruction_id == mark.instruction_id), None)
    return one is not None and not (one.per is Per.PRODUCT and mark.scope in gone)
