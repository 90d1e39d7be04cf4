"""A site for the tests: stations with stores of their own, and between them all that central is to a store.

It knows nothing of rights, transactions or lost answers: the simulation of the sync has those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, Event, FeedRow, Grant, Outcome, SnapshotPart
from packstation.domain.sscc import SsccBlock
from packstation.persistence.disk import make_owner_only
from packstation.persistence.join_site import Member, join_site
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from packstation.persistence.work import SqlWork
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.shelf import NEW_ID

SITE = UUID("01900000-0000-7000-8000-00000000beef")
EPOCH = UUID("01900000-0000-7000-8000-00000000e90c")


@dataclass
class Station:
    """One enrolled station."""

    name: str
    path: Path
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Open its store, as a start does."""
        self.store = SqliteStore.open(
            self.path,
            clock=self.clock,
            new_id=NEW_ID,
            app_version="1.0",
            block=SsccBlock(0, "9521234", self.name, 1, 1_000),
        )
        self.book = SqlStationBook(self.store, self.clock, NEW_ID)

    @contextmanager
    def works(self) -> Iterator[SqlWork]:
        """One transaction, with all that the real store has beyond what verbs see."""
        with self.store.transaction() as work:
            assert isinstance(work, SqlWork)
            yield work

    def restart(self) -> None:
        """Stop and start."""
        self.store.close()
        self.start()


def joined(folder: Path, name: str, site: UUID = SITE) -> Station:
    """A new station of the site."""
    path = folder / f"{name}.db"
    make_owner_only(path)
    path.write_bytes(_made(name, site))
    return Station(name, path)


@cache
def _made(name: str, site: UUID) -> bytes:
    """The store of a station that has just joined: made once, for it takes a while."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        block = SsccBlock(0, "9521234", name, 1, 1_000)
        SqliteStore.open(path, clock=FakeClock(), new_id=NEW_ID, app_version="1.0", block=block).close()
        join_site(path, Member(site, name), FakeClock(), NEW_ID)
        return path.read_bytes()


@dataclass
class PlainSite:
    """Documents by kind and key, the feed of their versions, and whose each order is."""

    things: dict[tuple[DocumentKind, str], FeedRow] = field(default_factory=dict)
    feed: list[FeedRow] = field(default_factory=list)
    outcomes: dict[tuple[str, int], Outcome] = field(default_factory=dict)
    holders: dict[str, tuple[str | None, int]] = field(default_factory=dict)

    def push(self, station: Station, most: int = 200) -> int:
        """All that the station has not sent yet; how many rows that were."""
        sent = 0
        while True:
            position = station.book.position()
            events = station.book.events_after(position.head_seq - position.unsent, most)
            if not events:
                return sent
            self.hear(station, events)
            documents = station.book.documents_for(events)
            outcomes = tuple(
                (e.seq, self.outcomes.get((station.name, e.seq), Outcome.ACCEPTED)) for e in events
            )
            refused = {seq for seq, outcome in outcomes if outcome is not Outcome.ACCEPTED}
            for document in documents:
                if document.seq not in refused:
                    self.tell(document)
            station.book.acknowledge(events[-1].seq, outcomes, NOON)
            sent += len(events)

    def hear(self, station: Station, events: tuple[Event, ...]) -> None:
        """Rows come in; for whoever wants to know."""

    def pull(self, station: Station) -> None:
        """All of the feed that the station does not have yet."""
        cursor = station.book.position().cursor
        station.book.apply(EPOCH, tuple(self.feed[cursor:]))

    def meet(self, *stations: Station) -> None:
        """Until nobody has anything to say any more."""
        while sum([self.push(station) for station in stations]) or any(
            station.book.position().cursor < len(self.feed) for station in stations
        ):
            for station in stations:
                self.pull(station)

    def tell(self, document: Document) -> None:
        """A document in a newer version."""
        old = self.things.get((document.kind, document.key))
        said = (document.body, document.personal, document.end)
        if old is not None and (old.body, old.personal, old.end) == said:
            return
        holder, fence = self.holders.get(document.key, (None, 0))
        self.put(
            FeedRow(
                0, document.kind, document.key, 0, document.body, document.personal, holder, fence,
                document.end, document.rev, b"",
            )
        )  # fmt: skip

    def put(self, row: FeedRow) -> None:
        """A row of the feed, the next one, whatever it says of its number."""
        seq = len(self.feed) + 1
        before = self.feed[-1].hash if self.feed else b""
        old = self.things.get((row.kind, row.key))
        version = old.version + 1 if old else 1
        row = replace(row, seq=seq, version=version, hash=hashlib.sha256(before + row.key.encode()).digest())
        self.things[row.kind, row.key] = row
        self.feed.append(row)

    def claim(self, station: Station, *order_ids: UUID, lease_ms: int = 600_000) -> None:
        """These orders are the station's, whoever had them."""
        for order_id in order_ids:
            fence = self.holders.get(str(order_id), ("", 0))[1] + 1
            self.holders[str(order_id)] = (station.name, fence)
            asked = station.clock.mono_ms()
            station.book.hold((Grant(order_id, fence, lease_ms),), asked)
            old = self.things.get((DocumentKind.ORDER, str(order_id)))
            if old is not None:
                self.put(replace(old, holder=station.name, fence=fence))

    def snapshot(self, at_once: int = 3) -> Iterator[SnapshotPart]:
        """Everything, some at a time."""
        rows = sorted(self.things.values(), key=lambda row: (row.kind, row.key))
        digest = self.feed[-1].hash if self.feed else None
        for begin in range(0, max(1, len(rows)), at_once):
            some = tuple(rows[begin : begin + at_once])
            yield SnapshotPart(EPOCH, len(self.feed), digest, some, last=begin + at_once >= len(rows))
