"""Shopify's export of orders as CSV, one row a line item, also after a spell in a spreadsheet.

The form is that on which exports of several shops and the importers of others agree: columns come and go with
the age of a shop, so they count by name. What holds for the whole order stands in its first row only;
its further rows repeat Name and Email. What the export does not say is asked for, never guessed:

- A line that is partly fulfilled does not say how many pieces are left: a person types them.
- An order partly paid back does not say which pieces: it is held until a lead has looked (`refund`).
- A line without a SKU cannot be told by a scan: a person types it.
- An order without any address is asked for; one with a name alone (collected in the shop) is held.

Times without a zone went through a spreadsheet; only the age of the order hangs on them: read as UTC.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring
from operator import itemgetter
from typing import BinaryIO, Final

from packstation.application.intake import Opening
from packstation.channels.cell import unguarded
from packstation.channels.shopify_row import CHANNEL, Row, read_order
from packstation.channels.source import head_text
from packstation.channels.table import Table, column_key, column_names, opened_table
from packstation.domain.draft import LeftOut, OrderRead, Piece, QuarantineReason, Skipped, Unreadable

FORM: Final = "shopify-csv"
SURPLUS: Final = "(no column)"
"""Cells beyond the last column: something has shifted."""

_NEEDED = ("Name", "Lineitem quantity", "Lineitem sku", "Financial Status")
_READ = (
    "Email",
    "Fulfillment Status",
    "Shipping Method",
    "Created at",
    "Lineitem name",
    "Lineitem requires shipping",
    "Lineitem fulfillment status",
    "Shipping Name",
    "Shipping Company",
    "Shipping Address1",
    "Shipping Address2",
    "Shipping City",
    "Shipping Zip",
    "Shipping Province",
    "Shipping Country",
    "Shipping Phone",
    "Phone",
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Tags",
    "Risk Level",
    "Id",
)
_decode = json.JSONDecoder().raw_decode
_KNOWN_BY = frozenset(map(column_key, ("Name", "Lineitem quantity", "Lineitem name", "Financial Status")))


class ShopifyCsv:
    """Reads Shopify's orders from CSV (a plug-in of `packstation.channels`)."""

    channel = CHANNEL
    form = FORM

    def recognises(self, opening: Opening) -> bool:
        """Whether the header has Shopify's columns."""
        return column_names(head_text(opening.head)) >= _KNOWN_BY

    def pieces(self, source: BinaryIO) -> Iterator[Piece | Skipped | Unreadable]:
        """One for each row of the table. Refused(file_unusable) where it is none, or a column is missing."""
        with opened_table(source) as table:
            written, name = _writer(table), table.needed("Name")
            width, header, key = table.width, table.columns[name], ""
            number = cell = ""
            for line, cells in table.rows():
                # The rows of an order bear the same one.
                if cells[name] != cell:
                    cell = cells[name]
                    number = unguarded(cell)
                if number and number != header and len(cells) == width:
                    key = number
                    yield Piece(key, line, 1, written(cells))
                    continue
                odd = _odd(table, line, cells, written, number or key)
                key = number or key
                yield odd

    def again(self, line: int, text: str) -> Piece | Skipped | Unreadable:
        """One row anew from its text."""
        row = _row(text)
        if row is None:
            return Unreadable(line, 1, QuarantineReason.TEXT_UNREADABLE, text)
        return _told(line, unguarded(row.get("Name", "")), row)

    def order(self, pieces: Sequence[Piece]) -> OrderRead:
        """What the rows of one order say together."""
        return read_order([(piece, _decode(piece.text)[0]) for piece in pieces])


def _row(text: str) -> Row | None:
    """The cells in a row's text; None where somebody mended it into something else."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    return {name: str(cell) for name, cell in row.items() if cell is not None and str(cell).strip()}


def _written(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _told(line: int, number: str, row: Row, above: str = "") -> Piece | Unreadable:
    """The row's piece; one that has shifted, or names no order, waits together with the order `above`."""
    text, key = _written(row), number or above
    if SURPLUS in row:
        facts = {"column": SURPLUS, "value": row[SURPLUS][:60]}
        return Unreadable(line, 1, QuarantineReason.CELLS_TOO_MANY, text, facts, key)
    if number:
        return Piece(number, line, 1, text)
    facts = {"column": "Name", "value": ""}
    return Unreadable(line, 1, QuarantineReason.NUMBER_MISSING, text, facts, key)


def _writer(table: Table) -> Callable[[Sequence[str]], str]:
    """What makes a row's text of its cells: those that are read and say something, by Shopify's names."""
    street = () if table.place("Shipping Address1") is not None else ("Shipping Street",)
    places = {name: table.needed(name) for name in _NEEDED}
    for name in (*_READ, *street):
        place = table.place(name)
        if place is not None:
            places[name] = place
    chosen = itemgetter(*places.values())
    labels = tuple(f"{encode_basestring(name)}:" for name in places)

    def text(cells: Sequence[str]) -> str:
        said = [
            label + encode_basestring(cell)
            for label, cell in zip(labels, chosen(cells), strict=False)
            if cell and not cell.isspace()
        ]
        return "{" + ",".join(said) + "}"

    return text


def _odd(
    table: Table, line: int, cells: Sequence[str], written: Callable[[Sequence[str]], str], above: str
) -> Piece | Skipped | Unreadable:
    """A row that is blank, repeats the header, names no order or has more cells than columns."""
    if not any(cell.strip() for cell in cells):
        return Skipped(line, 1, LeftOut.BLANK)
    if table.is_header(cells):
        return Skipped(line, 1, LeftOut.HEADER)
    row = _row(written(cells)) or {}
    if len(cells) > table.width:
        row[SURPLUS] = " | ".join(cells[table.width :])
    return _told(line, unguarded(row.get("Name", "")), row, above)
