"""The station's store as its sync sees it.

What is read is read beside whoever writes. What is written holds the write lane for a few milliseconds at a
time, and waits for the disk only where a power cut could not be mended by asking central again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from packstation.application.central_ports import Held, Position
from packstation.application.ports import Clock
from packstation.domain.central import Document, DocumentKind, Event, FeedRow, Grant, Outcome, SnapshotPart
from packstation.domain.journal import GENESIS
from packstation.domain.lease import lease_end_ms
from packstation.persistence.answer_taker import AnswerTaker
from packstation.persistence.documents.setting import SITE_SECRET
from packstation.persistence.engine import moment
from packstation.persistence.feed_taker import FeedTaker
from packstation.persistence.held_row import held_claims
from packstation.persistence.pieces import in_pieces
from packstation.persistence.prepared import Prepared
from packstation.persistence.shared_row import CURSOR, CURSOR_HASH, EPOCH, WAITS_SINCE
from packstation.persistence.store import SqliteStore
from packstation.persistence.teller import Teller, events_after, worked_on
from packstation.persistence.whole_site import unseen_things

_NEWEST = Prepared("journal.newest")
_NEWEST_ACKED = Prepared("journal.newest_acked")
_AT_OF = Prepared("journal.at_of")
_FORGET_ACKS = Prepared("journal.forget_acks")
_UNSENT_OF_ORDER = Prepared("journal.unsent_of_order")
_META = Prepared("shared.meta")
_PUT_META = Prepared("shared.put_meta")
_DROP_META = Prepared("shared.drop_meta")
ALL_ROWS = -1
"""No bound, to SQLite."""
ROWS_AT_ONCE, ROWS_WHILE_PACKING = 500, 40
"""So many journal rows are answered in one transaction."""


class SqlStationBook:
    """The book of an enrolled station that is running on its store.

    `breathe` is called between two pieces of work: the scans of those who pack go first. True while somebody
    packs: then little is done at once.
    """

    def __init__(
        self,
        store: SqliteStore,
        clock: Clock,
        new_id: Callable[[], UUID],
        breathe: Callable[[], object] = lambda: None,
    ) -> None:
        self._breathe = breathe
        self._store = store
        self._clock = clock
        self._identity = identity = store.identity
        raw, work = store.lent()
        self._raw = raw
        self._work = work
        self._taker = FeedTaker(raw, identity, work, new_id)
        self._answers = AnswerTaker(raw, identity, work)

    def position(self, wanted: tuple[UUID, ...] = ()) -> Position:
        """Where this station stands; with which of these orders it is not through with central."""
        with moment(self._store.path) as raw:
            epoch, cursor, cursor_hash = (self._meta(raw, key) for key in (EPOCH, CURSOR, CURSOR_HASH))
            newest = _NEWEST(raw, self._key).fetchone()
            head_seq, head_hash = newest or (0, GENESIS)
            acked = self._newest_acked(raw)
            oldest = _AT_OF(raw, {**self._key, "seq": acked + 1}).fetchone()
            asked = ((one, {**self._key, "order": one.bytes}) for one in wanted)
            behind = frozenset(one for one, key in asked if _UNSENT_OF_ORDER(raw, key).fetchone())
        return Position(
            UUID(epoch) if epoch else None,
            int(cursor or 0),
            bytes.fromhex(cursor_hash) if cursor_hash else None,
            head_seq,
            head_hash,
            head_seq - acked,
            datetime.fromisoformat(oldest[0]) if oldest else None,
            behind,
        )

    def events_after(self, seq: int, limit: int) -> tuple[Event, ...]:
        """Own journal rows above `seq`, in order; a power cut takes none of them back."""
        self._breathe()
        with moment(self._store.path) as raw:
            found = events_after(raw, self._identity, seq, limit)
        self._store.settle()
        return found

    def documents_for(self, events: tuple[Event, ...]) -> tuple[Document, ...]:
        """What these rows left behind; of a thing with newer rows still to be sent, nothing yet."""
        if not events:
            return ()
        self._breathe()
        told = []
        with moment(self._store.path) as raw:
            for document in Teller(raw, self._identity).documents(events):
                told.append(document)
                self._breathe()
        return tuple(told)

    def acknowledge(self, acked_seq: int, outcomes: tuple[tuple[int, Outcome], ...], at: datetime) -> None:
        """Central has the rows up to `acked_seq`, with these outcomes; always from the oldest on."""
        given = dict(outcomes)
        with moment(self._store.path) as raw:
            acked = self._newest_acked(raw)
        first = min(acked + 1, *given, acked_seq) if given else acked + 1
        while first <= acked_seq:
            rows = ROWS_WHILE_PACKING if self._breathe() else ROWS_AT_ONCE
            last = min(first + rows - 1, acked_seq)
            part = {seq: outcome for seq, outcome in given.items() if first <= seq <= last}
            with self._store.repeatable():
                self._answers.take(first - 1, last, part, at)
                self._taker.take_all_waiting()
            first = last + 1

    def forget_acks_after(self, seq: int) -> None:
        """Central was restored and has no row above this one: they are unsent again.

        With the packing among them goes what its orders ask for, whoever took those in: that may come later.
        Likewise with what is packed until the book is filled anew, where `Teller` sees to it.
        """
        with moment(self._store.path) as raw:
            rows = events_after(raw, self._identity, seq, ALL_ROWS)
        newest = rows[-1].seq if rows else seq
        with self._store.transaction():
            _FORGET_ACKS(self._raw, {**self._key, "above": seq})
            self._tell_orders(worked_on(rows))
            _PUT_META(self._raw, {"key": WAITS_SINCE, "value": str(newest)})
            _DROP_META(self._raw, {"key": EPOCH})

    def _tell_orders(self, about: dict[UUID, int]) -> None:
        """What these orders ask for goes to central with those rows."""
        for order_id, seq in about.items():
            self._work.shared.mark(DocumentKind.ORDER, str(order_id), seq)

    def apply(self, epoch: UUID, rows: tuple[FeedRow, ...]) -> None:
        """The documents and the new cursor together, as many rows at once as the lane may be held for.

        ValueError when the rows do not follow those that are here: the feed has no gaps.
        """
        cursor = self.position().cursor
        rest = [row for row in rows if row.seq > cursor]
        if rest and rest[0].seq != cursor + 1:
            raise ValueError(f"row {rest[0].seq} of the feed does not follow {cursor}")

        def take(row: FeedRow) -> None:
            self._taker.take(row)
            self._taker.stand_at(epoch, row.seq, row.hash)

        in_pieces(self._store, self._clock, rest, take, self._breathe)
        self._identify({(row.kind, row.key) for row in rest})

    def held(self) -> tuple[Held, ...]:
        """The claims kept here."""
        with moment(self._store.path) as raw:
            return held_claims(raw, self._identity)

    def hold(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        """Measured from before the question was sent, less a tenth."""
        with self._store.transaction():
            known = {(held.order_id, held.fence) for held in held_claims(self._raw, self._identity)}
            for grant in grants:
                ends_ms = lease_end_ms(asked_mono_ms, grant.lease_ms)
                claims = self._work.claims
                stands = (grant.order_id, grant.fence) in known
                (claims.renew if stands else claims.hold)(grant.order_id, grant.fence, ends_ms)

    def renew(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        """These leases run longer, where the claim still stands here under that fence; none is made shorter.

        The disk need not have it: after a power cut, as after any start, central is asked anew.
        """
        with self._store.repeatable():
            for grant in grants:
                ends_ms = lease_end_ms(asked_mono_ms, grant.lease_ms)
                self._work.claims.renew(grant.order_id, grant.fence, ends_ms)

    def lose(self, order_ids: tuple[UUID, ...]) -> None:
        """These claims are gone; whoever has one open is told at the next scan."""
        with self._store.transaction():
            lying = {held.order_id for held in held_claims(self._raw, self._identity) if held.open_here}
            for order_id in order_ids:
                self._work.claims.lose(order_id, open_here=order_id in lying)

    def replace_all(self, parts: Iterator[SnapshotPart]) -> None:
        """Everything that central owns anew; the journal and what is unsent stay.

        Packing goes on meanwhile. Where it stops half way, whatever was taken is true, and the next one
        begins anew: only with the last row the station stands where the snapshot does.
        """
        seen: set[tuple[DocumentKind, str]] = set()
        part = None
        for part in parts:
            in_pieces(self._store, self._clock, part.rows, self._take_anew, self._breathe)
            seen.update((row.kind, row.key) for row in part.rows)
        if part is None or not part.last:
            raise ValueError("the snapshot has no end")
        with moment(self._store.path) as raw:
            gone = tuple(unseen_things(raw, self._identity, seen))
        in_pieces(self._store, self._clock, gone, self._take_anew, self._breathe)
        lacked = self._lacked(seen)
        with self._store.transaction():
            self._tell_orders(lacked)
            _DROP_META(self._raw, {"key": WAITS_SINCE})
            self._taker.take_all_waiting()
            self._taker.stand_at(part.epoch, part.seq, part.hash)
        self._identify(seen)

    def _lacked(self, seen: set[tuple[DocumentKind, str]]) -> dict[UUID, int]:
        """The orders that a restored central does not know, and that were packed here since it told so."""
        with moment(self._store.path) as raw:
            if self._meta(raw, WAITS_SINCE) is None:
                return {}
            unsent = events_after(raw, self._identity, self._newest_acked(raw), ALL_ROWS)
        about = worked_on(unsent).items()
        return {one: seq for one, seq in about if (DocumentKind.ORDER, str(one)) not in seen}

    def _identify(self, taken: set[tuple[DocumentKind, str]]) -> None:
        if (DocumentKind.SETTING, SITE_SECRET) in taken:
            self._store.identify()

    def fork(self) -> None:
        """Two journals by one name: no more acts here until somebody has looked. Survives a restart."""
        self._store.fork()

    def _take_anew(self, row: FeedRow) -> None:
        self._taker.take(row, anew=True)

    @property
    def _key(self) -> dict[str, object]:
        return {"site": self._identity.site.bytes, "station": self._identity.station_id}

    def _newest_acked(self, raw: sqlite3.Connection) -> int:
        return int(_NEWEST_ACKED(raw, self._key).fetchone()[0])

    def _meta(self, raw: sqlite3.Connection, key: str) -> str | None:
        found = _META(raw, {"key": key}).fetchone()
        return found[0] if found else None
