"""The orders that wait to be packed, asked by what they have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, bindparam, select

from packstation.persistence.tables import WAITING_SINGLE, order_holds, order_lines, orders

ITS_ORDER = (order_lines.c.site_id == orders.c.site_id) & (order_lines.c.order_id == orders.c.order_id)
"""Which order a line belongs to."""


def with_cutoff(ready: Select[Any], table: Table) -> Select[Any]:
    """The question for orders with a cut-off, the earliest first.

    Those without one are asked for apart, because no index of SQLite has its empty values last.
    """
    return ready.where(table.c.cutoff_at.is_not(None)).order_by(table.c.cutoff_at, table.c.order_id)


def undated(ready: Select[Any], table: Table) -> Select[Any]:
    """The question for orders without a cut-off."""
    return ready.where(table.c.cutoff_at.is_(None)).order_by(table.c.order_id)


_like = (
    select(orders.c.order_id)
    .join(order_lines, ITS_ORDER)
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.sku == bindparam("sku"))
    .where(order_lines.c.quantity == bindparam("quantity"), WAITING_SINGLE)
    .where(orders.c.carrier == bindparam("carrier"), orders.c.slip == bindparam("slip"))
    .where(orders.c.order_id != bindparam("order"))
)
HELD = (
    select(order_holds.c.order_id)
    .where(order_holds.c.site_id == bindparam("site"), order_holds.c.reason == bindparam("reason"))
    .where(order_holds.c.order_id > bindparam("after"))
    .order_by(order_holds.c.order_id)
)
HELD_ORDER = (
    select(orders.c.number, orders.c.state, orders.c.cutoff_at, order_holds.c.reason)
    .join(
        order_holds,
        (order_holds.c.site_id == orders.c.site_id) & (order_holds.c.order_id == orders.c.order_id),
    )
    .where(orders.c.site_id == bindparam("site"), orders.c.order_id == bindparam("order"))
)
LIKE = with_cutoff(_like, order_lines)
LIKE_UNDATED = undated(_like, order_lines)
