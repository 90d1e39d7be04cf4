"""A model of a station's store as the sync sees it: rows in lists and dicts, one call one transaction.

What the station shows of a thing is what it did itself as long as rows about it are unsent, and what the site
has otherwise. `Pages.copy()` is a copy of the file; a `ModelBook` of it is another start of the station.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from packstation.application.central_ports import Held, Position
from packstation.domain.central import (
    Document,
    DocumentKind,
    Event,
    FeedRow,
    Grant,
    OrderEnd,
    Outcome,
    SnapshotPart,
)
from packstation.domain.journal import GENESIS
from packstation.domain.lease import lease_end_ms
from packstation.domain.left_behind import leaves_order
from tests.fakes.central_rule import rule_of

Key = tuple[DocumentKind, str]
_LOST = frozenset({Outcome.STALE_FENCE, Outcome.PACKED_TWICE})
"""Outcomes that say that the claim was over."""


class Shown(NamedTuple):
    """A thing as the site has it (`version` 0: made here, and not yet seen in the feed)."""

    version: int
    body: str | None
    end: OrderEnd | None
    rev: int
    fence: int = 0


class Draft(NamedTuple):
    """A thing as it was left here, and the fence of the row that left it."""

    document: Document
    fence: int
    courtesy: bool = False
    """Not done here: told for a central that may have forgotten it."""


class Claimed(NamedTuple):
    """A claim in the book."""

    fence: int
    lease_ends_mono_ms: int
    boot_id: str
    open_here: bool = False
    touched: bool = False


@dataclass
class Pages:
    """All that stands on the disk."""

    journal: list[Event] = field(default_factory=list)
    acked_seq: int = 0
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    epoch: UUID | None = None
    cursor: int = 0
    cursor_hash: bytes | None = None
    site: dict[Key, Shown] = field(default_factory=dict)
    own: dict[Key, Draft] = field(default_factory=dict)
    told: dict[Key, Draft] = field(default_factory=dict)
    """What was done here and central has: to be told again should central lose it."""
    claims: dict[UUID, Claimed] = field(default_factory=dict)
    forked: bool = False
    waits_since: int | None = None
    """Central was restored and the book is to be filled anew: the newest row when it heard of it."""
    bringing: dict[UUID, int] = field(default_factory=dict)
    """Orders that a restored central lacks: each goes with this row, whatever changed of it later."""

    def copy(self) -> Pages:
        return Pages(
            list(self.journal),
            self.acked_seq,
            dict(self.outcomes),
            self.epoch,
            self.cursor,
            self.cursor_hash,
            dict(self.site),
            dict(self.own),
            dict(self.told),
            dict(self.claims),
            self.forked,
            self.waits_since,
            dict(self.bringing),
        )


@dataclass(frozen=True)
class PlantedInBook:
    """Faults to be found."""

    feed_over_unsent: bool = False
    """What central says replaces what was done here and is not sent yet."""


class ModelVerbs:
    """What packers do with the pages; `mono_ms` is the station's steady clock, `now` its wall clock."""

    def __init__(
        self,
        station_id: str,
        boot_id: str,
        mono_ms: Callable[[], int],
        now: Callable[[], datetime],
        pages: Pages | None = None,
        planted: PlantedInBook = PlantedInBook(),
    ) -> None:
        self.station_id = station_id
        self.boot_id = boot_id
        self.mono_ms = mono_ms
        self.now = now
        self.pages = pages or Pages()
        self.planted = planted

    def record(
        self,
        kind: str,
        order_id: UUID | None = None,
        *documents: Document,
        fence: int = 0,
        rev: int | None = None,
        payload: str = "{}",
    ) -> Event:
        """One act, with what it left behind."""
        pages = self.pages
        seq = len(pages.journal) + 1
        prev = pages.journal[-1].hash if pages.journal else GENESIS
        at = self.now().isoformat()
        event_hash = hashlib.sha256(prev + f"{seq} {at} {kind} {self.boot_id} {order_id}".encode()).digest()
        event = Event(
            seq=seq,
            event_id=UUID(bytes=event_hash[:16]),
            at=at,
            mono_ms=self.mono_ms(),
            boot_id=self.boot_id,
            actor="42",
            second_actor=None,
            kind=kind,
            version=1,
            order_id=order_id,
            carton_id=None,
            fence=fence,
            rev=rev,
            payload=payload,
            prev_hash=prev,
            hash=event_hash,
        )
        pages.journal.append(event)
        for document in documents:
            pages.own[document.kind, document.key] = Draft(replace(document, seq=seq), fence)
        return event

    def shown(self, key: Key) -> Shown | None:
        """The thing as a packer sees it here."""
        own, site = self.pages.own.get(key), self.pages.site.get(key)
        if own is None:
            return site
        end = OrderEnd.CANCELLED if site and site.end is OrderEnd.CANCELLED else own.document.end
        return Shown(site.version if site else 0, own.document.body, end, own.document.rev)

    def work_on(self, order_id: UUID) -> None:
        """The order is open here."""
        claim = self.pages.claims[order_id]
        self.pages.claims[order_id] = claim._replace(open_here=True, touched=True)


