"""Reads the codes on a sheet as a scanner would."""

from __future__ import annotations

import zxingcpp
from PIL import Image

from tests.labels.sample import RESOURCES

FONTS = RESOURCES / "fonts"


def codes_on(picture: Image.Image) -> list[str]:
    """The texts of all barcodes, from the top down."""
    found = zxingcpp.read_barcodes(picture.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    assert all(code.symbology_identifier == "]C0" for code in found)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


def ink_in(picture: Image.Image, left: int, top: int, right: int, bottom: int) -> int:
    """How many dots are dark in a part of the sheet."""
    part = picture.convert("L").crop((left, top, right, bottom))
    return part.histogram()[0]
