"""What the rows of one order in Shopify's CSV say together (the form: `shopify_csv`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise
from typing import Final

from packstation.channels import standing
from packstation.channels.cell import many_lines, moment, one_line, phone, pieces, unguarded
from packstation.channels.check import LONGEST_NOTE, MOST_LINES, address_fault, asked, number_fault, sku_fault
from packstation.channels.standing import Standing
from packstation.channels.wish import NO_WISHES, pairs_of, wishes
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

Row = dict[str, str]
"""The cells of a row that say something, by Shopify's names of their columns."""

CHANNEL: Final = "shopify"
_HEAD = frozenset({"Financial Status", "Created at", "Id"})
_LINE_CELLS = frozenset({"Lineitem quantity", "Lineitem name", "Lineitem sku"})
_FALSE = frozenset({"false", "falsch", "faux", "falso", "fałsz", "no", "0"})

Told = tuple[Piece, Row]


def read_order(told: Sequence[Told]) -> OrderRead:
    """What the rows of one order say; each goes into the draft, is left out, or is unreadable."""
    heads = [place for place, (_, row) in enumerate(told) if not _HEAD.isdisjoint(row)]
    repeated: tuple[Skipped, ...] = ()
    if len(heads) > 1:
        copy = _last_copy(told, heads)
        if copy is None:
            reason = QuarantineReason.ROWS_DISAGREE
            return OrderRead(None, (), tuple(asked(piece, reason) for piece, _ in told))
        earlier = told[: len(told) - len(copy)]
        repeated = tuple(Skipped(piece.line, piece.rows, LeftOut.REPEATED) for piece, _ in earlier)
        told, heads = copy, [0]
    if not heads:
        reason = QuarantineReason.ORDER_INCOMPLETE
        return OrderRead(None, (), tuple(asked(piece, reason) for piece, _ in told))
    read = _read_one(told, told[heads[0]])
    return OrderRead(read.draft, (*repeated, *read.skipped), read.unreadable) if repeated else read


def _last_copy(told: Sequence[Told], heads: Sequence[int]) -> Sequence[Told] | None:
    """The last of several copies of an order that stand apart in one file and say the same; None else.

    First rows right below each other are no copies: they may be lines that somebody filled up.
    """
    if heads[0] != 0:
        return None
    ends = (*heads[1:], len(told))
    copies = [told[begin:end] for begin, end in zip(heads, ends, strict=True)]
    last = [row for _, row in copies[-1]]
    for copy, after in pairwise(copies):
        end, text = copy[-1][0].line, copy[-1][0].text
        below = after[0][0].line <= end + 1 + text.count("\\n")
        if below or [row for _, row in copy] != last:
            return None
    return copies[-1]


def _read_one(told: Sequence[Told], head: Told) -> OrderRead:
    piece, first = head
    stands = _standing(first)
    if stands is None:
        column, value = _unknown_status(first)
        return OrderRead(None, (), (asked(piece, QuarantineReason.STATUS_UNKNOWN, column, value),))
    number = unguarded(first["Name"])
    fault = number_fault(number)
    if fault is not None:
        return OrderRead(None, (), tuple(asked(each, fault, "Name", number) for each, _ in told))
    if stands.left_out is not None:
        skipped = tuple(Skipped(each.line, each.rows, stands.left_out) for each, _ in told)
        draft = OrderDraft(CHANNEL, _order_id(first, number), number, (), cancelled=True)
        return OrderRead(draft if stands.stopped else None, skipped)
    return _packed(told, head, stands, number)


def _standing(head: Row) -> Standing | None:
    get = head.get
    return standing.shopify(
        get("Financial Status", ""), get("Fulfillment Status", ""), cancelled="Cancelled at" in head
    )


def _unknown_status(head: Row) -> tuple[str, str]:
    payment = head.get("Financial Status", "")
    if standing.code(payment) not in standing.SHOPIFY_PAYMENT:
        return "Financial Status", payment
    return "Fulfillment Status", head.get("Fulfillment Status", "")


def _order_id(head: Row, number: str) -> str:
    """Shopify's own id; where a spreadsheet has rounded it, the number (5.43211E+12)."""
    order_id = unguarded(head.get("Id", ""))
    return order_id if order_id.isdigit() else number


