"""Who may let an order go that something holds back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

LIFTED_BY_LEAD = frozenset(
    {
        HoldReason.ADDRESS,
        HoldReason.STOCK,
        HoldReason.CUSTOMER,
        HoldReason.MANUAL,
        HoldReason.SHORT,
        HoldReason.REFUND,
    }
)
"""What a lead can see and settle in the warehouse. Money and fraud are the office's; a parked order is
resumed, and one whose product nobody knows goes on once the product is known."""

OF_THE_BENCH = frozenset({HoldReason.PARKED, HoldReason.SHORT, HoldReason.PRODUCT_UNKNOWN})
"""What the bench itself puts on an order; everything else comes, and goes, with the order from outside."""


@value
class HeldOrder:
    """What a list of held orders shows of one: its number, what holds it, when its truck leaves."""

    order_id: UUID
    number: str
    state: OrderState
    holds: frozenset[HoldReason]
    cutoff_at: datetime | None = None

    @classmethod
    def of(cls, order: Order) -> HeldOrder:
        """That much of an order."""
        return cls(order.order_id, order.number, order.state, order.holds, order.cutoff_at)


def liftable(order: Order | HeldOrder) -> tuple[HoldReason, ...]:
    """What holds the order and can be settled by a lead."""
    return tuple(sorted(order.holds & LIFTED_BY_LEAD))


def refuse_unless_lifted_here(order: Order, reason: HoldReason) -> None:
    """Raise Refused for a reason that does not hold the order, or that no lead can settle."""
    if reason not in order.holds:
        raise Refused(RefusalCode.NOT_HELD, order=order.number)
    if reason not in LIFTED_BY_LEAD:
        raise Refused(RefusalCode.HOLD_NOT_OURS, order=order.number, reason=reason.value)
