"""The answer of the bench across the whole window: colour, shape, word and sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from packstation.ui import theme
from packstation.ui.sentences import head, sentence
from packstation.ui.verdict import Verdict, VerdictKind

_TICK = ((0.12, 0.55), (0.4, 0.82), (0.88, 0.2))


class VerdictBand(QWidget):
    """Painted by hand because it is on the way of every scan; `word` and `saying` are what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.kind = VerdictKind.NOTE
        self.word = ""
        self.saying = ""
        self._head_font = self._font(theme.HEAD_PX)
        self._saying_font = self._font(theme.SAYING_PX)

    def put(self, verdict: Verdict) -> None:
        """Show a verdict; when this returns it is painted."""
        self.kind = verdict.kind
        self.word = head(verdict.kind)
        self.saying = sentence(verdict)
        self.setAccessibleName(f"{self.word} {self.saying}".strip())
        self.repaint()

    def sizeHint(self) -> QSize:
        """As high as two lines of text need."""
        return QSize(800, 170)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Ground, shape, word, sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.VERDICT_GROUND[self.kind]))
        ink = QColor(theme.VERDICT_INK[self.kind])
        side = self.height() - 2 * theme.SPACE_PX - 24
        left = 2 * theme.SPACE_PX
        if self.kind is not VerdictKind.NOTE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, side / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            self._shape(painter, QRectF(left, (self.height() - side) / 2, side, side))
            left += side + 2 * theme.SPACE_PX
        painter.setPen(ink)
        text = QRect(left, 12, self.width() - left - theme.SPACE_PX, self.height() - 24)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.setFont(self._saying_font)
        if not self.word:
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.saying)
            return
        painter.drawText(text, bottom | Qt.TextFlag.TextSingleLine, self._elided(text.width()))
        painter.setFont(self._head_font)
        painter.drawText(text, top | Qt.TextFlag.TextSingleLine, self.word)

    def _elided(self, width: int) -> str:
        return self.fontMetrics().elidedText(self.saying, Qt.TextElideMode.ElideRight, width * 2 // 3)

    def _shape(self, painter: QPainter, box: QRectF) -> None:
        match self.kind:
            case VerdictKind.YES:
                _ticks(painter, box, 1)
            case VerdictKind.LINE_COMPLETE:
                _ticks(painter, box, 2)
            case VerdictKind.ORDER_COMPLETE:
                painter.drawRect(box)
                _ticks(
                    painter,
                    box.adjusted(box.width() / 5, box.width() / 5, -box.width() / 5, -box.width() / 5),
                    1,
                )
            case VerdictKind.NO:
                painter.drawLine(box.topLeft(), box.bottomRight())
                painter.drawLine(box.topRight(), box.bottomLeft())
            case _:
                middle = box.center().x()
                painter.drawLine(QPointF(middle, box.top()), QPointF(middle, box.top() + box.height() * 0.62))
                painter.drawPoint(QPointF(middle, box.bottom() - box.height() * 0.06))

    @staticmethod
    def _font(pixels: int) -> QFont:
        font = QFont("DejaVu Sans")
        font.setPixelSize(pixels)
        font.setBold(True)
        return font


def _ticks(painter: QPainter, box: QRectF, count: int) -> None:
    for number in range(count):
        shift = number * 0.3 - (count - 1) * 0.15
        points = [
            QPointF(box.left() + (x + shift) * box.width(), box.top() + y * box.height()) for x, y in _TICK
        ]
        painter.drawPolyline(QPolygonF(points))
