"""Draws a label of ours from its bytes, dot by dot as the printer would.

Only the small titles differ from paper: they are in the printer's own font, here in the bundled one.
"""

from __future__ import annotations

import io
from pathlib import Path

from barcode.charsets import code128
from PIL import Image, ImageDraw

from packstation.labels.lettering import Lettering
from packstation.labels.zpl_command import BarcodeField, BoxField, Command, GraphicField, TextField
from packstation.labels.zpl_reader import read_label

_PAPER, _INK = 255, 0
_STOP = code128.STOP + "11"


def preview_png(data: bytes, dpi: int, resources: Path) -> bytes:
    """The label in `data` as a black and white PNG, a pixel a dot. Raises ZplSyntaxError.

    `dpi` is noted in the picture, so that it prints at the label's size.
    """
    label = read_label(data)
    page = Image.new("1", (label.width, label.length), _PAPER)
    lettering = Lettering(resources / "fonts")
    for command in label.commands:
        _draw(page, command, lettering)
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _draw(page: Image.Image, command: Command, lettering: Lettering) -> None:
    if isinstance(command, BarcodeField):
        _draw_barcode(page, command)
    elif isinstance(command, GraphicField):
        size = (command.row_bytes * 8, len(command.bitmap) // command.row_bytes)
        page.paste(_INK, (command.left, command.top), Image.frombytes("1", size, command.bitmap))
    elif isinstance(command, BoxField):
        _draw_box(page, command)
    elif isinstance(command, TextField):
        font = lettering.font(command.height, bold=False)
        place = (command.left, command.top + command.height * 4 // 5)
        ImageDraw.Draw(page).text(place, command.text, fill=_INK, font=font, anchor="ls")


def _draw_box(page: Image.Image, field: BoxField) -> None:
    right, bottom = field.left + field.width, field.top + field.height
    page.paste(_INK, (field.left, field.top, right, bottom))
    if 2 * field.thickness < min(field.width, field.height):
        edge = field.thickness
        page.paste(_PAPER, (field.left + edge, field.top + edge, right - edge, bottom - edge))


def _draw_barcode(page: Image.Image, field: BarcodeField) -> None:
    *symbols, _ = field.code.symbols
    modules = "".join(code128.CODES[symbol] for symbol in symbols) + _STOP
    for place, module in enumerate(modules):
        if module == "1":
            left = field.left + place * field.module
            page.paste(_INK, (left, field.top, left + field.module, field.top + field.height))
