"""Words as bitmaps, in the bundled font: any script it holds prints alike on every printer.

Pillow is imported here, so whoever must start quickly imports this module late.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from packstation.domain.value import value
from packstation.labels.template import Frame
from packstation.labels.wrapping import ELLIPSIS, Piece, pieces, shorten, wrap

LONGEST_LINE = 240
"""Letters of one line that are looked at; no address line a post office takes is longer."""

_GOOD_SIZE = 0.6
"""Type from this part of the largest size on is read from afar; below it, lines are rather broken."""

_SPACE = 0.348
"""Width of a space in ems: that of the bold face, the wider of the two."""

_Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""

_PAPER, _INK = 0, 255
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


@value
class Bitmap:
    """Black and white dots: rows of `row_bytes` bytes, a set bit is black."""

    row_bytes: int
    dots: bytes


def printable(text: str) -> str:
    """The text as one line without anything that steers: controls become spaces, direction marks vanish."""
    if len(text) > LONGEST_LINE:
        text = text[: LONGEST_LINE - 1] + ELLIPSIS
    letters = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    return " ".join("".join(_shown(letter) for letter in letters).split())


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf" and letter not in _JOINERS:
        return ""
    return " " if category in {"Cc", "Zl", "Zp"} else letter


class Lettering:
    """Sets text in the fonts of one folder. Used from one thread at a time."""

    def __init__(self, fonts: Path) -> None:
        self._files = {False: fonts / "DejaVuSans.ttf", True: fonts / "DejaVuSans-Bold.ttf"}
        self._sizes: dict[tuple[bool, int], ImageFont.FreeTypeFont] = {}

    def font(self, size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
        """The font at a size of type in dots."""
        key = (bold, size)
        if key not in self._sizes:
            self._sizes[key] = ImageFont.truetype(self._files[bold], size)
        return self._sizes[key]

    def line(self, text: str, frame: Frame) -> Bitmap:
        """One line, as large as the frame allows; what is too long ends in `…`."""
        return _bitmap(self._line(printable(text), frame))

    def banner(self, text: str, frame: Frame) -> Bitmap:
        """One line in white on a black field that fills the frame."""
        margin = frame.height // 8
        inner = replace(frame, width=frame.width - 2 * margin, height=frame.height - 2 * margin)
        field = Image.new("1", (frame.width, frame.height), _INK)
        field.paste(_PAPER, (margin, margin), self._line(printable(text), inner))
        return _bitmap(field)

    def block(self, lines: tuple[str, ...], frame: Frame) -> Bitmap:
        """Lines below each other, as large as the frame allows; long ones are wrapped where that helps.

        No line touches another, whatever it holds. What has no room in the smallest type gives way to `…`.
        """
        size, rows = self._rows([text for text in map(printable, lines) if text], frame)
        font = self.font(size, bold=frame.bold)
        pitch = self._pitch(size, frame)
        page = Image.new("1", (frame.width, frame.height), _PAPER)
        for place, row in enumerate(rows):
            strip = Image.new("1", (frame.width, pitch), _PAPER)
            text = _cut(row, font, frame.width)
            ImageDraw.Draw(strip).text((0, font.getmetrics()[0]), text, fill=_INK, font=font, anchor="ls")
            page.paste(strip, (0, place * pitch))
        return _bitmap(page)

    def _rows(self, texts: list[str], frame: Frame) -> tuple[int, list[str]]:
        """Size of type and rows: unbroken lines if that leaves type of a good size, else larger."""
        font = self.font(frame.largest, bold=frame.bold)
        whole = [[_piece(text, font)] for text in texts]
        size = self._largest(whole, frame)
        if size >= frame.largest * _GOOD_SIZE:
            return size, texts
        broken = [[_piece(part, font) for part in pieces(text)] for text in texts]
        size = self._largest(broken, frame)
        rows = [[row.text for row in wrap(line, _ems(frame, size))] for line in broken]
        return size, shorten(rows, max(1, frame.height // self._pitch(size, frame)))

    def _largest(self, lines: list[list[Piece]], frame: Frame) -> int:
        """The largest size of type at which the lines have room, or the smallest allowed."""
        low, high = frame.smallest, frame.largest
        while low < high:
            middle = (low + high + 1) // 2
            rows = [row for line in lines for row in wrap(line, _ems(frame, middle))]
            high_enough = len(rows) * self._pitch(middle, frame) <= frame.height
            fits = high_enough and all(row.width <= _ems(frame, middle) for row in rows)
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    def _pitch(self, size: int, frame: Frame) -> int:
        """From one line of a block to the next."""
        return sum(self.font(size, bold=frame.bold).getmetrics())

    def _line(self, text: str, frame: Frame) -> Image.Image:
        font, (left, top, right, bottom) = self._line_font(text, frame)
        if right - left > frame.width:
            text = _cut(text, font, frame.width)
            left, top, right, bottom = _ink(text, font)
        across, down = -left, _baseline(frame)
        if frame.centred:
            across, down = (frame.width - left - right) // 2, (frame.height - top - bottom) // 2
        page = Image.new("1", (frame.width, frame.height), _PAPER)
        ImageDraw.Draw(page).text((across, down), text, fill=_INK, font=font, anchor="ls")
        return page

    def _line_font(self, text: str, frame: Frame) -> tuple[ImageFont.FreeTypeFont, _Box]:
        """The font in the largest size at which the text has room, and the text's box in it."""
        font = self.font(frame.largest, bold=frame.bold)
        box = _ink(text, font)
        room = _room(box, frame)
        size = min(frame.largest, max(frame.smallest, int(frame.largest * room) + 1))
        while room < 1:
            font = self.font(size, bold=frame.bold)
            box = _ink(text, font)
            if size == frame.smallest:
                break
            room = _room(box, frame)
            size -= 1
        return font, box


