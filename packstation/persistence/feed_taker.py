"""Takes rows of the site's feed into the store, each whole or not at all.

What a packer has on the bench follows a change as it follows one from a file: the screen tells. What was done
here and is not sent yet is never overwritten: the row waits. So does one that this release cannot read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from uuid import UUID

from packstation.domain.central import DocumentKind, FeedRow
from packstation.persistence.engine import driver
from packstation.persistence.identity import Identity
from packstation.persistence.kept_view import is_view
from packstation.persistence.order_taker import OrderTaker
from packstation.persistence.prepared import Prepared
from packstation.persistence.shared_row import CURSOR, CURSOR_HASH, EPOCH, Thing
from packstation.persistence.thing_taker import ThingTaker
from packstation.persistence.work import SqlWork

_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
_PUT_META = Prepared("shared.put_meta")
_STAYS = frozenset({DocumentKind.CONFLICT, DocumentKind.TASK})
"""Gone at central, it stays here: a task goes with its order, and what was settled is part of the past."""


class FeedTaker:
    """Takes rows inside one transaction of `work` after the other."""

    def __init__(
        self, raw: sqlite3.Connection, identity: Identity, work: SqlWork, new_id: Callable[[], UUID]
    ) -> None:
        self._raw = raw
        self._shared = work.shared
        self._work = work
        self._orders = OrderTaker(raw, identity, work, new_id)
        self._things = ThingTaker(raw, identity, work)

    def take(self, row: FeedRow, *, anew: bool = False) -> None:
        """One row; `anew`: of a snapshot, as it stands now at central, however old its version seems."""
        thing = self._shared.thing(row.kind, row.key)
        if anew and thing.version:
            thing = self._shared.count_anew(row.kind, row.key)
        elif not anew and row.version <= thing.version:
            return
        if row.body is not None or row.kind not in _STAYS:
            self._try(row, thing)
        if row.kind is DocumentKind.ORDER:
            self.take_waiting(DocumentKind.TASK, row.key)

    def take_waiting(self, kind: DocumentKind, key: str) -> None:
        """The row of a thing that waits, if nothing keeps it waiting any more."""
        thing = self._shared.thing(kind, key)
        waits = thing.passed_over
        if waits is None:
            return
        if waits.version > thing.version:
            self._try(waits, thing)
        elif waits.version < thing.version or not is_view(waits):
            self._shared.drop_passed(kind, key)

    def take_all_waiting(self) -> None:
        """Likewise all of them: few, for a thing waits only as long as something unsent of it is here."""
        for kind, key in self._shared.passed():
            self.take_waiting(kind, key)

    def stand_at(self, epoch: UUID, seq: int, digest: bytes | None) -> None:
        """Everything up to this row of the feed is here."""
        values = {EPOCH: str(epoch), CURSOR: str(seq), CURSOR_HASH: digest.hex() if digest else ""}
        _PUT_META.many(self._raw, ({"key": key, "value": value} for key, value in values.items()))

    def _try(self, row: FeedRow, thing: Thing) -> None:
        try:
            with self._work.part():
                self._dispatch(row, thing)
        except (*_UNREADABLE, driver().IntegrityError):
            # Of a later release, or nonsense: kept, and in nobody's way.
            self._shared.pass_over(row)

    def _dispatch(self, row: FeedRow, thing: Thing) -> None:
        match row.kind:
            case DocumentKind.ORDER:
                self._orders.take_order(row, thing)
            case DocumentKind.TASK:
                self._orders.take_task(row, thing)
            case DocumentKind.CONFLICT:
                conflict = self._things.take_conflict(row)
                if conflict is not None and conflict.order_id is not None:
                    self._retry_order(str(conflict.order_id))
            case _:
                self._things.take(row)

    def _retry_order(self, key: str) -> None:
        """A person has settled it: now a view that was kept comes back, too."""
        for kind in (DocumentKind.ORDER, DocumentKind.TASK):
            self.take_waiting(kind, key)
        thing = self._shared.thing(DocumentKind.TASK, key)
        if thing.passed_over is not None and is_view(thing.passed_over):
            self._try(thing.passed_over, thing)
