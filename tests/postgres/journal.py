"""A station's journal for tests of central: rows with true hashes, and documents beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, Event, OrderEnd, Push, Told
from packstation.domain.journal import GENESIS, at_text
from packstation.persistence.journal import sealed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_IDS = count(1)


def new_id() -> UUID:
    """An id that no other thing of this run has."""
    return UUID(int=0x5EED << 96 | next(_IDS))


class StationJournal:
    """Appends rows as a station does, each chained to the one before."""

    def __init__(self, site_id: UUID, station_id: str) -> None:
        self.site_id = site_id
        self.station_id = station_id
        self.events: list[Event] = []

    def row(
        self,
        kind: str = "unit_counted",
        order_id: UUID | None = None,
        fence: int | None = None,
        rev: int | None = 1,
        **told: object,
    ) -> Event:
        """One more row."""
        seq = len(self.events) + 1
        row: dict[str, Any] = {
            "seq": seq,
            "event_id": new_id(),
            "at": at_text(NOON + timedelta(seconds=seq)),
            "mono_ms": 1_000 * seq,
            "boot_id": "boot",
            "actor": "ida",
            "second_actor": None,
            "kind": kind,
            "version": 1,
            "order_id": order_id,
            "carton_id": None,
            "fence": fence,
            "rev": rev if order_id else None,
            "payload": '{"units":1}',
            "prev_hash": self.events[-1].hash if self.events else GENESIS,
            **told,
        }
        row["hash"] = sealed({**row, "site_id": self.site_id, "station_id": self.station_id})
        self.events.append(Event(**row))
        return self.events[-1]

    def push(self, epoch: UUID, *documents: Document, after: int = 0) -> Push:
        """All rows above `after`, with these documents."""
        return Push(epoch, tuple(self.events[after:]), documents)


def order_document(
    order_id: UUID,
    seq: int,
    number: str,
    *,
    rev: int = 1,
    end: OrderEnd = OrderEnd.READY,
    body: str = '{"lines":1}',
    cutoff_at: datetime | None = None,
    personal: str | None = '{"ship_to":["A. Customer"]}',
    carton_terms: str | None = None,
) -> Document:
    """What an order asks for."""
    return Document(
        DocumentKind.ORDER, str(order_id), seq, body, personal, number, end, rev, cutoff_at, carton_terms
    )


def task_document(order_id: UUID, seq: int, body: str, *, end: OrderEnd = OrderEnd.READY) -> Document:
    """What was done for an order."""
    return Document(DocumentKind.TASK, str(order_id), seq, body, end=end, rev=1)


def told(unsent: int = 0, clock: datetime = NOON, cursor: int = 0) -> Told:
    """What a station says of itself."""
    return Told("0.1.0", clock, unsent, None, cursor)
