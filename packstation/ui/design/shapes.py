"""The shapes that tell the answers apart without colour: each its own outline and its own mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from packstation.ui.verdict import VerdictKind

TICK = ((0.24, 0.53), (0.43, 0.72), (0.77, 0.31))
"""A tick in a square of one by one."""
_ARM = 0.19
"""Of its square: half the thickness of an arm of the cross, along the edge."""
CROSS = (
    (_ARM, 0.0), (0.5, 0.5 - _ARM), (1 - _ARM, 0.0), (1.0, _ARM), (0.5 + _ARM, 0.5), (1.0, 1 - _ARM),
    (1 - _ARM, 1.0), (0.5, 0.5 + _ARM), (_ARM, 1.0), (0.0, 1 - _ARM), (0.5 - _ARM, 0.5), (0.0, _ARM),
)  # fmt: skip
TWO_TICKS = (-0.14, 0.12)
"""How far the two ticks of a complete line stand from the middle."""
STROKE = 9
"""One in so many parts of a shape's side is the stroke of its mark."""


def draw_verdict(painter: QPainter, kind: VerdictKind, box: QRectF, ink: QColor, ground: QColor) -> None:
    """The shape of a verdict in a square: its outline filled in `ink`, its mark in `ground`.

    Yes is a disc, a complete line a wide plate with two ticks, a complete order a carton, no a cross from
    edge to edge, fetch the lead a warning triangle.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(outline(kind, box))
    stroke = QPen(ground, box.width() / STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _mark(painter, kind, box)
    painter.restore()


def outline(kind: VerdictKind, box: QRectF) -> QPainterPath:
    """The outline of a verdict's shape, as wide and as high as `box` lets it be."""
    path = QPainterPath()
    match kind:
        case VerdictKind.YES:
            path.addEllipse(box)
        case VerdictKind.LINE_COMPLETE:
            rim = box.height() * 0.16
            path.addRoundedRect(box.adjusted(0, rim, 0, -rim), rim, rim)
        case VerdictKind.ORDER_COMPLETE:
            path.addRect(box.adjusted(0, box.height() * 0.3, 0, 0))
            path.addPolygon(QPolygonF(_points(box, (0.0, 0.24), (0.16, 0.0), (0.84, 0.0), (1.0, 0.24))))
            path.closeSubpath()
        case VerdictKind.NO:
            path.addPolygon(QPolygonF(_points(box, *CROSS)))
            path.closeSubpath()
        case VerdictKind.LEAD:
            path.addPolygon(QPolygonF(_points(box, (0.5, 0.0), (1.06, 1.0), (-0.06, 1.0))))
            path.closeSubpath()
        case VerdictKind.NOTE:
            path.addRoundedRect(box, box.width() * 0.12, box.width() * 0.12)
    return path


def draw_tick(painter: QPainter, box: QRectF, shift: float = 0.0, lower: float = 0.0) -> None:
    """A tick in the pen of `painter`, moved by parts of the box."""
    painter.drawPolyline(_points(box, *((x + shift, y + lower) for x, y in TICK)))


def draw_cross(painter: QPainter, box: QRectF) -> None:
    """A cross from corner to corner."""
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _mark(painter: QPainter, kind: VerdictKind, box: QRectF) -> None:
    match kind:
        case VerdictKind.YES:
            draw_tick(painter, box)
        case VerdictKind.LINE_COMPLETE:
            for shift in TWO_TICKS:
                draw_tick(painter, box, shift)
        case VerdictKind.ORDER_COMPLETE:
            draw_tick(painter, box, lower=0.13)
        case VerdictKind.NO:
            pass  # the cross is its own outline
        case VerdictKind.LEAD:
            painter.drawLine(*_points(box, (0.5, 0.36), (0.5, 0.66)))
            painter.drawPoint(*_points(box, (0.5, 0.85)))
        case VerdictKind.NOTE:
            painter.drawPoint(*_points(box, (0.5, 0.26)))
            painter.drawLine(*_points(box, (0.5, 0.48), (0.5, 0.76)))


def _points(box: QRectF, *parts: tuple[float, float]) -> list[QPointF]:
    return [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in parts]
