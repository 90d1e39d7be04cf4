"""WooCommerce's orders as JSON: of its REST interface (versions 1 to 3), its webhooks, or saved from there.

The form: WooCommerce REST API documentation, "Orders". `id` is the order's own; `number` is what people see,
and what add-ons change. To be packed is what is `processing`: paid, to be sent. `on-hold` awaits a payment's
confirmation and is held. An empty shipping address means the billing address. `date_created_gmt` is in UTC;
older answers have only the shop's own time without a zone: read as UTC, only the order's age hangs on it.

The interface does not say which pieces of an order were paid back: one with `refunds` is held until a lead
has looked. Nor does it say which products are virtual: a line without a SKU is asked for, unless its own data
says so. A bundle's own line (`bundled_items`, `composite_children`) stands for the lines below it.
"""

from __future__ import annotations

from datetime import UTC
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
    Unreadable,
)
from packstation.domain.order import HoldReason

CHANNEL: Final = "woocommerce"
FORM: Final = "woocommerce-json"

_META: Shape = {"key": None, "value": None, "display_key": None, "display_value": None}
_ADDRESS: Shape = {
    **dict.fromkeys(("first_name", "last_name", "company", "address_1", "address_2", "city", "state")),
    **dict.fromkeys(("postcode", "country", "email", "phone")),
}
_LINE: Shape = {
    **dict.fromkeys(("id", "name", "quantity", "sku", "virtual")),
    "meta_data": [_META],
    "bundled_items": [None],
    "composite_children": [None],
}
_ORDER: Shape = {
    **dict.fromkeys(("id", "number", "status", "date_created", "date_created_gmt", "date_modified_gmt")),
    "customer_note": None,
    "billing": _ADDRESS,
    "shipping": _ADDRESS,
    "shipping_lines": [{"method_title": None, "method_id": None}],
    LINES: [_LINE],
    "meta_data": [_META],
    "refunds": [{"id": None}],
}
_MARKS = ('"date_created_gmt"', '"order_key"', '"customer_ip_address"', '"cart_hash"')
_TRUE = frozenset({"yes", "1", "true"})


class WoocommerceJson(JsonOrders):
    """Reads WooCommerce's orders from JSON (a plug-in of `packstation.channels`)."""

    channel = CHANNEL
    form = FORM

    def __init__(self) -> None:
        super().__init__(_ORDER, _MARKS, "number", "date_modified_gmt", _read)


def _read(piece: Piece, order: object) -> OrderRead:
    wrong = _wrong(piece, order)
    if wrong is not None:
        return OrderRead(None, (), (wrong,))
    status = text_at(order, "status")
    stands = standing.WOOCOMMERCE.get(status.casefold().removeprefix("wc-"))
    if stands is None:
        return OrderRead(None, (), (asked(piece, QuarantineReason.STATUS_UNKNOWN, "status", status),))
    holds = stands.holds | {HoldReason.REFUND} if objects(order, "refunds") else stands.holds
    draft = _draft(order, holds)
    if stands.left_out is not None:
        return left_out(piece, draft, stands)
    return with_lines(piece, draft, objects(order, LINES), _line)


def _wrong(piece: Piece, order: object) -> Unreadable | None:
    """What is wrong with the order as a whole."""
    name = twice(order, LINES)
    if name:
        return asked(piece, QuarantineReason.ROWS_DISAGREE, name)
    number = _number(order)
    fault = number_fault(number)
    if fault is not None:
        return asked(piece, fault, "number", number)
    column, created = _created(order)
    if created and moment(created, UTC) is None:
        return asked(piece, QuarantineReason.DATE_UNREADABLE, column, created)
    return None


def _number(order: object) -> str:
    return unguarded(text_at(order, "number")) or text_at(order, "id")


def _created(order: object) -> tuple[str, str]:
    name = "date_created_gmt" if text_at(order, "date_created_gmt") else "date_created"
    return name, text_at(order, name)


def _line(piece: Piece, line: Json) -> DraftLine | LeftOut | Unreadable:
    if at(line, "bundled_items") or at(line, "composite_children"):
        return LeftOut.SUMMARY
    if at(line, "virtual") is True or _is_virtual(line):
        return LeftOut.NO_SHIPPING
    quantity = count_at(line, "quantity")
    if quantity is None:
        return asked(piece, QuarantineReason.QUANTITY_UNREADABLE, "quantity", text_at(line, "quantity"))
    if quantity == 0:
        return LeftOut.REFUNDED
    sku = unguarded(text_at(line, "sku"))
    return draft_line(piece, DraftLine(sku, quantity, one_line(text_at(line, "name")), text_at(line, "id")))


def _is_virtual(line: Json) -> bool:
    return any(
        text_at(meta, "key") in {"_virtual", "virtual"} and text_at(meta, "value").casefold() in _TRUE
        for meta in objects(line, "meta_data")
    )


def _draft(order: object, holds: frozenset[HoldReason]) -> OrderDraft:
    """The order without its lines."""
    pairs = [(text_at(meta, "key"), text_at(meta, "value")) for meta in objects(order, "meta_data")]
    wish = wishes(pairs)
    shipping = objects(order, "shipping_lines")
    _, created = _created(order)
    return OrderDraft(
        CHANNEL,
        text_at(order, "id") or _number(order),
        _number(order),
        (),
        holds=holds,
        recipient=_address(order),
        shipping_method=one_line(text_at(shipping[0], "method_title") if shipping else ""),
        ordered_at=moment(created, UTC) if created else None,
        customer_note=_note(order),
        gift=wish.gift,
        gift_message=wish.message,
    )


def _note(order: object) -> str:
    """The customer's note, and what is to be written on goods; names that begin with "_" are add-ons' own."""
    notes = [many_lines(text_at(order, "customer_note"))]
    for line in objects(order, LINES):
        for meta in objects(line, "meta_data"):
            name = text_at(meta, "display_key") or text_at(meta, "key")
            value = text_at(meta, "display_value") or text_at(meta, "value")
            if name and value and not text_at(meta, "key").startswith("_"):
                notes.append(f"{one_line(text_at(line, 'name'))}: {one_line(name)}: {many_lines(value)}")
    return "\n".join(filter(None, notes))


def _address(order: object) -> Address:
    billing = at(order, "billing")
    shipping = at(order, "shipping")
    whole = shipping if isinstance(shipping, dict) and any(shipping.values()) else billing

    def said(name: str) -> str:
        return one_line(text_at(whole, name))

    return Address(
        f"{said('first_name')} {said('last_name')}".strip(),
        said("company"),
        tuple(filter(None, (said("address_1"), said("address_2")))),
        unguarded(said("postcode")),
        said("city"),
        said("state"),
        said("country"),
        phone(said("phone") or text_at(billing, "phone")),
        one_line(said("email") or text_at(billing, "email")),
    )
