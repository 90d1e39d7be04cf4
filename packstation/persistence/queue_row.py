"""The orders that wait to be packed, asked by what they have in common."""

from __future__ import annotations

import sqlite3
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select

from packstation.domain.order import Order
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import WAITING_SINGLE, order_lines, orders

ITS_ORDER = (order_lines.c.site_id == orders.c.site_id) & (order_lines.c.order_id == orders.c.order_id)
"""Which order a line belongs to."""


def by_cutoff(ready: Select[Any], table: Table) -> tuple[Select[Any], Select[Any]]:
    """The question for orders with a cut-off, the earliest first, and that for those without one.

    Two of them, because no index of SQLite has its empty values last.
    """
    return (
        ready.where(table.c.cutoff_at.is_not(None)).order_by(table.c.cutoff_at, table.c.order_id),
        ready.where(table.c.cutoff_at.is_(None)).order_by(table.c.order_id),
    )


def _like(which: int) -> Select[Any]:
    like = (
        select(orders.c.order_id)
        .join(order_lines, ITS_ORDER)
        .where(order_lines.c.site_id == bindparam("site"), order_lines.c.sku == bindparam("sku"))
        .where(order_lines.c.quantity == bindparam("quantity"), WAITING_SINGLE)
        .where(orders.c.carrier == bindparam("carrier"), orders.c.slip == bindparam("slip"))
        .where(orders.c.order_id != bindparam("order"))
    )
    return by_cutoff(like, order_lines)[which]


_LIKE = (Prepared(lambda: _like(0)), Prepared(lambda: _like(1)))


class SqlQueue:
    """The queue of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def next_like(self, order: Order) -> bytes | None:
        """The id of the next ready order with the same single line and nothing else asked for."""
        asked = self._asked(order)
        for question in _LIKE if asked else ():
            found = question(self._raw, asked).fetchone()
            if found is not None:
                key: bytes = found[0]
                return key
        return None

    def count_like(self, order: Order) -> int:
        """How many orders `next_like` would offer one after the other."""
        asked = self._asked(order)
        return sum(len(question(self._raw, asked).fetchall()) for question in _LIKE) if asked else 0

    def _asked(self, order: Order) -> dict[str, object]:
        if len(order.lines) != 1 or order.lines[0].short:
            return {}
        (line,) = order.lines
        return {
            "site": self._site,
            "order": order.order_id.bytes,
            "sku": line.sku,
            "quantity": line.quantity,
            "carrier": order.carrier,
            "slip": order.slip,
        }
