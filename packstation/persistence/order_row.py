"""Orders as rows, and the pack task read from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.persistence.carton_row import SqlCartons
from packstation.persistence.cell import text_of
from packstation.persistence.claim_row import SqlClaims
from packstation.persistence.instruction_row import SqlInstructions
from packstation.persistence.order_content import OrderContent
from packstation.persistence.prepared import Prepared, named
from packstation.persistence.queue_row import SqlQueue

_BY_ID = Prepared("order.by_id")
_VERSION = Prepared("order.version")
_BY_NUMBER = Prepared("order.by_number")
_BY_TOTE = Prepared("order.by_tote")
_BY_MORE_TOTES = Prepared("order.by_more_totes")
_OPEN_HERE = Prepared("order.open_here")
_NEXT = Prepared("order.next")
_NEXT_UNDATED = Prepared("order.next_undated")
_NEXT_WITH_SKU = Prepared("order.next_with_sku")
_NEXT_WITH_SKU_UNDATED = Prepared("order.next_with_sku_undated")
_CLAIMED = Prepared("claim.next")
_CLAIMED_WITH_SKU = Prepared("claim.next_with_sku")
_HELD = Prepared("order.held")
_PARKED = Prepared("order.parked")
_NEEDS = Prepared("order.needs")
_INSERT = Prepared("order.insert")
_UPDATE = Prepared("order.update")
_ORDER_ANEW = Prepared("order.order_anew")


@dataclass(slots=True)
class LastTask:
    """The task last read or written, true as long as its order's row has this version.

    Likewise the order last read: whoever looks one up goes on with its task.
    """

    version: int = 0
    task: PackTask | None = None
    sure: bool = False
    """Within this transaction the version was looked up: nobody else writes before it ends."""
    order_version: int = 0
    order: Order | None = None
    forgotten: bool = False

    def forget(self) -> None:
        """Read the next task from its rows: what was remembered may not be what the store holds."""
        self.task = self.order = None
        self.sure = False
        self.forgotten = True

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What the block reads is not what comes next: the packer goes on with the order of before."""
        kept = self.version, self.task, self.order_version, self.order
        self.forgotten = False
        try:
            yield
        finally:
            self.sure = False
            if not self.forgotten:
                self.version, self.task, self.order_version, self.order = kept


