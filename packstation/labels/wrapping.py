"""Where a line of an address may be broken, and into which rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from packstation.domain.value import value

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONGEST_WORD = 28
"""A longer run of letters is broken anywhere: better than type nobody can read."""


@value
class Piece:
    """A part of a line that is never broken, with the space behind it, and its width without that space."""

    text: str
    width: float
    space: float


@value
class Row:
    """What stands side by side."""

    text: str
    width: float


def pieces(text: str) -> Iterator[str]:
    """The parts of a line: it may be broken after a space, a hyphen, a stroke, and any Chinese character."""
    piece = ""
    for letter in text:
        piece += letter
        wide = unicodedata.east_asian_width(letter) in {"F", "W"}
        if letter in " -/" or wide or len(piece) >= LONGEST_WORD:
            yield piece
            piece = ""
    if piece:
        yield piece


def wrap(line: Iterable[Piece], width: float) -> Iterator[Row]:
    """The rows of one line. A piece wider than `width` gets a row of its own."""
    text, used, space = "", 0.0, 0.0
    for piece in line:
        if text and used + space + piece.width > width:
            yield Row(text.rstrip(), used)
            text, used, space = "", 0.0, 0.0
        text, used, space = text + piece.text, used + space + piece.width, piece.space
    yield Row(text.rstrip(), used)


def shorten(lines: list[list[str]], room: int) -> list[str]:
    """The rows of all lines, at most `room` of them; `…` stands where something is missing.

    The line with the most rows gives first, so that a long name never costs the postcode. Where there are
    more lines than room, those before the last go: the last is the country.
    """
    kept = [list(rows) for rows in lines]
    while sum(map(len, kept)) > room:
        longest = max(kept, key=len)
        if len(longest) == 1:
            rows = [row for line in kept for row in line]
            return [*rows[: max(0, room - 2)], ELLIPSIS, rows[-1]][-room:]
        longest[-2:] = [longest[-2] + ELLIPSIS]
    return [row for line in kept for row in line]
