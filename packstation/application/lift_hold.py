"""Let an order go on that something held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from packstation.application.bench import Bench, no_to_code
from packstation.application.order_named import orders_named
from packstation.domain.hold import LIFTED_BY_LEAD, HeldOrder, liftable, refuse_unless_lifted_here
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.site_act import HoldLifted
from packstation.domain.value import value

WAITING = frozenset({OrderState.RECEIVED, OrderState.READY, OrderState.CLAIMED, OrderState.PACKING})
"""Orders that can still go on."""
MOST_OF_A_REASON = 50
"""More are no list to pick from: whoever holds the paper of another one scans it."""
LATEST = datetime.max.replace(tzinfo=UTC)
"""When an order without a cut-off leaves, as far as sorting goes."""


@value
class FindHeld:
    """The orders a number, scanned or typed, or a tote can stand for, where something holds them back."""

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan) -> tuple[Order, ...]:
        """The one as it waits, or two whose numbers could both be meant.

        Refused: unknown, or held by nothing a lead can lift.
        """
        try:
            return self._found(scan)
        except Refused as no:
            self.bench.record_no(Verb.LIFT_HOLD, no, actor, device=scan.device)
            raise

    def _found(self, scan: Scan) -> tuple[Order, ...]:
        with self.bench.store.transaction() as work:
            for text in scan.spellings(scan.text.strip()):
                named = orders_named(work, text)
                if not any(order.number == text for order in named):
                    there = work.orders.by_tote(text)
                    named = (there,) if there is not None else named
                held = tuple(order for order in named if order.holds)
                if named:
                    return tuple(map(_held, held or named[:1]))
        raise no_to_code(RefusalCode.UNKNOWN_ORDER, scan, scan.text)


@value
class HeldOrders:
    """The orders that a lead could let go on, the one whose truck leaves first at the head."""

    bench: Bench

    def __call__(self) -> tuple[HeldOrder, ...]:
        """Each with all that holds it; none that was packed or cancelled meanwhile."""
        with self.bench.store.transaction() as work:
            held = work.queue.held_orders(LIFTED_BY_LEAD, MOST_OF_A_REASON)
        waiting = (order for order in held if order.state in WAITING)
        return tuple(sorted(waiting, key=lambda order: order.cutoff_at or LATEST))


@value
class LiftHold:
    """Take one reason off an order; the others go on holding it.

    The order may wait in the queue or lie open at a bench. `allowed_by` is the lead beside a packer.
    """

    bench: Bench

    def __call__(
        self, actor: Actor, order_id: UUID, reason: HoldReason, allowed_by: Actor | None = None
    ) -> Order:
        """The order without that reason. Refused: not held for it, or nothing a lead can settle."""
        with self.bench.store.transaction() as work:
            before = work.orders.task(order_id)
        with self.bench.attempt(Verb.LIFT_HOLD, actor, before, allowed_by) as work:
            task = work.orders.task(order_id)
            refuse_unless_lifted_here(task.order, reason)
            after = replace(task, order=replace(task.order, holds=task.order.holds - {reason}))
            work.orders.save(after.order)
            work.record(HoldLifted(reason.value), actor, task=after, allowed_by=allowed_by)
            return after.order


def _held(order: Order) -> Order:
    """The order, where a lead can lift something that holds it."""
    if not order.holds:
        raise Refused(RefusalCode.NOT_HELD, order=order.number)
    if not liftable(order):
        raise Refused(RefusalCode.HOLD_NOT_OURS, order=order.number, reason=min(order.holds).value)
    return order
