"""The command card of a bench: every command with its word, its key, what it does, and its barcode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packstation.labels.lettering import Lettering
from packstation.labels.paper.sheet import HEIGHT, MARGIN, QUIET_MODULES, RIGHT, Bars, Sheet

WIDEST_MODULE = 7
"""Dots, 0.59 mm: such bars are read from an arm's length, and from the wall behind the bench."""
BARS_HEIGHT = 210
"""18 mm: a scanner held aslant by a glove still crosses every bar."""

_TITLE, _WORD, _KEY, _SMALL = 100, 76, 46, 42
_ROOM = RIGHT - MARGIN
_GROUP_HEIGHT, _ENTRY_HEIGHT = 100, 430
_FOOT = HEIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """One command in the words of its bench; `code` is the text of its barcode."""

    word: str
    key: str
    explanation: str
    code: str


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands that are looked for in one place."""

    title: str
    entries: tuple[CommandEntry, ...]


@dataclass(frozen=True, slots=True)
class CommandCard:
    """The whole card. `footer` says whose it is."""

    title: str
    footer: str
    groups: tuple[CommandGroup, ...]


def draw_card(card: CommandCard, fonts: Path) -> Iterator[Sheet]:
    """The sheets of a card, one unless there are more commands than one holds.

    ValueError for a code too long for the sheet: a bug, because we make them.
    """
    lettering = Lettering(fonts)
    module = min(_module(entry.code) for group in card.groups for entry in group.entries)
    sheet, top = _begin(card, lettering)
    for group in card.groups:
        for place, entry in enumerate(group.entries):
            needed = _ENTRY_HEIGHT + (_GROUP_HEIGHT if place == 0 else 0)
            if top + needed > _FOOT - 60:
                yield sheet
                sheet, top = _begin(card, lettering)
            if place == 0:
                top = _put_group(sheet, top, group.title)
            top = _put_entry(sheet, top, entry, module)
    yield sheet


def _module(code: str) -> int:
    bars = Bars.of(code)
    module = bars.dots_a_module(_ROOM, WIDEST_MODULE) if bars else 0
    if not module:
        raise ValueError(f"no room for the bars of {len(code)} letters")
    return module


def _begin(card: CommandCard, lettering: Lettering) -> tuple[Sheet, int]:
    sheet = Sheet(lettering)
    sheet.line(MARGIN, MARGIN + _TITLE, card.title, _TITLE, width=_ROOM, bold=True)
    sheet.line(MARGIN, _FOOT, card.footer, _SMALL, width=_ROOM)
    return sheet, MARGIN + _TITLE + 50


def _put_group(sheet: Sheet, top: int, title: str) -> int:
    sheet.rule(top, 5)
    sheet.line(MARGIN, top + 64, title, 50, width=_ROOM)
    return top + _GROUP_HEIGHT


def _put_entry(sheet: Sheet, top: int, entry: CommandEntry, module: int) -> int:
    """Words above their bars, so that nobody takes the code of the neighbour."""
    baseline = top + _WORD
    end = sheet.line(MARGIN, baseline, entry.word, _WORD, width=640, bold=True)
    end = max(sheet.keycap(end + 40, baseline - 8, entry.key, _KEY) + 50, MARGIN + 700)
    rows = sheet.rows(entry.explanation, _SMALL, width=RIGHT - end)[:2]
    pitch = _SMALL + 10
    sheet.column(end, baseline - 8 - (len(rows) - 1) * pitch // 2, rows, _SMALL, pitch)
    bars = Bars.of(entry.code)
    if bars is not None:
        sheet.bars(MARGIN + QUIET_MODULES * module, top + _WORD + 50, bars, module, BARS_HEIGHT)
    return top + _ENTRY_HEIGHT
