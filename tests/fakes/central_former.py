"""What the model of central makes of work that a station did under a name it had before, and hands over."""

from __future__ import annotations

import json
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, Event, OrderEnd
from tests.fakes.central_books import Books, SharedOrder


def is_anothers(books: Books, document: Document, me: str) -> bool:
    """What is merely brought along may be older than what is here, if anybody ever had the order."""
    order = books.orders.get(UUID(document.key)) if document.kind is DocumentKind.TASK else None
    return order is not None and order.given_to not in {None, me}


def knows(books: Books, event: Event) -> bool:
    """Whether what is handed over was sent under the former name: nothing happens a second time."""
    there = _there(books, event)
    return there is not None and there.hash.hex() == json.loads(event.payload)["former_hash"]


def take_under_former_name(books: Books, event: Event, me: str) -> SharedOrder | None:
    """Make the claim of the former name the station's own; the order as it was, None where it cannot be.

    Not where another row stands there: a copy of the files went on by that name; and where they were
    copied, a carton that is not full yet takes nothing from whoever goes on by it.
    """
    order = books.orders.get(event.order_id) if event.order_id else None
    told = json.loads(event.payload)
    former = told.get("former_station")
    if order is None or order.end in {OrderEnd.PACKED, OrderEnd.SHIPPED} or _there(books, event) is not None:
        return None
    if former is None or (order.fence, order.given_to) != (event.fence, former):
        return None
    if order.holder is not None and event.kind == "work_handed_over" and told.get("copied"):
        return None
    books.orders[order.order_id] = order._replace(
        fence=order.fence + (order.holder is not None),
        given_to=me,
        holder=None if order.holder is None else me,
    )
    return order


def _there(books: Books, event: Event) -> Event | None:
    """The row that by its place must be the one handed over."""
    told = json.loads(event.payload)
    row, seq = books.stations.get(told.get("former_station")), told.get("former_seq", 0)
    return row.rows[seq - 1].event if row and 0 < seq <= len(row.rows) else None
