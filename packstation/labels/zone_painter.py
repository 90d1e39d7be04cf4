"""Draws texts into the zones of a label's template, and remembers what it drew last.

The next carton of an order has the same address, most labels the same few words and small numbers; and what
is known of a label before its carton is closed can be drawn by then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from packstation.labels.template import Frame, Template, dots
from packstation.labels.zpl import ZplWriter

if TYPE_CHECKING:
    from packstation.labels.lettering import Bitmap, Lettering

_Way = Callable[["Lettering", tuple[str, ...], Frame], "Bitmap"]

REMEMBERED = 128
"""So many drawn texts are kept, of some kilobytes at most: those of ten labels or more."""


class ZonePainter:
    """The texts of one kind of label as fields of its data, for printers of one resolution.

    `resources` is the folder with `fonts` and `labels`. The first text costs some 0.1 s more than the next
    ones, for the font's sake.
    """

    def __init__(self, resources: Path, template: str, dpi: int) -> None:
        self._resources = resources
        self._file = template
        self._dpi = dpi
        self._drawing = Lock()
        self._remembered = lru_cache(REMEMBERED)(self._drawn)

    @cached_property
    def template(self) -> Template:
        """Where things stand on the paper."""
        return Template.load(self._resources / "labels" / self._file)

    @cached_property
    def printed(self) -> bytes:
        """What stands on every label: lines and titles."""
        zpl, dpi = ZplWriter(), self._dpi
        for line in self.template.lines:
            zpl.line(*line.place(dpi))
        for title in self.template.titles:
            left, top, height = (dots(inches, dpi) for inches in (title.left, title.top, title.height))
            zpl.text(left, top, height, title.text)
        return zpl.fields

    def line(self, zone: str, text: str) -> bytes:
        """One line in a zone; what is too long ends in `…`."""
        return self._field(_line, zone, (text,))

    def block(self, zone: str, lines: tuple[str, ...]) -> bytes:
        """Lines below each other in a zone; a text is rather broken into rows than cut."""
        return self._field(_block, zone, lines)

    def banner(self, zone: str, text: str) -> bytes:
        """One line in white on a zone that is black."""
        return self._field(_banner, zone, (text,))

    def stamp(self, left: int, top: int, width: int, height: int, text: str) -> bytes:
        """One word in white that fills a black rectangle, given in dots."""
        frame = Frame(width, height, largest=2 * height, smallest=1, bold=True, centred=True)
        with self._drawing:
            return _placed(left, top, self._lettering.banner(text, frame))

    def _field(self, way: _Way, zone: str, lines: tuple[str, ...]) -> bytes:
        with self._drawing:
            return self._remembered(way, zone, lines)

    def _drawn(self, way: _Way, zone: str, lines: tuple[str, ...]) -> bytes:
        area = self.template.zones[zone]
        left, top, _, _ = area.place(self._dpi)
        return _placed(left, top, way(self._lettering, lines, area.frame(self._dpi)))

    @cached_property
    def _lettering(self) -> Lettering:
        from packstation.labels.lettering import Lettering  # noqa: PLC0415  Pillow waits for the first label

        return Lettering(self._resources / "fonts")


def _line(lettering: Lettering, lines: tuple[str, ...], frame: Frame) -> Bitmap:
    return lettering.line(lines[0], frame)


def _block(lettering: Lettering, lines: tuple[str, ...], frame: Frame) -> Bitmap:
    return lettering.block(lines, frame)


def _banner(lettering: Lettering, lines: tuple[str, ...], frame: Frame) -> Bitmap:
    return lettering.banner(lines[0], frame)


def _placed(left: int, top: int, bitmap: Bitmap) -> bytes:
    zpl = ZplWriter()
    zpl.graphic(left, top, bitmap.row_bytes, bitmap.dots)
    return zpl.fields
