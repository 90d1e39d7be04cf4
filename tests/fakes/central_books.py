"""What the model of central has on its disk, and what it does with it whoever calls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import NamedTuple
from uuid import UUID

from packstation.domain.central import (
    Document,
    DocumentKind,
    Event,
    FeedRow,
    OrderEnd,
    Outcome,
    Push,
)
from packstation.domain.journal import GENESIS
from tests.fakes.central_rule import LEFT_KINDS, PACKED_KINDS

PART_ROWS = 200
OPEN_ENDS = frozenset({OrderEnd.READY, OrderEnd.WAITING})
FIRST_LEASE_MS = 120_000
"""Of an order claimed ahead: a bundle whose answer was lost comes free soon, and who got it asks for more."""


class SharedOrder(NamedTuple):
    """What central must know of an order. `given_to` is whom the fence was made for, also when it is over."""

    order_id: UUID
    number: str
    end: OrderEnd
    rev: int
    version: int = 1
    fence: int = 0
    given_to: str | None = None
    holder: str | None = None
    lease_until_ms: int = 0
    cutoff_at: datetime | None = None
    carton_terms: str | None = None
    terms_rev: int = 0
    """The first rev with these terms."""
    packed_rev: int = 0
    """Under which it was packed last."""


class Stored(NamedTuple):
    """A document as it is now. `told_by`: whose journal row, `told_seq`, left it so; None: central's own."""

    version: int
    body: str
    personal: str | None
    rev: int = 0
    told_by: str | None = None
    told_seq: int = 0


FeedPlace = tuple[DocumentKind, str, int, bytes]
"""A place of the feed: which thing, in which version, and the chained hash."""


class Kept(NamedTuple):
    """A journal row as central has it."""

    event: Event
    outcome: Outcome


@dataclass
class StationRow:
    """One station in central's books; its journal's newest row there has the number len(`rows`)."""

    rows: list[Kept] = field(default_factory=list)
    acked_hash: bytes = GENESIS
    closed: bool = False
    head_seq: int = 0
    """The newest row of its journal that it has told of in a hello."""

    def copy(self) -> StationRow:
        return StationRow(list(self.rows), self.acked_hash, self.closed, self.head_seq)


def conflict_of(station_id: str, event: Event, outcome: Outcome, whose: str) -> Document:
    """The task for a person that central makes of a row it could not follow."""
    told = {
        "station": station_id,
        "seq": event.seq,
        "kind": event.kind,
        "outcome": outcome.value,
        "order": str(event.order_id) if event.order_id else None,
        "whose": whose,
        "at": event.at,
        "state": "open",
        "ended": None,
    }
    body = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return Document(DocumentKind.CONFLICT, f"{station_id}/{event.seq}", 0, body)


@dataclass
class Books:
    """All that central has on its disk."""

    epoch: UUID
    stations: dict[str, StationRow] = field(default_factory=dict)
    orders: dict[UUID, SharedOrder] = field(default_factory=dict)
    documents: dict[tuple[DocumentKind, str], Stored] = field(default_factory=dict)
    pending: list[tuple[DocumentKind, str, int]] = field(default_factory=list)
    feed: list[FeedPlace | None] = field(default_factory=list)
    """None: a number that was given out and is not seen, or never will be; only where that is planted."""
    min_seq: int = 1
    conflicts: set[tuple[UUID | None, str, int, Outcome]] = field(default_factory=set)
    """Which tasks for a person there are: order, station, fence, outcome."""
    later: dict[UUID, str] = field(default_factory=dict)
    """What a station that has the order has made of its task since it was told; seen by nobody before."""

    def copy(self) -> Books:
        return Books(
            self.epoch,
            {name: row.copy() for name, row in self.stations.items()},
            dict(self.orders),
            dict(self.documents),
            list(self.pending),
            list(self.feed),
            self.min_seq,
            set(self.conflicts),
            dict(self.later),
        )

    @property
    def head(self) -> int:
        """The newest place that is seen."""
        head = len(self.feed)
        while head and self.feed[head - 1] is None:
            head -= 1
        return head

    def hash_at(self, seq: int) -> bytes | None:
        place = self.feed[seq - 1] if seq else None
        return place[3] if place else None

    def body_of(self, kind: DocumentKind, key: str) -> str:
        """As it is now, told or not."""
        body = self.documents[kind, key].body
        return self.later.get(UUID(key), body) if kind is DocumentKind.TASK else body

    def prune(self, min_seq: int) -> None:
        """The feed reaches back to this row and no further."""
        self.min_seq = min_seq


