"""Lets go of what is long over and central has: of an enrolled station, never of one that is alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from packstation.application.ports import Clock
from packstation.domain.central import DocumentKind
from packstation.domain.journal import at_text
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.drop_order import drop_order
from packstation.persistence.engine import moment
from packstation.persistence.pieces import in_pieces
from packstation.persistence.prepared import Prepared
from packstation.persistence.read_journal import PRUNED
from packstation.persistence.store import SqliteStore

KEPT_DAYS = 14
"""So long central may be without what it has said to have: the oldest backup it may be restored from."""
ROWS_AT_ONCE = 200
_OLD = Prepared("journal.old")
_HASH_OF = Prepared("journal.hash_of")
_OLDEST = Prepared("journal.oldest")
_PRUNE = Prepared("journal.prune")
_UNSENT = Prepared("journal.unsent_of_order")
_NEWEST_ACKED = Prepared("journal.newest_acked")
_OVER = Prepared("order.over_long_ago")
_PUT_META = Prepared("shared.put_meta")


class Pruning:
    """Called now and then by the running station, in pieces that nobody at the bench feels."""

    def __init__(self, store: SqliteStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._identity = store.identity
        self._raw, self._work = store.lent()
        self._key = {"site": self._identity.site.bytes, "station": self._identity.station_id}

    def __call__(self) -> int:
        """How many rows of the journal went."""
        if not self._identity.enrolled:
            return 0
        before = at_text(self._clock.now() - timedelta(days=KEPT_DAYS))
        self._drop_orders(before)
        return self._drop_rows(before)

    def _drop_rows(self, before: str) -> int:
        """The oldest first, and never the newest that central has: behind it the unsent ones begin."""
        with moment(self._store.path) as raw:
            newest = _NEWEST_ACKED(raw, self._key).fetchone()[0]
            last = _OLD(raw, {**self._key, "below": newest, "before": before}).fetchone()[0] or 0
            first = _OLDEST(raw, self._key).fetchone()[0] or 0
        for begin in range(first, last + 1, ROWS_AT_ONCE):
            seq = min(begin + ROWS_AT_ONCE - 1, last)
            with self._store.repeatable():
                kept = _HASH_OF(self._raw, {**self._key, "seq": seq}).fetchone()[0]
                told = f"{self._identity.station_id} {seq} {kept.hex()}"
                _PUT_META(self._raw, {"key": PRUNED, "value": told})
                _PRUNE(self._raw, {**self._key, "seq": seq})
        return max(0, last - first + 1) if first else 0

    def _drop_orders(self, before: str) -> None:
        """Those that are over, as far as central has them and nobody has to settle anything about them."""
        site = self._identity.site.bytes
        with moment(self._store.path) as raw:
            asked = {"site": site, "before": before}
            over = [UUID(bytes=order_id) for (order_id,) in _OVER(raw, asked)]
        in_pieces(self._store, self._clock, over, self._drop)

    def _drop(self, order_id: UUID) -> None:
        shared, key = self._work.shared, str(order_id)
        known = shared.thing(DocumentKind.ORDER, key).version > 0
        unsent = _UNSENT(self._raw, {**self._key, "order": order_id.bytes}).fetchone() is not None
        open_task = SqlConflicts(self._raw, self._identity.site).any_open(order_id, self._identity.station_id)
        if not known or unsent or open_task:
            return
        drop_order(self._raw, self._identity.site, order_id)
        self._work.forget()
        for kind in (DocumentKind.ORDER, DocumentKind.TASK):
            shared.forget(kind, key)
