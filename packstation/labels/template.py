"""A label's template: where things stand on its paper, read from a TOML file under resources/labels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from packstation.domain.value import value


def dots(inches: float, dpi: int) -> int:
    """A length on paper in printer dots. Printers of "300 dpi" have 11.8 dots a millimetre, not 12."""
    return round(inches * dpi)


@value
class Frame:
    """The room for a text in printer dots, and the sizes of type (em) it may have."""

    width: int
    height: int
    largest: int
    smallest: int
    bold: bool = False
    centred: bool = False


@value
class Area:
    """A rectangle on the paper, in inches."""

    left: float
    top: float
    width: float
    height: float

    def place(self, dpi: int) -> tuple[int, int, int, int]:
        """Left, top, width and height in printer dots."""
        return dots(self.left, dpi), dots(self.top, dpi), dots(self.width, dpi), dots(self.height, dpi)


@value
class Zone(Area):
    """A place for text: its type shrinks from `largest` to `smallest` (em, inches) until the text fits."""

    largest: float
    smallest: float
    bold: bool = False
    centred: bool = False

    def frame(self, dpi: int) -> Frame:
        """The zone on a printer's dots."""
        _, _, width, height = self.place(dpi)
        return Frame(
            width, height, dots(self.largest, dpi), dots(self.smallest, dpi), self.bold, self.centred
        )


@value
class Title:
    """A fixed word in the printer's own font."""

    text: str
    left: float
    top: float
    height: float


@value
class BarcodeArea:
    """The barcode, centred across the paper; its bars `module` wide, down to `narrowest` for long texts."""

    top: float
    height: float
    module: float
    narrowest: float


@value
class Template:
    """One kind of label on one size of paper."""

    width: float
    length: float
    titles: tuple[Title, ...]
    lines: tuple[Area, ...]
    zones: dict[str, Zone]
    barcode: BarcodeArea
    copy: Area

    @classmethod
    def load(cls, path: Path) -> Template:
        """The template in a file we ship. A file that does not fit raises KeyError or TypeError: our bug."""
        document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            width=document["paper"]["width"],
            length=document["paper"]["length"],
            titles=tuple(Title(**title) for title in document["title"]),
            lines=tuple(Area(**line) for line in document["line"]),
            zones={name: Zone(**zone) for name, zone in document["zone"].items()},
            barcode=BarcodeArea(**document["barcode"]),
            copy=Area(**document["copy"]),
        )