class ModelBook(ModelVerbs):
    """The port `StationBook`."""

    def position(self, wanted: tuple[UUID, ...] = ()) -> Position:
        pages = self.pages
        journal = pages.journal
        unsent = len(journal) - pages.acked_seq
        oldest = datetime.fromisoformat(journal[pages.acked_seq].at) if unsent else None
        behind = (
            frozenset(wanted) & {event.order_id for event in journal[pages.acked_seq :]} if wanted else ()
        )
        return Position(
            pages.epoch,
            pages.cursor,
            pages.cursor_hash,
            len(journal),
            journal[-1].hash if journal else GENESIS,
            unsent,
            oldest,
            frozenset(behind),
        )

    def events_after(self, seq: int, limit: int) -> tuple[Event, ...]:
        return tuple(self.pages.journal[seq : seq + limit])

    def documents_for(self, events: tuple[Event, ...]) -> tuple[Document, ...]:
        if not events:
            return ()
        first, last = events[0].seq, events[-1].seq
        drafts = (draft.document for draft in self.pages.own.values())
        left = tuple(document for document in drafts if first <= document.seq <= last)
        return left + tuple(self._ahead(events).values())

    def _ahead(self, events: tuple[Event, ...]) -> dict[Key, Document]:
        """Orders that changed again behind these rows, and that central may not know: kept back so far.

        With what was packed since central was found restored, and until the book is filled anew, all go.
        """
        ahead: dict[Key, Document] = {}
        for event in events:
            key = (DocumentKind.ORDER, str(event.order_id))
            own, site = self.pages.own.get(key), self.pages.site.get(key)
            known = site is not None and self.pages.epoch is not None
            packed = self._brings(event)
            if own is None and packed and site is not None and site.body is not None:
                ahead.setdefault(key, _order_again(key, event.seq, site.body, site))
            elif own is None or known or own.document.seq <= events[-1].seq:
                continue
            elif leaves_order(event.kind) or packed:
                rev = event.rev or own.document.rev
                terms = own.document.carton_terms if rev == own.document.rev else None
                ahead[key] = replace(
                    own.document, seq=event.seq, end=OrderEnd.WAITING, rev=rev, carton_terms=terms
                )
        return ahead

    def _brings(self, event: Event) -> bool:
        """Whether what the order of this row asks for goes with it."""
        if event.order_id is None or not _is_packing(event):
            return False
        since = self.pages.waits_since
        waits = since is not None and event.seq > since
        return waits or self.pages.bringing.get(event.order_id) == event.seq

    def acknowledge(self, acked_seq: int, outcomes: tuple[tuple[int, Outcome], ...], at: datetime) -> None:
        pages = self.pages
        pages.acked_seq = max(pages.acked_seq, acked_seq)
        pages.outcomes.update(outcomes)
        for seq, outcome in outcomes:
            if outcome in _LOST:
                self._lose_at(pages.journal[seq - 1])
        for key, draft in list(pages.own.items()):
            if draft.document.seq <= acked_seq:
                self._settle(key, draft)

    def _lose_at(self, event: Event) -> None:
        """Another has it: whoever packs it here is told with this answer, and not only by a heartbeat."""
        claim = self.pages.claims.get(event.order_id) if event.order_id else None
        if event.order_id and claim and claim.fence == event.fence:
            del self.pages.claims[event.order_id]

    def _settle(self, key: Key, draft: Draft) -> None:
        """What was done here is the site's now, unless the site is certainly further; or it gives way to it.

        A row of the feed that came meanwhile tells of before, if the order had no newer terms (`rev`) or
        newer claim (`fence`) by then: taken now, it would undo for a moment what lies on the table.
        """
        pages, document, site = self.pages, draft.document, self.pages.site.get(key)
        del pages.own[key]
        if draft.courtesy:
            return
        pages.told[key] = draft
        if pages.outcomes.get(document.seq) is not Outcome.ACCEPTED:
            return
        further = site is not None and (site.rev > document.rev or site.fence > draft.fence)
        if key[0] is DocumentKind.ORDER and site is not None:
            further = site.rev > document.rev
        if not further:
            end = OrderEnd.CANCELLED if site and site.end is OrderEnd.CANCELLED else document.end
            pages.site[key] = Shown(
                site.version if site else 0, document.body, end, document.rev, draft.fence
            )

    def forget_acks_after(self, seq: int) -> None:
        pages = self.pages
        pages.acked_seq = min(pages.acked_seq, seq)
        for event in pages.journal[seq:]:
            pages.outcomes.pop(event.seq, None)
        pages.epoch, pages.waits_since = None, len(pages.journal)
        for key, draft in list(pages.told.items()):
            if draft.document.seq > seq:
                pages.own.setdefault(key, pages.told.pop(key))
        for event in reversed(pages.journal[seq:]):
            self._ask_for_again(event)

    def _ask_for_again(self, event: Event) -> None:
        """What the order of this row asks for goes with it, whoever brought the order."""
        key = (DocumentKind.ORDER, str(event.order_id))
        site, own = self.pages.site.get(key), self.pages.own.get(key)
        if own is not None and own.courtesy:
            self.pages.own[key] = own._replace(document=replace(own.document, seq=event.seq))
        elif own is None and site is not None and site.body is not None:
            document = _order_again(key, event.seq, site.body, site)
            self.pages.own[key] = Draft(document, event.fence or 0, courtesy=True)

    def apply(self, epoch: UUID, rows: tuple[FeedRow, ...]) -> None:
        pages = self.pages
        for row in rows:
            self._apply_row(row)
            pages.cursor, pages.cursor_hash = row.seq, row.hash
        pages.epoch = epoch

    def _apply_row(self, row: FeedRow) -> None:
        key = (row.kind, row.key)
        known = self.pages.site.get(key)
        if known is None or known.version < row.version:
            self.pages.site[key] = Shown(row.version, row.body, row.end, row.rev, row.fence)
        if self.planted.feed_over_unsent:
            self.pages.own.pop(key, None)

    def held(self) -> tuple[Held, ...]:
        return tuple(
            Held(
                order_id, claim.fence, claim.lease_ends_mono_ms, claim.boot_id, claim.open_here, claim.touched
            )
            for order_id, claim in self.pages.claims.items()
        )

    def hold(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        claims = self.pages.claims
        for grant in grants:
            ends_ms = lease_end_ms(asked_mono_ms, grant.lease_ms)
            known = claims.get(grant.order_id)
            if known is None or known.fence != grant.fence:
                claims[grant.order_id] = Claimed(grant.fence, ends_ms, self.boot_id)
        self.renew(grants, asked_mono_ms)

    def renew(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        claims = self.pages.claims
        for grant in grants:
            known = claims.get(grant.order_id)
            if known is None or known.fence != grant.fence:
                continue
            ends_ms = lease_end_ms(asked_mono_ms, grant.lease_ms)
            if known.boot_id == self.boot_id:
                ends_ms = max(ends_ms, known.lease_ends_mono_ms)
            claims[grant.order_id] = known._replace(lease_ends_mono_ms=ends_ms, boot_id=self.boot_id)

    def lose(self, order_ids: tuple[UUID, ...]) -> None:
        for order_id in order_ids:
            self.pages.claims.pop(order_id, None)

    def replace_all(self, parts: Iterator[SnapshotPart]) -> None:
        fetched = list(parts)
        if not fetched or not fetched[-1].last:
            raise ValueError("a snapshot without its end")
        pages = self.pages
        if pages.waits_since is not None:
            self._tell_orders_but({(row.kind, row.key) for part in fetched for row in part.rows})
        pages.waits_since = None
        pages.site = {
            (row.kind, row.key): Shown(row.version, row.body, row.end, row.rev, row.fence)
            for part in fetched
            for row in part.rows
        }
        pages.epoch, pages.cursor, pages.cursor_hash = fetched[-1].epoch, fetched[-1].seq, fetched[-1].hash

    def _tell_orders_but(self, known: set[Key]) -> None:
        """What was packed here goes to central with its orders, where it does not know them."""
        for event in reversed(self.pages.journal[self.pages.acked_seq :]):
            if event.order_id is None or (DocumentKind.ORDER, str(event.order_id)) in known:
                continue
            if _is_packing(event):
                self.pages.bringing[event.order_id] = event.seq
                self._ask_for_again(event)

    def fork(self) -> None:
        self.pages.forked = True


TERMS = "packed by "
"""In the body of a model's order: what a carton of it is packed by stands behind this, to the end."""


def terms_in(body: str | None) -> str | None:
    """What a real station reckons from lines and address."""
    return (body or "").partition(TERMS)[2] or None


def _order_again(key: Key, seq: int, body: str, site: Shown) -> Document:
    """The order of the site, told once more by this station."""
    return Document(*key, seq, body, None, None, site.end, site.rev, carton_terms=terms_in(body))


def _is_packing(event: Event) -> bool:
    rule = rule_of(event.kind, event.version)
    return rule is not None and rule.held
