"""Forgets an order with all that belongs to it; the journal goes on telling of it."""

from __future__ import annotations

import sqlite3
from uuid import UUID

from packstation.persistence.prepared import Prepared

_STEPS = (
    Prepared("drop_order.labels"),
    Prepared("drop_order.carton_lines"),
    Prepared("drop_order.carton_traces"),
    Prepared("drop_order.cartons"),
    Prepared("drop_order.instruction_marks"),
    Prepared("drop_order.instructions"),
    Prepared("drop_order.order_holds"),
    Prepared("drop_order.order_lines"),
    Prepared("drop_order.order_totes"),
    Prepared("drop_order.order_sources"),
    Prepared("drop_order.claims"),
    Prepared("drop_order.orders"),
)


def drop_order(raw: sqlite3.Connection, site: UUID, order_id: UUID) -> None:
    """Delete its rows, children first; whoever remembers the order read last has to forget it."""
    key = {"site": site.bytes, "order": order_id.bytes}
    for step in _STEPS:
        step(raw, key)
