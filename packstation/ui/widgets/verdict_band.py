"""The answer of the bench across the whole window: colour, shape, word and sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from packstation.ui import theme
from packstation.ui.design.palette import colours
from packstation.ui.design.shapes import draw_verdict
from packstation.ui.sentences import head, sentence
from packstation.ui.theme import Sizes
from packstation.ui.verdict import Verdict, VerdictKind

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
        self._said: tuple[Verdict, ...] = ()
        self.fit(theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT))

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window: a word above two lines of a sentence, or one in larger letters."""
        self._pad = sizes.space
        self._head_font = _bold(sizes.head)
        self._saying_fonts = [
            _bold(sizes.saying),
            *(_bold(sizes.saying_room * share // 20) for share in (20, 17, 14, 12, 10)),
        ]
        two_lines = 2 * QFontMetrics(_bold(sizes.saying_room)).lineSpacing()
        self.setFixedHeight(QFontMetrics(self._head_font).height() + two_lines + self._pad)

    def put(self, verdict: Verdict) -> None:
        """Show a verdict; when this returns it is painted."""
        self._said = (verdict,)
        self._say(verdict.kind, head(verdict.kind), sentence(verdict))

    def add(self, verdict: Verdict) -> None:
        """Say this as well and leave the answer as it is; when this returns it is painted."""
        if self.saying:
            self._said = (*self._said, verdict)
            self._say(self.kind, self.word, f"{self.saying} · {sentence(verdict)}")
        else:
            self.put(verdict)

    def clear(self) -> None:
        """Say nothing; when this returns the last answer is gone from the screen."""
        self._said = ()
        self._say(VerdictKind.NOTE, "", "")

    def speak(self) -> None:
        """Say the same in the language of the window."""
        first, *added = self._said or (None,)
        if first is not None:
            self.put(first)
        for verdict in added:
            if verdict is not None:
                self.add(verdict)

    def _say(self, kind: VerdictKind, word: str, saying: str) -> None:
        self.kind, self.word, self.saying = kind, word, saying
        self.setAccessibleName(f"{word} {saying}".strip())
        self.repaint()

    def fits(self) -> bool:
        """Whether the sentence has room, in whatever letters."""
        return any(self._fits(font) for font in self._saying_fonts)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Ground, shape, word, sentence; without a sentence it is not there."""
        painter, palette = QPainter(self), colours()
        if not self.saying:
            painter.fillRect(self.rect(), QColor(palette.ground))
            return
        ground, ink = QColor(palette.verdict_ground[self.kind]), QColor(palette.verdict_ink[self.kind])
        painter.fillRect(self.rect(), ground)
        if self.word:
            side, rim = self._side(), self._rim
            draw_verdict(painter, self.kind, QRectF(2 * rim, rim, side, side), ink, ground)
        painter.setPen(ink)
        place = self._place()
        fitting = (font for font in self._saying_fonts if self._fits(font))
        font = next(fitting, self._saying_fonts[-1])
        if self.word:
            # Word and sentence are one block in the middle of the band, however long the sentence is.
            needed = QFontMetrics(font).boundingRect(place, _LEFT_WRAPPED, self.saying).height()
            above = max(0, place.height() - needed) // 2
            painter.setFont(self._head_font)
            painter.drawText(place.left(), place.top() + above - painter.fontMetrics().descent(), self.word)
        painter.setFont(font)
        painter.drawText(place, _LEFT_WRAPPED, self.saying)

    @property
    def _rim(self) -> int:
        return self._pad * 5 // 4

    def _side(self) -> int:
        return self.height() - 2 * self._rim

    def _place(self) -> QRect:
        """Where the sentence goes: beside the shape and below the word, where there are any."""
        left, top = 2 * self._rim, self._pad // 2
        if self.word:
            left += self._side() + 2 * self._rim
            top += QFontMetrics(self._head_font).height()
        return QRect(left, top, self.width() - left - self._pad, self.height() - top - self._pad // 2)

    def _fits(self, font: QFont) -> bool:
        box = self._place()
        needed = QFontMetrics(font).boundingRect(box, _LEFT_WRAPPED, self.saying)
        return needed.height() <= box.height() and needed.width() <= box.width()


def _bold(pixels: int) -> QFont:
    font = QFont(theme.FONT)
    font.setPixelSize(pixels)
    font.setBold(True)
    return font
