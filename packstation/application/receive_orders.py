"""Take orders in: new ones become ready, changed ones follow, cancelled ones stop wherever they are.

An order that names a product nobody knows here waits until the product arrives (`let_order_go`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache, lru_cache
from uuid import UUID

from packstation.application.bench import Bench, refusal_act
from packstation.application.carry_on import record_cartons
from packstation.application.ports import Work
from packstation.application.rest import rests_of
from packstation.domain.act import OrderCancelled, OrderReceived, Refusal
from packstation.domain.change_order import OrderChange, change
from packstation.domain.kit import FindProduct, unfolded
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderChanged
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


class Reception(StrEnum):
    """What became of an order that came in."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    REFUSED = "refused"


@value
class Received:
    """The order of that number and what became of it; `why` where the change came too late.

    `unknown_product`: it came in, new or changed, and waits for a product nobody knows here.
    """

    number: str
    reception: Reception
    why: RefusalCode | None = None
    unknown_product: bool = False


@value
class ReceiveOrders:
    """Orders as a channel or central sends them, each whole; a number that is known is not added again."""

    bench: Bench

    def __call__(self, orders: Sequence[Order]) -> int:
        """How many were new."""
        return sum(order.reception is Reception.CREATED for order in self.each(orders))

    def each(self, orders: Sequence[Order]) -> tuple[Received, ...]:
        """What became of each of them.

        All in one transaction: a long list is cut into short ones by whoever brings it.
        """
        with self.bench.store.transaction() as work:
            find = cache(work.catalogue.product)
            return tuple(receive(work, order, find, self.bench.new_id) for order in orders)


def receive(work: Work, arriving: Order, find: FindProduct, new_id: Callable[[], UUID]) -> Received:
    """What becomes of one order, for whoever brings orders in a transaction of their own.

    A known order that comes cancelled is cancelled; one that asks for something else is changed as far as it
    is not packed; one that was cancelled here stays so.
    """
    known, number = work.orders.by_number(arriving.number), arriving.number
    if known is None:
        order = as_new(arriving, find)
        work.orders.add(order)
        work.record(act_of_new(order), None, task=PackTask(order))
        return Received(number, Reception.CREATED, unknown_product=_waits_for_product(order))
    if known.state is OrderState.CANCELLED:
        return Received(number, Reception.UNCHANGED)
    if arriving.state is OrderState.CANCELLED:
        late = _cancel(work, known)
        for rest in rests_of(work, known) if known.rest_of is None else ():
            _cancel(work, rest)
        return Received(number, Reception.CANCELLED) if late is None else _too_late(late, number)
    arriving = unfolded(arriving, find)
    try:
        changed = _change(work, known, arriving, find, new_id)
    except Refused as late:
        _record_no(work, known, late, arriving)
        return _too_late(late, number)
    if changed is not None and changed.address:
        _send_rests_there(work, changed.task.order, find, new_id)
    if changed is None:
        return Received(number, Reception.UNCHANGED)
    return Received(number, Reception.CHANGED, unknown_product=_waits_for_product(changed.task.order))


def _waits_for_product(order: Order) -> bool:
    return HoldReason.PRODUCT_UNKNOWN in order.holds


def _too_late(no: Refused, number: str) -> Received:
    return Received(number, Reception.REFUSED, no.code)


def _record_no(work: Work, known: Order, no: Refused, arriving: Order | None = None) -> None:
    """Write it down, with the size of what was asked for; it keeps no other order out.

    Whoever sends the same order again and again is told no each time, the journal once.
    """
    lines = arriving.lines if arriving is not None else ()
    act = refusal_act(Verb.RECEIVE_ORDERS, no)
    act = replace(act, data={**act.data, "lines": len(lines), "units": sum(line.quantity for line in lines)})
    before = (one.act for one in work.piece_acts(known.order_id))
    if act != next((one for one in before if isinstance(one, Refusal) and one.verb == act.verb), None):
        work.record(act, None, task=PackTask(known))


def as_new(arriving: Order, find: FindProduct) -> Order:
    """An order nobody knew, as it enters the queue: kits unfolded, held where a product is not known."""
    return held_if_unknown(unfolded(arriving.arrived(), find), find)


def act_of_new(order: Order) -> OrderReceived:
    """What the journal says of it."""
    return _received(len(order.lines), sum(line.quantity for line in order.lines))


@lru_cache(maxsize=1024)
def _received(lines: int, units: int) -> OrderReceived:
    """Most orders of a day have one to three pieces: of those the journal says the same."""
    return OrderReceived(lines, units)


def _cancel(work: Work, known: Order) -> Refused | None:
    """Stop a known order; one that is packed already stays so: the no."""
    try:
        cancelled = known.cancelled()
    except Refused as late:
        _record_no(work, known, late)
        return late
    if known.state is not OrderState.CANCELLED:
        work.orders.save(cancelled)
        work.record(OrderCancelled(), None, task=PackTask(cancelled))
    return None


def _change(
    work: Work, known: Order, arriving: Order, find: FindProduct, new_id: Callable[[], UUID]
) -> OrderChange | None:
    """What has changed, stored; None where nothing has."""
    before = work.orders.task(known.order_id)
    come_back = arriving.holds - known.holds
    lifted = work.holds_lifted(known.order_id) if come_back else frozenset()
    changed = change(before, arriving, lifted, new_id)
    if changed is None or (changed.same and changed.kept == work.kept(known.order_id)):
        return None
    order = changed.task.order
    order = held_if_unknown(replace(order, holds=order.holds - {HoldReason.PRODUCT_UNKNOWN}), find)
    after = replace(changed.task, order=order)
    work.orders.save_task(before, after)
    work.record(_act(changed), None, task=after)
    record_cartons(work, None, before, after)
    return replace(changed, task=after)


def _act(changed: OrderChange) -> OrderChanged:
    order = changed.task.order
    units = sum(line.quantity for line in order.lines)
    return OrderChanged(len(order.lines), units, changed.kept, changed.address, len(order.instructions))


def _send_rests_there(work: Work, order: Order, find: FindProduct, new_id: Callable[[], UUID]) -> None:
    """What was missing goes where its order goes, unless it is on its way elsewhere already."""
    for rest in rests_of(work, order):
        there = replace(rest, ship_to=order.ship_to, carrier=order.carrier)
        if rest.state is OrderState.CANCELLED:
            continue
        try:
            _change(work, rest, there, find, new_id)
        except Refused as late:
            _record_no(work, rest, late, there)


def held_if_unknown(order: Order, find: FindProduct) -> Order:
    """The order, held where a product of it is not known."""
    if all(find(line.sku) is not None for line in order.lines):
        return order
    return replace(order, holds=order.holds | {HoldReason.PRODUCT_UNKNOWN})
