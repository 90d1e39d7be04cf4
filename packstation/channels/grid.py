"""A table as somebody brings it, separated values or a workbook: one header, the rows below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import BinaryIO

from packstation.channels.sheet_xml import Row
from packstation.channels.source import FileFault, unusable
from packstation.channels.table import MOST_COLUMNS, opened_table
from packstation.channels.workbook import Workbook, open_workbook
from packstation.domain.value import value

MOST_TITLE_ROWS = 30
"""So far down a header is looked for: exports have a title, a date, an empty row above it."""
ZIP_MARK = b"PK\x03\x04"

IsHeader = Callable[[Sequence[str]], bool]
_Rows = Iterator[tuple[int, list[str]]]


@value
class Grid:
    """An open table: its columns, each with a name of its own; the rows below, with their line or row number.

    A row is never shorter than the header; what it has beyond belongs to no column.
    """

    columns: tuple[str, ...]
    rows: _Rows


@contextmanager
def opened_grid(source: BinaryIO, is_header: IsHeader) -> Iterator[Grid]:
    """The table in a file: from the first row on that is a header, else from the first that says something.

    Of a workbook it is the first visible sheet with a header, else the first with anything in it. Raises
    Refused(file_unusable).
    """
    source.seek(0)
    begins = source.read(len(ZIP_MARK))
    source.seek(0)
    if begins == ZIP_MARK:
        with open_workbook(source) as book:
            yield _of_workbook(book, is_header)
    else:
        with opened_table(source) as table:
            first = (1, list(table.columns))
            yield _below(chain([first], table.rows()), is_header)


def _of_workbook(book: Workbook, is_header: IsHeader) -> Grid:
    filled: str | None = None
    for sheet in book.sheets:
        above = [cells for _, cells in islice(_listed(book.rows(sheet)), MOST_TITLE_ROWS)]
        if any(map(is_header, above)):
            return _below(_listed(book.rows(sheet)), is_header)
        filled = filled or (sheet if above else None)
    if filled is None:
        raise unusable(FileFault.EMPTY)
    return _below(_listed(book.rows(filled)), is_header)


def _listed(rows: Iterator[Row]) -> _Rows:
    for number, cells in rows:
        last = max(cells)
        if last >= MOST_COLUMNS:
            raise unusable(FileFault.TOO_MANY_COLUMNS)
        yield number, [cells.get(place, "") for place in range(last + 1)]


def _below(rows: _Rows, is_header: IsHeader) -> Grid:
    above = list(islice(rows, MOST_TITLE_ROWS))
    headers = (place for place, (_, cells) in enumerate(above) if is_header(cells))
    at = next(headers, 0)
    columns = _named(above[at][1])
    return Grid(columns, _fitted(chain(above[at + 1 :], rows), len(columns)))


def _fitted(rows: _Rows, width: int) -> _Rows:
    for number, cells in rows:
        short = width - len(cells)
        if short < 0 and not any(cell.strip() for cell in cells[width:]):
            yield number, cells[:width]
        else:
            yield number, cells + [""] * short


def _named(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers without blanks around; one that is there twice, or empty, gets its place as well."""
    last = max((place for place, header in enumerate(headers) if header.strip()), default=-1)
    plain = [" ".join(header.split()) for header in headers[: last + 1]]
    times = Counter(plain)
    return tuple(
        f"{header} [{place}]".strip() if times[header] > 1 or not header else header
        for place, header in enumerate(plain, 1)
    )
