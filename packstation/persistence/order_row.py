"""Orders as rows, and the pack task read from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, insert, select, text, update

from packstation.domain.journal import at_text
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.persistence.carton_row import SqlCartons
from packstation.persistence.engine import raw_of
from packstation.persistence.instruction_row import SqlInstructions
from packstation.persistence.order_content import OrderContent
from packstation.persistence.prepared import Prepared
from packstation.persistence.queue_row import ITS_ORDER, SqlQueue, by_cutoff
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
_BY_ID = select(orders).where(_SITE, orders.c.order_id == bindparam("order"))
_VERSION = Prepared(lambda: select(orders.c.version).where(_SITE, orders.c.order_id == bindparam("order")))
_BY_NUMBER = select(orders).where(_SITE, orders.c.number == bindparam("number"))
_BY_TOTE = Prepared(
    lambda: (
        select(orders.c.order_id)
        .where(_SITE, orders.c.tote == bindparam("tote"), GOODS_IN_TOTE)
        .order_by(orders.c.order_id)
    )
)
_BY_MORE_TOTES = Prepared(
    lambda: (
        select(order_totes.c.order_id)
        .where(order_totes.c.site_id == bindparam("site"), order_totes.c.tote == bindparam("tote"), GOODS_IN)
        .order_by(order_totes.c.order_id)
    )
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
    .join(order_lines, ITS_ORDER)
    .where(order_lines.c.site_id == bindparam("site"), order_lines.c.sku == bindparam("sku"), WAITING, READY)
    .limit(1)
)

_NEXT = by_cutoff(_READY, orders)
_NEXT_WITH_SKU = by_cutoff(_READY_WITH_SKU, order_lines)

_HELD = Prepared(
    lambda: select(order_holds.c.order_id).where(
        order_holds.c.site_id == bindparam("site"), order_holds.c.reason == bindparam("reason")
    )
)
_NEEDS = Prepared(
    lambda: select(order_lines.c.line_no).where(
        order_lines.c.site_id == bindparam("site"),
        order_lines.c.order_id == bindparam("order"),
        order_lines.c.sku == bindparam("sku"),
    )
)
_INSERT = Prepared(lambda: insert(orders))
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
_UPDATE = Prepared(
    lambda: (
        update(orders)
        .where(_SITE, orders.c.order_id == bindparam("order"))
        .values({name: bindparam(f"new_{name}") for name in _MOVING})
        .values(version=text("version + 1"))
    )
)


@dataclass(slots=True)
class LastTask:
    """The task last read or written, true as long as its order's row has this version."""

    version: int = 0
    task: PackTask | None = None

    def forget(self) -> None:
        """Read the next task from its rows: what was remembered may not be what the store holds."""
        self.task = None


