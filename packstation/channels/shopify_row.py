"""What the rows of one order in Shopify's CSV say together (the form: `shopify_csv`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import lru_cache
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
_FALSE = frozenset({"false", "falsch", "faux", "falso", "fałsz", "no", "0"})

_LONG = 200
"""Letters of a SKU above which it is not kept in mind."""

Told = tuple[Piece, Row]
Wrong = tuple[QuarantineReason, str, str]
"""Why a line cannot be read, in which column, and what stands there."""


def read_order(told: Sequence[Told]) -> OrderRead:
    """What the rows of one order say; each goes into the draft, is left out, or is unreadable."""
    heads = [place for place, (_, row) in enumerate(told) if _is_head(row)]
    if not heads:
        return _all_asked(told, QuarantineReason.ORDER_INCOMPLETE)
    if len(heads) == 1:
        return _read_one(told, told[heads[0]])
    copies = _copies(told, heads)
    last = copies[-1]
    wrong = _odd_among(last)
    for copy in copies[:-1]:
        wrong = wrong or _differing(copy, last)
    if wrong is not None:
        return _all_asked(told, *wrong)
    earlier = told[: len(told) - len(last)]
    repeated = tuple(Skipped(piece.line, piece.rows, LeftOut.REPEATED) for piece, _ in earlier)
    read = _read_one(last, last[0])
    return OrderRead(read.draft, (*repeated, *read.skipped), read.unreadable)


def _is_head(row: Row) -> bool:
    """Whether a row says more of its order than the number: Shopify's first row of each does."""
    return "Financial Status" in row or "Created at" in row or "Id" in row


def _all_asked(
    told: Sequence[Told], reason: QuarantineReason, column: str = "", value: str = ""
) -> OrderRead:
    return OrderRead(None, (), tuple(asked(piece, reason, column, value) for piece, _ in told))


def _copies(told: Sequence[Told], heads: Sequence[int]) -> list[Sequence[Told]]:
    """The order once for each first row that stands apart from the rows before it.

    First rows right below each other are no copies: somebody filled the order's cells down its lines.
    """
    begins = [0, *(place for place in heads if place > 0 and _apart(told[place - 1][0], told[place][0]))]
    return [told[begin:end] for begin, end in pairwise((*begins, len(told)))]


def _apart(piece: Piece, after: Piece) -> bool:
    return after.line > piece.line + 1 + piece.text.count("\\n")


def _odd_among(told: Sequence[Told]) -> Wrong | None:
    """What keeps the lines of an order from being read where its cells were filled down: None is nothing.

    A row that says of the order what the first one does not, or the very same row twice, which may be two
    lines or a list that was put together of two.
    """
    first = told[0][1]
    seen: list[Row] = []
    for _, row in told:
        if not _is_head(row):
            continue
        for column, cell in row.items():
            if not column.startswith("Lineitem") and first.get(column) != cell:
                return QuarantineReason.ROWS_DISAGREE, column, cell
        if row in seen:
            return QuarantineReason.ROWS_TWICE, "Lineitem sku", row.get("Lineitem sku", "")
        seen.append(row)
    return None


def _differing(copy: Sequence[Told], last: Sequence[Told]) -> Wrong | None:
    """In what two copies of an order differ; None where they say the same."""
    if len(copy) != len(last):
        return QuarantineReason.ROWS_DISAGREE, "Lineitem name", ""
    for (_, row), (_, other) in zip(copy, last, strict=True):
        for column in (*row, *other):
            if row.get(column) != other.get(column):
                return QuarantineReason.ROWS_DISAGREE, column, other.get(column, "")
    return None


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
        line = _line(row)
        if isinstance(line, DraftLine):
            lines.append(line)
        elif isinstance(line, LeftOut):
            skipped.append(Skipped(piece.line, piece.rows, line))
        else:
            unreadable.append(asked(piece, *line))
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


def _line(row: Row) -> DraftLine | LeftOut | Wrong:
    get = row.get
    quantity, sku, name = get("Lineitem quantity", ""), get("Lineitem sku", ""), get("Lineitem name", "")
    if not (quantity or sku or name):
        return QuarantineReason.FIELD_MISSING, "Lineitem quantity", ""
    other = _not_packed(get("Lineitem fulfillment status", ""), get("Lineitem requires shipping", ""))
    if other is not None:
        return other
    count = pieces(quantity)
    if count is None:
        return QuarantineReason.QUANTITY_UNREADABLE, "Lineitem quantity", quantity
    if count == 0:
        return LeftOut.CANCELLED
    sku, fault = _sku_read(sku) if len(sku) < _LONG else _sku_read.__wrapped__(sku)
    return DraftLine(sku, count, one_line(name)) if fault is None else (fault, "Lineitem sku", sku)


@lru_cache(maxsize=256)
def _not_packed(status: str, shipping: str) -> LeftOut | Wrong | None:
    """Why a line in that state is not packed; None where it is."""
    status = status.casefold()
    if status not in standing.SHOPIFY_LINE_PACKED:
        return _dispatched(status)
    return LeftOut.NO_SHIPPING if shipping.casefold() in _FALSE else None


@lru_cache(maxsize=10_000)
def _sku_read(cell: str) -> tuple[str, QuarantineReason | None]:
    """The SKU in a cell, and what is wrong with it. The same goods come again and again."""
    sku = unguarded(cell)
    return sku, sku_fault(sku)


def _dispatched(status: str) -> LeftOut | Wrong:
    """A line that has been sent, called off, or sent in part: then nobody knows how many are left."""
    left_out = standing.SHOPIFY_LINE_LEFT_OUT.get(status)
    if left_out is not None:
        return left_out
    partly = status in {"partial", "partially_fulfilled"}
    reason = QuarantineReason.QUANTITY_UNREADABLE if partly else QuarantineReason.STATUS_UNKNOWN
    return reason, "Lineitem fulfillment status", status


def _draft(
    head: Told, stands: Standing, number: str, lines: tuple[DraftLine, ...]
) -> OrderDraft | Unreadable:
    piece, row = head
    get = row.get
    recipient = _address(piece, row)
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


def _address(piece: Piece, row: Row) -> Address:
    get = row.get
    text = piece.text
    plain = (text.isascii() or text.isprintable()) and "\\" not in text and "\x7f" not in text
    said: Callable[[str], str] = str.strip if plain else one_line
    street = get("Shipping Address1") or get("Shipping Street", "")
    more = get("Shipping Address2", "")
    return Address(
        said(get("Shipping Name", "")),
        said(get("Shipping Company", "")),
        tuple(filter(None, (said(street), said(more)))),
        unguarded(get("Shipping Zip", "")),
        said(get("Shipping City", "")),
        said(get("Shipping Province", "")),
        said(get("Shipping Country", "")),
        phone(get("Shipping Phone") or get("Phone", "")),
        said(get("Email", "")),
    )
