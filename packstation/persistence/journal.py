"""The journal as rows: appended here and nowhere else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, insert, select

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, StationStopped, UnitCounted, UnitUncounted, count_in
from packstation.domain.journal import GENESIS, JournalEntry, at_text, entry_hash, payload_json
from packstation.domain.kind import act_from
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.times import SINCE_THE_SCAN, ends_the_scan
from packstation.persistence.engine import raw_of
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import ANSWERED, journal

_NEWEST = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.site_id == bindparam("site"), journal.c.station_id == bindparam("station"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_INSERT = Prepared(
    lambda: insert(journal).values(
        {column.name: bindparam(column.name) for column in journal.columns if column.name not in ANSWERED}
    )
)
_IDS = ("site_id", "event_id", "order_id", "carton_id")
_NEWEST_COUNT: Select[Any] = (
    select(
        *(journal.c.seq, journal.c.actor, journal.c.order_id),
        *(journal.c.kind, journal.c.version, journal.c.payload),
    )
    .where(journal.c.site_id == bindparam("site"), journal.c.carton_id == bindparam("carton"))
    .where(journal.c.station_id == bindparam("station"))
    .where(journal.c.kind.in_([UnitCounted.kind, UnitUncounted.kind]))
    .where(journal.c.seq < bindparam("below"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)

_SINCE_THE_SCAN: Select[Any] = (
    select(journal.c.kind, journal.c.version, journal.c.payload)
    .where(journal.c.site_id == bindparam("site"), journal.c.order_id == bindparam("order"))
    .where(journal.c.station_id == bindparam("station"))
    .where(journal.c.kind.in_(SINCE_THE_SCAN))
    .where(journal.c.seq > bindparam("above"))
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Whose journal this is, and in which run of the station."""

    site: UUID
    station_id: str
    boot_id: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The newest row: the next one follows it."""

    seq: int = 0
    hash: bytes = GENESIS


class JournalWriter:
    """Appends to one station's chain. What it remembers of the newest row holds only once committed."""

    def __init__(self, connection: Connection, chain: Chain, clock: Clock, new_id: NewId) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._chain = chain
        self._clock = clock
        self._new_id = new_id
        newest = connection.execute(_NEWEST, {"site": chain.site, "station": chain.station_id}).first()
        self._committed = self._head = _Head() if newest is None else _Head(newest.seq, newest.hash)

    def append(
        self,
        act: Act,
        actor: Actor | None,
        task: PackTask | None,
        carton_id: UUID | None,
        allowed_by: Actor | None = None,
    ) -> JournalEntry:
        """The act as a row after the newest one."""
        order = task.order if task else None
        now = self._clock.now()
        seq, prev_hash = self._head.seq + 1, self._head.hash
        row: dict[str, Any] = {
            "site_id": self._chain.site,
            "station_id": self._chain.station_id,
            "seq": seq,
            "event_id": self._new_id(),
            "at": at_text(now),
            "mono_ms": self._clock.mono_ms(),
            "boot_id": self._chain.boot_id,
            "actor": actor.user_id if actor else None,
            "second_actor": allowed_by.user_id if allowed_by else None,
            "kind": act.kind,
            "version": act.version,
            "order_id": order.order_id if order else None,
            "carton_id": carton_id,
            "fence": order.fence if order else None,
            "rev": order.rev if order else None,
            "payload": payload_json(act),
            "prev_hash": prev_hash,
        }
        row["hash"] = sealed(row)
        ids = {name: row[name].bytes for name in _IDS if row[name] is not None}
        _INSERT(self._raw, {**row, **ids})
        self._head = _Head(seq, row["hash"])
        return entry_of(row, now, act)

    def last_count(self, carton_id: UUID) -> tuple[int, UnitCounted] | None:
        """Journal seq and content of the newest count into a carton that was not undone."""
        below = self._head.seq + 1
        while row := self._newest_count(carton_id, below):
            act = _act_of(row)
            count = count_in(act)
            if count is not None:
                return row.seq, count
            # Whatever was counted after the piece that came out had come out before it.
            below = act.undoes_seq if isinstance(act, UnitUncounted) else row.seq
        return None

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what; None where something since then ends that."""
        row = self._newest_count(carton_id, self._head.seq + 1)
        count = count_in(_act_of(row)) if row else None
        if row is None or count is None:
            return None
        key = {"site": self._chain.site, "station": self._chain.station_id, "order": row.order_id}
        since = self._connection.execute(_SINCE_THE_SCAN, {**key, "above": row.seq})
        return None if any(ends_the_scan(_act_of(later)) for later in since) else (row.actor, count)

    def committed(self) -> None:
        """The rows appended since the last call are in the store."""
        self._committed = self._head

    def rolled_back(self) -> None:
        """The rows appended since the last commit are not in the store."""
        self._head = self._committed

    def _newest_count(self, carton_id: UUID, below: int) -> Row[Any] | None:
        """The newest row before that seq that counts into a carton or takes out of it."""
        key = {"site": self._chain.site, "station": self._chain.station_id, "carton": carton_id}
        return self._connection.execute(_NEWEST_COUNT, {**key, "below": below}).first()


def _act_of(row: Row[Any]) -> Act:
    return act_from(row.kind, row.version, json.loads(row.payload))


def stopped_clean(connection: sqlite3.Connection) -> bool:
    """Whether the newest row says that the station was stopped in good order; so does an empty journal."""
    newest = connection.execute("SELECT kind FROM journal ORDER BY rowid DESC LIMIT 1").fetchone()
    return newest is None or newest[0] == StationStopped.kind


def sealed(row: Mapping[str, Any]) -> bytes:
    """The hash of a row: over the one before it and all its own columns but the two that central fills in."""
    columns = (
        str(row["site_id"]),
        row["station_id"],
        row["seq"],
        str(row["event_id"]),
        row["at"],
        row["mono_ms"],
        row["boot_id"],
        row["actor"],
        row["second_actor"],
        row["kind"],
        row["version"],
        _text(row["order_id"]),
        _text(row["carton_id"]),
        row["fence"],
        row["rev"],
    )
    return entry_hash(columns, row["payload"], row["prev_hash"])


def entry_of(row: Mapping[str, Any], at: datetime, act: Act) -> JournalEntry:
    """The row in the words of the domain."""
    return JournalEntry(
        site_id=str(row["site_id"]),
        station_id=row["station_id"],
        seq=row["seq"],
        event_id=row["event_id"],
        at=at,
        mono_ms=row["mono_ms"],
        boot_id=row["boot_id"],
        actor=row["actor"],
        act=act,
        order_id=row["order_id"],
        carton_id=row["carton_id"],
        fence=row["fence"],
        rev=row["rev"],
        prev_hash=row["prev_hash"],
        hash=row["hash"],
        second_actor=row["second_actor"],
    )


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)
