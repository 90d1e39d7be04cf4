"""One site as the contract sees it: a central, stations that call it, and what time and people do to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from psycopg import sql

from packstation.application.central_ports import Central
from packstation.domain.central import (
    Claim,
    Document,
    DocumentKind,
    Event,
    FeedRow,
    Grant,
    Heartbeat,
    Hello,
    OrderEnd,
    Outcome,
    Pushed,
    Standing,
    Welcome,
)
from packstation.domain.journal import GENESIS
from packstation.persistence.central import office
from tests.fakes.central import ModelCentral, ModelLine
from tests.postgres.journal import NOON, StationJournal, new_id, order_document, told
from tests.postgres.site import RealSite

LEASE_S = 600


class SharedSite(Protocol):
    """A central that can be looked after."""

    @property
    def site_id(self) -> UUID: ...

    def line(self, station: str) -> Central:
        """A connection of this station."""
        ...

    def hours_pass(self, hours: int) -> None:
        """Every lease gets so much older."""
        ...

    def close(self, station: str) -> None:
        """A lead closes a station."""
        ...

    def backup(self) -> None: ...

    def restore(self) -> None:
        """Back to the backup, as it was; nobody tells anybody."""
        ...


class ModelSite:
    """The model."""

    def __init__(self) -> None:
        self.site_id = UUID(int=0xCE)
        self._now = NOON
        self._model = ModelCentral(
            self.site_id, lambda: self._now, lambda: int(self._now.timestamp() * 1_000)
        )
        self._kept = self._model.copy()

    def line(self, station: str) -> Central:
        return ModelLine(self._model, station)

    def hours_pass(self, hours: int) -> None:
        self._now += timedelta(hours=hours)

    def close(self, station: str) -> None:
        self._model.close(station)

    def backup(self) -> None:
        self._kept = self._model.copy()

    def restore(self) -> None:
        self._model.restore(self._kept)


class PostgresSite:
    """The real one; each station calls by its own role."""

    def __init__(self, real: RealSite) -> None:
        self.site_id = real.site_id
        self.real = real
        self._kept = f"{real.database}_kept"

    def line(self, station: str) -> Central:
        return self.real.central(station)

    def hours_pass(self, hours: int) -> None:
        with self.real.admin() as admin:
            admin.execute(
                "UPDATE packstation.orders SET lease_until = lease_until - make_interval(hours => %s) "
                "WHERE site_id = %s",
                (hours, self.site_id),
            )

    def close(self, station: str) -> None:
        with self.real.admin() as admin:
            office.close_station(admin, self.site_id, station)

    def backup(self) -> None:
        self._copy(self.real.database, self._kept)

    def restore(self) -> None:
        with self.real.cluster.admin() as admin:
            words = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self.real.database))
            admin.execute(words)
        self._copy(self._kept, self.real.database)

    def _copy(self, source: str, target: str) -> None:
        self.real.hang_up()
        with self.real.cluster.admin() as admin:
            words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            admin.execute(words.format(sql.Identifier(target), sql.Identifier(source)))

    @contextmanager
    def cleaned(self) -> Iterator[PostgresSite]:
        """Without a trace of the backup at the end."""
        try:
            yield self
        finally:
            self.real.hang_up()
            with self.real.cluster.admin() as admin:
                words = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(self._kept))
                admin.execute(words)


class Onlooker:
    """Who reads the feed."""

    central: Central
    cursor = 0
    cursor_hash: bytes | None = None
    epoch: UUID | None = None

    @property
    def known_epoch(self) -> UUID:
        assert self.epoch is not None
        return self.epoch

    def pull(self, limit: int = 500) -> tuple[FeedRow, ...]:
        """What is new; the cursor moves."""
        rows = self.central.pull(self.known_epoch, self.cursor, limit).rows
        assert [row.seq for row in rows] == list(range(self.cursor + 1, self.cursor + len(rows) + 1))
        if rows:
            self.cursor, self.cursor_hash = rows[-1].seq, rows[-1].hash
        return rows

    def sees(self, kind: DocumentKind, key: object) -> FeedRow:
        """The newest of a thing, as the whole feed tells it."""
        rows = self.central.pull(self.known_epoch, 0, 500).rows
        return [row for row in rows if row.kind is kind and row.key == str(key)][-1]

    def conflicts(self) -> list[FeedRow]:
        rows = self.central.pull(self.known_epoch, 0, 500).rows
        return [row for row in rows if row.kind is DocumentKind.CONFLICT]

    def end_of(self, order_id: UUID) -> OrderEnd | None:
        return self.sees(DocumentKind.ORDER, order_id).end


class Bench(Onlooker):
    """One station: its journal, and its connection to central."""

    def __init__(self, site: SharedSite, name: str) -> None:
        self.site = site
        self.name = name
        self.journal = StationJournal(site.site_id, name)
        self.central = site.line(name)
        self.acked = 0
        self.documents: list[Document] = []
        self.hello()

    def greeting(self, **said: object) -> Hello:
        """What this station would say now."""
        rows = self.journal.events
        known: dict[str, object] = {
            "oldest_protocol": 1,
            "newest_protocol": 1,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "cursor_hash": self.cursor_hash,
            "head_seq": len(rows),
            "head_hash": rows[-1].hash if rows else GENESIS,
            "told": told(),
        }
        return Hello(**{**known, **said})  # type: ignore[arg-type]

    def hello(self) -> Welcome:
        welcome = self.central.hello(self.greeting())
        self.epoch = welcome.epoch
        self.acked = welcome.acked_seq
        return welcome

    def does(self, kind: str, order_id: UUID | None = None, fence: int | None = None, rev: int = 1) -> Event:
        """One more row of the journal."""
        return self.journal.row(kind, order_id, fence, rev)

    def leaves(self, document: Document) -> None:
        """A document that goes with the next push."""
        self.documents.append(document)

    def push(self) -> Pushed:
        """All that central has not got."""
        answer = self.central.push(self.journal.push(self.known_epoch, *self.documents, after=self.acked))
        self.acked = answer.acked_seq
        self.documents = []
        return answer

    def outcomes(self) -> list[Outcome]:
        """Push, and what became of each row."""
        answer = self.push()
        assert answer.standing is Standing.GO, answer
        return [outcome for _, outcome in answer.outcomes]

    def brings(self, number: str, **asked: object) -> UUID:
        """Takes an order in and tells central of it."""
        order_id = new_id()
        event = self.does("order_received", order_id, 0)
        self.leaves(order_document(order_id, event.seq, number, **asked))  # type: ignore[arg-type]
        assert self.outcomes() == [Outcome.ACCEPTED]
        return order_id

    def claim(self, *order_ids: UUID, ahead: int = 0, lease_s: int = LEASE_S) -> list[Grant]:
        return list(self.central.claim(Claim(self.known_epoch, order_ids, ahead, lease_s)).grants)

    def claimed(self, order_id: UUID) -> int:
        """Claim this order; its fence."""
        (grant,) = self.claim(order_id)
        return grant.fence

    def beat(self, *held: tuple[UUID, int], released: tuple[tuple[UUID, int], ...] = ()) -> tuple[UUID, ...]:
        """A heartbeat; the orders that are lost."""
        heard = self.central.heartbeat(Heartbeat(self.known_epoch, held, released, LEASE_S, told()))
        assert heard.standing is Standing.GO
        return heard.lost
