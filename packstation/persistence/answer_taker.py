"""Takes central's answer to rows of the journal: that it has them, and which of them it could not follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from packstation.domain.central import DocumentKind, Outcome
from packstation.domain.conflict import NEEDS_NOBODY, WHERE_THE_CARTON_IS, Conflict
from packstation.domain.left_behind import is_holders, leaves_order
from packstation.domain.site_act import OrderLeftAnyway
from packstation.persistence.cell import text_of
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.identity import Identity
from packstation.persistence.prepared import Prepared
from packstation.persistence.work import SqlWork

_ACK = Prepared("journal.ack")
_SET_OUTCOME = Prepared("journal.set_outcome")
_ABOUT = Prepared("journal.about")
_ROWS = Prepared("journal.rows_of_order")
_OF_ORDERS = {DocumentKind.ORDER: leaves_order, DocumentKind.TASK: is_holders}
"""By the kind of document: which rows of the journal are its author's."""
_NEEDS_NOBODY = frozenset({None, *(outcome.value for outcome in NEEDS_NOBODY)})
"""As they stand in the store; none is told of rows that central had before it was asked."""


class AnswerTaker:
    """Takes answers inside one transaction of `work` after the other."""

    def __init__(self, raw: sqlite3.Connection, identity: Identity, work: SqlWork) -> None:
        self._raw = raw
        self._key = {"site": identity.site.bytes, "station": identity.station_id}
        self._station_id = identity.station_id
        self._shared = work.shared
        self._conflicts = SqlConflicts(raw, identity.site)

    def take(self, above: int, acked_seq: int, outcomes: Mapping[int, Outcome], at: datetime) -> None:
        """Central has the rows above the one, up to the other; all before it has had already."""
        _ACK(self._raw, {**self._key, "above": above, "seq": acked_seq, "acked": text_of(at)})
        rows = ({**self._key, "row": seq, "given": outcome.value} for seq, outcome in outcomes.items())
        _SET_OUTCOME.many(self._raw, rows)
        for seq, outcome in sorted(outcomes.items()):
            if outcome not in NEEDS_NOBODY | WHERE_THE_CARTON_IS:
                self._open_task(seq, outcome, at)
        self._end_views()

    def _open_task(self, seq: int, outcome: Outcome, at: datetime) -> None:
        """One for all that was done under one claim: central makes the same, of the oldest row."""
        if self._conflicts.of(self._station_id, seq) is not None:
            return
        kind, order_id = _ABOUT(self._raw, {**self._key, "seq": seq}).fetchone()
        about = UUID(bytes=order_id) if order_id else None
        if about is not None and self._conflicts.any_open(about, self._station_id, outcome):
            return
        self._conflicts.put(Conflict(self._station_id, seq, kind, outcome, about, self._station_id, at))

    def _end_views(self) -> None:
        """What central had before, of orders of which all was taken now, need not come back."""
        for kind, key in self._shared.passed():
            if kind not in _OF_ORDERS:
                continue
            rows = _ROWS(self._raw, {**self._key, "order": UUID(key).bytes}).fetchall()
            told = [row for row in rows if _OF_ORDERS[kind](row[1])]
            if not told or any(row[5] is None for row in rows):
                continue
            # A lead's word that central took is the site's: nothing before it matters any more.
            left = max((row[0] for row in told if _left_accepted(row)), default=0)
            told = [row for row in told if row[0] >= left]
            # Of an earlier claim, or of earlier terms, it no longer matters what became of it.
            newest = max((row[2] or 0, row[3] or 0) for row in told)
            last = [row for row in told if (row[2] or 0, row[3] or 0) == newest]
            further = left < max(row[0] for row in told) and self._further(kind, key, told)
            if all(row[4] in _NEEDS_NOBODY for row in last) and not further:
                self._shared.drop_passed(kind, key)

    def _further(self, kind: DocumentKind, key: str, rows: Sequence[tuple[Any, ...]]) -> bool:
        """Whether the row that waits tells of what came after: under a newer claim, or with newer terms."""
        waits = self._shared.thing(kind, key).passed_over
        fence, rev = max(row[2] or 0 for row in rows), max(row[3] or 0 for row in rows)
        newer_claim = kind is DocumentKind.TASK and waits is not None and waits.fence > fence
        return newer_claim or (waits is not None and waits.rev > rev)


def _left_accepted(row: tuple[Any, ...]) -> bool:
    return (row[1], row[4]) == (OrderLeftAnyway.kind, Outcome.ACCEPTED.value)
