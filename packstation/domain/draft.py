"""Orders as a sales channel tells of them, before this site takes them in, and what became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from packstation.domain.order import HoldReason
from packstation.domain.value import value


class LeftOut(StrEnum):
    """Why a row was read and rightly not packed."""

    BLANK = "blank"
    FOOTER = "footer"
    HEADER = "header"  # repeated where exports were joined
    SUMMARY = "summary"
    REPEATED = "repeated"  # the same order once more in one file
    NO_SHIPPING = "no_shipping"
    FULFILLED = "fulfilled"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    TEST_ORDER = "test_order"
    NOT_ORDERED_YET = "not_ordered_yet"
    ELSEWHERE = "elsewhere"  # somebody else sends it
    DROPPED = "dropped"  # a lead took it out of quarantine: not for packing


class QuarantineReason(StrEnum):
    """Why a row waits for a person before anything of its order is taken in."""

    NUMBER_MISSING = "number_missing"
    NUMBER_RESERVED = "number_reserved"
    NUMBER_TAKEN = "number_taken"
    NUMBER_DAMAGED = "number_damaged"
    SKU_MISSING = "sku_missing"
    SKU_DAMAGED = "sku_damaged"
    QUANTITY_UNREADABLE = "quantity_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    STATUS_UNKNOWN = "status_unknown"
    ADDRESS_MISSING = "address_missing"
    CELLS_TOO_MANY = "cells_too_many"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_UNREADABLE = "text_unreadable"
    FIELD_MISSING = "field_missing"
    ROWS_DISAGREE = "rows_disagree"
    ROWS_TWICE = "rows_twice"
    ORDER_INCOMPLETE = "order_incomplete"
    ORDER_TOO_LARGE = "order_too_large"
    ALREADY_PACKED = "already_packed"
    BEING_PACKED = "being_packed"


@value
class Address:
    """Where the goods go. Personal data: shown and printed, never journaled or logged.

    `country` is ISO 3166's two letters where the channel gives them, else its words.
    """

    name: str = ""
    company: str = ""
    street: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""


@value
class DraftLine:
    """So many pieces of a SKU still to be sent, as one line of the channel's order."""

    sku: str
    quantity: int
    name: str = ""
    channel_line_id: str = ""


@value
class OrderDraft:
    """One order as its channel tells of it now; `channel` and `channel_order_id` say which one for ever.

    `ship_by` is the channel's own time for it to leave, aware, UTC. `shipping_method` is what the customer
    chose, in the channel's words: the site's table of cut-offs knows it. `gift`: no price may be seen.
    """

    channel: str
    channel_order_id: str
    number: str
    lines: tuple[DraftLine, ...]
    cancelled: bool = False
    holds: frozenset[HoldReason] = frozenset()
    recipient: Address = field(default_factory=Address)
    shipping_method: str = ""
    ordered_at: datetime | None = None
    ship_by: datetime | None = None
    customer_note: str = ""
    gift: bool = False
    gift_message: str = ""


@value
class Piece:
    """What one place of a file says of one order: a row of a table, or a whole order of a JSON list.

    `key` groups what belongs to one order; `line` is where it begins in the file, from 1; `rows` how many
    rows it counts for (a JSON order: its line items, one at least). `text` is all its reader needs to read
    it again, as JSON with names a person knows from the file: it can be shown, mended and replayed.
    """

    key: str
    line: int
    rows: int
    text: str


@value
class Skipped:
    """Rows that are rightly not packed."""

    line: int
    rows: int
    why: LeftOut


@value
class Unreadable:
    """Rows that wait for a person; `text` as in Piece.

    `facts` fill the sentence: `column` as the file calls it, `value` as it stands there, cut short.
    `key` as in Piece where it can be told: the other rows of that order wait with it.
    """

    line: int
    rows: int
    reason: QuarantineReason
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@value
class OrderRead:
    """What the pieces of one order say together.

    Where one of them is unreadable there is no draft: nothing half-imported. No draft and nothing
    unreadable: all of it is rightly left out.
    """

    draft: OrderDraft | None
    skipped: tuple[Skipped, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
