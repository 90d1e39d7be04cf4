"""Orders as rows, and the pack task read from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, insert, select, update

from packstation.domain.journal import at_text
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.persistence.carton_row import SqlCartons
from packstation.persistence.engine import raw_of
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import (
    GOODS_IN_TOTE,
    ON_A_BENCH,
    READY,
    WAITING,
    order_holds,
    order_lines,
    orders,
    products,
)

_SITE = orders.c.site_id == bindparam("site")
_BY_ID = select(orders).where(_SITE, orders.c.order_id == bindparam("order"))
_VERSION = Prepared(select(orders.c.version).where(_SITE, orders.c.order_id == bindparam("order")))
_BY_NUMBER = select(orders).where(_SITE, orders.c.number == bindparam("number"))
_BY_TOTE = (
    select(orders)
    .where(_SITE, orders.c.tote == bindparam("tote"), GOODS_IN_TOTE)
    .order_by(orders.c.order_id)
    .limit(1)
)
_OPEN_HERE = (
    select(orders)
    .where(_SITE, orders.c.holder == bindparam("station"), ON_A_BENCH)
    .order_by(orders.c.order_id)
    .limit(1)
)
_READY = select(orders).where(_SITE, READY).limit(1)
_READY_WITH_SKU = (
    select(orders)
    .join(
        order_lines,
        (order_lines.c.site_id == orders.c.site_id) & (order_lines.c.order_id == orders.c.order_id),
    )
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.sku == bindparam("sku"), WAITING, READY)
    .limit(1)
)


def _by_cutoff(ready: Select[Any], table: Table) -> tuple[Select[Any], Select[Any]]:
    # Two questions, because no index of SQLite has its empty values last.
    return (
        ready.where(table.c.cutoff_at.is_not(None)).order_by(table.c.cutoff_at, table.c.order_id),
        ready.where(table.c.cutoff_at.is_(None)).order_by(table.c.order_id),
    )


_NEXT = _by_cutoff(_READY, orders)
_NEXT_WITH_SKU = _by_cutoff(_READY_WITH_SKU, order_lines)

_LINES = (
    select(
        order_lines.c.line_no,
        order_lines.c.sku,
        order_lines.c.quantity,
        products.c.name,
        products.c.unit_grams,
    )
    .outerjoin_from(
        order_lines,
        products,
        (products.c.site_id == order_lines.c.site_id) & (products.c.sku == order_lines.c.sku),
    )
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.order_id == bindparam("order"))
    .order_by(order_lines.c.line_no)
)
_HOLDS = select(order_holds.c.reason).where(
    order_holds.c.site_id == bindparam("site"), order_holds.c.order_id == bindparam("order")
)
_INSERT = Prepared(insert(orders))
_INSERT_LINES = Prepared(insert(order_lines))
_INSERT_HOLDS = insert(order_holds)
_DROP_HOLDS = delete(order_holds).where(
    order_holds.c.site_id == bindparam("site"), order_holds.c.order_id == bindparam("order")
)
_MOVING = ("state", "tote", "held", "holder", "fence", "rev", "packed_by", "packed_at")
_UPDATE = (
    update(orders)
    .where(_SITE, orders.c.order_id == bindparam("order"))
    .values({name: bindparam(f"new_{name}") for name in _MOVING})
    .values(version=orders.c.version + 1)
)
_UPDATE_WAITING = (
    update(order_lines)
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.order_id == bindparam("order"))
    .where(order_lines.c.waiting != bindparam("new_waiting"))
    .values(waiting=bindparam("new_waiting"))
)


@dataclass(frozen=True, slots=True)
class _LastTask:
    """The task last read or written, true as long as its order's row has this version."""

    version: int
    task: PackTask


