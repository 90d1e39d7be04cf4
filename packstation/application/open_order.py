"""Start an order: one field, one resolver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from packstation.application.bench import Bench, OnBench, no_to_code, open_task
from packstation.application.carry_on import carry_on
from packstation.application.meaning import product_meant
from packstation.application.ports import Work
from packstation.domain.act import OrderOpened
from packstation.domain.order import Order
from packstation.domain.packing_act import OrderResumed
from packstation.domain.park import is_parked, opened
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OpenOrder:
    """Claim an order for this station and put up its first carton.

    What was scanned or typed is looked up as an order number, then as a tote, then as a product: for a
    product the ready order with the earliest cut-off that needs it. Without a scan: the next order.
    A parked order is resumed by its number, its tote or its place.
    """

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan | None) -> OnBench:
        """The order as it lies open now. Refused: unknown, held, cancelled, packed, claimed elsewhere."""
        device = scan.device if scan else None
        with self.bench.attempt(Verb.OPEN_ORDER, actor, device=device) as work:
            return take_up(self.bench, work, actor, self._find(work, scan))

    def _find(self, work: Work, scan: Scan | None) -> Order:
        if scan is None:
            return self._next(work, None)
        for text in scan.spellings(scan.text.strip()):
            named = work.orders.by_number(text) or work.orders.by_tote(text) or self._on_place(work, text)
            if named is not None:
                return named
            meaning = product_meant(work, scan, text)
            if meaning is not None:
                return self._next(work, meaning.sku)
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


def take_up(bench: Bench, work: Work, actor: Actor, order: Order) -> OnBench:
    """Claim it, with a carton put up. Refused: another one is open here, or it cannot be packed now."""
    busy = work.orders.open_here()
    if busy is not None and busy.order_id != order.order_id:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=busy.number)
    before = work.orders.task(order.order_id)
    task = opened(before, bench.store.station_id, bench.clock.now())
    if is_parked(before.order):
        known = order.place if order.place in bench.policy.places else None
        work.record(OrderResumed(known), actor, task=task)
    else:
        work.record(OrderOpened(resumed=task.order.fence == order.fence), actor, task=task)
    if not task.cancelled:
        task = carry_on(bench, work, actor, task, bench.policy.carton_type)
    work.orders.save_task(before, task)
    return replace(open_task(work, order.order_id), fetched_from=before.order.place)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LookAt:
    """What lies open for an order as the store has it; nothing is changed or recorded."""

    bench: Bench

    def __call__(self, order_id: UUID) -> OnBench:
        """The task and the label of its closed carton."""
        with self.bench.store.transaction() as work:
            return open_task(work, order_id)
