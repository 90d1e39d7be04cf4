"""The answer of the bench across the whole window: colour, shape, word and sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from packstation.ui import theme
from packstation.ui.sentences import head, sentence
from packstation.ui.theme import Sizes
from packstation.ui.verdict import Verdict, VerdictKind

_TICK = ((0.12, 0.55), (0.4, 0.82), (0.88, 0.2))
_LEFT_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


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
        self.fit(theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT))

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window: a word above two lines of a sentence, or one in larger letters."""
        self._pad = sizes.space
        self._head_font = _bold(sizes.head)
        self._saying_fonts = [
            _bold(sizes.saying),
            *(_bold(sizes.saying_room * share // 20) for share in (20, 17, 14, 12)),
        ]
        two_lines = 2 * QFontMetrics(_bold(sizes.saying_room)).lineSpacing()
        self.setFixedHeight(QFontMetrics(self._head_font).height() + two_lines + self._pad)

    def put(self, verdict: Verdict) -> None:
        """Show a verdict; when this returns it is painted."""
        self._say(verdict.kind, head(verdict.kind), sentence(verdict))

    def add(self, verdict: Verdict) -> None:
        """Say this as well and leave the answer as it is; when this returns it is painted."""
        if self.saying:
            self._say(self.kind, self.word, f"{self.saying} · {sentence(verdict)}")
        else:
            self.put(verdict)

    def clear(self) -> None:
        """Say nothing; when this returns the last answer is gone from the screen."""
        self._say(VerdictKind.NOTE, "", "")

    def _say(self, kind: VerdictKind, word: str, saying: str) -> None:
        self.kind, self.word, self.saying = kind, word, saying
        self.setAccessibleName(f"{word} {saying}".strip())
        self.repaint()

    def fits(self) -> bool:
        """Whether the sentence has room, in whatever letters."""
        return any(self._fits(font) for font in self._saying_fonts)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Ground, shape, word, sentence; without a sentence it is not there."""
        painter = QPainter(self)
        ground = theme.VERDICT_GROUND[self.kind] if self.saying else theme.GROUND
        painter.fillRect(self.rect(), QColor(ground))
        if not self.saying:
            return
        ink = QColor(theme.VERDICT_INK[self.kind])
        if self.word:
            side = self._side()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, side / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            self._shape(painter, QRectF(2 * self._pad, 2 * self._pad, side, side))
        painter.setPen(ink)
        place = self._place()
        if self.word:
            painter.setFont(self._head_font)
            painter.drawText(place.left(), self._pad // 2 + painter.fontMetrics().ascent(), self.word)
        fitting = (font for font in self._saying_fonts if self._fits(font))
        painter.setFont(next(fitting, self._saying_fonts[-1]))
        painter.drawText(place, _LEFT_WRAPPED, self.saying)

    def _side(self) -> int:
        return self.height() - 4 * self._pad

    def _place(self) -> QRect:
        """Where the sentence goes: beside the shape and below the word, where there are any."""
        left, top = 2 * self._pad, self._pad // 2
        if self.word:
            left += self._side() + 2 * self._pad
            top += QFontMetrics(self._head_font).height()
        return QRect(left, top, self.width() - left - self._pad, self.height() - top - self._pad // 2)

    def _fits(self, font: QFont) -> bool:
        box = self._place()
        needed = QFontMetrics(font).boundingRect(box, _LEFT_WRAPPED, self.saying)
        return needed.height() <= box.height() and needed.width() <= box.width()

    def _shape(self, painter: QPainter, box: QRectF) -> None:
        match self.kind:
            case VerdictKind.YES:
                _ticks(painter, box, 1)
            case VerdictKind.LINE_COMPLETE:
                _ticks(painter, box, 2)
            case VerdictKind.ORDER_COMPLETE:
                painter.drawRect(box)
                rim = box.width() / 5
                _ticks(painter, box.adjusted(rim, rim, -rim, -rim), 1)
            case VerdictKind.NO:
                painter.drawLine(box.topLeft(), box.bottomRight())
                painter.drawLine(box.topRight(), box.bottomLeft())
            case _:
                middle = box.center().x()
                painter.drawLine(QPointF(middle, box.top()), QPointF(middle, box.top() + box.height() * 0.62))
                painter.drawPoint(QPointF(middle, box.bottom() - box.height() * 0.06))


def _bold(pixels: int) -> QFont:
    font = QFont(theme.FONT)
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