class SqlOrders:
    """The orders of one site, as one station sees them."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        site: UUID,
        station_id: str,
        last: LastTask | None = None,
        claims: SqlClaims | None = None,
    ) -> None:
        self._raw = raw
        self._site = site
        self._station_id = station_id
        self._content = OrderContent(self._raw, site)
        self._cartons = SqlCartons(raw, site)
        self._claims = claims
        self._queue = SqlQueue(self._raw, site, claims)
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
        """The ready order without holds with the earliest cut-off, that needs the SKU where one is given.

        Where other stations pack too, of those that are claimed for this one.
        """
        if self._claims is not None and self._claims.needed:
            question = _CLAIMED if sku is None else _CLAIMED_WITH_SKU
            asked = self._claims.asked() if sku is None else {**self._claims.asked(), "sku": sku}
            return self._one(question, **asked)
        if sku is None:
            return self._one(_NEXT) or self._one(_NEXT_UNDATED)
        return self._one(_NEXT_WITH_SKU, sku=sku) or self._one(_NEXT_WITH_SKU_UNDATED, sku=sku)

    def parked(self, place: str | None = None) -> tuple[Order, ...]:
        """Those that wait on a named place, or that one in any spelling, the earliest cut-off first."""
        # Which letters are alike SQLite knows of A to Z only.
        found = _PARKED(self._raw, {"site": self._site.bytes}).fetchall()
        meant = None if place is None else place.casefold()
        return self._by_when([key for key, name in found if meant in {None, name.casefold()}])

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
        key = {"site_id": self._site.bytes, "order_id": order.order_id.bytes, "number": order.number}
        told = {"version": 1, "rest_of": order.rest_of, **_moving(order), **_ordered(order)}
        _INSERT(self._raw, {**key, **told})
        self._content.add_all((order,))

    def save(self, order: Order) -> None:
        """Store what moves of a known order: state, holder, fence, holds, rev, totes, place, who and when.

        KeyError for an unknown one (a bug).
        """
        self._last.sure = False
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
        if last.task is not None and known and (last.sure or self._version(order_id) == last.version):
            last.sure = True
            return last.task
        asked = {"site": self._site.bytes, "order": order_id.bytes}
        row = next(named(_BY_ID(self._raw, asked)), None)
        if row is None:
            raise KeyError(order_id)
        order = self._whole(row)
        marks = self._instructions.marks(order_id) if order.instructions else frozenset()
        last.version, last.task = row["version"], PackTask(order, self._cartons.of_order(order_id), marks)
        return last.task

    def save_task(self, before: PackTask, after: PackTask, *, anew: bool = False) -> None:
        """Write what differs between two moments of one task: order, lines, cartons, contents, marks.

        `anew`: whatever was ordered may differ, though its `rev` does not.
        """
        known, version = self._last.task is before, self._last.version
        self._last.forget()
        moved = after.order is not before.order and after.order != before.order
        if anew or after.order.rev != before.order.rev:
            self._order_anew(before, after)
            before, known = replace(before, order=after.order, marks=after.marks), False
        elif moved:
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

    def _order_anew(self, before: PackTask, after: PackTask) -> None:
        """Write an order that asks for something else now, whatever of it differs."""
        order = after.order
        self.save(order)
        new = {f"new_{name}": value for name, value in _ordered(order).items()}
        _ORDER_ANEW(self._raw, {"site": self._site.bytes, "order": order.order_id.bytes, **new})
        self._content.write_lines(before.order, order, anew=True)
        self._instructions.replace(order.order_id, before.marks, order.instructions, after.marks)

    def _version(self, order_id: UUID) -> int | None:
        found = _VERSION(self._raw, {"site": self._site.bytes, "order": order_id.bytes}).fetchone()
        return found[0] if found else None

    def _one(self, statement: Prepared, **asked: object) -> Order | None:
        row = next(named(statement(self._raw, {"site": self._site.bytes, **asked})), None)
        return None if row is None else self._whole(row)

    def _whole(self, row: Mapping[str, Any]) -> Order:
        """The order of a row: the one read last, as long as it is the same row in the same version."""
        last, order_id, version = self._last, row["order_id"], row["version"]
        known = last.order is not None and last.order.order_id.bytes == order_id
        if last.order is None or not known or last.order_version != version:
            last.order, last.order_version = self._content.whole(row), version
        return last.order

    def _of(self, order_id: bytes) -> Order | None:
        return self._one(_BY_ID, order=order_id)

    def _held(self, reason: HoldReason) -> list[bytes]:
        found = _HELD(self._raw, {"site": self._site.bytes, "reason": reason.value}).fetchall()
        return [key for (key,) in found]

    def _by_when(self, keys: list[bytes]) -> tuple[Order, ...]:
        found = (self._of(key) for key in keys)
        return tuple(sorted((order for order in found if order), key=_when))


_NEVER = datetime.max.replace(tzinfo=UTC)


def _when(order: Order) -> tuple[datetime, UUID]:
    return order.cutoff_at or _NEVER, order.order_id


def lines_text(lines: Iterable[str]) -> str:
    """Lines of text as they stand in one cell: as JSON."""
    return f"[{', '.join(map(encode_basestring, lines))}]"


def _ordered(order: Order) -> dict[str, object]:
    return {
        "cutoff_at": text_of(order.cutoff_at),
        "ship_to": lines_text(order.ship_to),
        "carrier": order.carrier,
        "slip": order.slip,
    }


def _moving(order: Order) -> dict[str, object]:
    return {
        "state": order.state.value,
        "tote": order.tote,
        "held": bool(order.holds),
        "holder": order.holder,
        "fence": order.fence,
        "rev": order.rev,
        "packed_by": order.packed_by,
        "packed_at": text_of(order.packed_at),
        "place": order.place,
        "started_at": text_of(order.started_at),
    }
