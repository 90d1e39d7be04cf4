"""Pieces that are not there: ship what is, the rest staying an order, or put the order aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.carry_on import carry_on
from packstation.application.meaning import place_for
from packstation.application.ports import Work
from packstation.application.rest import free_number
from packstation.domain.act import OrderPacked
from packstation.domain.intake import shared_order_id
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked, RestOrdered, ShortReported
from packstation.domain.park import parked
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.repack import leaving
from packstation.domain.short import Missing, ShortReason, ended, leaves_nothing, rest_order, short
from packstation.domain.value import value


@value
class Shorted:
    """What became of an order with missing pieces: `rest` is the number of the order that waits for them.

    Without a rest the order itself was put aside for a lead.
    """

    task: PackTask
    rest: str | None


@value
class ReportShort:
    """Somebody says that pieces are missing, damaged or the wrong ones.

    Where the site does not ship short orders by itself, shipping one needs a lead, or a lead's leave
    (`allowed_by`); putting it aside needs nobody's.
    """

    bench: Bench

    def __call__(
        self,
        actor: Actor,
        before: PackTask,
        missing: Sequence[Missing],
        reason: ShortReason,
        ending: ShortEnding,
        place: str | None = None,
        allowed_by: Actor | None = None,
    ) -> Shorted:
        """The order after it: `ending` is SHIP or PARK (on `place`).

        An order of which nothing would leave is never shipped: it waits for a lead instead. Refused: more
        pieces than are still to be packed, no place of this site, not allowed, and an order that would be
        packed with it while something it asks for is not done.
        """
        if ending is ShortEnding.LEAD:
            raise ValueError("the lead decides to ship or to park")
        leave = ending is ShortEnding.SHIP and self.bench.policy.short_ending is not ShortEnding.SHIP
        verb = Verb.SHIP_SHORT if leave else Verb.REPORT_SHORT
        with self.bench.attempt(verb, actor, before, allowed_by) as work:
            task = after = work.orders.task(before.order.order_id)
            for piece in missing:
                after = short(after, piece.line_no, piece.units)
            parks = ending is ShortEnding.PARK or leaves_nothing(after.order)
            ending = ShortEnding.PARK if parks else ShortEnding.SHIP
            for piece in missing:
                sku = task.line(piece.line_no).sku
                act = ShortReported(piece.line_no, sku, piece.units, reason.value, ending.value)
                work.record(act, actor, task=task, allowed_by=allowed_by)
            if parks:
                return Shorted(self._park(work, actor, task, place), None)
            return self._ship(work, actor, task, after, missing)

    def _park(self, work: Work, actor: Actor, task: PackTask, place: str | None) -> PackTask:
        if place is None:
            # Nothing of it lies here that would need a place.
            after = parked(task, None, HoldReason.SHORT)
        else:
            place = place_for(work, place, self.bench.policy.places)
            after = parked(task, place, HoldReason.PARKED, HoldReason.SHORT)
        work.orders.save_task(task, after)
        known = place if place in self.bench.policy.places else None
        work.record(OrderParked(known), actor, task=after)
        work.claims.give_back(after.order.order_id)
        return after

    def _ship(
        self, work: Work, actor: Actor, task: PackTask, after: PackTask, missing: Sequence[Missing]
    ) -> Shorted:
        bench = self.bench
        number, site = free_number(work, task.order), bench.store.shared_site
        rest = rest_order(task.order, missing, number, bench.new_id)
        if site is not None:
            rest = replace(rest, order_id=shared_order_id(site, number))
        work.orders.add(rest)
        units = sum(line.quantity for line in rest.lines)
        work.record(RestOrdered(rest.number, units), actor, task=after)
        after = carry_on(bench, work, actor, after, bench.policy.carton_type)
        after = ended(after, actor.name, bench.clock.now())
        work.orders.save_task(task, after)
        if after.order.state is OrderState.PACKED:
            work.record(OrderPacked(len(leaving(after)), after.units_packed), actor, task=after)
            work.claims.give_back(after.order.order_id)
        return Shorted(after, rest.number)
