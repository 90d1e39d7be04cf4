"""What the model of central makes of an order that is told: taken, or come too late."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from packstation.domain.central import Document, Event, OrderEnd, Outcome
from tests.fakes.central_books import SharedOrder
from tests.fakes.central_rule import rule_of

LEFT = frozenset({OrderEnd.PACKED, OrderEnd.SHIPPED})


def new_order(document: Document) -> SharedOrder:
    """An order that nobody has told of before."""
    return SharedOrder(
        UUID(document.key),
        document.number or document.key,
        document.end or OrderEnd.READY,
        document.rev,
        cutoff_at=document.cutoff_at,
        carton_terms=document.carton_terms,
        terms_rev=document.rev,
    )


def not_taken(document: Document, known: SharedOrder) -> Outcome | None:
    """Why the order stays as it is, if it does."""
    if document.rev < known.rev:
        return Outcome.CHANGED_MEANWHILE
    if known.end in LEFT and document.end is OrderEnd.CANCELLED:
        return Outcome.PACKED_AFTER_CANCEL
    return Outcome.CHANGED_TOO_LATE if known.end in LEFT and _is_other_carton(document, known) else None


def _is_other_carton(document: Document, known: SharedOrder) -> bool:
    """Whether it changes what the order was packed by.

    Packed under a rev that is not known here yet, it was packed by terms that are still to come.
    """
    asked, packed = document.carton_terms, known.carton_terms
    if document.rev > max(known.rev, known.packed_rev):
        return asked is None or asked != packed
    both = asked is not None and packed is not None
    return document.rev == known.rev >= known.packed_rev and both and asked != packed


def after(document: Document, known: SharedOrder) -> SharedOrder:
    """The order as it is told now.

    Of two with one rev the later holds; called off, it comes back with a newer one alone.
    """
    stays = LEFT | ({OrderEnd.CANCELLED} if document.rev == known.rev else set())
    same_carton = document.carton_terms is not None and document.carton_terms == known.carton_terms
    return known._replace(
        rev=document.rev,
        end=known.end if known.end in stays else document.end or OrderEnd.READY,
        carton_terms=document.carton_terms,
        terms_rev=known.terms_rev if same_carton else document.rev,
    )


def task_of(event: Event, outcome: Outcome, told_by: str) -> tuple[UUID | None, str, int, Outcome]:
    """One for all that was done under one claim, and came to the same; one for each change that is late."""
    late = outcome is Outcome.CHANGED_TOO_LATE
    return event.order_id, told_by, event.seq if late else event.fence or 0, outcome


def whose_task(event: Event, outcome: Outcome, told_by: str, orders: Mapping[UUID, SharedOrder]) -> str:
    """The station where somebody must act: where the carton is."""
    order = orders.get(event.order_id) if event.order_id else None
    rule = rule_of(event.kind, event.version)
    in_hand = rule is not None and rule.held
    if order is None or in_hand or outcome is Outcome.CHANGED_MEANWHILE:
        return told_by
    return order.given_to or told_by
