"""Orders by whatever names them, and NEXT."""

from __future__ import annotations

from sqlalchemy import bindparam, column, func, insert, select, text, update

from packstation.domain.order import HoldReason
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.statements.queue import ITS_ORDER, undated, with_cutoff
from packstation.persistence.tables import (
    GOODS_IN,
    GOODS_IN_TOTE,
    ON_A_BENCH,
    READY,
    WAITING,
    order_holds,
    order_lines,
    order_totes,
    orders,
)

_SITE = orders.c.site_id == bindparam("site")
BY_ID = select(orders).where(_SITE, orders.c.order_id == bindparam("order"))
VERSION = select(orders.c.version).where(_SITE, orders.c.order_id == bindparam("order"))
BY_NUMBER = select(orders).where(_SITE, orders.c.number == bindparam("number"))
KNOWN_NUMBERS = select(orders.c.number).where(
    _SITE,
    # No lists at the call: SQLite takes one as JSON.
    orders.c.number.in_(select(column("value")).select_from(func.json_each(bindparam("numbers")))),
)
BY_TOTE = (
    select(orders.c.order_id)
    .where(_SITE, orders.c.tote == bindparam("tote"), GOODS_IN_TOTE)
    .order_by(orders.c.order_id)
)
BY_MORE_TOTES = (
    select(order_totes.c.order_id)
    .where(order_totes.c.site_id == bindparam("site"), order_totes.c.tote == bindparam("tote"), GOODS_IN)
    .order_by(order_totes.c.order_id)
)
OPEN_HERE = (
    select(orders)
    .where(_SITE, orders.c.holder == bindparam("station"), ON_A_BENCH)
    .order_by(orders.c.order_id)
)
_READY = select(orders).where(_SITE, READY)
_READY_WITH_SKU = (
    select(orders)
    .join(order_lines, ITS_ORDER)
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.sku == bindparam("sku"), WAITING, READY)
)
NEXT = with_cutoff(_READY, orders)
NEXT_UNDATED = undated(_READY, orders)
NEXT_WITH_SKU = with_cutoff(_READY_WITH_SKU, order_lines)
NEXT_WITH_SKU_UNDATED = undated(_READY_WITH_SKU, order_lines)
HELD = select(order_holds.c.order_id).where(
    order_holds.c.site_id == bindparam("site"), order_holds.c.reason == bindparam("reason")
)
PARKED = (
    select(orders.c.order_id, orders.c.place)
    .join(
        order_holds,
        (order_holds.c.site_id == orders.c.site_id) & (order_holds.c.order_id == orders.c.order_id),
    )
    .where(order_holds.c.site_id == bindparam("site"), order_holds.c.reason == fixed(HoldReason.PARKED.value))
    .where(orders.c.place.is_not(None))
)
NEEDS = select(order_lines.c.line_no).where(
    order_lines.c.site_id == bindparam("site"),
    order_lines.c.order_id == bindparam("order"),
    order_lines.c.sku == bindparam("sku"),
)
INSERT = insert(orders)
_ARRIVED = (
    *("site_id", "order_id", "number", "state", "cutoff_at", "held", "ship_to", "carrier", "fence", "rev"),
    *("version", "slip"),
)
ARRIVE = insert(orders).values({name: bindparam(name) for name in _ARRIVED})
"""An order as it arrives: the columns of what nobody has done with it yet are left out, which is nothing."""
_MOVING = (
    "state",
    "tote",
    "held",
    "holder",
    "fence",
    "rev",
    "packed_by",
    "packed_at",
    "place",
    "started_at",
)
UPDATE = (
    update(orders)
    .where(_SITE, orders.c.order_id == bindparam("order"))
    .values({name: bindparam(f"new_{name}") for name in _MOVING})
    .values(version=text("version + 1"))
)
_ORDERED = ("cutoff_at", "ship_to", "carrier", "slip")
ORDER_ANEW = (
    update(orders)
    .where(_SITE, orders.c.order_id == bindparam("order"))
    .values({name: bindparam(f"new_{name}") for name in _ORDERED})
)
OVER_LONG_AGO = (
    select(orders.c.order_id)
    .where(_SITE, orders.c.state.in_(fixed_list(("packed", "shipped"))))
    .where(orders.c.packed_at < bindparam("before"))
    .union_all(
        select(orders.c.order_id)
        .where(_SITE, orders.c.state == fixed("cancelled"), orders.c.holder.is_(None))
        .where(orders.c.cutoff_at < bindparam("before"))
    )
)
RENAME = (
    update(orders)
    .where(_SITE, orders.c.order_id == bindparam("order"))
    .values(number=bindparam("new_number"))
)
READY_NUMBERS = (
    select(orders.c.number)
    .where(_SITE, READY)
    .order_by(orders.c.cutoff_at.is_(None), orders.c.cutoff_at, orders.c.order_id)
)
