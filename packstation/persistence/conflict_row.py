"""Tasks for people as rows: what was done that central could not follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from packstation.domain.central import DocumentKind, Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.persistence.cell import text_of
from packstation.persistence.prepared import Prepared

_PUT = Prepared("shared.put_conflict")
_ONE = Prepared("shared.conflict")
_OPEN = Prepared("shared.open_conflicts")
_OPEN_OF_ORDER = Prepared("shared.open_of_order")


class SqlConflicts:
    """The tasks of one site."""

    def __init__(
        self, raw: sqlite3.Connection, site: UUID, tell: Callable[[DocumentKind, str], None] | None = None
    ) -> None:
        self._raw = raw
        self._site = site.bytes
        self._tell = tell

    def put(self, conflict: Conflict) -> None:
        """Store a task; of one that is known: whose it is and how it stands."""
        row = {
            "site_id": self._site,
            "station_id": conflict.station_id,
            "seq": conflict.seq,
            "kind": conflict.kind,
            "outcome": conflict.outcome.value,
            "order_id": conflict.order_id.bytes if conflict.order_id else None,
            "whose": conflict.whose,
            "state": conflict.state.value,
            "ended": conflict.ended.value if conflict.ended else None,
            "at": text_of(conflict.at),
        }
        _PUT(self._raw, row)

    def end(self, conflict: Conflict) -> None:
        """Store how it ended; central and all others hear of it."""
        self.put(conflict)
        if self._tell is not None:
            self._tell(DocumentKind.CONFLICT, conflict.key)

    def of(self, station_id: str, seq: int) -> Conflict | None:
        """The task about one row of a station's journal."""
        asked = {"site": self._site, "station": station_id, "seq": seq}
        found = _ONE(self._raw, asked).fetchone()
        return None if found is None else _conflict(found)

    def open_at(self, station_id: str) -> tuple[Conflict, ...]:
        """What waits for somebody at that station, the oldest first."""
        found = _OPEN(self._raw, {"site": self._site, "whose": station_id})
        return tuple(_conflict(row) for row in found)

    def any_open(self, order_id: UUID, station_id: str, outcome: Outcome | None = None) -> bool:
        """Whether somebody at that station still has to do something about an order, and so an outcome."""
        asked = {"site": self._site, "order": order_id.bytes, "whose": station_id}
        found = {code for (code,) in _OPEN_OF_ORDER(self._raw, asked)}
        return bool(found) if outcome is None else outcome.value in found


def _conflict(row: tuple[Any, ...]) -> Conflict:
    station_id, seq, kind, outcome, order_id, whose, state, ended, at = row
    return Conflict(
        station_id,
        seq,
        kind,
        Outcome(outcome),
        UUID(bytes=order_id) if order_id else None,
        whose,
        datetime.fromisoformat(at),
        ConflictState(state),
        ConflictEnding(ended) if ended else None,
    )
