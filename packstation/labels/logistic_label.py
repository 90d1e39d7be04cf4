"""The logistic label: 4 by 6 inches for the carrier, the consignee and a tired packer.

What comes from an order is drawn as bitmaps, so every script prints and nothing in it can command a
printer; the barcode is the printer's own, so its bars are exact. Layout after the GS1 Logistic Label
Guideline: addresses above, facts in the middle, SSCC in the lowest part. Not tested on real hardware.
"""

from __future__ import annotations

import re
from pathlib import Path

from packstation.domain.gtin import has_check_digit
from packstation.domain.label import LabelContent, Plate
from packstation.labels.code128 import QUIET_MODULES, Code128
from packstation.labels.template import dots
from packstation.labels.zone_painter import ZonePainter
from packstation.labels.zpl import ZplWriter
from packstation.labels.zpl_command import Comment
from packstation.labels.zpl_reader import read_label

RESOLUTIONS_DPI = (203, 300)

_DEMO = "DEMO - NOT A SHIPMENT"
_IS_COPY = "COPY"
_SSCC = re.compile("00[0-9]{18}")
_COPY_AREA = re.compile(r"COPY AREA (\d+) (\d+) (\d+) (\d+)")


class LogisticLabelWriter:
    """Writes logistic labels as ZPL for printers of one resolution.

    `resources` is the folder with `fonts` and `labels`. The first label costs some 0.1 s more than the
    next ones, for the font's sake, and the first of an order some milliseconds more, for its address: draw
    one that nobody prints before that would be felt.
    """

    def __init__(self, resources: Path, dpi: int = 203) -> None:
        if dpi not in RESOLUTIONS_DPI:
            raise ValueError(f"label printers of {RESOLUTIONS_DPI} dots an inch, not {dpi}")
        self._dpi = dpi
        self._painter = ZonePainter(resources, "logistic-4x6.toml", dpi)

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label.

        Raises ValueError for a plate that no scanner could give back: an SSCC with a wrong check digit,
        letters a label's barcode does not hold, too long for the paper.
        """
        template, dpi = self._painter.template, self._dpi
        zpl = ZplWriter()
        zpl.comment("COPY AREA {} {} {} {}".format(*template.copy.place(dpi)))
        zpl.put(self._painter.printed)
        zpl.put(self._painter.block("ship_from", content.ship_from))
        self._barcode(zpl, content.plate)
        self._texts(zpl, content)
        return zpl.label(dots(template.width, dpi), dots(template.length, dpi))

    def as_copy(self, data: bytes) -> bytes:
        """The same label, marked COPY in the area its first print left empty; a copy stays as it is.

        The area stands in the data itself, so labels written under another template or resolution are
        marked where they have room. Raises ValueError for bytes that are no label of ours.
        """
        comments = [command for command in read_label(data).commands if isinstance(command, Comment)]
        if any(comment.text == _IS_COPY for comment in comments):
            return data
        for comment in comments:
            area = _COPY_AREA.fullmatch(comment.text)
            if area is not None:
                return data[: comment.start] + self._mark(*map(int, area.groups())) + data[comment.end :]
        raise ValueError("this label has no area for the word COPY")

    def _barcode(self, zpl: ZplWriter, plate: Plate) -> None:
        if plate.is_sscc and not (_SSCC.fullmatch(plate.code) and has_check_digit(plate.number)):
            raise ValueError(f"no SSCC: {plate.code!r}")
        code = Code128(plate.code, is_gs1=plate.is_sscc)
        area, paper = self._painter.template.barcode, dots(self._painter.template.width, self._dpi)
        room = paper // (code.width_modules + 2 * QUIET_MODULES)
        module = min(room, dots(area.module, self._dpi))
        if module < dots(area.narrowest, self._dpi):
            raise ValueError(f"too long for the label's barcode: {plate.code!r}")
        left = (paper - module * code.width_modules) // 2
        zpl.code128(left, dots(area.top, self._dpi), dots(area.height, self._dpi), module, code)

    def _texts(self, zpl: ZplWriter, content: LabelContent) -> None:
        plate, painter = content.plate, self._painter
        zpl.put(painter.block("ship_to_demo" if content.demo else "ship_to", content.ship_to))
        zpl.put(painter.block("carrier", (content.carrier,)))
        zpl.put(painter.line("order", content.order_number))
        zpl.put(painter.line("carton", str(content.carton_number)))
        zpl.put(painter.line("units", str(content.units)))
        zpl.put(painter.line("gross", _kilograms(content.gross_grams)))
        zpl.put(painter.line("last_four", plate.number[-4:]))
        readable = f"(00) {plate.number}" if plate.is_sscc else plate.number
        zpl.put(painter.line("human_readable", readable))
        if content.demo:
            zpl.put(painter.banner("demo", _DEMO))

    def _mark(self, left: int, top: int, width: int, height: int) -> bytes:
        zpl = ZplWriter()
        zpl.comment(_IS_COPY)
        zpl.put(self._painter.stamp(left, top, width, height, _IS_COPY))
        return zpl.fields


def _kilograms(grams: int | None) -> str:
    """Kilograms with three decimals; a dash where nothing was weighed, never a made-up number."""
    return "-" if grams is None else f"{grams // 1000}.{grams % 1000:03d} kg"
