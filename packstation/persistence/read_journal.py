"""Read a journal and prove its chain, beside whoever writes it: any store, any backup."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from packstation.domain.journal import GENESIS, JournalEntry
from packstation.domain.kind import act_from
from packstation.persistence.engine import reading
from packstation.persistence.journal import entry_of, sealed

PRUNED = "pruned"
"""The key of the last row that was let go of: station, number, hash."""
_IDS = frozenset({"site_id", "event_id", "order_id", "carton_id"})
# Page by page: a reader that keeps its place in the store makes the write-ahead log grow for as long.
_ROWS = "SELECT rowid AS place, * FROM journal WHERE rowid > ? ORDER BY rowid LIMIT 500"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What proving a journal found: how many rows are good, and the first seq that is not."""

    good: int
    first_bad_seq: int | None = None
    station_id: str | None = None

    @property
    def sound(self) -> bool:
        """Whether every row is the one that was written."""
        return self.first_bad_seq is None


class Proof:
    """Follows the chains of stations, row by row. `heads`: where a chain begins that has let go of rows."""

    def __init__(self, heads: Mapping[object, tuple[int, object]] | None = None) -> None:
        self._heads = dict(heads or {})
        self.good = 0
        """So many rows are the ones that were written."""

    def head(self, station_id: object) -> tuple[int, object]:
        """Number and hash of the newest good row of a station."""
        return self._heads.get(station_id, (0, GENESIS))

    def takes(self, row: dict[str, Any]) -> bool:
        """Whether the row is the next one of its station's chain, as it was written."""
        seq, prev_hash = self.head(row["station_id"])
        if row["seq"] != seq + 1 or row["prev_hash"] != prev_hash or not _hash_holds(row):
            return False
        self._heads[row["station_id"]] = (seq + 1, row["hash"])
        self.good += 1
        return True


def read_journal(path: Path) -> Iterator[JournalEntry]:
    """Every row, oldest first. KeyError for a kind or version this release does not know."""
    with reading(path) as raw:
        for stored in _rows(raw):
            row = _with_ids(stored)
            act = act_from(row["kind"], row["version"], json.loads(row["payload"]))
            yield entry_of(row, datetime.fromisoformat(row["at"]), act)


def verify_journal(path: Path) -> ChainReport:
    """Recompute the chain of every station in the file; names the first row missing, moved or changed."""
    with reading(path) as raw:
        proof = Proof(_let_go(raw))
        # A changed byte may not be text any more: it must be found, not stumbled over.
        raw.text_factory = lambda stored: stored.decode("utf-8", "replace")
        for stored in _rows(raw):
            if not proof.takes(stored):
                seq, _ = proof.head(stored["station_id"])
                return ChainReport(proof.good, seq + 1, str(stored["station_id"]))
    return ChainReport(proof.good)


def _let_go(raw: sqlite3.Connection) -> dict[object, tuple[int, object]]:
    """Where the chain of a station begins that let go of rows which central has."""
    found = raw.execute("SELECT value FROM meta WHERE key = ?", (PRUNED,)).fetchone()
    if found is None:
        return {}
    station_id, seq, kept = found[0].rsplit(" ", 2)
    return {station_id: (int(seq), bytes.fromhex(kept))}


def _hash_holds(stored: dict[str, Any]) -> bool:
    try:
        return bool(sealed(_with_ids(stored)) == stored["hash"])
    except (AttributeError, TypeError, ValueError):
        return False


def _with_ids(stored: dict[str, Any]) -> dict[str, Any]:
    return {
        name: UUID(bytes=value) if name in _IDS and isinstance(value, bytes) else value
        for name, value in stored.items()
    }


def _rows(raw: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    place = 0
    while rows := (page := raw.execute(_ROWS, (place,))).fetchall():
        names = [column[0] for column in page.description]
        for row in rows:
            yield dict(zip(names, row, strict=True))
        place = rows[-1][0]
