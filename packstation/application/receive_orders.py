"""Take orders in: new ones become ready, cancelled ones stop wherever they are.

An order that names a product nobody knows here waits until the product arrives (`receive_products`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from packstation.application.bench import Bench, refusal_act
from packstation.application.ports import Work
from packstation.application.rest import rests_of
from packstation.domain.act import OrderCancelled, OrderReceived
from packstation.domain.kit import FindProduct, unfolded
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import Refused


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReceiveOrders:
    """Orders as a channel or central sends them, each whole; a number that is known is not added again."""

    bench: Bench

    def __call__(self, orders: Sequence[Order]) -> int:
        """How many were new. A known order that now comes cancelled is cancelled here; else it stays.

        All in one transaction: a long list is cut into short ones by whoever brings it.
        """
        new = 0
        with self.bench.store.transaction() as work:
            find = cache(work.catalogue.product)
            for arriving in orders:
                known = work.orders.by_number(arriving.number)
                if known is None:
                    order = _held_if_unknown(unfolded(arriving.arrived(), find), find)
                    work.orders.add(order)
                    units = sum(line.quantity for line in order.lines)
                    work.record(OrderReceived(len(order.lines), units), None, task=PackTask(order))
                    new += 1
                elif arriving.state is OrderState.CANCELLED and known.state is not OrderState.CANCELLED:
                    self._cancel(work, known)
                    for rest in rests_of(work, known) if known.rest_of is None else ():
                        self._cancel(work, rest)
        return new

    def _cancel(self, work: Work, known: Order) -> None:
        """Stop a known order; one that is packed already stays so, and keeps no other order out."""
        try:
            cancelled = known.cancelled()
        except Refused as late:
            work.record(refusal_act(Verb.RECEIVE_ORDERS, late), None, task=PackTask(known))
        else:
            work.orders.save(cancelled)
            work.record(OrderCancelled(), None, task=PackTask(cancelled))


def _held_if_unknown(order: Order, find: FindProduct) -> Order:
    if all(find(line.sku) is not None for line in order.lines):
        return order
    return replace(order, holds=order.holds | {HoldReason.PRODUCT_UNKNOWN})