@dataclass(frozen=True)
class Planted:
    """Faults to be found: each is a mistake that systems of this kind have really made."""

    fence_unchecked: bool = False
    numbered_before_commit: bool = False
    """A feed numbered as a sequence does it: when the row is written, not when it is seen."""


def as_returned(order: SharedOrder, station_id: str, event: Event) -> SharedOrder:
    """With such a row the claim is given back; what ends an order ends it, document or none."""
    if event.kind in LEFT_KINDS and order.given_to != station_id:
        # Whoever has it loses it.
        order = order._replace(fence=order.fence + (order.fence > 0), given_to=station_id)
    if event.kind not in PACKED_KINDS | LEFT_KINDS:
        return order
    return order._replace(end=OrderEnd.PACKED, packed_rev=event.rev or 0)


def left_anyway(books: Books, station_id: str, event: Event) -> Outcome | None:
    """What becomes of a carton that leaves as it is: too late where the order is over, and not by it.

    None for any other row.
    """
    if event.kind not in LEFT_KINDS or event.order_id is None:
        return None
    order = books.orders.get(event.order_id)
    if order is None:
        return Outcome.NOT_UNDERSTOOD
    if order.end in {OrderEnd.PACKED, OrderEnd.SHIPPED} and order.given_to != station_id:
        return Outcome.PACKED_TWICE
    return Outcome.PACKED_AFTER_CANCEL if order.end is OrderEnd.CANCELLED else Outcome.ACCEPTED


