"""Somebody says which column of a table of orders holds what, sees what would come in, and keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from packstation.application.intake import OrderReader
from packstation.application.look_at_file import opened_file
from packstation.domain.draft import LeftOut, OrderDraft, Piece, Skipped, Unreadable
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.table_mapping import TableMapping
from packstation.domain.value import value

SAMPLES = 3
"""So many cells of a column tell what it holds."""
_ROWS_AHEAD = 60
_ORDERS_SHOWN = 3


@value
class TableSeen:
    """A table: its columns, the first rows below them, and what the columns most likely mean."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: TableMapping

    def samples(self, column: str) -> tuple[str, ...]:
        """The first cells of a column that say something."""
        place = self.columns.index(column)
        cells = (row[place].strip() for row in self.rows if place < len(row))
        return tuple(islice(filter(None, cells), SAMPLES))


@value
class OrderAhead:
    """An order as it would come in: `draft`, or the rows that cannot be read, or why it is left out."""

    number: str
    draft: OrderDraft | None = None
    unreadable: tuple[Unreadable, ...] = ()
    left_out: LeftOut | None = None


@value
class SayColumns:
    """`look` reads the beginning of a table, `read_by` makes a reader that knows one mapping.

    `has` tells whether one is kept under a name already: `keep` puts another in its place.
    """

    look: Callable[[BinaryIO], TableSeen]
    read_by: Callable[[TableMapping], OrderReader]
    keep: Callable[[TableMapping], object]
    has: Callable[[str], bool] = lambda _: False

    def seen(self, path: Path) -> TableSeen:
        """The table in a file. Refused(file_unusable)."""
        with opened_file(path) as source:
            return self.look(source)

    def ahead(self, path: Path, mapping: TableMapping) -> tuple[OrderAhead, ...]:
        """The first orders as they would come in. Refused(file_unusable)."""
        reader = self.read_by(mapping)
        with opened_file(path) as source:
            rows = tuple(islice(reader.pieces(source), _ROWS_AHEAD))
        return _ahead(reader, rows)

    def __call__(self, actor: Actor, mapping: TableMapping) -> None:
        """Keep it under its name: tables with the same headers are read by it from now on.

        Refused(role_forbids). ValueError for a mapping without a name.
        """
        if not actor.may(Verb.IMPORT_ORDERS):
            raise Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=Verb.IMPORT_ORDERS.value)
        self.keep(mapping)


def _ahead(reader: OrderReader, rows: Sequence[Piece | Skipped | Unreadable]) -> tuple[OrderAhead, ...]:
    by_key: dict[str, list[Piece | Unreadable]] = {}
    for row in rows:
        if not isinstance(row, Skipped):
            by_key.setdefault(row.key, []).append(row)
    return tuple(_order(reader, key, of) for key, of in islice(by_key.items(), _ORDERS_SHOWN))


def _order(reader: OrderReader, key: str, rows: Sequence[Piece | Unreadable]) -> OrderAhead:
    wrong = tuple(row for row in rows if isinstance(row, Unreadable))
    if wrong:
        return OrderAhead(key, unreadable=wrong)
    read = reader.order([row for row in rows if isinstance(row, Piece)])
    left_out = read.skipped[0].why if read.skipped and read.draft is None else None
    return OrderAhead(key, None if read.unreadable else read.draft, read.unreadable, left_out)
