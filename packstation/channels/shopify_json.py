"""Shopify's orders as JSON: of its Admin interface (REST), its webhooks, or what add-ons save of them.

The form: shopify.dev, "Order" of the REST Admin API (versions 2024 to 2025). An id that is written as an
address (gid://shopify/Order/1) is its number behind the last stroke. To be packed of a line are its
`fulfillable_quantity` pieces: neither paid back nor sent; where that is missing, `current_quantity`, else
what was ordered less what `refunds` name, and less what `fulfillments` name. A line whose
`fulfillment_service` is not "manual" is sent by somebody else (print on demand, Amazon) and left out. What a
customer had written on goods (`properties`) joins the customer's note; names that begin with "_" are
add-ons' own and stay out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from functools import partial
from typing import Final

from packstation.channels import standing
from packstation.channels.cell import many_lines, moment, one_line, phone, unguarded
from packstation.channels.check import asked, number_fault
from packstation.channels.json_lines import draft_line, left_out, with_lines
from packstation.channels.json_order import (
    LINES,
    JsonOrders,
    Shape,
    at,
    count_at,
    objects,
    text_at,
    twice,
)
from packstation.channels.json_stream import Json
from packstation.channels.wish import wishes
from packstation.domain.draft import (
    Address,
    DraftLine,
    LeftOut,
    OrderDraft,
    OrderRead,
    Piece,
    QuarantineReason,
    Skipped,
    Unreadable,
)
from packstation.domain.order import HoldReason

CHANNEL: Final = "shopify"
FORM: Final = "shopify-json"

_PAIR: Shape = {"name": None, "value": None}
_PART: Shape = {"line_item_id": None, "id": None, "quantity": None}
_ADDRESS: Shape = {
    **dict.fromkeys(("name", "first_name", "last_name", "company", "address1", "address2", "city", "zip")),
    **dict.fromkeys(("province_code", "province", "country_code", "country", "phone")),
}
_LINE: Shape = {
    **dict.fromkeys(("id", "sku", "name", "title", "variant_title", "quantity", "current_quantity")),
    **dict.fromkeys(
        ("fulfillable_quantity", "fulfillment_status", "fulfillment_service", "requires_shipping")
    ),
    "properties": [_PAIR],
}
_ORDER: Shape = {
    **dict.fromkeys(("id", "name", "order_number", "created_at", "updated_at", "cancelled_at", "test")),
    **dict.fromkeys(
        ("financial_status", "fulfillment_status", "note", "tags", "email", "phone", "risk_level")
    ),
    "note_attributes": [_PAIR],
    "shipping_address": _ADDRESS,
    "shipping_lines": [{"title": None, "code": None}],
    LINES: [_LINE],
    "refunds": [{"refund_line_items": [_PART]}],
    "fulfillments": [{"status": None, "line_items": [_PART]}],
}
_MARKS = ('"financial_status"', '"fulfillable_quantity"', "gid://shopify/Order/")


class ShopifyJson(JsonOrders):
    """Reads Shopify's orders from JSON (a plug-in of `packstation.channels`)."""

    channel = CHANNEL
    form = FORM

    def __init__(self) -> None:
        super().__init__(_ORDER, _MARKS, "name", "updated_at", _read)


def _read(piece: Piece, order: object) -> OrderRead:
    if at(order, "test") is True:
        return OrderRead(None, (Skipped(piece.line, piece.rows, LeftOut.TEST_ORDER),))
    wrong = _wrong(piece, order)
    if wrong is not None:
        return OrderRead(None, (), (wrong,))
    payment, dispatch = text_at(order, "financial_status"), text_at(order, "fulfillment_status")
    stands = standing.shopify(payment, dispatch, cancelled=bool(at(order, "cancelled_at")))
    if stands is None:
        known = standing.code(payment) in standing.SHOPIFY_PAYMENT
        column, value = ("fulfillment_status", dispatch) if known else ("financial_status", payment)
        return OrderRead(None, (), (asked(piece, QuarantineReason.STATUS_UNKNOWN, column, value),))
    draft = _draft(order, stands.holds)
    if stands.left_out is not None:
        return left_out(piece, draft, stands)
    return with_lines(piece, draft, objects(order, LINES), partial(_line, order))


