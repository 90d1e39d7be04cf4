"""The lines of an order in JSON, and the last look at what was read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from packstation.channels.check import LONGEST_NOTE, MOST_LINES, address_fault, asked, sku_fault
from packstation.channels.json_order import LINES
from packstation.channels.json_stream import Json
from packstation.channels.standing import Standing
from packstation.domain.draft import (
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

ReadLine = Callable[[Piece, Json], DraftLine | LeftOut | Unreadable]


def left_out(piece: Piece, draft: OrderDraft, stands: Standing) -> OrderRead:
    """An order that is not to be packed; one the bench may know and that is called off says so."""
    why = stands.left_out or LeftOut.CANCELLED
    stopped = replace(draft, lines=(), holds=frozenset(), cancelled=True) if stands.stopped else None
    return OrderRead(stopped, (Skipped(piece.line, piece.rows, why),))


def with_lines(piece: Piece, draft: OrderDraft, lines: Iterable[Json], read: ReadLine) -> OrderRead:
    """The draft with its lines, once all of it can be packed by."""
    wanted: list[DraftLine] = []
    skipped: list[Skipped] = []
    for each in lines:
        line = read(piece, each)
        if isinstance(line, Unreadable):
            return OrderRead(None, (), (line,))
        if isinstance(line, DraftLine):
            wanted.append(line)
        else:
            skipped.append(Skipped(piece.line, 1, line))
    if not wanted and not skipped:
        return _unread(piece, QuarantineReason.FIELD_MISSING, LINES)
    if not wanted:
        return OrderRead(None, tuple(skipped))
    return _checked(piece, replace(draft, lines=tuple(wanted)), tuple(skipped))


def draft_line(piece: Piece, line: DraftLine) -> DraftLine | Unreadable:
    """The line, where its SKU can be packed by."""
    fault = sku_fault(line.sku)
    return line if fault is None else asked(piece, fault, "sku", line.sku or line.name)


def _checked(piece: Piece, draft: OrderDraft, skipped: tuple[Skipped, ...]) -> OrderRead:
    if len(draft.lines) > MOST_LINES:
        return _unread(piece, QuarantineReason.ORDER_TOO_LARGE)
    fault = address_fault(draft.recipient)
    if fault is not None:
        return _unread(piece, fault, "shipping", draft.recipient.name)
    if len(draft.customer_note) > LONGEST_NOTE:
        return _unread(piece, QuarantineReason.TEXT_TOO_LONG, "note", draft.customer_note)
    if not draft.recipient.street and not draft.recipient.city:
        draft = replace(draft, holds=draft.holds | {HoldReason.ADDRESS})
    return OrderRead(draft, skipped)


def _unread(piece: Piece, reason: QuarantineReason, column: str = "", value: str = "") -> OrderRead:
    return OrderRead(None, (), (asked(piece, reason, column, value),))