def _ink(text: str, font: ImageFont.FreeTypeFont) -> _Box:
    """The box of a text, its side bearings included, from where its baseline begins."""
    left, top, right, bottom = font.getbbox(text, mode="1", anchor="ls")
    return min(0, int(left)), int(top), int(right), int(bottom)


def _room(box: _Box, frame: Frame) -> float:
    """By how much the text in the box may be scaled to fill the frame; below 1 it has no room."""
    left, top, right, bottom = box
    across = frame.width / max(1, right - left)
    if frame.centred:
        return min(across, frame.height / max(1, bottom - top))
    above, below = _baseline(frame), frame.height - _baseline(frame)
    return min(across, above / max(1, -top), below / max(1, bottom))


def _piece(text: str, font: ImageFont.FreeTypeFont) -> Piece:
    """The piece with its widths in ems."""
    bare = text.rstrip()
    width = font.getlength(bare, mode="1") / font.size
    return Piece(text, width, _SPACE if bare != text else 0.0)


def _ems(frame: Frame, size: int) -> float:
    """The frame's width in ems; a little less, for letters are set on whole dots."""
    return frame.width / size * 0.98


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or as much of its beginning as fits before `…`."""
    if _width(text, font) <= width:
        return text
    short, long = 0, len(text)
    while short < long:
        middle = (short + long + 1) // 2
        fits = _width(text[:middle] + ELLIPSIS, font) <= width
        short, long = (middle, long) if fits else (short, middle - 1)
    return text[:short] + ELLIPSIS


def _width(text: str, font: ImageFont.FreeTypeFont) -> int:
    left, _, right, _ = _ink(text, font)
    return right - left


def _baseline(frame: Frame) -> int:
    """Where a line that is not centred stands: words side by side share it, whatever their size."""
    return frame.height * 4 // 5


def _bitmap(page: Image.Image) -> Bitmap:
    return Bitmap((page.width + 7) // 8, page.tobytes())
