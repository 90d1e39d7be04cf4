"""The beginning of a table as somebody sees it who is to say what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

from packstation.application.look_at_file import FileKind
from packstation.application.say_columns import TableSeen
from packstation.channels.grid import opened_grid
from packstation.channels.known_headers import guessed, looks_like_headers
from packstation.channels.product_table import is_product_header

ROWS = 60
FEWEST_COLUMNS = 2
"""A single one is a text, line by line."""


def look_at_table(source: BinaryIO) -> TableSeen:
    """Its columns, first rows, and what they most likely mean. Refused(file_unusable)."""
    with opened_grid(source, looks_like_headers) as grid:
        rows = (cells for _, cells in grid.rows if any(map(str.strip, cells)))
        return TableSeen(grid.columns, tuple(map(tuple, islice(rows, ROWS))), guessed(grid.columns))


def table_kind(source: BinaryIO) -> FileKind | None:
    """What a table holds in which no reader finds orders; None where it is no table at all."""

    def is_header(cells: Sequence[str]) -> bool:
        return is_product_header(cells) and not looks_like_headers(cells)

    with opened_grid(source, is_header) as grid:
        if len(grid.columns) < FEWEST_COLUMNS:
            return None
        return FileKind.PRODUCTS if is_header(grid.columns) else FileKind.UNTOLD
