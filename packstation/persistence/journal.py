"""The journal as rows: appended here and nowhere else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, StationStopped, UnitCounted, count_in
from packstation.domain.journal import (
    GENESIS,
    JournalEntry,
    at_text,
    columns_text,
    entry_hash,
    payload_json,
    text_hash,
)
from packstation.domain.kind import act_from
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderChanged
from packstation.domain.person import Actor
from packstation.domain.piece_act import PieceAct
from packstation.domain.site_act import HoldLifted
from packstation.domain.times import ends_the_scan
from packstation.persistence.prepared import Prepared

_NEWEST = Prepared("journal.newest")
_INSERT = Prepared("journal.insert").placed(
    "site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version, order_id, "
    "carton_id, fence, rev, payload, prev_hash, hash"
)
_INSERT_ARRIVALS = Prepared("journal.insert_arrivals").placed(
    "site_id, station_id, seq, event_id, at, mono_ms, boot_id, kind, version, order_id, fence, rev, payload, "
    "prev_hash, hash"
)
_IDS = ("site_id", "event_id", "order_id", "carton_id")
_HASHED = (
    *("site_id", "station_id", "seq", "event_id", "at", "mono_ms", "boot_id", "actor", "second_actor"),
    *("kind", "version", "order_id", "carton_id", "fence", "rev"),
)
"""What of a row its hash covers besides the payload, in this order."""
_NEWEST_COUNT = Prepared("journal.newest_count")
_SINCE_SCAN = Prepared("journal.since_scan")
_HOLDS_LIFTED = Prepared("journal.holds_lifted")
_CHANGES = Prepared("journal.changes")
_PIECE_ACTS = Prepared("journal.piece_acts")


@dataclass(frozen=True, slots=True)
class Chain:
    """Whose journal this is, and in which run of the station."""

    site: UUID
    station_id: str
    boot_id: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row: the next one follows it."""

    seq: int = 0
    hash: bytes = GENESIS


