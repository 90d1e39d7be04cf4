"""The command card of a bench: every command with its word, its key, what it does, and its barcode.

Digits, numbers and carton types stand in two columns: they are many, and looked at from nearby.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from packstation.domain.value import value
from packstation.labels.lettering import Lettering
from packstation.labels.paper.sheet import HEIGHT, MARGIN, QUIET_MODULES, RIGHT, Bars, Sheet

WIDEST_MODULE = 7
"""Dots, 0.59 mm: such bars are read from an arm's length, and from the wall behind the bench."""
BARS_HEIGHT = 210
"""18 mm: a scanner held aslant by a glove still crosses every bar."""

COMPACT_BARS_HEIGHT = 140
LEAST_COMPACT_MODULE = 3
"""Dots, 0.25 mm: finer than that, a code gets the whole width of the sheet."""

_TITLE, _WORD, _KEY, _SMALL = 100, 76, 46, 42
_ROOM = RIGHT - MARGIN
_GROUP_HEIGHT, _ENTRY_HEIGHT, _NOTE_HEIGHT = 100, 370, 70
_CELL_WORD, _CELL_HEIGHT, _CELL_GAP = 70, 280, 60
_CELL_ROOM = (_ROOM - _CELL_GAP) // 2
_FOOT = HEIGHT - MARGIN


@value
class CommandEntry:
    """One command in the words of its bench; `code` is the text of its barcode."""

    word: str
    key: str
    explanation: str
    code: str


@value
class CommandGroup:
    """Commands that are looked for in one place; `compact` ones in two columns under one `note`."""

    title: str
    entries: tuple[CommandEntry, ...]
    compact: bool = False
    note: str = ""


@value
class CommandCard:
    """The whole card. `footer` says whose it is."""

    title: str
    footer: str
    groups: tuple[CommandGroup, ...]


def draw_card(card: CommandCard, fonts: Path) -> Iterator[Sheet]:
    """The sheets of a card, one unless there are more commands than one holds.

    ValueError for a code that no barcode as wide as the sheet can carry.
    """
    lettering = Lettering(fonts)
    sheet, top = _begin(card, lettering)
    for group in card.groups:
        rows = _rows_of(group)
        for place, (height, put) in enumerate(rows):
            heading = _GROUP_HEIGHT + (_NOTE_HEIGHT if group.note else 0) if place == 0 else 0
            if top + heading + height > _FOOT - 60:
                yield sheet
                sheet, top = _begin(card, lettering)
            if place == 0:
                _put_heading(sheet, top, group)
            put(sheet, top + heading)
            top += heading + height
    yield sheet


_Row = tuple[int, Callable[[Sheet, int], None]]
"""How high a row of entries is, and what puts it on a sheet at a height."""


def _rows_of(group: CommandGroup) -> list[_Row]:
    """The rows of a group, of one entry each or of two."""
    entries = group.entries
    cell = min((_module(entry.code, _CELL_ROOM) for entry in entries), default=0)
    if group.compact and cell >= LEAST_COMPACT_MODULE:
        pairs = [entries[place : place + 2] for place in range(0, len(entries), 2)]
        return [(_CELL_HEIGHT, partial(_put_cells, entries=pair, module=cell)) for pair in pairs]
    module = min((_module(entry.code, _ROOM) for entry in entries), default=0)
    if entries and not module:
        raise ValueError(f"no room for the bars of {max(len(entry.code) for entry in entries)} letters")
    return [(_ENTRY_HEIGHT, partial(_put_entry, entry=entry, module=module)) for entry in entries]


def _module(code: str, room: int) -> int:
    bars = Bars.of(code)
    return bars.dots_a_module(room, WIDEST_MODULE) if bars else 0


def _begin(card: CommandCard, lettering: Lettering) -> tuple[Sheet, int]:
    sheet = Sheet(lettering)
    sheet.line(MARGIN, MARGIN + _TITLE, card.title, _TITLE, width=_ROOM, bold=True)
    sheet.line(MARGIN, _FOOT, card.footer, _SMALL, width=_ROOM)
    return sheet, MARGIN + _TITLE + 50


def _put_heading(sheet: Sheet, top: int, group: CommandGroup) -> None:
    sheet.rule(top, 5)
    sheet.line(MARGIN, top + 64, group.title, 50, width=_ROOM)
    if group.note:
        sheet.line(MARGIN, top + _GROUP_HEIGHT + _SMALL // 2, group.note, _SMALL, width=_ROOM)


def _put_cells(sheet: Sheet, top: int, entries: tuple[CommandEntry, ...], module: int) -> None:
    """Entries side by side, with more white between two codes than a scanner's line strays."""
    for column, entry in enumerate(entries):
        left = MARGIN + column * (_CELL_ROOM + _CELL_GAP)
        sheet.line(left, top + _CELL_WORD, entry.word, _CELL_WORD, width=_CELL_ROOM, bold=True)
        bars = Bars.of(entry.code)
        if bars is not None:
            edge = left + QUIET_MODULES * module
            sheet.bars(edge, top + _CELL_WORD + 30, bars, module, COMPACT_BARS_HEIGHT)


def _put_entry(sheet: Sheet, top: int, entry: CommandEntry, module: int) -> None:
    """Words above their bars, so that nobody takes the code of the neighbour."""
    baseline = top + _WORD
    end = sheet.line(MARGIN, baseline, entry.word, _WORD, width=640, bold=True)
    if entry.key:
        end = sheet.keycap(end + 40, baseline - 8, entry.key, _KEY)
    end = max(end + 50, MARGIN + 700)
    rows = sheet.rows(entry.explanation, _SMALL, width=RIGHT - end)[:2]
    pitch = _SMALL + 10
    sheet.column(end, baseline - 8 - (len(rows) - 1) * pitch // 2, rows, _SMALL, pitch)
    bars = Bars.of(entry.code)
    if bars is not None:
        sheet.bars(MARGIN + QUIET_MODULES * module, top + _WORD + 50, bars, module, BARS_HEIGHT)
