"""Pieces that are not there: what leaves without them, and the order that waits for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from packstation.domain.carton import CartonState
from packstation.domain.instructing import Moment, refuse_unless_followed
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


class ShortReason(StrEnum):
    """Why a piece cannot be packed."""

    MISSING = "missing"
    DAMAGED = "damaged"
    WRONG_UNIT = "wrong_unit"
    """Something else lay in the tote in its place."""


@value
class Missing:
    """So many pieces of an order line are not there."""

    line_no: int
    units: int


def short(task: PackTask, line_no: int, units: int) -> PackTask:
    """The task once `units` pieces of a line will not leave with this order.

    Refused: cancelled, held, not open at a bench, none or more pieces than are still to be packed.
    """
    task.order.refuse_unless_packable()
    line = task.line(line_no)
    left = max(0, task.left(line))
    if not 0 < units <= left:
        raise Refused(RefusalCode.SHORT_TOO_MANY, sku=line.sku, units=units, left=left)
    return _with_line(replace(task, order=task.order.packing()), replace(line, short=line.short + units))


def all_left(task: PackTask) -> tuple[Missing, ...]:
    """Every piece that is still to be packed, line by line."""
    left = ((line.line_no, task.left(line)) for line in task.order.lines)
    return tuple(Missing(line_no, units) for line_no, units in left if units > 0)


def leaves_nothing(order: Order) -> bool:
    """Whether not one piece would leave with the order."""
    return all(line.leaving <= 0 for line in order.lines)


def root_number(order: Order) -> str:
    """The number the customer knows: a rest's own rest is counted under it as well."""
    return order.rest_of or order.number


def rest_number(root: str, count: int) -> str:
    """The number of the rest order made as the `count`-th one of an order, from 1."""
    return f"{root}/R{count}"


def rest_order(order: Order, missing: Iterable[Missing], number: str, new_id: Callable[[], UUID]) -> Order:
    """The order that waits for what is missing: same customer, carrier and cut-off, held for stock.

    Its lines keep their numbers, so that a found piece is found in both.
    """
    units = {piece.line_no: piece.units for piece in missing}
    lines = tuple(
        replace(line, quantity=units[line.line_no], short=0) for line in order.lines if line.line_no in units
    )
    skus = {sku for line in lines for sku in (line.sku, line.kit_sku)}
    return Order(
        order_id=new_id(),
        number=number,
        lines=lines,
        cutoff_at=order.cutoff_at,
        holds=frozenset({HoldReason.STOCK}),
        ship_to=order.ship_to,
        carrier=order.carrier,
        rest_of=root_number(order),
        slip=order.slip,
        instructions=tuple(
            replace(one, instruction_id=new_id())
            for one in order.instructions
            if one.sku is None or one.sku in skus
        ),
    )


def find_again(task: PackTask, rest: Order, line_no: int, units: int) -> tuple[PackTask, Order]:
    """Both orders once pieces reported short turned up after all; an empty rest is called off.

    Refused when the rest order is on its way already, and for more than it holds.
    """
    line, waiting = task.line(line_no), _line_of(rest, line_no)
    if not waits_for_stock(rest) or waiting is None:
        raise Refused(RefusalCode.REST_UNDER_WAY, sku=line.sku, order=rest.number)
    if not 0 < units <= min(waiting.leaving, line.short):
        raise Refused(RefusalCode.TOO_MANY, sku=line.sku, units=units, left=min(waiting.leaving, line.short))
    lines = tuple(
        replace(other, short=other.short + units) if other is waiting else other for other in rest.lines
    )
    rest = replace(rest, lines=lines)
    found = _with_line(task, replace(line, short=line.short - units))
    return found, rest.cancelled() if leaves_nothing(rest) else rest


def waits_for_stock(rest: Order) -> bool:
    """Whether nobody has the rest order in hand yet, so that pieces of it may still be taken back."""
    return rest.state is OrderState.READY and HoldReason.STOCK in rest.holds


def holds_pieces_of(rest: Order, line_no: int) -> bool:
    """Whether the rest order still waits for pieces of that line."""
    line = _line_of(rest, line_no)
    return rest.state is not OrderState.CANCELLED and line is not None and line.leaving > 0


def ended(task: PackTask, by: str, at: datetime) -> PackTask:
    """The task once nothing is left to pack: packed, when every carton with goods in it is proven.

    Refused where it would be packed while something it asks for besides its goods is not confirmed.
    """
    filled = [c for c in task.cartons if c.units and c.state is not CartonState.VOID]
    if not task.complete or not filled or any(c.state is not CartonState.VERIFIED for c in filled):
        return task
    refuse_unless_followed(task, Moment.PACKING)
    return replace(task, order=task.order.packed(by, at))


def _line_of(order: Order, line_no: int) -> OrderLine | None:
    return next((line for line in order.lines if line.line_no == line_no), None)


def _with_line(task: PackTask, changed: OrderLine) -> PackTask:
    lines = tuple(changed if line.line_no == changed.line_no else line for line in task.order.lines)
    return replace(task, order=replace(task.order, lines=lines))
