"""Orders from anybody's own table, separated values or a workbook: a row is so many pieces of one SKU.

Rows with one number are one order, as in ShipStation's import of tables; what belongs to all of it may stand
in each of its rows or in the first alone. Which column holds what was said once (`TableMapping`) or is plain
from the headers; a file of which it is not is refused with the headers it has, so that somebody can say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import PurePath
from typing import BinaryIO

from packstation.application.intake import Opening
from packstation.channels.grid import ZIP_MARK, opened_grid
from packstation.channels.known_headers import guessed, looks_like_headers
from packstation.channels.mapped_order import OrderRows
from packstation.channels.mapped_row import SURPLUS, cells_of, piece_of, said_by
from packstation.channels.source import FileFault, head_text, unusable
from packstation.channels.table import column_names
from packstation.domain.draft import OrderRead, Piece, QuarantineReason, Skipped, Unreadable
from packstation.domain.table_mapping import TableMapping
from packstation.domain.value import value

_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})
_HEADER_LETTERS_SHOWN = 500


@value
class MappedTable:
    """The reader; `mappings` are those kept by name.

    `zone` is that of times which name none (None: this PC's).
    """

    mappings: Sequence[TableMapping] = ()
    zone: tzinfo | None = None

    @property
    def channel(self) -> str:
        """All tables of the site's own are one channel: their numbers are told apart by no one else."""
        return "table"

    @property
    def form(self) -> str:
        """The form it reads."""
        return "mapped-table"

    def recognises(self, opening: Opening) -> bool:
        """Any table with two columns at least: to be asked after those who know theirs by heart."""
        if PurePath(opening.file_name).suffix.lower() not in _ENDINGS:
            return False
        return opening.head.startswith(ZIP_MARK) or len(column_names(head_text(opening.head))) > 1

    def pieces(self, source: BinaryIO) -> Iterator[Piece | Skipped | Unreadable]:
        """Each row. Refused(file_unusable, why=mapping_needed) where nobody knows which column holds what."""
        with opened_grid(source, self._is_header) as grid:
            mapping = self._mapping(grid.columns)
            if mapping is None:
                headers = ", ".join(grid.columns)[:_HEADER_LETTERS_SHOWN]
                raise unusable(FileFault.MAPPING_NEEDED, headers=headers)
            for line, row in grid.rows:
                cells = dict(zip(grid.columns, row, strict=False))
                if len(row) > len(grid.columns):
                    cells[SURPLUS] = " ".join(row[len(grid.columns) :]).strip()
                yield piece_of(mapping, line, cells)

    def again(self, line: int, text: str) -> Piece | Skipped | Unreadable:
        """A row anew from its text."""
        cells = cells_of(text)
        mapping = self._of_cells(cells)
        if mapping is None:
            return Unreadable(line, 1, QuarantineReason.FIELD_MISSING, text)
        return piece_of(mapping, line, cells)

    def order(self, pieces: Sequence[Piece]) -> OrderRead:
        """The order that rows with one number make."""
        cells = [cells_of(piece.text) for piece in pieces]
        mappings = [self._of_cells(each) for each in cells]
        for piece, mapping in zip(pieces, mappings, strict=True):
            if mapping is None:
                wrong = Unreadable(piece.line, 1, QuarantineReason.FIELD_MISSING, piece.text, {}, piece.key)
                return OrderRead(None, (), (wrong,))
        rows = [
            (piece, said_by(mapping, each))
            for piece, mapping, each in zip(pieces, mappings, cells, strict=True)
            if mapping is not None
        ]
        known = next((mapping for mapping in mappings if mapping is not None), None)
        return OrderRows(self.channel, known, rows, self.zone).read() if known else OrderRead(None)

    def _is_header(self, cells: Sequence[str]) -> bool:
        named = [cell for cell in cells if cell.strip()]
        return any(mapping.fits(named) for mapping in self.mappings) or looks_like_headers(named)

    def _of_cells(self, cells: dict[str, str]) -> TableMapping | None:
        return self._mapping([name for name in cells if name != SURPLUS])

    def _mapping(self, headers: Sequence[str]) -> TableMapping | None:
        """What was said of a table with these headers, else what they plainly mean; None where neither is."""
        for mapping in self.mappings:
            if mapping.fits(headers):
                return mapping
        plain = guessed(headers)
        return None if plain.missing else plain
