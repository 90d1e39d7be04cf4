"""A grab as it looks to eyes that lack a kind of cone, or to none but grey."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QImage

from tests.ui.design.colour import seen

EYES = ("protan", "deutan", "tritan", "grey")


def seen_as(image: QImage, eyes: str) -> QImage:
    """The same picture in the colours that are left of it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")
    left = b"".join(_left_of(pixel, eyes) for pixel in pixels)
    return QImage(left, plain.width(), plain.height(), QImage.Format.Format_RGB32).copy()


@cache
def _left_of(pixel: int, eyes: str) -> bytes:
    red, green, blue = (_encoded(light) for light in seen(f"#{pixel & 0xFFFFFF:06x}", eyes))
    return bytes((blue, green, red, 255))


def _encoded(light: float) -> int:
    """Light as the number that a display is given for it (sRGB)."""
    share = light * 12.92 if light <= 0.0031308 else 1.055 * float(light ** (1 / 2.4)) - 0.055
    return round(255 * min(1.0, max(0.0, share)))