class JournalWriter:
    """Appends to one station's chain. What it remembers of the newest row holds only once committed."""

    def __init__(self, raw: sqlite3.Connection, chain: Chain, clock: Clock, new_id: NewId) -> None:
        self._raw = raw
        self._chain = chain
        self._clock = clock
        self._new_id = new_id
        self._key = {"site": chain.site.bytes, "station": chain.station_id}
        newest = _NEWEST(raw, self._key).fetchone()
        self._committed = self._head = Head() if newest is None else Head(*newest)

    @property
    def next_seq(self) -> int:
        """The number of the next row."""
        return self._head.seq + 1

    def append(
        self,
        act: Act,
        actor: Actor | None,
        task: PackTask | None,
        carton_id: UUID | None,
        allowed_by: Actor | None = None,
    ) -> Head:
        """The act as a row after the newest one."""
        chain, newest, order = self._chain, self._head, task.order if task else None
        order_id, fence, rev = (order.order_id, order.fence, order.rev) if order else (None, None, None)
        row: dict[str, Any] = {
            "site_id": chain.site,
            "station_id": chain.station_id,
            "seq": newest.seq + 1,
            "event_id": self._new_id(),
            "at": at_text(self._clock.now()),
            "mono_ms": self._clock.mono_ms(),
            "boot_id": chain.boot_id,
            "actor": actor.user_id if actor else None,
            "second_actor": allowed_by.user_id if allowed_by else None,
            "kind": act.kind,
            "version": act.version,
            "order_id": order_id,
            "carton_id": carton_id,
            "fence": fence,
            "rev": rev,
            "payload": payload_json(act),
            "prev_hash": newest.hash,
        }
        row["hash"] = sealed(row)
        for name in _IDS:
            identifier = row[name]
            row[name] = identifier and identifier.bytes
        _INSERT(self._raw, tuple(row.values()))
        self._head = Head(row["seq"], row["hash"])
        return self._head

    def append_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        """One act about each of many orders, all of this moment, as rows after the newest one."""
        chain, now = self._chain, (at_text(self._clock.now()), self._clock.mono_ms(), self._chain.boot_id)
        # What is alike in all rows, or stands in the same act, becomes text once.
        whose, moment = _inner((str(chain.site), chain.station_id)), _inner((*now, None, None))
        told = {
            id(act): (act.kind, act.version, payload_json(act))
            for act in {id(act): act for act, _ in acts}.values()
        }
        seq, newest, rows = self._head.seq, self._head.hash, list[tuple[object, ...]]()
        # The driver stores a bytearray as it is, bytes only after a search for how to.
        site, prev_hash, station = bytearray(chain.site.bytes), bytearray(newest), chain.station_id
        for act, order in acts:
            kind, version, payload = told[id(act)]
            seq, event_id, about = seq + 1, self._new_id(), order.order_id
            newest = text_hash(
                f'[{whose},{seq},"{event_id}",{moment},"{kind}",{version},"{about}",null,{order.fence},{order.rev}]',
                payload,
                newest,
            )
            row = (site, station, seq, bytearray(event_id.bytes), *now, kind, version, bytearray(about.bytes))
            chained = bytearray(newest)
            rows.append((*row, order.fence, order.rev, payload, prev_hash, chained))
            prev_hash = chained
        _INSERT_ARRIVALS.many(self._raw, rows)
        self._head = Head(seq, newest)

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what; None where something since then ends that."""
        row = _NEWEST_COUNT(self._raw, {**self._key, "carton": carton_id.bytes}).fetchone()
        if row is None:
            return None
        seq, actor, order_id, *told = row
        count = count_in(_act_of(*told))
        if count is None:
            return None
        since = _SINCE_SCAN(self._raw, {**self._key, "order": order_id, "above": seq})
        return None if any(ends_the_scan(_act_of(*later)) for later in since) else (actor, count)

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        """The reasons somebody has lifted from an order."""
        return lifted_in_chain(self._raw, self._key, order_id)

    def kept(self, order_id: UUID) -> int:
        """How many pieces stayed on an order at its last change though it asked for them no longer."""
        return kept_in_chain(self._raw, self._key, order_id)

    def piece_acts(self, order_id: UUID) -> Iterator[PieceAct]:
        """What was done with the pieces of an order, the newest first; read as far as needed."""
        rows = _PIECE_ACTS(self._raw, {**self._key, "order": order_id.bytes})
        for seq, actor, carton, kind, version, payload in rows:
            read = partial(_act_of, kind, version, payload)
            yield PieceAct(seq, actor, UUID(bytes=carton) if carton else None, read)

    def mark(self) -> Head:
        """Where the chain stands, for `back_to`."""
        return self._head

    def back_to(self, mark: Head) -> None:
        """The rows appended since the mark were taken back within the transaction."""
        self._head = mark

    def committed(self) -> None:
        """The rows appended since the last call are in the store."""
        self._committed = self._head

    def rolled_back(self) -> None:
        """The rows appended since the last commit are not in the store."""
        self._head = self._committed


def _act_of(kind: str, version: int, payload: str) -> Act:
    return act_from(kind, version, json.loads(payload))


def lifted_in_chain(
    raw: sqlite3.Connection, key: Mapping[str, object], order_id: UUID
) -> frozenset[HoldReason]:
    """The reasons somebody has lifted from an order at this station; `key` names its site and itself."""
    acts = (_act_of(*row) for row in _HOLDS_LIFTED(raw, {**key, "order": order_id.bytes}))
    return frozenset(HoldReason(act.reason) for act in acts if isinstance(act, HoldLifted))


def kept_in_chain(raw: sqlite3.Connection, key: Mapping[str, object], order_id: UUID) -> int:
    """How many pieces stayed on an order at its last change at this station; `key` as above."""
    newest = _CHANGES(raw, {**key, "order": order_id.bytes}).fetchone()
    act = _act_of(*newest) if newest else None
    return act.kept if isinstance(act, OrderChanged) else 0


def stopped_clean(connection: sqlite3.Connection) -> bool:
    """Whether the newest row says that the station was stopped in good order; so does an empty journal."""
    newest = connection.execute("SELECT kind FROM journal ORDER BY rowid DESC LIMIT 1").fetchone()
    return newest is None or newest[0] == StationStopped.kind


def sealed(row: Mapping[str, Any]) -> bytes:
    """The hash of a row: over the one before it and all its own columns but the two that central fills in."""
    columns = [row[name] for name in _HASHED]
    told = [str(told) if type(told) is UUID else told for told in columns]
    return entry_hash(tuple(told), row["payload"], row["prev_hash"])


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


def _inner(columns: tuple[object, ...]) -> str:
    """Some of a row's columns, as they stand among all of them."""
    return columns_text(columns)[1:-1]
