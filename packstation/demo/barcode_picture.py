"""A barcode as a picture, for badges on the screen."""

from __future__ import annotations

from barcode.codex import Code128
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

QUIET_MODULES = 10


def barcode_picture(text: str, height: int) -> QPixmap:
    """A Code 128 of `text`, one pixel a module, with its quiet zones."""
    (modules,) = Code128(text).build()
    picture = QPixmap(len(modules) + 2 * QUIET_MODULES, height)
    picture.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(picture)
    for place, module in enumerate(modules):
        if module == "1":
            painter.fillRect(QUIET_MODULES + place, 0, 1, height, QColor(Qt.GlobalColor.black))
    painter.end()
    return picture
