"""CONFLICT: a task for a person, by the station and number of the journal row that it is about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from packstation.domain.central import Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.persistence.documents.text import instant, read, written


def conflict_text(conflict: Conflict) -> str:
    """The document of a task."""
    told = {
        "station": conflict.station_id,
        "seq": conflict.seq,
        "kind": conflict.kind,
        "outcome": conflict.outcome.value,
        "order": str(conflict.order_id) if conflict.order_id else None,
        "whose": conflict.whose,
        "at": instant(conflict.at),
        "state": conflict.state.value,
        "ended": conflict.ended.value if conflict.ended else None,
    }
    return written(told)


def conflict_in(body: str) -> Conflict:
    """The task of a document. ValueError, KeyError or TypeError for one that cannot be read."""
    told = read(body)
    return Conflict(
        told["station"],
        told["seq"],
        told["kind"],
        Outcome(told["outcome"]),
        UUID(told["order"]) if told["order"] else None,
        told["whose"],
        datetime.fromisoformat(told["at"]),
        ConflictState(told["state"]),
        ConflictEnding(told["ended"]) if told["ended"] else None,
    )