def _packed(told: Sequence[Told], head: Told, stands: Standing, number: str) -> OrderRead:
    lines: list[DraftLine] = []
    skipped: list[Skipped] = []
    unreadable: list[Unreadable] = []
    for piece, row in told:
        line = _line(piece, row)
        if isinstance(line, DraftLine):
            lines.append(line)
        elif isinstance(line, Skipped):
            skipped.append(line)
        else:
            unreadable.append(line)
    if len(lines) > MOST_LINES:
        unreadable.append(asked(head[0], QuarantineReason.ORDER_TOO_LARGE))
    draft = None
    if lines and not unreadable:
        made = _draft(head, stands, number, tuple(lines))
        if isinstance(made, Unreadable):
            unreadable.append(made)
        else:
            draft = made
    return OrderRead(draft, tuple(skipped), tuple(unreadable))


def _line(piece: Piece, row: Row) -> DraftLine | Skipped | Unreadable:
    status = row.get("Lineitem fulfillment status", "").casefold()
    if status not in standing.SHOPIFY_LINE_PACKED:
        return _dispatched(piece, status)
    if row.get("Lineitem requires shipping", "").casefold() in _FALSE:
        return Skipped(piece.line, piece.rows, LeftOut.NO_SHIPPING)
    quantity = pieces(row.get("Lineitem quantity", ""))
    if not quantity:
        removed = quantity is not None
        return Skipped(piece.line, piece.rows, LeftOut.CANCELLED) if removed else _no_quantity(piece, row)
    sku = unguarded(row.get("Lineitem sku", ""))
    fault = sku_fault(sku)
    if fault is not None:
        return asked(piece, fault, "Lineitem sku", sku)
    return DraftLine(sku, quantity, one_line(row.get("Lineitem name", "")))


def _dispatched(piece: Piece, status: str) -> Skipped | Unreadable:
    """A line that has been sent, called off, or sent in part: then nobody knows how many are left."""
    left_out = standing.SHOPIFY_LINE_LEFT_OUT.get(status)
    if left_out is not None:
        return Skipped(piece.line, piece.rows, left_out)
    partly = status in {"partial", "partially_fulfilled"}
    reason = QuarantineReason.QUANTITY_UNREADABLE if partly else QuarantineReason.STATUS_UNKNOWN
    return asked(piece, reason, "Lineitem fulfillment status", status)


def _no_quantity(piece: Piece, row: Row) -> Unreadable:
    if _LINE_CELLS.isdisjoint(row):
        return asked(piece, QuarantineReason.FIELD_MISSING, "Lineitem quantity")
    quantity = row.get("Lineitem quantity", "")
    return asked(piece, QuarantineReason.QUANTITY_UNREADABLE, "Lineitem quantity", quantity)


def _draft(
    head: Told, stands: Standing, number: str, lines: tuple[DraftLine, ...]
) -> OrderDraft | Unreadable:
    piece, row = head
    get = row.get
    recipient = _address(row)
    fault = address_fault(recipient)
    if fault is not None:
        return asked(piece, fault, "Shipping Name", recipient.name)
    created = get("Created at", "")
    ordered_at = moment(created, UTC) if created else None
    if created and ordered_at is None:
        return asked(piece, QuarantineReason.DATE_UNREADABLE, "Created at", created)
    note = many_lines(get("Notes", ""))
    if len(note) > LONGEST_NOTE:
        return asked(piece, QuarantineReason.TEXT_TOO_LONG, "Notes", note)
    tags, attributes = get("Tags", ""), get("Note Attributes", "")
    wish = wishes(pairs_of(attributes), tags) if tags or attributes else NO_WISHES
    holds = stands.holds
    if get("Risk Level", "").casefold() == "high":
        holds |= {HoldReason.FRAUD}
    if not recipient.street and not recipient.city:
        holds |= {HoldReason.ADDRESS}
    return OrderDraft(
        CHANNEL,
        _order_id(row, number),
        number,
        lines,
        holds=holds,
        recipient=recipient,
        shipping_method=one_line(get("Shipping Method", "")),
        ordered_at=ordered_at,
        customer_note=note,
        gift=wish.gift,
        gift_message=wish.message,
    )


def _address(row: Row) -> Address:
    get = row.get
    street = one_line(get("Shipping Address1") or get("Shipping Street", ""))
    more = get("Shipping Address2")
    return Address(
        one_line(get("Shipping Name", "")),
        one_line(get("Shipping Company", "")),
        _street(street, one_line(more)) if more else _street(street),
        unguarded(get("Shipping Zip", "")),
        one_line(get("Shipping City", "")),
        one_line(get("Shipping Province", "")),
        one_line(get("Shipping Country", "")),
        phone(get("Shipping Phone") or get("Phone", "")),
        one_line(get("Email", "")),
    )


def _street(*lines: str) -> tuple[str, ...]:
    return tuple(filter(None, lines))
