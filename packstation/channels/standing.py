"""What a shop's words on payment and dispatch mean for the bench: pack, hold, leave out, or ask a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from packstation.domain.draft import LeftOut
from packstation.domain.order import HoldReason


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands: to be packed with these holds, or left out and why.

    `stopped`: should the bench know this order already, it must not leave.
    """

    holds: frozenset[HoldReason] = frozenset()
    left_out: LeftOut | None = None

    @property
    def stopped(self) -> bool:
        """Whether an order that is known already is called off."""
        return self.left_out in {LeftOut.CANCELLED, LeftOut.REFUNDED}


PACKED = Standing()
UNPAID = Standing(frozenset({HoldReason.PAYMENT}))
CHECKED = Standing(frozenset({HoldReason.REFUND}))
CANCELLED = Standing(left_out=LeftOut.CANCELLED)
REFUNDED = Standing(left_out=LeftOut.REFUNDED)
FULFILLED = Standing(left_out=LeftOut.FULFILLED)
NOT_YET = Standing(left_out=LeftOut.NOT_ORDERED_YET)

SHOPIFY_PAYMENT: Mapping[str, Standing] = {
    "paid": PACKED,
    "pending": UNPAID,
    "authorized": UNPAID,
    "partially_paid": UNPAID,
    "unpaid": UNPAID,
    "expired": UNPAID,
    "overdue": UNPAID,
    "partially_refunded": CHECKED,
    "refunded": REFUNDED,
    "voided": CANCELLED,
}
"""Shopify's financial statuses. Money that is only reserved (authorized) is not money: the office decides."""

SHOPIFY_DISPATCH: Mapping[str, Standing] = {
    "": PACKED,
    "unfulfilled": PACKED,
    "open": PACKED,
    "pending": PACKED,
    "in_progress": PACKED,
    "partial": PACKED,
    "partially_fulfilled": PACKED,
    "fulfilled": FULFILLED,
    "restocked": CANCELLED,
    "on_hold": Standing(frozenset({HoldReason.MANUAL})),
    "scheduled": Standing(frozenset({HoldReason.CUSTOMER})),
}
"""Shopify's fulfilment statuses of a whole order, those of its exports and those of its interface."""

SHOPIFY_LINE_LEFT_OUT: Mapping[str, LeftOut] = {
    "fulfilled": LeftOut.FULFILLED,
    "not_eligible": LeftOut.NO_SHIPPING,
    "restocked": LeftOut.REFUNDED,
    "removed": LeftOut.CANCELLED,
}
SHOPIFY_LINE_PACKED = frozenset({"", "unfulfilled", "pending", "open", "in_progress"})

WOOCOMMERCE: Mapping[str, Standing] = {
    "processing": PACKED,
    "on-hold": UNPAID,
    "pending": NOT_YET,
    "failed": NOT_YET,
    "checkout-draft": NOT_YET,
    "auto-draft": NOT_YET,
    "draft": NOT_YET,
    "new": NOT_YET,
    "completed": FULFILLED,
    "cancelled": CANCELLED,
    "trash": CANCELLED,
    "refunded": REFUNDED,
}
"""WooCommerce's order statuses (its reference of the class OrderStatus): "on-hold" awaits the confirmation of
a payment, with the stock taken off already; "processing" is paid and waits to be sent."""


def code(status: str) -> str:
    """A status as the tables above have it."""
    return status.strip().casefold().replace(" ", "_")


@lru_cache(maxsize=256)
def shopify(payment: str, dispatch: str, *, cancelled: bool) -> Standing | None:
    """How a Shopify order stands; None where one of its statuses is none we know."""
    paid, sent = SHOPIFY_PAYMENT.get(code(payment)), SHOPIFY_DISPATCH.get(code(dispatch))
    if cancelled:
        return FULFILLED if sent is FULFILLED else CANCELLED
    if paid is None or sent is None:
        return None
    if sent.left_out is not None:
        return sent
    return paid if paid.left_out is not None else Standing(paid.holds | sent.holds) if sent.holds else paid
