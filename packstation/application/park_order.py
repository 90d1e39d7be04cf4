"""Put an order aside with its counts, and see which ones wait to be resumed."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.meaning import place_for
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked
from packstation.domain.park import parked
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


@value
class ParkOrder:
    """The order goes to a named place as it is; the bench is free, and anybody resumes it later."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, place: str) -> PackTask:
        """The order as it stands there. Refused: no place, not open here."""
        with self.bench.attempt(Verb.PARK_ORDER, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            place = place_for(work, place, self.bench.policy.places)
            after = parked(task, place, HoldReason.PARKED)
            work.orders.save_task(task, after)
            known = place if place in self.bench.policy.places else None
            work.record(OrderParked(known), actor, task=after)
            work.claims.give_back(after.order.order_id)
            return after


@value
class ParkedOrders:
    """The orders that stand on places."""

    bench: Bench

    def __call__(self, actor: Actor) -> tuple[Order, ...]:
        """The one whose truck leaves first in front. Refused when there is none."""
        with self.bench.attempt(Verb.OPEN_ORDER, actor) as work:
            waiting = work.orders.parked()
            if not waiting:
                raise Refused(RefusalCode.NOTHING_PARKED)
            return waiting
