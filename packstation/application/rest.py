"""The orders that wait for what was missing from another one, and the piece that turns up after all."""

from __future__ import annotations

from packstation.application.ports import Work
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import ShortFound
from packstation.domain.person import Actor
from packstation.domain.short import find_again, holds_pieces_of, rest_number, root_number, waits_for_stock


def rests_of(work: Work, order: Order) -> tuple[Order, ...]:
    """The orders that hold what was missing from this one, the oldest first."""
    rests: list[Order] = []
    while (rest := work.orders.by_number(rest_number(root_number(order), len(rests) + 1))) is not None:
        rests.append(rest)
    return tuple(rests)


def free_number(work: Work, order: Order) -> str:
    """The number of the next rest order."""
    return rest_number(root_number(order), len(rests_of(work, order)) + 1)


def found_again(work: Work, actor: Actor, task: PackTask, sku: str, units: int) -> PackTask:
    """The task with pieces wanted again that were reported short and are scanned now.

    The same task when the scan has nothing to do with a short. Refused when the order that waits for
    them is on its way already.
    """
    named = task.order.lines_of(sku)
    if any(task.left(line) > 0 for line in named):
        return task
    line = next((line for line in named if line.short), None)
    if line is None:
        return task
    rests = [
        rest
        for rest in rests_of(work, task.order)
        if rest.order_id != task.order.order_id and holds_pieces_of(rest, line.line_no)
    ]
    if not rests:
        return task
    waiting = next(filter(waits_for_stock, rests), rests[0])
    found, rest = find_again(task, waiting, line.line_no, units)
    work.orders.save_task(PackTask(waiting), PackTask(rest))
    work.record(ShortFound(line.line_no, sku, units, rest.number), actor, task=found)
    return found
