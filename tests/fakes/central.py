"""A model of central: the rules of the six calls in plain Python, for simulations, and to compare with.

`ModelCentral` is one site, `ModelLine` what a station that is signed in speaks to. Every call is one
transaction. A backup is `copy()`; `restore(copy)` puts it back as it was, the same epoch and all.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from packstation.domain.central import (
    PROTOCOL,
    Claim,
    Document,
    DocumentKind,
    Event,
    Grant,
    Granted,
    Heard,
    Heartbeat,
    Hello,
    OrderEnd,
    Outcome,
    Pulled,
    Push,
    Pushed,
    SnapshotPart,
    Standing,
    Welcome,
)
from tests.fakes.central_books import (
    OPEN_ENDS,
    Books,
    Kept,
    ModelCentral,
    Planted,
    SharedOrder,
    StationRow,
    Stored,
    as_returned,
    conflict_of,
    left_anyway,
)
from tests.fakes.central_former import is_anothers, knows, take_under_former_name
from tests.fakes.central_rule import HANDED_OVER, PACKED_KINDS, RETURNING, Rule, lease_ms_of, rule_of
from tests.fakes.central_terms import LEFT, after, new_order, not_taken, task_of, whose_task

__all__ = ["ModelCentral", "ModelLine", "Planted"]

PART_ROWS = 200


class ModelLine:
    """The port `Central`, as one station speaks to it."""

    def __init__(self, central: ModelCentral, station_id: str) -> None:
        self._central = central
        self._station_id = station_id
        self._arrived: set[UUID] = set()  # with the push of this moment: such an order is as its station says
        central.books.stations.setdefault(station_id, StationRow())

    @property
    def _books(self) -> Books:
        return self._central.books

    @property
    def _row(self) -> StationRow:
        return self._books.stations.setdefault(self._station_id, StationRow())

    def hello(self, hello: Hello) -> Welcome:
        standing = self._standing(hello)
        self._row.head_seq = max(self._row.head_seq, hello.head_seq)
        if standing is Standing.RESTORED and hello.epoch == self._books.epoch:
            self._central.new_epoch()
        self._central.sequence()
        return Welcome(
            standing,
            self._central.site_id,
            self._station_id,
            self._books.epoch,
            len(self._row.rows),
            self._books.head,
            self._books.min_seq,
            self._central.now(),
            PROTOCOL,
            200,
        )

    def _standing(self, hello: Hello) -> Standing:
        if self._row.closed:
            return Standing.CLOSED
        if not hello.oldest_protocol <= PROTOCOL <= hello.newest_protocol:
            return Standing.TOO_OLD
        if self._forked(hello.head_seq, hello.head_hash):
            return Standing.FORK
        if self._was_restored(hello):
            return Standing.RESTORED
        return Standing.SNAPSHOT if hello.cursor + 1 < self._books.min_seq else Standing.GO

    def _forked(self, head_seq: int | None, head_hash: bytes | None) -> Standing | None:
        """Whether another journal goes by this name: one that is shorter than here, or ends otherwise."""
        acked_seq = len(self._row.rows)
        if head_seq is None or head_seq > acked_seq:
            return None
        return Standing.FORK if head_seq < acked_seq or head_hash != self._row.acked_hash else None

    def _was_restored(self, hello: Hello) -> bool:
        """Whether the station has seen of this site what the site does not know."""
        books = self._books
        if hello.epoch == books.epoch and (hello.acked_seq or 0) > len(self._row.rows):
            return True
        if hello.epoch is None or not hello.cursor:
            return hello.epoch not in {None, books.epoch}
        head = books.head
        return (
            hello.epoch != books.epoch
            or hello.cursor > head
            or books.hash_at(hello.cursor) != hello.cursor_hash
        )

    def _fallen(self, epoch: UUID) -> Standing | None:
        """Why nothing but a hello is answered."""
        if self._row.closed:
            return Standing.CLOSED
        return Standing.RESTORED if epoch != self._books.epoch else None

    def push(self, push: Push) -> Pushed:
        row = self._row
        self._arrived.clear()
        new = [event for event in push.events if event.seq > len(row.rows)]
        if standing := self._fallen(push.epoch) or self._unfit(push, new):
            return Pushed(standing, len(row.rows), ())
        for document in push.documents:
            if document.seq <= len(row.rows):
                self._take_late(document)
        if new:
            self._bring(push, new)
        documents: dict[int, list[Document]] = {document.seq: [] for document in push.documents}
        for document in push.documents:
            documents[document.seq].append(document)
        for event in new:
            outcome = self._take(event, documents.get(event.seq, []))
            row.rows.append(Kept(event, outcome))
            row.acked_hash = event.hash
        return Pushed(
            Standing.GO,
            len(row.rows),
            tuple((event.seq, row.rows[event.seq - 1].outcome) for event in push.events),
        )

    def _unfit(self, push: Push, new: list[Event]) -> Standing | None:
        """Why these rows cannot follow what is here of the station."""
        rows = self._row.rows
        for event in push.events:
            if event.seq <= len(rows) and rows[event.seq - 1].event.hash != event.hash:
                return Standing.FORK
        if new and new[0].seq != len(rows) + 1:
            return Standing.RESYNC
        return Standing.FORK if new and new[0].prev_hash != self._row.acked_hash else None

    def _bring(self, push: Push, new: list[Event]) -> None:
        """Orders that are not known here and come with these rows are known before the first of the rows."""
        first = new[0].seq
        for document in push.documents:
            brought = document.kind is DocumentKind.ORDER and document.seq >= first
            if brought and UUID(document.key) not in self._books.orders:
                self._order(document)
                self._arrived.add(UUID(document.key))

    def _take(self, event: Event, documents: list[Document]) -> Outcome:
        """What becomes of one row and of what it left behind."""
        rule = rule_of(event.kind, event.version)
        books, me = self._books, self._station_id
        if event.kind in HANDED_OVER and knows(books, event):
            return Outcome.ACCEPTED
        was = take_under_former_name(books, event, me) if event.kind in HANDED_OVER else None
        if event.kind == "order_handed_over":
            documents = [document for document in documents if not is_anothers(books, document, me)]
        fence = books.orders[was.order_id].fence if was else event.fence or 0
        outcome = Outcome.NOT_UNDERSTOOD if rule is None else self._judged(event, rule, fence)
        if was and outcome is not Outcome.ACCEPTED:
            books.orders[was.order_id] = was
        if outcome is Outcome.ACCEPTED:
            outcome = self._documents(documents, held=rule is not None and rule.held) or outcome
        if outcome is not Outcome.ACCEPTED:
            self._conflict(event, outcome)
        elif event.order_id is not None and event.kind in RETURNING:
            order = self._books.orders[event.order_id]
            self._central.free(as_returned(order, self._station_id, event))
        return outcome

    def _judged(self, event: Event, rule: Rule, fence: int) -> Outcome:
        if left := left_anyway(self._books, self._station_id, event):
            return left
        if not rule.held:
            return Outcome.ACCEPTED
        order = self._books.orders.get(event.order_id) if event.order_id else None
        if order is None:
            return Outcome.NOT_UNDERSTOOD
        mine = order.fence == fence and order.given_to == self._station_id
        arrived = event.kind in HANDED_OVER and order.order_id in self._arrived
        mine = mine or arrived or self._central.planted.fence_unchecked
        if not mine and not self._adopted(order, fence):
            return Outcome.PACKED_TWICE if order.end in LEFT else Outcome.STALE_FENCE
        if event.kind in PACKED_KINDS and order.end is OrderEnd.CANCELLED:
            return Outcome.PACKED_AFTER_CANCEL
        changed = event.rev is not None and event.rev < order.terms_rev and event.kind in PACKED_KINDS
        return Outcome.CHANGED_MEANWHILE if changed else Outcome.ACCEPTED

    def _adopted(self, order: SharedOrder, fence: int) -> bool:
        """A fence above all that are known was given before central was restored; fence 0 was never given."""
        unheld = order.holder is None or order.lease_until_ms < self._central.now_ms()
        if order.end not in OPEN_ENDS or not (fence > order.fence or (fence == 0 and unheld)):
            return False
        self._books.orders[order.order_id] = order._replace(
            fence=max(fence, order.fence + 1), given_to=self._station_id, holder=None, lease_until_ms=0
        )
        self._central.let_go(order.order_id)
        return True

    def _documents(self, documents: list[Document], *, held: bool) -> Outcome | None:
        """Take what the row left behind; an outcome where an order's own terms forbid it."""
        for document in documents:
            if document.kind is DocumentKind.ORDER:
                # With work on the order it is there in case central has forgotten it, and changes nothing.
                if (outcome := self._order(document)) and not held:
                    if outcome is Outcome.CHANGED_TOO_LATE:
                        self._central.tell_again((document.kind, document.key))
                    return outcome
            else:
                self._central.touch(self._station_id, document)
        return None

    def _take_late(self, document: Document) -> None:
        """A document of a row that is here already: taken where what is here of the thing is older still."""
        event, outcome = self._row.rows[document.seq - 1]
        stored = self._books.documents.get((document.kind, document.key))
        if outcome is not Outcome.ACCEPTED:
            return
        body = self._books.body_of(document.kind, document.key) if stored else None
        if stored and (body, stored.personal) == (document.body, document.personal):
            return
        mine = stored is not None and stored.told_by == self._station_id and stored.told_seq <= document.seq
        if document.kind is DocumentKind.ORDER:
            order = self._books.orders.get(UUID(document.key))
            newer = order and (document.rev > order.rev or (document.rev == order.rev and mine))
            if newer and self._order(document) is None:
                return
        elif (
            mine or stored is None or stored.told_by is None or self._claimed_before(stored, document, event)
        ):
            self._central.touch(self._station_id, document)
            return
        kept_back = document.kind is DocumentKind.TASK and UUID(document.key) in self._books.later
        if stored is not None and not kept_back:
            # The station takes the answer for its own word: it hears once more what holds.
            self._central.tell_again((document.kind, document.key))

    def _claimed_before(self, stored: Stored, document: Document, event: Event) -> bool:
        """Whether what is here of this task was done under an older claim than that of this row."""
        if document.kind is not DocumentKind.TASK or stored.told_by is None:
            return False
        left_by = self._books.stations[stored.told_by].rows[stored.told_seq - 1].event
        return 0 < (left_by.fence or 0) < (event.fence or 0)

    def _order(self, document: Document) -> Outcome | None:
        orders, order_id = self._books.orders, UUID(document.key)
        known = orders.get(order_id)
        if known is None:
            new = new_order(document)
            if any(other.number == new.number for other in orders.values()):
                return Outcome.NUMBER_TAKEN
            orders[order_id] = new
        elif refusal := not_taken(document, known):
            return refusal
        else:
            orders[order_id] = after(document, known)
            if orders[order_id].end not in OPEN_ENDS:
                self._central.let_go(order_id)
            stored = self._books.documents[DocumentKind.ORDER, document.key]
            if orders[order_id] == known and (stored.body, stored.personal) == (
                document.body,
                document.personal,
            ):
                return None
        self._central.touch(self._station_id, document)
        return None

    def _conflict(self, event: Event, outcome: Outcome) -> None:
        if outcome is Outcome.NOT_UNDERSTOOD:
            return
        about = task_of(event, outcome, self._station_id)
        if about in self._books.conflicts:
            return
        self._books.conflicts.add(about)
        whose = whose_task(event, outcome, self._station_id, self._books.orders)
        self._central.touch(None, conflict_of(self._station_id, event, outcome, whose))

    def pull(self, epoch: UUID, cursor: int, limit: int) -> Pulled:
        self._central.sequence()
        head = self._books.head
        if fallen := self._fallen(epoch):
            return Pulled(fallen, (), head)
        if cursor > head:
            return Pulled(Standing.RESTORED, (), head)
        if cursor + 1 < self._books.min_seq:
            return Pulled(Standing.SNAPSHOT, (), head)
        rows = self._central.feed_rows(cursor, limit, self._station_id)
        return Pulled(Standing.GO, rows, head, self._books.hash_at(cursor))

    def claim(self, claim: Claim) -> Granted:
        if fallen := self._fallen(claim.epoch):
            return Granted(fallen, ())
        if claim.acked_seq is not None and claim.acked_seq > len(self._row.rows):
            return Granted(Standing.RESTORED, ())
        now_ms, lease_ms = self._central.now_ms(), lease_ms_of(claim.lease_s)
        grants, taken = [], []
        for order_id in claim.order_ids:
            order = self._books.orders.get(order_id)
            if order is None or order.end not in OPEN_ENDS:
                continue
            if order.holder not in {None, self._station_id} and order.lease_until_ms >= now_ms:
                taken.append((order_id, str(order.holder)))
            else:
                grants.append(self._grant(order, lease_ms))
        named = set(claim.order_ids)
        others = [order for order in self._ready(now_ms) if order.order_id not in named]
        first_lease_ms = min(lease_ms, self._central.first_lease_ms)
        grants += [self._grant(order, first_lease_ms) for order in others[: claim.ahead]]
        return Granted(Standing.GO, tuple(grants), tuple(taken))

    def _ready(self, now_ms: int) -> list[SharedOrder]:
        """What may be claimed ahead, earliest cut-off first; leases that are over are over."""
        free = [
            order
            for order in self._books.orders.values()
            if order.end is OrderEnd.READY and (order.holder is None or order.lease_until_ms < now_ms)
        ]
        last = "9999"
        return sorted(free, key=lambda o: (o.cutoff_at.isoformat() if o.cutoff_at else last, o.number))

    def _grant(self, order: SharedOrder, lease_ms: int) -> Grant:
        still_mine = order.holder == self._station_id
        fence = order.fence if still_mine else order.fence + 1
        now_ms = self._central.now_ms()
        if not still_mine:
            self._central.let_go(order.order_id)
        self._books.orders[order.order_id] = order._replace(
            fence=fence,
            given_to=self._station_id,
            holder=self._station_id,
            lease_until_ms=max(now_ms + lease_ms, order.lease_until_ms if still_mine else 0),
        )
        return Grant(order.order_id, fence, lease_ms)

    def heartbeat(self, heartbeat: Heartbeat) -> Heard:
        self._central.sequence()
        head, now = self._books.head, self._central.now()
        fallen = self._fallen(heartbeat.epoch) or self._forked(heartbeat.head_seq, heartbeat.head_hash)
        if fallen:
            return Heard(fallen, head, now, ())
        # Every start writes a row: this is the farewell of an earlier one, and comes too late.
        earlier = heartbeat.head_seq is not None and heartbeat.head_seq < self._row.head_seq
        for order_id, fence in () if earlier else heartbeat.released:
            order = self._books.orders.get(order_id)
            if order and order.holder == self._station_id and order.fence == fence:
                self._central.free(order)
        lost = tuple(
            order_id
            for order_id, fence in heartbeat.held
            if not self._renewed(order_id, fence, lease_ms_of(heartbeat.lease_s))
        )
        return Heard(Standing.GO, head, now, lost)

    def _renewed(self, order_id: UUID, fence: int, lease_ms: int) -> bool:
        order = self._books.orders.get(order_id)
        if order is None or order.holder != self._station_id or order.fence != fence:
            return False
        until_ms = max(order.lease_until_ms, self._central.now_ms() + lease_ms)
        self._books.orders[order_id] = order._replace(lease_until_ms=until_ms)
        return True

    def snapshot(self) -> Iterator[SnapshotPart]:
        self._central.sequence()
        books, seq = self._books, self._books.head
        last = books.hash_at(seq)
        rows = [
            self._central.row_of(seq, kind, key, last or b"", self._station_id)
            for kind, key in books.documents
        ]  # a snapshot is one moment: made whole before the first part is given
        parts = [tuple(rows[at : at + PART_ROWS]) for at in range(0, len(rows), PART_ROWS)] or [()]
        for number, part in enumerate(parts, 1):
            yield SnapshotPart(books.epoch, seq, last, part, number == len(parts))

    def close(self) -> None:
        """Nothing is kept of a connection."""
