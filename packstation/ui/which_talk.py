"""Two orders can be meant by one number: a person says which."""

from __future__ import annotations

from collections.abc import Sequence

from packstation.application.bench import OnBench
from packstation.domain.order import Order
from packstation.domain.scan import Scan
from packstation.ui.answer import OrderAnswer
from packstation.ui.conversation import Talk, choose, do
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.talk import KEYBOARD


def which_order(orders: Sequence[Order]) -> Talk[Order]:
    """The one that is meant, told by its number and its goods."""
    if len(orders) == 1:
        return orders[0]
    asked = Question(AskCode.WHICH_ORDER, choices=tuple(map(_offered, orders)))
    return orders[(yield from choose(asked))]


def open_one_of(desk: Desk, orders: Sequence[Order]) -> Talk[OnBench]:
    """The one that is meant, open."""
    actor, open_order = desk.person, desk.verbs.open_order
    meant = yield from which_order(orders)
    scan = Scan(meant.number, KEYBOARD, desk.clock.mono_ms(), typed=True)
    return (yield from do(lambda: open_order(actor, scan)))


def _offered(order: Order) -> Choice:
    line = order.lines[0]
    units = sum(line.quantity for line in order.lines)
    return Choice(OrderAnswer.ORDER, {"order": order.number, "units": units, "name": line.name or line.sku})
