"""The logistic label: 4 by 6 inches for the carrier, the consignee and a tired packer.

What comes from an order is drawn as bitmaps, so every script prints and nothing in it can command a
printer; the barcode is the printer's own, so its bars are exact. Layout after the GS1 Logistic Label
Guideline: addresses above, facts in the middle, SSCC in the lowest part. Not tested on real hardware.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from packstation.domain.gtin import has_check_digit
from packstation.domain.label import LabelContent, Plate
from packstation.labels.code128 import QUIET_MODULES, Code128
from packstation.labels.template import Frame, Template, Zone, dots
from packstation.labels.zpl import ZplWriter
from packstation.labels.zpl_command import Comment
from packstation.labels.zpl_reader import read_label

if TYPE_CHECKING:
    from packstation.labels.lettering import Bitmap, Lettering

RESOLUTIONS_DPI = (203, 300)

_DEMO = "DEMO - NOT A SHIPMENT"
_IS_COPY = "COPY"
_SSCC = re.compile("00[0-9]{18}")
_COPY_AREA = re.compile(r"COPY AREA (\d+) (\d+) (\d+) (\d+)")


class LogisticLabelWriter:
    """Writes logistic labels as ZPL for printers of one resolution.

    `resources` is the folder with `fonts` and `labels`. The first label costs some 0.1 s more than the
    next ones, for the font's sake: draw one that nobody prints where that would be felt.
    """

    def __init__(self, resources: Path, dpi: int = 203) -> None:
        if dpi not in RESOLUTIONS_DPI:
            raise ValueError(f"label printers of {RESOLUTIONS_DPI} dots an inch, not {dpi}")
        self._resources = resources
        self._dpi = dpi
        self._drawing = Lock()
        self._begun: tuple[tuple[str, ...], bytes] = ((), b"")

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label.

        Raises ValueError for a plate that no scanner could give back: an SSCC with a wrong check digit,
        letters a label's barcode does not hold, too long for the paper.
        """
        with self._drawing:
            zpl = ZplWriter(self._same_for_all(content.ship_from))
            self._barcode(zpl, content.plate)
            self._texts(zpl, content)
        return zpl.label(dots(self._template.width, self._dpi), dots(self._template.length, self._dpi))

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
                left, top, width, height = map(int, area.groups())
                return data[: comment.start] + self._mark(left, top, width, height) + data[comment.end :]
        raise ValueError("this label has no area for the word COPY")

    @cached_property
    def _template(self) -> Template:
        return Template.load(self._resources / "labels" / "logistic-4x6.toml")

    @cached_property
    def _lettering(self) -> Lettering:
        from packstation.labels.lettering import Lettering  # noqa: PLC0415  Pillow waits for the first label

        return Lettering(self._resources / "fonts")

    def _same_for_all(self, ship_from: tuple[str, ...]) -> bytes:
        """What stands on every label of a station: lines, titles, sender, and the empty area for COPY."""
        sender, fields = self._begun
        if fields and sender == ship_from:
            return fields
        zpl = ZplWriter()
        zpl.comment("COPY AREA {} {} {} {}".format(*self._template.copy.place(self._dpi)))
        for line in self._template.lines:
            zpl.line(*line.place(self._dpi))
        for title in self._template.titles:
            left, top, height = (dots(inches, self._dpi) for inches in (title.left, title.top, title.height))
            zpl.text(left, top, height, title.text)
        self._block(zpl, "ship_from", ship_from)
        self._begun = (ship_from, zpl.fields)
        return zpl.fields

    def _barcode(self, zpl: ZplWriter, plate: Plate) -> None:
        if plate.is_sscc and not (_SSCC.fullmatch(plate.code) and has_check_digit(plate.number)):
            raise ValueError(f"no SSCC: {plate.code!r}")
        code = Code128(plate.code, is_gs1=plate.is_sscc)
        area, paper = self._template.barcode, dots(self._template.width, self._dpi)
        room = paper // (code.width_modules + 2 * QUIET_MODULES)
        module = min(room, dots(area.module, self._dpi))
        if module < dots(area.narrowest, self._dpi):
            raise ValueError(f"too long for the label's barcode: {plate.code!r}")
        left = (paper - module * code.width_modules) // 2
        zpl.code128(left, dots(area.top, self._dpi), dots(area.height, self._dpi), module, code)

    def _texts(self, zpl: ZplWriter, content: LabelContent) -> None:
        plate = content.plate
        self._block(zpl, "ship_to_demo" if content.demo else "ship_to", content.ship_to)
        self._block(zpl, "carrier", (content.carrier,))
        self._line(zpl, "order", content.order_number)
        self._line(zpl, "carton", str(content.carton_number))
        self._line(zpl, "units", str(content.units))
        self._line(zpl, "gross", _kilograms(content.gross_grams))
        self._line(zpl, "last_four", plate.number[-4:])
        self._line(zpl, "human_readable", f"(00) {plate.number}" if plate.is_sscc else plate.number)
        if content.demo:
            zone = self._template.zones["demo"]
            self._draw(zpl, zone, self._lettering.banner(_DEMO, zone.frame(self._dpi)))

    def _block(self, zpl: ZplWriter, name: str, lines: tuple[str, ...]) -> None:
        zone = self._template.zones[name]
        self._draw(zpl, zone, self._lettering.block(lines, zone.frame(self._dpi)))

    def _line(self, zpl: ZplWriter, name: str, text: str) -> None:
        zone = self._template.zones[name]
        self._draw(zpl, zone, self._lettering.line(text, zone.frame(self._dpi)))

    def _draw(self, zpl: ZplWriter, zone: Zone, bitmap: Bitmap) -> None:
        left, top, _, _ = zone.place(self._dpi)
        zpl.graphic(left, top, bitmap.row_bytes, bitmap.dots)

    def _mark(self, left: int, top: int, width: int, height: int) -> bytes:
        frame = Frame(width, height, largest=2 * height, smallest=1, bold=True, centred=True)
        zpl = ZplWriter()
        zpl.comment(_IS_COPY)
        with self._drawing:
            bitmap = self._lettering.banner(_IS_COPY, frame)
        zpl.graphic(left, top, bitmap.row_bytes, bitmap.dots)
        return zpl.fields


def _kilograms(grams: int | None) -> str:
    """Kilograms with three decimals; a dash where nothing was weighed, never a made-up number."""
    return "-" if grams is None else f"{grams // 1000}.{grams % 1000:03d} kg"
