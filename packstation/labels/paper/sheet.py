"""One sheet of A4 at 300 dots an inch, and what can be put on it. Places and sizes are in dots.

Pillow is imported here, so whoever must start quickly imports this module late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from barcode.codex import Code128
from PIL import Image, ImageDraw, ImageFont

from packstation.domain.value import value
from packstation.labels.lettering import Lettering, printable
from packstation.labels.wrapping import ELLIPSIS, Piece, pieces, wrap

R = TypeVar("R")

DPI = 300
WIDTH, HEIGHT = 2480, 3508
MARGIN = 150
"""13 mm: no office printer leaves more white, and a clip or a holed edge hides nothing."""
RIGHT = WIDTH - MARGIN

_PAPER, _INK = 1, 0
_NO_CODE = 42
QUIET_MODULES = 10
_NARROWEST = 2
"""Dots a module, 0.17 mm: finer bars are read by no hand scanner from a sheet of paper."""


@value
class Bars:
    """The bars of a Code 128, `modules` as a row of 1 (dark) and 0."""

    modules: str

    @classmethod
    def of(cls, text: str) -> Bars | None:
        """The bars for a text, or None for one that no Code 128 of printable letters can carry."""
        if not text or not all(" " <= letter <= "~" for letter in text):
            return None
        return cls(Code128(text).build()[0])

    def dots_a_module(self, width: int, widest: int) -> int:
        """The widest module with which bars and quiet zones have room; 0 where none a scanner reads has."""
        fits = min(widest, width // (len(self.modules) + 2 * QUIET_MODULES))
        return fits if fits >= _NARROWEST else 0


class Sheet:
    """An empty sheet to put words and bars on; nothing it is told to write can leave its column."""

    def __init__(self, lettering: Lettering) -> None:
        self.picture = Image.new("1", (WIDTH, HEIGHT), _PAPER)
        self._draw = ImageDraw.Draw(self.picture)
        self._lettering = lettering

    def line(self, left: int, baseline: int, text: str, size: int, *, width: int, bold: bool = False) -> int:
        """One line of words, smaller where it is too long and cut where half the size is; where it ends."""
        text = printable(text)
        font = self._lettering.font(size, bold=bold)
        for smaller in range(size, size // 2, -2):
            font = self._lettering.font(smaller, bold=bold)
            if font.getlength(text) <= width:
                break
        text = _cut(text, font, width)
        self._draw.text((left, baseline), text, fill=_INK, font=font, anchor="ls")
        return left + round(font.getlength(text))

    def line_up_to(self, right: int, baseline: int, text: str, size: int, *, bold: bool = False) -> None:
        """One line of words that ends at `right`."""
        font = self._lettering.font(size, bold=bold)
        self._draw.text((right, baseline), printable(text), fill=_INK, font=font, anchor="rs")

    def length(self, text: str, size: int) -> float:
        """How long a line of bold words is."""
        return self._lettering.font(size, bold=True).getlength(printable(text))

    def rows(self, text: str, size: int, *, width: int, bold: bool = False) -> tuple[str, ...]:
        """The rows of type of this size into which a text is broken, as `broken` says."""
        return broken(self._lettering, text, size, width=width, bold=bold)

    def column(
        self, left: int, baseline: int, rows: tuple[str, ...], size: int, pitch: int, *, bold: bool = False
    ) -> None:
        """Rows below each other, `pitch` apart."""
        font = self._lettering.font(size, bold=bold)
        for place, row in enumerate(rows):
            self._draw.text((left, baseline + place * pitch), row, fill=_INK, font=font, anchor="ls")

    def bars(self, left: int, top: int, bars: Bars, module: int, height: int) -> None:
        """A barcode whose first bar begins at `left`; its quiet zones are for the caller to leave."""
        for place, dark in enumerate(bars.modules):
            if dark == "1":
                edge = left + place * module
                self.picture.paste(_INK, (edge, top, edge + module, top + height))

    def rule(self, top: int, thickness: int = 3) -> None:
        """A line from margin to margin."""
        self.picture.paste(_INK, (MARGIN, top, RIGHT, top + thickness))

    def stroke(self, left: int, top: int, width: int) -> None:
        """A line to write on."""
        self.picture.paste(_INK, (left, top, left + width, top + 4))

    def frame(self, left: int, top: int, width: int, height: int, thickness: int = 6) -> None:
        """An empty box: a tick goes in, or the name of a key."""
        self._draw.rectangle((left, top, left + width, top + height), outline=_INK, width=thickness)

    def keycap(self, left: int, baseline: int, key: str, size: int) -> int:
        """The name of a key in the outline of one; where it ends."""
        font = self._lettering.font(size, bold=True)
        width = round(font.getlength(key)) + size
        box = (left, baseline - size - size // 4, left + width, baseline + size // 2 - size // 8)
        self._draw.rounded_rectangle(box, radius=size // 4, outline=_INK, width=5)
        self._draw.text((left + width // 2, baseline), key, fill=_INK, font=font, anchor="ms")
        return left + width


def put_number_bars(sheet: Sheet, number: str, no_code: str, left: int, widest: int, height: int) -> None:
    """An order's number top right, as the start screen reads it; where no barcode can carry it, `no_code`."""
    # The margin is the quiet zone on the right.
    room = RIGHT - left
    bars = Bars.of(number)
    module = bars.dots_a_module(room, widest) if bars else 0
    if bars is None or not module:
        rows = sheet.rows(no_code, _NO_CODE, width=room)
        sheet.column(left, MARGIN + 60, rows, _NO_CODE, _NO_CODE + 12)
        return
    sheet.bars(RIGHT - len(bars.modules) * module, MARGIN, bars, module, height)


def paged(rows: Iterable[R], height: Callable[[R], int], room: int) -> list[list[R]]:
    """The rows a sheet, as many as have room in `room` dots; the next begins where one is full."""
    pages: list[list[R]] = [[]]
    used = 0
    for row in rows:
        if pages[-1] and used + height(row) > room:
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += height(row)
    return pages


def broken(lettering: Lettering, text: str, size: int, *, width: int, bold: bool = False) -> tuple[str, ...]:
    """The rows of type of this size into which a text is broken; none is wider than `width`."""
    font = lettering.font(size, bold=bold)
    text = printable(text)
    if font.getlength(text) <= width:
        return (text,)
    space = font.getlength(" ")
    parts = [part for piece in pieces(text) for part in _narrow(piece, font, width)]
    line = [Piece(part, font.getlength(part.rstrip()), space if part.endswith(" ") else 0) for part in parts]
    return tuple(row.text for row in wrap(line, width))


def _narrow(piece: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """The piece, or parts of it that are no wider than `width`."""
    if font.getlength(piece.rstrip()) <= width:
        yield piece
        return
    part = ""
    for letter in piece:
        if part and font.getlength((part + letter).rstrip()) > width:
            yield part
            part = ""
        part += letter
    yield part


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or as much of its beginning as fits before `…`."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1]
    return text + ELLIPSIS