def _wrong(piece: Piece, order: object) -> Unreadable | None:
    """What is wrong with the order as a whole."""
    name = twice(order, LINES)
    if name:
        return asked(piece, QuarantineReason.ROWS_DISAGREE, name)
    number = _number(order)
    fault = number_fault(number)
    if fault is not None:
        return asked(piece, fault, "name", number)
    created = text_at(order, "created_at")
    if created and moment(created, UTC) is None:
        return asked(piece, QuarantineReason.DATE_UNREADABLE, "created_at", created)
    return None


def _number(order: object) -> str:
    return unguarded(text_at(order, "name")) or text_at(order, "order_number")


def _line(order: object, piece: Piece, line: Json) -> DraftLine | LeftOut | Unreadable:
    if at(line, "requires_shipping") is False:
        return LeftOut.NO_SHIPPING
    if text_at(line, "fulfillment_service") not in {"", "manual"}:
        return LeftOut.ELSEWHERE
    left = _left(order, line)
    if left is None:
        return asked(piece, QuarantineReason.QUANTITY_UNREADABLE, "quantity", text_at(line, "quantity"))
    if left == 0:
        sent = text_at(line, "fulfillment_status") == "fulfilled"
        return LeftOut.FULFILLED if sent else LeftOut.REFUNDED
    name = text_at(line, "name") or " - ".join(
        filter(None, (text_at(line, "title"), text_at(line, "variant_title")))
    )
    return draft_line(
        piece, DraftLine(unguarded(text_at(line, "sku")), left, one_line(name), text_at(line, "id"))
    )


def _left(order: object, line: Json) -> int | None:
    """The pieces of a line still to be sent; None where its numbers cannot be read."""
    if at(line, "fulfillable_quantity") is not None:
        return count_at(line, "fulfillable_quantity")
    line_id = text_at(line, "id")
    sent = _named(objects(order, "fulfillments"), "line_items", "id", line_id)
    if at(line, "current_quantity") is not None:
        wanted, back = count_at(line, "current_quantity"), 0
    else:
        wanted = count_at(line, "quantity")
        back = _named(objects(order, "refunds"), "refund_line_items", "line_item_id", line_id)
    return None if wanted is None else max(0, wanted - back - sent)


def _named(lists: Sequence[Json], parts: str, name: str, line_id: str) -> int:
    """The pieces that refunds or fulfilments name of a line; those called off count for nothing."""
    standing_lists = (
        each for each in lists if text_at(each, "status") not in {"cancelled", "error", "failure"}
    )
    found = (part for each in standing_lists for part in objects(each, parts))
    return sum(count_at(part, "quantity") or 0 for part in found if text_at(part, name) == line_id)


def _draft(order: object, holds: frozenset[HoldReason]) -> OrderDraft:
    """The order without its lines."""
    number = _number(order)
    pairs = [(text_at(pair, "name"), text_at(pair, "value")) for pair in objects(order, "note_attributes")]
    wish = wishes(pairs, text_at(order, "tags"))
    shipping = objects(order, "shipping_lines")
    if text_at(order, "risk_level").casefold() == "high":
        holds |= {HoldReason.FRAUD}
    created = text_at(order, "created_at")
    return OrderDraft(
        CHANNEL,
        text_at(order, "id").rpartition("/")[2] or number,
        number,
        (),
        holds=holds,
        recipient=_address(order),
        shipping_method=one_line(text_at(shipping[0], "title") if shipping else ""),
        ordered_at=moment(created, UTC) if created else None,
        customer_note=_note(order),
        gift=wish.gift,
        gift_message=wish.message,
    )


def _note(order: object) -> str:
    """The customer's note, and what is to be written on goods."""
    notes = [many_lines(text_at(order, "note"))]
    for line in objects(order, LINES):
        for pair in objects(line, "properties"):
            name, value = text_at(pair, "name"), text_at(pair, "value")
            if name and value and not name.startswith("_"):
                notes.append(f"{one_line(text_at(line, 'title'))}: {one_line(name)}: {many_lines(value)}")
    return "\n".join(filter(None, notes))


def _address(order: object) -> Address:
    address = at(order, "shipping_address")

    def said(*names: str) -> str:
        return next(filter(None, (one_line(text_at(address, name)) for name in names)), "")

    return Address(
        said("name") or f"{said('first_name')} {said('last_name')}".strip(),
        said("company"),
        tuple(filter(None, (said("address1"), said("address2")))),
        unguarded(said("zip")),
        said("city"),
        said("province_code", "province"),
        said("country_code", "country"),
        phone(said("phone") or text_at(order, "phone")),
        one_line(text_at(order, "email")),
    )
