"""Start an order: one field, one resolver."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from packstation.application.ask_claim import ask_claim, claimed_fence, keep_claim
from packstation.application.bench import Bench, OnBench, no_to_code, open_task
from packstation.application.carry_on import carry_on
from packstation.application.meaning import product_meant
from packstation.application.order_named import orders_named
from packstation.application.ports import Work
from packstation.domain.act import OrderOpened
from packstation.domain.order import Order
from packstation.domain.packing_act import OrderResumed
from packstation.domain.park import is_parked, opened
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.site_act import ClaimOverridden
from packstation.domain.value import value

if TYPE_CHECKING:
    from packstation.application.central_ports import ClaimAnswer


@value
class WhichOrder:
    """Orders that one number can mean: a person says which."""

    orders: tuple[Order, ...]


@value
class OpenOrder:
    """Claim an order for this station and put up its first carton.

    What was scanned or typed is looked up as an order number, then as a tote, then as a product: for a
    product the ready order with the earliest cut-off that needs it. Without a scan: the next order.
    A parked order is resumed by its number, its tote or its place.
    """

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan | None) -> OnBench:
        """The order as it lies open now; of two numbers that can be meant the very same one counts.

        Refused: unknown, held, cancelled, packed, claimed elsewhere.
        """
        answer = ask_claim(self.bench, lambda work, but: self._to_claim(work, scan, but))
        with self._attempt(actor, scan) as work:
            return take_up(self.bench, work, actor, self._find(work, scan)[0], answer)

    def or_ask(self, actor: Actor, scan: Scan | None) -> OnBench | WhichOrder:
        """The same for a screen that can ask: where two orders can be meant, which, with nothing opened."""
        answer = ask_claim(self.bench, lambda work, but: self._to_claim(work, scan, but))
        with self._attempt(actor, scan) as work:
            found = self._find(work, scan)
            return WhichOrder(found) if len(found) > 1 else take_up(self.bench, work, actor, found[0], answer)

    def _attempt(self, actor: Actor, scan: Scan | None) -> AbstractContextManager[Work]:
        return self.bench.attempt(Verb.OPEN_ORDER, actor, device=scan.device if scan else None)

    def _to_claim(self, work: Work, scan: Scan | None, but: frozenset[UUID]) -> Order | None:
        """The order to ask central for: the one that is named, or a ready one where none is claimed."""
        try:
            found = self._find(work, scan)
        except Refused as no:
            if no.code is not RefusalCode.NOTHING_READY:
                return None
            sku = no.data.get("sku")
            candidate = work.claims.candidate(None if sku is None else str(sku), but)
            return work.orders.task(candidate).order if candidate else None
        return found[0] if len(found) == 1 and found[0].order_id not in but else None

    def _find(self, work: Work, scan: Scan | None) -> tuple[Order, ...]:
        """One at least."""
        if scan is None:
            return (self._next(work, None),)
        for text in scan.spellings(scan.text.strip()):
            named = orders_named(work, text)
            if not any(order.number == text for order in named):
                there = work.orders.by_tote(text) or self._on_place(work, text)
                named = (there,) if there is not None else named
            if named:
                return named
            meaning = product_meant(work, scan, text)
            if meaning is not None:
                return (self._next(work, meaning.sku),)
        raise no_to_code(RefusalCode.UNKNOWN_ORDER, scan, scan.text)

    def _on_place(self, work: Work, text: str) -> Order | None:
        """The order on that place. Refused where several stand there: nobody can know which is meant."""
        there = work.orders.parked(" ".join(text.split()))
        if len(there) > 1:
            place = there[0].place
            no = Refused(RefusalCode.PLACE_SHARED, place=place)
            raise no if place in self.bench.policy.places else no.off_record("place")
        return there[0] if there else None

    def _next(self, work: Work, sku: str | None) -> Order:
        order = work.orders.next_ready(sku)
        if order is None:
            raise Refused(RefusalCode.NOTHING_READY, sku=sku)
        return order


def take_up(
    bench: Bench,
    work: Work,
    actor: Actor,
    order: Order,
    answer: ClaimAnswer | None = None,
    overridden_by: Actor | None = None,
) -> OnBench:
    """Claim it, with a carton put up. Refused: another one is open here, or it cannot be packed now.

    `answer` is what central said to it, where it was asked; `overridden_by` a lead who asks nobody.
    """
    busy = work.orders.open_here()
    if busy is not None and busy.order_id != order.order_id:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=busy.number)
    before = work.orders.task(order.order_id)
    here = before.order.lies_at(bench.store.station_id)
    if bench.store.on_reserve and not here:
        raise Refused(RefusalCode.DISK_NEARLY_FULL)
    fence = None if overridden_by else claimed_fence(bench, work, before.order, answer)
    task = opened(before, bench.store.station_id, bench.clock.now(), fence)
    if overridden_by is not None:
        work.record(ClaimOverridden(), actor, task=task, allowed_by=overridden_by)
        keep_claim(bench, work, before, task.order)
    elif not here:
        work.claims.began(before)
    if is_parked(before.order):
        known = order.place if order.place in bench.policy.places else None
        work.record(OrderResumed(known), actor, task=task)
    else:
        work.record(OrderOpened(resumed=task.order.fence == order.fence), actor, task=task)
    if not task.cancelled:
        task = carry_on(bench, work, actor, task, bench.policy.carton_type)
    work.orders.save_task(before, task)
    return replace(open_task(work, order.order_id), fetched_from=before.order.place)


@value
class OpenUnclaimed:
    """A lead has an order packed here though central cannot be asked whose it is; written down."""

    bench: Bench

    def __call__(self, actor: Actor, order_id: UUID, allowed_by: Actor | None = None) -> OnBench:
        """The order as it lies open now. Refused: known to be another station's, or not to be packed now."""
        with self.bench.attempt(Verb.OPEN_UNCLAIMED, actor, allowed_by=allowed_by) as work:
            order = work.orders.task(order_id).order
            return take_up(self.bench, work, actor, order, overridden_by=allowed_by or actor)


@value
class ResumeOrder:
    """After a start or a hand-over: the order that already lies open here, exactly as it was left."""

    bench: Bench

    def __call__(self, actor: Actor) -> OnBench | None:
        """What lies open, or None when the bench is empty."""
        with self.bench.attempt(Verb.OPEN_ORDER, actor) as work:
            order = work.orders.open_here()
            if order is None:
                return None
            on_bench = open_task(work, order.order_id)
            work.record(OrderOpened(resumed=True), actor, task=on_bench.task)
            return on_bench


@value
class LookAt:
    """What lies open for an order as the store has it; nothing is changed or recorded."""

    bench: Bench

    def __call__(self, order_id: UUID) -> OnBench:
        """The task and the label of its closed carton."""
        with self.bench.store.transaction() as work:
            return open_task(work, order_id)

    def lost(self, order_id: UUID) -> bool:
        """Whether central has given the order to another station since it was opened here."""
        with self.bench.store.transaction() as work:
            return work.claims.needed and work.claims.lost(order_id)
