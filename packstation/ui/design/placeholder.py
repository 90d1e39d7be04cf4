"""What stands where a product has no picture: shape, colour and two letters, always the same for a SKU."""

from __future__ import annotations

import re
from hashlib import sha256

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPolygonF

from packstation.ui.design.palette import colours
from packstation.ui.theme import FONT

SHAPES = ("disc", "square", "diamond", "hexagon", "house")
_WORD = re.compile(r"[^\W_]+")


def initials(sku: str, name: str) -> str:
    """Two letters or digits to know it by: of the first two words of its name, else of its SKU."""
    words = _WORD.findall(name) or _WORD.findall(sku)
    if not words:
        return "?"
    if len(words) == 1:
        return str(words[0][:2]).upper()
    return f"{words[0][0]}{words[1][0]}".upper()


def shape_of(sku: str) -> tuple[str, int]:
    """Shape and number of the colour: the same on every bench and after every start."""
    digest = sha256(sku.encode()).digest()
    return SHAPES[digest[0] % len(SHAPES)], digest[1]


def draw_placeholder(painter: QPainter, box: QRectF, sku: str, name: str) -> None:
    """Draw it into a square."""
    palette = colours()
    shape, number = shape_of(sku)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.pictures[number % len(palette.pictures)]))
    painter.drawPath(_path(shape, box))
    font = QFont(FONT)
    font.setBold(True)
    font.setPixelSize(max(8, round(box.height() * 0.3)))
    painter.setFont(font)
    painter.setPen(QColor(palette.picture_ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(sku, name))
    painter.restore()


def _path(shape: str, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    corners = {
        "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
        "hexagon": ((0.25, 0.04), (0.75, 0.04), (1.0, 0.5), (0.75, 0.96), (0.25, 0.96), (0.0, 0.5)),
        "house": ((0.5, 0.0), (1.0, 0.36), (0.92, 1.0), (0.08, 1.0), (0.0, 0.36)),
    }.get(shape)
    if corners is not None:
        points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    elif shape == "disc":
        path.addEllipse(box)
    else:
        path.addRoundedRect(box, box.width() * 0.1, box.width() * 0.1)
    return path
