"""The orders a number can mean: "1002" means "#1002" where no other is called so."""

from __future__ import annotations

from packstation.application.ports import Work
from packstation.domain.order import Order, OrderState
from packstation.domain.order_number import also_written

_OVER = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})


def order_named(work: Work, text: str) -> Order | None:
    """The order of that very number, else the one that is written otherwise."""
    return work.orders.by_number(text) or work.orders.by_number(also_written(text))


def orders_named(work: Work, text: str) -> tuple[Order, ...]:
    """All that can be meant, the one of that very number first; one that is over only where no other is."""
    found = [order for number in (text, also_written(text)) if (order := work.orders.by_number(number))]
    return tuple(order for order in found if order.state not in _OVER) or tuple(found[:1])
