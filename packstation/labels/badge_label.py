"""A badge on the label printer's paper: to be cut out and put into a holder of 100 by 60 mm.

Its barcode is the secret itself, so nothing on the paper spells it out; people tell badges by name and
number. Names are drawn as bitmaps, as on carton labels. Not tested on real hardware.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from packstation.domain.badge import NUMBER_DIGITS, BadgeContent
from packstation.labels.code128 import Code128
from packstation.labels.template import Area, Frame, Template, dots
from packstation.labels.zpl import ZplWriter

if TYPE_CHECKING:
    from packstation.labels.lettering import Bitmap, Lettering

_IS_COPY = "COPY"


class BadgeLabelWriter:
    """Writes badges as ZPL for printers of one resolution.

    `resources` is the folder with `fonts` and `labels`. Used from one thread at a time.
    """

    def __init__(self, resources: Path, dpi: int = 203) -> None:
        self._resources = resources
        self._dpi = dpi

    def write(self, content: BadgeContent) -> bytes:
        """The bytes of one badge; one printed again says COPY."""
        zpl, template, dpi = ZplWriter(), self._template, self._dpi
        for line in template.lines:
            zpl.line(*line.place(dpi))
        for title in template.titles:
            left, top, height = (dots(inches, dpi) for inches in (title.left, title.top, title.height))
            zpl.text(left, top, height, title.text)
        code, area = Code128(content.badge.code), template.barcode
        module = dots(area.module, dpi)
        left = (dots(template.width, dpi) - module * code.width_modules) // 2
        zpl.code128(left, dots(area.top, dpi), dots(area.height, dpi), module, code)
        self._block(zpl, "name", content.name)
        self._line(zpl, "role", content.role)
        self._line(zpl, "place", content.place)
        self._line(zpl, "number", f"{content.badge.number:0{NUMBER_DIGITS}d}")
        if content.again:
            self._mark(zpl)
        return zpl.label(dots(template.width, dpi), dots(template.length, dpi))

    @cached_property
    def _template(self) -> Template:
        return Template.load(self._resources / "labels" / "badge-4x6.toml")

    @cached_property
    def _lettering(self) -> Lettering:
        from packstation.labels.lettering import Lettering  # noqa: PLC0415  Pillow waits for the first badge

        return Lettering(self._resources / "fonts")

    def _line(self, zpl: ZplWriter, name: str, text: str) -> None:
        zone = self._template.zones[name]
        self._draw(zpl, zone, self._lettering.line(text, zone.frame(self._dpi)))

    def _block(self, zpl: ZplWriter, name: str, text: str) -> None:
        """A text that is rather broken into rows than cut."""
        zone = self._template.zones[name]
        self._draw(zpl, zone, self._lettering.block((text,), zone.frame(self._dpi)))

    def _draw(self, zpl: ZplWriter, area: Area, bitmap: Bitmap) -> None:
        left, top, _, _ = area.place(self._dpi)
        zpl.graphic(left, top, bitmap.row_bytes, bitmap.dots)

    def _mark(self, zpl: ZplWriter) -> None:
        area = self._template.copy
        _, _, width, height = area.place(self._dpi)
        frame = Frame(width, height, largest=2 * height, smallest=1, bold=True, centred=True)
        self._draw(zpl, area, self._lettering.banner(_IS_COPY, frame))
