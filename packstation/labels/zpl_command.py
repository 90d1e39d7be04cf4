"""What stands on a label of ours, command by command, in dots from its top left corner."""

from __future__ import annotations

from packstation.domain.value import value
from packstation.labels.code128 import Code128


@value
class Comment:
    """A note that prints nothing, and where it stands in the data (`^FX` up to and including its `^FS`)."""

    text: str
    start: int
    end: int


@value
class TextField:
    """A line of text in the printer's own font, `height` dots high."""

    left: int
    top: int
    height: int
    text: str


@value
class BarcodeField:
    """A Code 128, `module` dots to its narrowest bar."""

    left: int
    top: int
    height: int
    module: int
    code: Code128


@value
class BoxField:
    """A rectangle's outline, `thickness` dots; filled where that is half its size or more."""

    left: int
    top: int
    width: int
    height: int
    thickness: int


@value
class GraphicField:
    """A bitmap, a set bit is black."""

    left: int
    top: int
    row_bytes: int
    bitmap: bytes


Command = Comment | TextField | BarcodeField | BoxField | GraphicField


@value
class ZplLabel:
    """One label: its paper in dots and what is put on it, in order."""

    width: int
    length: int
    commands: tuple[Command, ...]
