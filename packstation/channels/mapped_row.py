"""What one row of a mapped table says, field by field, as the text it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from packstation.channels.cell import is_damaged, is_lost, many_lines, one_line, phone, unguarded
from packstation.domain.draft import LeftOut, Piece, QuarantineReason, Skipped, Unreadable
from packstation.domain.table_mapping import OrderField, TableMapping

F = OrderField
Cells = Mapping[str, str]
Said = Mapping[OrderField, str]

SURPLUS = "+"
"""The name under which a row keeps what belongs to no column."""

LONGEST_LETTERS = 2_000
LONGEST_CODE_LETTERS = 100
_SHOWN_LETTERS = 40
_AS_WRITTEN = frozenset({F.NOTE, F.GIFT_MESSAGE})
_CODES = frozenset({F.NUMBER, F.SKU, F.LINE_ID, F.POSTCODE, F.HOUSE_NUMBER, F.QUANTITY})
_DAMAGED = {
    F.NUMBER: QuarantineReason.NUMBER_DAMAGED,
    F.SKU: QuarantineReason.SKU_DAMAGED,
    F.QUANTITY: QuarantineReason.QUANTITY_UNREADABLE,
    F.POSTCODE: QuarantineReason.TEXT_UNREADABLE,
}
_MISSING = {
    F.NUMBER: QuarantineReason.NUMBER_MISSING,
    F.SKU: QuarantineReason.SKU_MISSING,
    F.QUANTITY: QuarantineReason.QUANTITY_UNREADABLE,
}


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
    number = said.get(F.NUMBER, "")[:LONGEST_CODE_LETTERS]
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
    for meant, reason in _MISSING.items():
        if not said.get(meant):
            return reason, mapping.columns.get(meant, ""), ""
    for meant, text in said.items():
        column = mapping.columns.get(meant, "")
        if len(text) > (LONGEST_CODE_LETTERS if meant in {F.NUMBER, F.SKU} else LONGEST_LETTERS):
            return QuarantineReason.TEXT_TOO_LONG, column, text
        if is_lost(text.replace("\n", " ")) and meant not in {F.NAME, F.PHONE, F.EMAIL}:
            return _DAMAGED.get(meant, QuarantineReason.TEXT_UNREADABLE), column, text
        if meant in _DAMAGED and is_damaged(text) and meant is not F.QUANTITY:
            return _DAMAGED[meant], column, text
    return None


def _text_of(meant: OrderField, cell: str) -> str:
    if meant in _AS_WRITTEN:
        return many_lines(cell)
    if meant is F.PHONE:
        return phone(cell)
    return unguarded(cell) if meant in _CODES else one_line(cell)
