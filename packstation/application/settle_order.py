"""What becomes of one order of a file: taken in, changed, known already, left out, or kept for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from packstation.application.bench import Bench
from packstation.application.intake import OrderReader, OrderSource
from packstation.application.known_source import known_source
from packstation.application.lane_pace import LanePace
from packstation.application.order_of_file import OrderOfFile, waiting
from packstation.application.ports import Work
from packstation.application.receive_orders import Received, Reception, receive
from packstation.application.settle_new import NewOrder, Products, SettleNew
from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import LeftOut, OrderDraft, QuarantineReason
from packstation.domain.import_report import OrderFate, Settled
from packstation.domain.intake import CutoffOf, number_reserved, order_of, recipient_json
from packstation.domain.order import Order, OrderState
from packstation.domain.quarantine import QuarantineEntry, QuarantineState, known_as, text_digest
from packstation.domain.refusal import RefusalCode

STOPS = frozenset({LeftOut.FULFILLED, LeftOut.REFUNDED, LeftOut.CANCELLED, LeftOut.TEST_ORDER})
"""Why nobody wants an order any more that is here already."""
_OVER = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})
_LATE = frozenset({QuarantineReason.ALREADY_PACKED, QuarantineReason.BEING_PACKED})


class SettleOrder:
    """Settles the orders of one file, each inside a transaction of whoever calls."""

    def __init__(self, bench: Bench, reader: OrderReader, cutoffs: CutoffTable, file_name: str) -> None:
        self._bench = bench
        self._channel = reader.channel
        self._form = reader.form
        self._cutoffs = cutoffs
        self._file_name = file_name
        self._products = Products()
        self._new = SettleNew(bench, cutoffs, file_name, self._products)
        self._any_waited: bool | None = None
        self._pace = LanePace()

    def many(
        self, orders: Sequence[OrderOfFile], breathe: Callable[[], bool]
    ) -> tuple[list[Settled], list[OrderOfFile]]:
        """Settle what is plainly new or unchanged, in short transactions; the rest is left over.

        `breathe` is called between two of them, and beside them; where it says so they are shorter still.
        """
        with self._bench.store.transaction() as work:
            asked = self._waited(work, orders)
            known = self._new.look_up(work, self._channel, orders)
        settled, left, new = list[Settled](), list[OrderOfFile](), list[OrderOfFile]()
        for order in orders:
            digest = known.get(order.draft.channel_order_id) if order.draft else None
            if order.draft is None or order.key in asked:
                left.append(order)
            elif digest is None:
                new.append(order)
            elif digest == order.digest:
                settled.append(_unchanged(order))
            else:
                left.append(order)
        stored = self._written(self._new.ready(new, breathe), breathe)
        kept = {id(one.of_file) for one in stored}
        rest = [order for order in new if id(order) not in kept]
        return [*settled, *(one.settled for one in stored)], [*rest, *left]

    def _written(self, ready: Sequence[NewOrder], breathe: Callable[[], bool]) -> list[NewOrder]:
        """New orders, as many at once as the lane may be held for; which were stored."""
        clock, stored, begin = self._bench.clock, list[NewOrder](), 0
        while begin < len(ready):
            hurried = breathe()
            some = ready[begin : begin + self._pace.most(hurried=hurried)]
            with self._bench.store.repeatable() as work:
                begun_ms = clock.mono_ms()
                stored += self._new.write(work, some)
            begin += len(some)
            self._pace.took(len(some), clock.mono_ms() - begun_ms)
            if hurried:
                self._bench.store.write_out()
        return stored

    def __call__(self, work: Work, order: OrderOfFile) -> Settled:
        """What becomes of the order, written into the store."""
        if order.waits:
            return self._quarantine(work, order)
        draft = order.draft
        if draft is None:
            self._stop(work, order)
            return self._resolved(work, order, Settled(left_out=order.left_out, fate=OrderFate.LEFT_OUT))
        known = known_source(work, self._channel, draft)
        if known is not None and known.digest == order.digest:
            return self._resolved(work, order, _unchanged(order))
        settled_before = self._settled_before(work, order)
        if settled_before is not None:
            return settled_before
        if known is None:
            return self._take_in(work, order, draft)
        return self._change(work, order, draft, known)

    def _take_in(self, work: Work, order: OrderOfFile, draft: OrderDraft) -> Settled:
        """An order nobody knew."""
        if draft.cancelled:
            return self._resolved(work, order, _all_left_out(order, LeftOut.CANCELLED))
        if number_reserved(draft.number):
            return self._quarantine(work, waiting(order, QuarantineReason.NUMBER_RESERVED))
        if work.orders.by_number(draft.number) is not None:
            no = waiting(order, QuarantineReason.NUMBER_TAKEN, value=draft.number)
            return self._quarantine(work, no)
        now = self._bench.clock.now()
        arriving = self._order_of(draft, now)
        received = receive(work, arriving, self._products.of(work), self._bench.new_id)
        work.sources.put(self._new.source_of(order, draft, arriving, now))
        return self._resolved(work, order, _used(order, received, OrderFate.CREATED))

    def _change(self, work: Work, order: OrderOfFile, draft: OrderDraft, known: OrderSource) -> Settled:
        """A known order that tells something else now; its truck is the one of the day it first came in."""
        arriving = self._order_of(draft, known.imported_at)
        # The bench knows it by the number it first had.
        arriving = replace(arriving, number=known.number)
        received = receive(work, arriving, self._products.of(work), self._bench.new_id)
        if received.reception is Reception.REFUSED:
            packed = received.why is RefusalCode.ORDER_PACKED
            reason = QuarantineReason.ALREADY_PACKED if packed else QuarantineReason.BEING_PACKED
            return self._quarantine(work, waiting(order, reason, value=known.number))
        source = replace(
            known,
            key=order.key,
            digest=order.digest,
            shipping_method=draft.shipping_method,
            recipient=recipient_json(draft.recipient),
            file_name=self._file_name,
        )
        work.sources.put(source)
        return self._resolved(work, order, _changed(order, received, draft))

    def _order_of(self, draft: OrderDraft, come_in_at: datetime) -> Order:
        bench = self._bench
        return order_of(draft, self._cutoff_of(come_in_at), bench.new_id, bench.store.shared_site)

    def _cutoff_of(self, come_in_at: datetime) -> CutoffOf:
        return lambda method: self._cutoffs.cutoff_at(method, come_in_at)

    def _stop(self, work: Work, order: OrderOfFile) -> None:
        """An order that is here and that its channel wants no more, as far as it is not packed."""
        if not STOPS.intersection(order.left_out):
            return
        known = work.sources.by_key(self._channel, order.key)
        if known is None:
            return
        task = work.orders.task(known.order_id)
        if task.order.state not in _OVER:
            gone = replace(task.order, state=OrderState.CANCELLED)
            receive(work, gone, self._products.of(work), self._bench.new_id)

    def _settled_before(self, work: Work, order: OrderOfFile) -> Settled | None:
        """The very same rows, dropped by a lead or too late for their order already."""
        entries = () if order.entries else self._entries(work, order.key)
        state = known_as(entries, _digests(order)) if entries else None
        if state is QuarantineState.DROPPED:
            return _all_left_out(order, LeftOut.DROPPED)
        late = all(entry.reason in _LATE for entry in entries if entry.state is QuarantineState.WAITING)
        if state is QuarantineState.WAITING and late:
            return Settled(quarantined=order.count, fate=OrderFate.QUARANTINED)
        return None

    def _quarantine(self, work: Work, order: OrderOfFile) -> Settled:
        """The rows wait; the same rows wait once, however often their file comes."""
        if order.entries:
            work.quarantine.put(_still_waiting(order))
            return Settled(quarantined=order.count, fate=OrderFate.QUARANTINED)
        entries = self._entries(work, order.key)
        state = known_as(entries, _digests(order)) if entries else None
        if state is QuarantineState.DROPPED:
            return _all_left_out(order, LeftOut.DROPPED)
        if state is QuarantineState.REPLAYED:
            return Settled(unchanged=order.count, fate=OrderFate.UNCHANGED)
        if state is None:
            work.quarantine.forget([e for e in entries if e.state is QuarantineState.WAITING])
            work.quarantine.put(self._new_entries(order, work.quarantine.next_no(), self._bench.clock.now()))
            self._any_waited = True
        return Settled(quarantined=order.count, fate=OrderFate.QUARANTINED)

    def _new_entries(self, order: OrderOfFile, first_no: int, now: datetime) -> list[QuarantineEntry]:
        return [
            QuarantineEntry(
                entry_no=entry_no,
                channel=self._channel,
                form=self._form,
                file_name=self._file_name,
                line=row.line,
                rows=row.rows,
                key=order.key,
                reason=row.reason,
                facts=row.facts,
                text=row.text,
                digest=text_digest(row.text),
                state=QuarantineState.WAITING,
                at=now,
            )
            for entry_no, row in enumerate(order.waits, first_no)
        ]

    def _resolved(self, work: Work, order: OrderOfFile, settled: Settled) -> Settled:
        """Rows of an order that is settled wait no longer; what stood in them is not kept."""
        entries = order.entries or self._entries(work, order.key)
        left = [entry for entry in entries if entry.state is not QuarantineState.REPLAYED]
        work.quarantine.put([replace(e, state=QuarantineState.REPLAYED, text="", facts={}) for e in left])
        return settled

    def _entries(self, work: Work, key: str) -> tuple[QuarantineEntry, ...]:
        return work.quarantine.of_key(self._channel, key) if self._anything_waited(work) else ()

    def _waited(self, work: Work, orders: Sequence[OrderOfFile]) -> frozenset[str]:
        """The keys of those of which rows are in quarantine, settled or not."""
        if not self._anything_waited(work):
            return frozenset()
        return work.quarantine.known_keys(self._channel, [order.key for order in orders])

    def _anything_waited(self, work: Work) -> bool:
        if self._any_waited is None:
            self._any_waited = work.quarantine.any_of(self._channel)
        return self._any_waited


def _unchanged(order: OrderOfFile) -> Settled:
    return Settled(unchanged=order.asked, left_out=order.left_out, fate=OrderFate.UNCHANGED)


def _digests(order: OrderOfFile) -> list[bytes]:
    return [text_digest(row.text) for row in order.rows]


def _still_waiting(order: OrderOfFile) -> list[QuarantineEntry]:
    return [
        replace(entry, reason=wrong.reason, facts=wrong.facts, state=QuarantineState.WAITING)
        for entry, wrong in zip(order.entries, order.waits, strict=True)
    ]


def _all_left_out(order: OrderOfFile, why: LeftOut) -> Settled:
    left_out = Counter(order.left_out)
    left_out[why] += order.asked
    return Settled(left_out=left_out, fate=OrderFate.LEFT_OUT)


def _changed(order: OrderOfFile, received: Received, draft: OrderDraft) -> Settled:
    if received.reception is Reception.CANCELLED or draft.cancelled:
        return replace(_all_left_out(order, LeftOut.CANCELLED), fate=OrderFate.CANCELLED)
    if received.reception is Reception.UNCHANGED:
        return _unchanged(order)
    return _used(order, received, OrderFate.CHANGED)


def _used(order: OrderOfFile, received: Received, fate: OrderFate) -> Settled:
    waits = received.unknown_product
    return Settled(used=order.asked, left_out=order.left_out, fate=fate, unknown_product=waits)