class ModelCentral:
    """One site. `now` is central's wall clock, `now_ms` the same in milliseconds of any beginning."""

    def __init__(
        self,
        site_id: UUID,
        now: Callable[[], datetime],
        now_ms: Callable[[], int],
        planted: Planted = Planted(),
        *,
        first_lease_ms: int = FIRST_LEASE_MS,
    ) -> None:
        self.site_id = site_id
        self.now = now
        self.now_ms = now_ms
        self.planted = planted
        self.first_lease_ms = first_lease_ms
        # What makes an epoch, or the hash of a feed row, unlike any before is no part of a backup.
        self._never_again = count(1)
        self.numbers: list[int] = []
        """Given out beforehand to the push that runs now."""
        self.books = Books(UUID(int=next(self._never_again)))

    def copy(self) -> Books:
        """A backup."""
        return self.books.copy()

    def restore(self, backup: Books) -> None:
        """Put a backup back; nobody tells anybody."""
        self.books = backup.copy()

    def close(self, station_id: str) -> None:
        """A lead closes a station's name; its claims are free."""
        self.books.stations.setdefault(station_id, StationRow()).closed = True
        for order in list(self.books.orders.values()):
            if order.holder == station_id:
                self.free(order)

    def free(self, order: SharedOrder) -> None:
        """Nobody's any more; the fence stays, and the next claim raises it."""
        self.books.orders[order.order_id] = order._replace(holder=None, lease_until_ms=0)
        self.let_go(order.order_id)

    def let_go(self, order_id: UUID) -> None:
        """Tell the site what was done for the order while a station had it."""
        body = self.books.later.pop(order_id, None)
        if body is not None:
            thing = (DocumentKind.TASK, str(order_id))
            self.books.documents[thing] = self.books.documents[thing]._replace(body=body)
            self.tell_again(thing)

    def tell_again(self, thing: tuple[DocumentKind, str]) -> None:
        """The same in a newer version."""
        stored = self.books.documents[thing]
        self.books.documents[thing] = stored._replace(version=stored.version + 1)
        self.books.pending.append((*thing, stored.version + 1))

    def touch(self, told_by: str | None, document: Document) -> None:
        """Store a newer document and let the site know; of a task the first under a claim, and the last."""
        kind, key = document.kind, document.key
        if kind is DocumentKind.TASK and self._goes_on(told_by, UUID(key)):
            stored = self.books.documents[kind, key]
            self.books.documents[kind, key] = stored._replace(told_by=told_by, told_seq=document.seq)
            self.books.later[UUID(key)] = document.body
            return
        version = self.books.documents[kind, key].version + 1 if (kind, key) in self.books.documents else 1
        self.books.documents[kind, key] = Stored(
            version, document.body, document.personal, document.rev, told_by, document.seq
        )
        if kind is DocumentKind.TASK:
            self.books.later.pop(UUID(key), None)
        if self.numbers:
            seq = self.numbers.pop(0)
            self.books.feed[seq - 1] = self._placed(seq, (kind, key, version), None)
        else:
            self.books.pending.append((kind, key, version))

    def _goes_on(self, station_id: str | None, order_id: UUID) -> bool:
        """Whether the station has the order, and has begun under the same claim."""
        order = self.books.orders.get(order_id)
        before = self.books.documents.get((DocumentKind.TASK, str(order_id)))
        if order is None or before is None or station_id is None or before.told_by != station_id:
            return False
        begun = self.books.stations[station_id].rows[before.told_seq - 1].event
        return order.holder == station_id and order.end in OPEN_ENDS and begun.fence == order.fence

    def sequence(self) -> None:
        """Give what is committed its place in the feed, without gaps."""
        books = self.books
        for change in books.pending:
            last = books.hash_at(books.head)
            books.feed.append(self._placed(len(books.feed) + 1, change, last))
        books.pending.clear()

    def _placed(self, seq: int, change: tuple[DocumentKind, str, int], last: bytes | None) -> FeedPlace:
        mark = f"{seq} {change} {next(self._never_again)}"
        return (*change, hashlib.sha256((last or b"") + mark.encode()).digest())

    def give_numbers(self, push: Push) -> list[int]:
        """What a sequence does, and the sequencer does not: number before anything is committed."""
        first = len(self.books.feed) + 1
        rows = len(push.events) + len(push.documents) if self.planted.numbered_before_commit else 0
        self.books.feed.extend([None] * rows)
        return list(range(first, first + rows))

    def feed_rows(self, cursor: int, limit: int, reader: str | None = None) -> tuple[FeedRow, ...]:
        """The things at these places as they are now: who is behind gets the newest at once."""
        places = enumerate(self.books.feed[cursor : cursor + limit], cursor + 1)
        return tuple(self.row_of(seq, place[0], place[1], place[3], reader) for seq, place in places if place)

    def row_of(self, seq: int, kind: DocumentKind, key: str, row_hash: bytes, reader: str | None) -> FeedRow:
        """One document in the words of the feed; to a station its own newest, told or not."""
        stored = self.books.documents[kind, key]
        own = stored.told_by is not None and stored.told_by == reader
        about_order = kind in {DocumentKind.ORDER, DocumentKind.TASK}
        order = self.books.orders.get(UUID(key)) if about_order else None
        return FeedRow(
            seq,
            kind,
            key,
            stored.version,
            self.books.body_of(kind, key) if own else stored.body,
            stored.personal,
            order.holder if order else None,
            order.fence if order else 0,
            order.end if order else None,
            stored.rev,
            row_hash,
        )

    def new_epoch(self) -> None:
        """What is known elsewhere of this site is not to be trusted."""
        self.books.epoch = UUID(int=next(self._never_again))