class SqlOrders:
    """The orders of one site, as one station sees them."""

    def __init__(self, connection: Connection, site: UUID, station_id: str) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._site = site
        self._station_id = station_id
        self._cartons = SqlCartons(connection, site)
        self._last: _LastTask | None = None

    def by_number(self, number: str) -> Order | None:
        """The order with that number, lines and holds included."""
        return self._one(_BY_NUMBER, number=number)

    def by_tote(self, tote: str) -> Order | None:
        """The order that is not yet packed, shipped or cancelled and whose goods lie in that tote."""
        return self._one(_BY_TOTE, tote=tote)

    def next_ready(self, sku: str | None = None) -> Order | None:
        """The ready order without holds with the earliest cut-off, that needs the SKU where one is given."""
        if sku is None:
            return self._one(_NEXT[0]) or self._one(_NEXT[1])
        return self._one(_NEXT_WITH_SKU[0], sku=sku) or self._one(_NEXT_WITH_SKU[1], sku=sku)

    def open_here(self) -> Order | None:
        """The order this station claimed and has not yet packed or released (cancelled ones included)."""
        return self._one(_OPEN_HERE, station=self._station_id)

    def add(self, order: Order) -> None:
        """Store a new order."""
        key = {"site_id": self._site.bytes, "order_id": order.order_id.bytes}
        cutoff_at = at_text(order.cutoff_at) if order.cutoff_at else None
        _INSERT(
            self._raw,
            {
                **key,
                **_moving(order),
                "packed_at": at_text(order.packed_at) if order.packed_at else None,
                "number": order.number,
                "cutoff_at": cutoff_at,
                "ship_to": json.dumps(order.ship_to, ensure_ascii=False),
                "carrier": order.carrier,
                "version": 1,
            },
        )
        copied = {**key, "waiting": _waiting(order), "cutoff_at": cutoff_at}
        lines = (
            {**copied, "line_no": line.line_no, "sku": line.sku, "quantity": line.quantity}
            for line in order.lines
        )
        _INSERT_LINES.many(self._raw, lines)
        self._add_holds(order)

    def save(self, order: Order) -> None:
        """Store what moves of a known order: state, holder, fence, holds, rev, tote, who packed it and when.

        KeyError for an unknown one (a bug).
        """
        key = {"site": self._site, "order": order.order_id}
        new = {f"new_{name}": value for name, value in _moving(order).items()}
        if self._connection.execute(_UPDATE, {**key, **new}).rowcount != 1:
            raise KeyError(order.order_id)
        self._connection.execute(_UPDATE_WAITING, {**key, "new_waiting": _waiting(order)})
        self._connection.execute(_DROP_HOLDS, key)
        self._add_holds(order)

    def task(self, order_id: UUID) -> PackTask:
        """The order with its cartons. KeyError for an unknown order (a bug)."""
        last = self._last
        # Whoever cancels, holds or changes an order writes its row, so its version tells everything.
        known = last is not None and last.task.order.order_id == order_id
        if last is not None and known and self._version(order_id) == last.version:
            return last.task
        row = self._connection.execute(_BY_ID, {"site": self._site, "order": order_id}).first()
        if row is None:
            raise KeyError(order_id)
        task = PackTask(self._order(row), self._cartons.of_order(order_id))
        self._last = _LastTask(row.version, task)
        return task

    def save_task(self, before: PackTask, after: PackTask) -> None:
        """Write what differs between two moments of one task: order columns, cartons, contents."""
        last, self._last = self._last, None
        moved = after.order is not before.order and after.order != before.order
        if moved:
            self.save(after.order)
        known = {carton.carton_id: carton for carton in before.cartons}
        for carton in after.cartons:
            was = known.get(carton.carton_id)
            if carton is not was:
                self._cartons.write(after.order.order_id, was, carton)
        if last is not None and last.task is before:
            self._last = _LastTask(last.version + moved, after)

    def forget(self) -> None:
        """Read the next task from its rows: what was remembered may not be what the store holds."""
        self._last = None

    def _version(self, order_id: UUID) -> int | None:
        found = _VERSION(self._raw, {"site": self._site.bytes, "order": order_id.bytes}).fetchone()
        return found[0] if found else None

    def _one(self, statement: Select[Any], **asked: str) -> Order | None:
        row = self._connection.execute(statement, {"site": self._site, **asked}).first()
        return None if row is None else self._order(row)

    def _order(self, row: Row[Any]) -> Order:
        key = {"site": self._site, "order": row.order_id}
        lines = self._connection.execute(_LINES, key).all()
        holds = self._connection.execute(_HOLDS, key).scalars().all() if row.held else ()
        return Order(
            order_id=row.order_id,
            number=row.number,
            lines=tuple(
                OrderLine(line.line_no, line.sku, line.quantity, line.name or "", line.unit_grams)
                for line in lines
            ),
            state=OrderState(row.state),
            cutoff_at=row.cutoff_at,
            tote=row.tote,
            holds=frozenset(HoldReason(reason) for reason in holds),
            ship_to=tuple(json.loads(row.ship_to)),
            carrier=row.carrier,
            holder=row.holder,
            fence=row.fence,
            rev=row.rev,
            packed_by=row.packed_by,
            packed_at=row.packed_at,
        )

    def _add_holds(self, order: Order) -> None:
        key = {"site_id": self._site, "order_id": order.order_id}
        holds = [{**key, "reason": hold.value} for hold in sorted(order.holds)]
        if holds:
            self._connection.execute(_INSERT_HOLDS, holds)


def _moving(order: Order) -> dict[str, object]:
    return {
        "state": order.state.value,
        "tote": order.tote,
        "held": bool(order.holds),
        "holder": order.holder,
        "fence": order.fence,
        "rev": order.rev,
        "packed_by": order.packed_by,
        "packed_at": order.packed_at,
    }


def _waiting(order: Order) -> bool:
    return order.state is OrderState.READY and not order.holds
