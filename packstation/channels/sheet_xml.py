"""The parts of a workbook, read as streams of XML: texts, styles, sheets, rows (ECMA-376, part 1, 18).

No part may declare entities: what a document type brings in is refused before anything of it is expanded.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from packstation.channels.sheet_cell import CellForms, whole
from packstation.channels.source import FileFault, unusable

Row = tuple[int, dict[int, str]]
"""The number of a row from 1, and the texts of its cells that are not empty by column from 0."""

MOST_TEXT_BYTES = 96 * 1024 * 1024
MOST_CELL_LETTERS = 32_767
MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
_CHUNK_BYTES = 64 * 1024


class Part:
    """One part as a stream; whoever reads it says what to do with its elements by overriding."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._letters
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._inside: list[str] | None = None
        self._held = 0

    def chunks(self, part: IO[bytes]) -> Iterator[None]:
        """Read on, a chunk at a time. Refused(file_unusable) for what is no XML."""
        try:
            while chunk := part.read(_CHUNK_BYTES):
                self._parser.Parse(chunk, False)
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise unusable(FileFault.BROKEN_ARCHIVE) from error

    def read(self, part: IO[bytes]) -> None:
        """Read all of it."""
        for _ in self.chunks(part):
            pass

    def opened(self, name: str, facts: dict[str, str], /) -> None:
        """An element begins."""

    def closed(self, name: str, text: str, /) -> None:
        """An element ends; `text` is what stood in it where `listen` was asked for."""

    def listen(self) -> None:
        """Keep the letters from here to the end of this element."""
        self._inside, self._held = [], 0

    def _start(self, name: str, facts: dict[str, str]) -> None:
        self.opened(name.rpartition(" ")[2], facts)

    def _end(self, name: str) -> None:
        inside, self._inside = self._inside, None
        self.closed(name.rpartition(" ")[2], "".join(inside) if inside else "")

    def _letters(self, letters: str) -> None:
        if self._inside is not None:
            self._held += len(letters)
            if self._held > MOST_CELL_LETTERS:
                raise unusable(FileFault.TOO_LARGE)
            self._inside.append(letters)


class SharedTexts(Part):
    """The texts that cells share: one long row of bytes, as text objects would cost five times as much."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()
        self._ends = array("Q")
        self._phonetic = False

    def at(self, place: str) -> str:
        """The text with that number; empty where there is none."""
        number = whole(place)
        if number is None or number >= len(self._ends):
            return ""
        begin = self._ends[number - 1] if number else 0
        return self._bytes[begin : self._ends[number]].decode("utf-8", "replace")

    def opened(self, name: str, _facts: dict[str, str], /) -> None:
        """A run of text begins, or its pronunciation, which is not read."""
        if name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self.listen()

    def closed(self, name: str, text: str, /) -> None:
        """A run ends, or all of a text."""
        if name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._bytes += text.encode("utf-8", "replace")
            if len(self._bytes) > MOST_TEXT_BYTES:
                raise unusable(FileFault.TOO_LARGE)
        elif name == "si":
            self._ends.append(len(self._bytes))


class Elements(Part):
    """A small part: the facts of the elements whose names are wanted, each with its parent's name."""

    def __init__(self, *wanted: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self._wanted = frozenset(wanted)
        self._path: list[str] = []

    def opened(self, name: str, facts: dict[str, str], /) -> None:
        """Keep what is wanted."""
        if name in self._wanted:
            local = {key.rpartition(" ")[2]: value for key, value in facts.items()}
            self.found.append((self._path[-1] if self._path else "", name, local))
        self._path.append(name)

    def closed(self, _name: str, _text: str, /) -> None:
        """One step up."""
        self._path.pop()


class SheetRows(Part):
    """The rows of a sheet that are not empty."""

    def __init__(self, texts: SharedTexts, forms: CellForms) -> None:
        super().__init__()
        self._texts = texts
        self._forms = forms
        self._ready: deque[Row] = deque()
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._phonetic = False
        self._value: str | None = None
        self._begin_cell({})

    def rows(self, part: IO[bytes]) -> Iterator[Row]:
        """Row by row; memory does not grow with the sheet."""
        for _ in self.chunks(part):
            while self._ready:
                yield self._ready.popleft()

    def opened(self, name: str, facts: dict[str, str], /) -> None:
        """A row, a cell or something in it begins."""
        if name == "c":
            self._begin_cell(facts)
        elif name == "v" or (name == "t" and not self._phonetic):
            self.listen()
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(facts.get("r", ""))
        elif name == "rPh":
            self._phonetic = True

    def closed(self, name: str, text: str, /) -> None:
        """A value, a cell or a row ends."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._value = (self._value or "") + text
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            self._ready.append((self._number, self._cells))
        elif name == "rPh":
            self._phonetic = False

    def _begin_row(self, number: str) -> None:
        said = whole(number)
        self._number = self._number + 1 if said is None else said
        if self._number > MOST_ROWS:
            raise unusable(FileFault.TOO_LARGE)
        self._cells, self._column = {}, -1

    def _begin_cell(self, facts: dict[str, str]) -> None:
        place = facts.get("r", "")
        self._column = column_of(place) if place else self._column + 1
        self._kind, self._style = facts.get("t", "n"), facts.get("s", "0")
        self._value = None
        self._formula = False

    def _end_cell(self) -> None:
        if self._kind == "s":
            text = self._texts.at((self._value or "").strip())
        else:
            text = self._forms.text(self._kind, self._value, self._style, formula=self._formula)
        if text and 0 <= self._column < MOST_COLUMNS:
            self._cells[self._column] = text


def column_of(place: str) -> int:
    """The column from 0 of a cell's place: 28 for AC7."""
    column = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        column = min(column * 26 + ord(letter) - 64, MOST_COLUMNS + 1)
    return column - 1


def row_of(place: str) -> int:
    """The row from 1 of a cell's place; 0 where it names none."""
    return whole(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) or 0


def _refuse_doctype(*_declared: object) -> None:
    raise unusable(FileFault.HARMFUL_ARCHIVE)
