"""Take orders in: new ones become ready, cancelled ones stop wherever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packstation.application.bench import Bench
from packstation.domain.act import OrderCancelled, OrderReceived
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask


@dataclass(frozen=True, slots=True)
class ReceiveOrders:
    """Orders as a channel or central sends them, each whole; a number that is known is not added again."""

    bench: Bench

    def __call__(self, orders: Sequence[Order]) -> int:
        """How many were new. A known order that now comes cancelled is cancelled here; else it stays."""
        new = 0
        with self.bench.store.transaction() as work:
            for order in orders:
                known = work.orders.by_number(order.number)
                if known is None:
                    work.orders.add(order)
                    units = sum(line.quantity for line in order.lines)
                    work.record(OrderReceived(len(order.lines), units), None, task=PackTask(order))
                    new += 1
                elif order.state is OrderState.CANCELLED and known.state is not OrderState.CANCELLED:
                    cancelled = known.cancelled()
                    work.orders.save(cancelled)
                    work.record(OrderCancelled(), None, task=PackTask(cancelled))
        return new
