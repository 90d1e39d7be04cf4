"""A badge on the label printer's paper: to be cut out and put into a holder of 100 by 60 mm.

Its barcode is the secret itself, so nothing on the paper spells it out; people tell badges by name and
number. Names are drawn as bitmaps, as on carton labels. Not tested on real hardware.
"""

from __future__ import annotations

from pathlib import Path

from packstation.domain.badge import NUMBER_DIGITS, BadgeContent
from packstation.labels.code128 import Code128
from packstation.labels.template import dots
from packstation.labels.zone_painter import ZonePainter
from packstation.labels.zpl import ZplWriter

_IS_COPY = "COPY"


class BadgeLabelWriter:
    """Writes badges as ZPL for printers of one resolution.

    `resources` is the folder with `fonts` and `labels`.
    """

    def __init__(self, resources: Path, dpi: int = 203) -> None:
        self._dpi = dpi
        self._painter = ZonePainter(resources, "badge-4x6.toml", dpi)

    def write(self, content: BadgeContent) -> bytes:
        """The bytes of one badge; one printed again says COPY."""
        painter, template, dpi = self._painter, self._painter.template, self._dpi
        zpl = ZplWriter()
        zpl.put(painter.printed)
        code, area = Code128(content.badge.code), template.barcode
        module = dots(area.module, dpi)
        left = (dots(template.width, dpi) - module * code.width_modules) // 2
        zpl.code128(left, dots(area.top, dpi), dots(area.height, dpi), module, code)
        zpl.put(painter.block("name", (content.name,)))
        zpl.put(painter.line("role", content.role))
        zpl.put(painter.line("place", content.place))
        zpl.put(painter.line("number", f"{content.badge.number:0{NUMBER_DIGITS}d}"))
        if content.again:
            zpl.put(painter.stamp(*template.copy.place(dpi), _IS_COPY))
        return zpl.label(dots(template.width, dpi), dots(template.length, dpi))
