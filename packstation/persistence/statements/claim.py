"""Claims as the station keeps them, and the ready orders among them."""

from __future__ import annotations

from sqlalchemy import bindparam, case, delete, exists, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from packstation.domain.act import OrderOpened
from packstation.domain.carton_act import OrderReopened
from packstation.domain.packing_act import OrderResumed
from packstation.persistence.shared_tables import claims
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.tables import READY, journal, order_lines, orders

_HERE = claims.c.site_id == bindparam("site")
_ONE = (_HERE, claims.c.order_id == bindparam("order"))
_put = insert(claims)
PUT = _put.on_conflict_do_update(
    index_elements=[claims.c.site_id, claims.c.order_id],
    set_={name: _put.excluded[name] for name in ("fence", "lease_ends_ms", "boot_id", "lost")},
)
ONE = (
    select(
        *(claims.c[name] for name in ("fence", "lease_ends_ms", "boot_id", "lost")),
        orders.c.fence.label("heard"),
    )
    .outerjoin_from(
        claims, orders, (orders.c.site_id == claims.c.site_id) & (orders.c.order_id == claims.c.order_id)
    )
    .where(*_ONE)
)
LOST = select(claims.c.lost).where(*_ONE)
DROP = delete(claims).where(*_ONE)
RENEW = (
    update(claims)
    .where(*_ONE, claims.c.fence == bindparam("held_under"), claims.c.lost == fixed(0))
    .values(
        # Of a lease measured before the last start nobody knows where it ends.
        lease_ends_ms=case(
            (claims.c.boot_id == bindparam("boot"), func.max(claims.c.lease_ends_ms, bindparam("ends"))),
            else_=bindparam("ends"),
        ),
        boot_id=bindparam("boot"),
    )
)
LOSE = update(claims).where(*_ONE).values(lost=fixed(1))
ALL = (
    select(
        *(claims.c[name] for name in ("order_id", "fence", "lease_ends_ms", "boot_id")),
        *(orders.c[name] for name in ("holder", "state")),
        # Begun here under this very claim: the order's own fence says only that central has told of it.
        exists()
        .where(
            journal.c.site_id == claims.c.site_id,
            journal.c.order_id == claims.c.order_id,
            journal.c.station_id == bindparam("station"),
            journal.c.fence == claims.c.fence,
            journal.c.kind.in_(fixed_list((OrderOpened.kind, OrderResumed.kind, OrderReopened.kind))),
        )
        .label("touched"),
    )
    .outerjoin_from(
        claims, orders, (orders.c.site_id == claims.c.site_id) & (orders.c.order_id == claims.c.order_id)
    )
    .where(_HERE, claims.c.lost == fixed(0))
    .order_by(claims.c.order_id)
)
# Sorted by what no index has: the few claims are looked up, instead of walking all that are ready here.
_MINE = orders.c.order_id.in_(
    select(claims.c.order_id).where(
        _HERE,
        claims.c.lost == fixed(0),
        claims.c.boot_id == bindparam("boot"),
        claims.c.lease_ends_ms > bindparam("now"),
    )
)
_SOONEST = (func.coalesce(orders.c.cutoff_at, fixed("9999")), orders.c.order_id)
NEXT = select(orders).where(orders.c.site_id == bindparam("site"), _MINE, READY).order_by(*_SOONEST)
NEXT_WITH_SKU = NEXT.where(
    orders.c.order_id.in_(
        select(order_lines.c.order_id).where(
            order_lines.c.site_id == bindparam("site"),
            order_lines.c.order_id == orders.c.order_id,
            order_lines.c.sku == bindparam("sku"),
        )
    )
)
LIKE = (
    select(orders.c.order_id)
    .where(orders.c.site_id == bindparam("site"), _MINE, READY)
    .where(orders.c.carrier == bindparam("carrier"), orders.c.slip == bindparam("slip"))
    .where(orders.c.order_id != bindparam("order"))
    .where(
        orders.c.order_id.in_(
            select(order_lines.c.order_id).where(
                order_lines.c.site_id == bindparam("site"),
                order_lines.c.order_id == orders.c.order_id,
                order_lines.c.sku == bindparam("sku"),
                order_lines.c.quantity == bindparam("quantity"),
                text("order_lines.waiting = 1 AND order_lines.single = 1"),
            )
        )
    )
    .order_by(*_SOONEST)
)
