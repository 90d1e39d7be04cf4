"""What one row of a mapped table says, field by field, as the text it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from packstation.channels.cell import is_damaged, is_lost, many_lines, one_line, phone, unguarded
from packstation.channels.check import LONGEST_NOTE, LONGEST_NUMBER, number_fault, sku_fault
from packstation.domain.draft import LeftOut, Piece, QuarantineReason, Skipped, Unreadable
from packstation.domain.table_mapping import OrderField, TableMapping

F = OrderField
Cells = Mapping[str, str]
Said = Mapping[OrderField, str]

SURPLUS = "+"
"""The name under which a row keeps what belongs to no column."""

_SHOWN_LETTERS = 40
_AS_WRITTEN = frozenset({F.NOTE, F.GIFT_MESSAGE})
_CODES = frozenset({F.NUMBER, F.SKU, F.LINE_ID, F.POSTCODE, F.HOUSE_NUMBER, F.QUANTITY})
_NEEDS_EVERY_LETTER = frozenset(F) - {F.NUMBER, F.SKU, F.NAME, F.PHONE, F.EMAIL}
"""Beside number and SKU: a letter that is lost there sends the goods elsewhere, or says something else."""


def said_by(mapping: TableMapping, cells: Cells) -> Said:
    """What the row says; a field whose cell is empty has its default, or is not there."""
    said = dict(mapping.defaults)
    for meant, column in mapping.columns.items():
        text = _text_of(meant, cells.get(column, ""))
        if text:
            said[meant] = text
    return said


def piece_of(mapping: TableMapping, line: int, cells: Cells) -> Piece | Skipped | Unreadable:
    """The row as a piece of its order, or why it is none."""
    if not any(cell.strip() for cell in cells.values()):
        return Skipped(line, 1, LeftOut.BLANK)
    if all(not cell.strip() or cell.strip() == name for name, cell in cells.items()):
        # The header once more, as where exports were joined end to end.
        return Skipped(line, 1, LeftOut.FOOTER)
    said, text = said_by(mapping, cells), text_of(cells)
    wrong = _wrong(mapping, cells, said)
    number = said.get(F.NUMBER, "")[:LONGEST_NUMBER]
    if wrong is None:
        return Piece(number, line, 1, text)
    reason, column, value = wrong
    return Unreadable(line, 1, reason, text, {"column": column, "value": shown(value)}, number)


def cells_of(text: str) -> dict[str, str]:
    """The cells of a piece; none where its text was mended into something else."""
    try:
        cells = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(cells, dict):
        return {}
    return {str(name): cell for name, cell in cells.items() if isinstance(cell, str)}


def text_of(cells: Cells) -> str:
    """The row as its piece keeps it."""
    return json.dumps(dict(cells), ensure_ascii=False)


def shown(value: str) -> str:
    """A cell's text as a sentence can hold it."""
    return value if len(value) <= _SHOWN_LETTERS else f"{value[: _SHOWN_LETTERS - 1]}\u2026"


def _wrong(mapping: TableMapping, cells: Cells, said: Said) -> tuple[QuarantineReason, str, str] | None:
    """What keeps the row out: the reason, the column, what stands there."""
    if cells.get(SURPLUS):
        return QuarantineReason.CELLS_TOO_MANY, SURPLUS, cells[SURPLUS]
    faults = {F.NUMBER: number_fault(said.get(F.NUMBER, "")), F.SKU: sku_fault(said.get(F.SKU, ""))}
    faults[F.QUANTITY] = None if said.get(F.QUANTITY) else QuarantineReason.QUANTITY_UNREADABLE
    for meant, text in said.items():
        if len(text) > LONGEST_NOTE:
            faults.setdefault(meant, QuarantineReason.TEXT_TOO_LONG)
        elif _is_lost(meant, text):
            faults.setdefault(meant, QuarantineReason.TEXT_UNREADABLE)
    for meant, fault in faults.items():
        if fault is not None:
            return fault, mapping.columns.get(meant, ""), said.get(meant, "")
    return None


def _is_lost(meant: OrderField, text: str) -> bool:
    damaged = meant is F.POSTCODE and is_damaged(text)
    return damaged or (meant in _NEEDS_EVERY_LETTER and is_lost(text.replace("\n", " ")))


def _text_of(meant: OrderField, cell: str) -> str:
    if meant in _AS_WRITTEN:
        return many_lines(cell)
    if meant is F.PHONE:
        return phone(cell)
    return unguarded(cell) if meant in _CODES else one_line(cell)
