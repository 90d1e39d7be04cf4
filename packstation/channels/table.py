"""A table of separated values: its columns by name, its rows with the line each begins in.

Separator and quoting are found out by the header line: comma, semicolon, tabulator or bar; a sheet's own
`sep=;` line before it is heeded. Names are compared without regard to case and to blanks around or doubled.
Quoted cells may hold line ends. Sources: RFC 4180; Python's `csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, TextIO

from packstation.channels.source import FileFault, mended, opened, unusable

MOST_COLUMNS = 1_000
MOST_ROW_LETTERS = 2_000_000
"""What one row with all its line ends may hold. A single cell: the csv module's own limit, 131,072."""

_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"?')
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\xad"))


def column_key(name: str) -> str:
    """A column's name as it is compared: no blanks around or doubled, no marks nobody sees, no case."""
    return " ".join(name.translate(_UNSEEN).split()).casefold()


@dataclass(slots=True, eq=False)
class Table:
    """An open table: `columns` as the file calls them, `separator` as it was found.

    `width` is the number of columns.
    """

    columns: tuple[str, ...]
    separator: str
    _reader: Iterator[list[str]]
    _feed: _Feed
    _places: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {}
        for place, name in enumerate(self.columns):
            if key := column_key(name):
                self._places.setdefault(key, []).append(place)

    @property
    def width(self) -> int:
        """How many columns the header names."""
        return len(self.columns)

    def place(self, name: str) -> int | None:
        """Where a column stands in each row, None where there is none.

        Refused(file_unusable, why=column_twice) where two bear that name: nobody knows which one counts.
        """
        places = self._places.get(column_key(name), [])
        if len(places) > 1:
            raise unusable(FileFault.COLUMN_TWICE, column=name)
        return places[0] if places else None

    def needed(self, name: str) -> int:
        """As `place`, for a column without which nothing can be read. Refused where it is missing."""
        place = self.place(name)
        if place is None:
            raise unusable(FileFault.COLUMN_MISSING, column=name)
        return place

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether a row repeats the header, as where exports were joined end to end."""
        return tuple(map(column_key, cells)) == tuple(map(column_key, self.columns))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header: the line it begins in (from 1) and its cells; blank rows too.

        A row is never shorter than `width`: what is missing is blank. It is longer where surplus cells say
        something: they belong to no column. Refused where a quotation mark is never closed.
        """
        width, feed, reader = self.width, self._feed, self._reader
        line = feed.lines + 1
        try:
            for cells in reader:
                if feed.ended:
                    break
                feed.letters = 0
                yield line, cells if len(cells) == width else _fitted(cells, width)
                line = feed.lines + 1
            else:
                return
        except csv.Error as error:
            raise unusable(FileFault.QUOTE_OPEN, line=line) from error
        raise unusable(FileFault.QUOTE_OPEN, line=line)


@contextmanager
def opened_table(source: BinaryIO) -> Iterator[Table]:
    """The table in a file (see `source.opened`), its header read. Refused(file_unusable) without one."""
    with opened(source) as (text, letters):
        feed = _Feed(text, mend=letters.twice)
        separator, first = _header_line(feed)
        line = feed.lines
        reader = csv.reader(chain((first,), feed), delimiter=separator)
        columns = _header(reader, feed, line)
        if len(columns) > MOST_COLUMNS:
            raise unusable(FileFault.TOO_MANY_COLUMNS)
        yield Table(tuple(name.translate(_UNSEEN).strip() for name in columns), separator, reader, feed)


def column_names(head: str) -> frozenset[str]:
    """The names in the header of a table that begins so, as `column_key` has them; to recognise it by."""
    lines = [line for line in head[:MOST_ROW_LETTERS].splitlines() if line.strip()]
    if lines and _SEPARATOR_LINE.fullmatch(lines[0]):
        lines = lines[1:]
    if not lines:
        return frozenset()
    row = next(csv.reader(lines, delimiter=separator_of(lines[0])), [])
    return frozenset(filter(None, map(column_key, row)))


def separator_of(header: str) -> str:
    """What stands between the cells of a header line: the separator met most often outside quotes."""
    bare = _QUOTED.sub("", header)
    return max(_SEPARATORS, key=bare.count)


def _header_line(feed: _Feed) -> tuple[str, str]:
    """The separator and the first line that is not blank."""
    separator = ""
    for line in feed:
        mark = _SEPARATOR_LINE.fullmatch(line)
        if mark is not None and not separator:
            separator = mark[1]
        elif line.strip():
            return separator or separator_of(line), line
    raise unusable(FileFault.EMPTY)


def _fitted(cells: list[str], width: int) -> list[str]:
    if len(cells) < width:
        return cells + [""] * (width - len(cells))
    return cells if any(cell.strip() for cell in cells[width:]) else cells[:width]


def _header(reader: Iterator[list[str]], feed: _Feed, line: int) -> list[str]:
    """The header itself. Refused where a quotation mark is never closed."""
    try:
        columns = next(reader, [])
    except csv.Error as error:
        raise unusable(FileFault.QUOTE_OPEN, line=line) from error
    if feed.ended:
        raise unusable(FileFault.QUOTE_OPEN, line=line)
    feed.letters = 0
    return columns


class _Feed:
    """A file's lines for the csv reader: counted, mended, and never more of them in one row than fits.

    `letters` are those of the row that is read; whoever has it begins anew. `ended` tells that a row, or the
    file, ended with the last line.
    """

    def __init__(self, text: TextIO, *, mend: bool) -> None:
        self._lines = self._read(text, mend=mend)
        self.lines = self.letters = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def _read(self, text: TextIO, *, mend: bool) -> Iterator[str]:
        for line in text:
            self.lines += 1
            self.letters += len(line)
            if self.letters > MOST_ROW_LETTERS:
                raise unusable(FileFault.LINE_TOO_LONG, line=self.lines)
            yield mended(line) if mend and not line.isascii() else line
        self.ended = True
