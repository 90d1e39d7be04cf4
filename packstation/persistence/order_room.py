"""Room for an order of the site whose number another one bears here, from before the station was enrolled."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import count
from uuid import UUID

from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.persistence.prepared import Prepared
from packstation.persistence.work import SqlWork

_RENAME = Prepared("order.rename")
_UNBEGUN = frozenset({OrderState.RECEIVED, OrderState.QUARANTINED, OrderState.READY})


def make_room(raw: sqlite3.Connection, site: UUID, work: SqlWork, arriving: Order) -> None:
    """The site's order keeps the number; the one of this station is called 'number/2' and waits for a lead.

    One for which nothing was done yet is the very same order once more: it is called off.
    """
    own = work.orders.by_number(arriving.number)
    if own is None or own.order_id == arriving.order_id:
        return
    number = next(name for n in count(2) if work.orders.by_number(name := f"{arriving.number}/{n}") is None)
    _RENAME(raw, {"site": site.bytes, "order": own.order_id.bytes, "new_number": number})
    work.forget()
    task = work.orders.task(own.order_id)
    if own.state in _UNBEGUN and not task.units_packed:
        work.orders.save(replace(task.order, state=OrderState.CANCELLED, holder=None))
    elif own.state not in {OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED}:
        held = replace(task.order, holds=task.order.holds | {HoldReason.MANUAL})
        work.orders.save_task(task, PackTask(held, task.cartons, task.marks))