class SqlOrders:
    """The orders of one site, as one station sees them."""

    def __init__(
        self, connection: Connection, site: UUID, station_id: str, last: LastTask | None = None
    ) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._site = site
        self._station_id = station_id
        self._content = OrderContent(self._raw, site)
        self._cartons = SqlCartons(connection, site)
        self._queue = SqlQueue(self._raw, site)
        self._instructions = SqlInstructions(self._raw, site)
        self._last = last or LastTask()

    def by_number(self, number: str) -> Order | None:
        """The order with that number, lines and holds included."""
        return self._one(_BY_NUMBER, number=number)

    def by_tote(self, tote: str) -> Order | None:
        """The order that is not yet packed, shipped or cancelled and whose goods lie in that tote."""
        asked = {"site": self._site.bytes, "tote": tote}
        found = [question(self._raw, asked).fetchone() for question in (_BY_TOTE, _BY_MORE_TOTES)]
        ids = [key for (key,) in filter(None, found)]
        return self._of(min(ids)) if ids else None

    def next_ready(self, sku: str | None = None) -> Order | None:
        """The ready order without holds with the earliest cut-off, that needs the SKU where one is given."""
        if sku is None:
            return self._one(_NEXT[0]) or self._one(_NEXT[1])
        return self._one(_NEXT_WITH_SKU[0], sku=sku) or self._one(_NEXT_WITH_SKU[1], sku=sku)

    def parked(self) -> tuple[Order, ...]:
        """Orders that wait on a named place, the earliest cut-off first."""
        parked = self._by_when(self._held(HoldReason.PARKED))
        return tuple(order for order in parked if order.place is not None)

    def next_like(self, order: Order) -> Order | None:
        """The next ready order with the same single line: same SKU, same quantity, nothing else asked for."""
        found = self._queue.next_like(order)
        return None if found is None else self._of(found)

    def waiting_for(self, sku: str) -> tuple[Order, ...]:
        """Orders held because nobody knew that product, the earliest cut-off first."""
        asked = {"site": self._site.bytes, "sku": sku}
        held = self._held(HoldReason.PRODUCT_UNKNOWN)
        return self._by_when(
            [key for key in held if _NEEDS(self._raw, {**asked, "order": key}).fetchone() is not None]
        )

    def serial_in(self, sku: str, serial: str) -> str | None:
        """The number of the order whose carton (not void) holds that piece; the newest of several."""
        return self._cartons.order_with(sku, serial)

    def open_here(self) -> Order | None:
        """The order this station claimed and has not yet packed or released (cancelled ones included)."""
        return self._one(_OPEN_HERE, station=self._station_id)

    def add(self, order: Order) -> None:
        """Store a new order."""
        _INSERT(
            self._raw,
            {
                "site_id": self._site.bytes,
                "order_id": order.order_id.bytes,
                **_moving(order),
                "number": order.number,
                "cutoff_at": _text(order.cutoff_at),
                "ship_to": json.dumps(order.ship_to, ensure_ascii=False),
                "carrier": order.carrier,
                "rest_of": order.rest_of,
                "slip": order.slip,
                "version": 1,
            },
        )
        self._content.add(order)

    def save(self, order: Order) -> None:
        """Store what moves of a known order: state, holder, fence, holds, rev, totes, place, who and when.

        KeyError for an unknown one (a bug).
        """
        key = {"site": self._site.bytes, "order": order.order_id.bytes}
        new = {f"new_{name}": value for name, value in _moving(order).items()}
        if _UPDATE(self._raw, {**key, **new}).rowcount != 1:
            raise KeyError(order.order_id)
        self._content.moved(order)

    def task(self, order_id: UUID) -> PackTask:
        """The order with its cartons. KeyError for an unknown order (a bug)."""
        last = self._last
        # Whoever cancels, holds or changes an order writes its row, so its version tells everything.
        known = last.task is not None and last.task.order.order_id == order_id
        if last.task is not None and known and self._version(order_id) == last.version:
            return last.task
        row = self._connection.execute(_BY_ID, {"site": self._site, "order": order_id}).first()
        if row is None:
            raise KeyError(order_id)
        order = self._content.whole(row)
        marks = self._instructions.marks(order_id) if order.instructions else frozenset()
        last.version, last.task = row.version, PackTask(order, self._cartons.of_order(order_id), marks)
        return last.task

    def save_task(self, before: PackTask, after: PackTask) -> None:
        """Write what differs between two moments of one task: order, lines, cartons, contents, marks."""
        known, version = self._last.task is before, self._last.version
        self._last.forget()
        moved = after.order is not before.order and after.order != before.order
        if moved:
            self.save(after.order)
            if after.order.lines is not before.order.lines:
                self._content.write_lines(before.order, after.order)
        were = {carton.carton_id: carton for carton in before.cartons}
        for carton in after.cartons:
            was = were.get(carton.carton_id)
            if carton is not was:
                self._cartons.write(after.order.order_id, was, carton)
        if after.marks is not before.marks:
            self._instructions.write_marks(after.order.order_id, before.marks, after.marks)
        if known:
            self._last.version, self._last.task = version + moved, after

    def _version(self, order_id: UUID) -> int | None:
        found = _VERSION(self._raw, {"site": self._site.bytes, "order": order_id.bytes}).fetchone()
        return found[0] if found else None

    def _one(self, statement: Select[Any], **asked: object) -> Order | None:
        row = self._connection.execute(statement, {"site": self._site, **asked}).first()
        return None if row is None else self._content.whole(row)

    def _of(self, order_id: bytes) -> Order | None:
        return self._one(_BY_ID, order=UUID(bytes=order_id))

    def _held(self, reason: HoldReason) -> list[bytes]:
        found = _HELD(self._raw, {"site": self._site.bytes, "reason": reason.value}).fetchall()
        return [key for (key,) in found]

    def _by_when(self, keys: list[bytes]) -> tuple[Order, ...]:
        found = (self._of(key) for key in keys)
        return tuple(sorted((order for order in found if order), key=_when))


_NEVER = datetime.max.replace(tzinfo=UTC)


def _when(order: Order) -> tuple[datetime, UUID]:
    return order.cutoff_at or _NEVER, order.order_id


def _text(instant: datetime | None) -> str | None:
    return at_text(instant) if instant else None


def _moving(order: Order) -> dict[str, object]:
    return {
        "state": order.state.value,
        "tote": order.tote,
        "held": bool(order.holds),
        "holder": order.holder,
        "fence": order.fence,
        "rev": order.rev,
        "packed_by": order.packed_by,
        "packed_at": _text(order.packed_at),
        "place": order.place,
        "started_at": _text(order.started_at),
    }
