"""A workbook as XLSX: its visible sheets, row by row (ECMA-376, Office Open XML, part 1, 18; part 2: OPC).

Read by ourselves and not by a library: packaging/decisions/0015 says why. Rows come as a stream; only the
texts that cells share are held.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZipFile

from packstation.channels.sheet_cell import PLAIN, CellForms, Style, style_of, whole
from packstation.channels.sheet_xml import Elements, Row, SharedTexts, SheetRows, column_of, row_of
from packstation.channels.source import FileFault, unusable
from packstation.channels.zip_guard import entry, guarded

MOST_SHEETS = 200
MOST_MERGED = 100_000

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_CHUNK_BYTES = 256 * 1024
_OVERLAP_BYTES = 128


class Workbook:
    """An open workbook: `sheets` are the names of those that a person sees, in order."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._main = self._target_of("", "officeDocument")
        known = Elements("sheet", "workbookPr")
        known.read(entry(archive, self._main))
        paths = self._targets(self._main)
        self._sheets = {
            facts.get("name", ""): paths[facts["id"]]
            for _, name, facts in known.found[: MOST_SHEETS + 1]
            if name == "sheet" and facts.get("state", "visible") == "visible" and facts.get("id") in paths
        }
        from_1904 = any(
            facts.get("date1904") in {"1", "true"} for _, name, facts in known.found if name == "workbookPr"
        )
        self._forms = CellForms(self._styles(), from_1904)
        self._texts = self._shared_texts()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the visible sheets."""
        return tuple(self._sheets)

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that are not empty. A cell that spans rows says the same in each of them."""
        path = self._sheets[sheet]
        if path not in self._names:
            raise unusable(FileFault.BROKEN_ARCHIVE)
        spans = _spans(self._archive, path)
        above: dict[int, tuple[int, str]] = {}
        with entry(self._archive, path) as part:
            for number, cells in SheetRows(self._texts, self._forms).rows(part):
                for column, ranges in spans.items():
                    _fill(column, ranges, number, cells, above)
                yield number, cells

    def _styles(self) -> tuple[Style, ...]:
        path = self._named("styles")
        if path is None:
            return (PLAIN,)
        known = Elements("numFmt", "xf")
        known.read(entry(self._archive, path))
        custom = {
            whole(facts.get("numFmtId", "")): facts.get("formatCode", "")
            for _, name, facts in known.found
            if name == "numFmt"
        }
        ids = (facts.get("numFmtId", "") for parent, _, facts in known.found if parent == "cellXfs")
        return tuple(style_of(whole(one), custom) for one in ids)

    def _shared_texts(self) -> SharedTexts:
        texts, path = SharedTexts(), self._named("sharedStrings")
        if path is not None:
            texts.read(entry(self._archive, path))
        return texts

    def _named(self, kind: str) -> str | None:
        """The path of the workbook's one part of that kind, or None."""
        found = [path for path, of_kind in self._relations(self._main).values() if of_kind == kind]
        return found[0] if found and found[0] in self._names else None

    def _target_of(self, part: str, kind: str) -> str:
        for path, of_kind in self._relations(part).values():
            if of_kind == kind and path in self._names:
                return path
        raise unusable(FileFault.NOT_A_TABLE)

    def _targets(self, part: str) -> dict[str, str]:
        return {name: path for name, (path, kind) in self._relations(part).items() if kind == "worksheet"}

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By name: the path and the kind of the parts another one leads to (OPC, 9.3)."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return {}
        known = Elements("Relationship")
        known.read(entry(self._archive, path))
        return {
            facts.get("Id", ""): (
                posixpath.normpath(posixpath.join("/", folder, facts.get("Target", ""))).lstrip("/"),
                facts.get("Type", "").rpartition("/")[2],
            )
            for _, _, facts in known.found
            if facts.get("TargetMode") != "External"
        }


@contextmanager
def open_workbook(source: BinaryIO) -> Iterator[Workbook]:
    """The workbook. Refused(file_unusable): no workbook, broken, encrypted, or made to do harm."""
    with guarded(source) as archive:
        yield Workbook(archive)


_Ranges = tuple[list[int], list[int]]
"""First and last rows of the cells of one column that span rows, in order."""


def _spans(archive: ZipFile, path: str) -> dict[int, _Ranges]:
    """Which cells span rows: it stands behind the rows, so the sheet is looked through once before."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    merged, kept = 0, b""
    with entry(archive, path) as part:
        while chunk := part.read(_CHUNK_BYTES):
            window = kept + chunk
            for one in _MERGED.finditer(window):
                first, last = one[1].decode(), one[2].decode()
                if row_of(last) > row_of(first):
                    found[column_of(first)].add((row_of(first), row_of(last)))
                    merged += 1
            if merged > MOST_MERGED:
                raise unusable(FileFault.TOO_LARGE)
            kept = window[-_OVERLAP_BYTES:]
    spans = {column: sorted(ranges) for column, ranges in found.items()}
    return {
        column: ([first for first, _ in ranges], [last for _, last in ranges])
        for column, ranges in spans.items()
    }


def _fill(
    column: int, ranges: _Ranges, number: int, cells: dict[int, str], above: dict[int, tuple[int, str]]
) -> None:
    firsts, lasts = ranges
    place = bisect_right(firsts, number) - 1
    if place < 0 or number > lasts[place]:
        return
    if number == firsts[place]:
        above[column] = (firsts[place], cells.get(column, ""))
    elif column in above and above[column][0] == firsts[place] and above[column][1]:
        cells.setdefault(column, above[column][1])
