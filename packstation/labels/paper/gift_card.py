"""The card with a gift message: on a sheet of A4, to be cut out along its frame.

An office printer that is asked for a small sheet stops and waits for one; so the card is as large as a
postcard, the sheet is not. What names the order stands outside the frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from packstation.labels.lettering import LONGEST_LINE, Lettering
from packstation.labels.paper.sheet import HEIGHT, MARGIN, Sheet, broken

WIDTH_DOTS, HEIGHT_DOTS = 1748, 1240
"""148 by 105 mm, a postcard; a longer message gets a taller card."""

_EDGE = 110
_SIZES = range(96, 43, -4)
_NARROW = 0.3
"""Ems of the narrowest letters there are on average: what does not fit even so is not tried."""
_SMALL = 34
_PART = LONGEST_LINE // 2
_TALLEST = HEIGHT - 2 * MARGIN - 120


def draw_card(text: str, foot: str, fonts: Path) -> Iterator[Sheet]:
    """The sheets of one card: one, but for a message longer than a page. `foot` stands below the frame."""
    lettering = Lettering(fonts)
    rows, size = _fitting(text, lettering)
    pitch = size * 4 // 3
    most = (_TALLEST - 2 * _EDGE) // pitch
    for first in range(0, max(1, len(rows)), most):
        yield _card(rows[first : first + most], size, pitch, foot, lettering)


def _fitting(text: str, lettering: Lettering) -> tuple[tuple[str, ...], int]:
    """The message in the largest type with which it fits a postcard, else in the smallest."""
    for size in _SIZES[:-1]:
        if len(text) * _NARROW * size * size <= WIDTH_DOTS * HEIGHT_DOTS:
            rows = _lines(text, size, lettering)
            if len(rows) * (size * 4 // 3) <= HEIGHT_DOTS - 2 * _EDGE:
                return rows, size
    return _lines(text, _SIZES[-1], lettering), _SIZES[-1]


def _lines(text: str, size: int, lettering: Lettering) -> tuple[str, ...]:
    return tuple(row for line in text.strip().splitlines() for row in _rows(line, size, lettering))


def _rows(line: str, size: int, lettering: Lettering) -> Iterator[str]:
    """One line of the message, broken part by part: of a long one `broken` looks at the beginning only."""
    width, text = WIDTH_DOTS - 2 * _EDGE, ""
    for word in line.split():
        for part in (word[start : start + _PART] for start in range(0, len(word), _PART)):
            if len(text) + len(part) >= _PART:
                *rows, text = broken(lettering, text, size, width=width)
                yield from rows
            text = f"{text} {part}" if text else part
    yield from broken(lettering, text, size, width=width)


def _card(rows: tuple[str, ...], size: int, pitch: int, foot: str, lettering: Lettering) -> Sheet:
    sheet = Sheet(lettering)
    needed = len(rows) * pitch
    height = max(HEIGHT_DOTS, needed + 2 * _EDGE)
    sheet.frame(MARGIN, MARGIN, WIDTH_DOTS, height, thickness=2)
    top = MARGIN + (height - needed) // 2
    sheet.column(MARGIN + _EDGE, top + size, rows, size, pitch)
    sheet.line(MARGIN, MARGIN + height + 70, foot, _SMALL, width=WIDTH_DOTS)
    return sheet
