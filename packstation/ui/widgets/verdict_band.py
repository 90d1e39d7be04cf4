"""The answer of the bench across the whole window: colour, shape, word and sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from packstation.ui import theme
from packstation.ui.design.palette import colours
from packstation.ui.design.shapes import draw_verdict
from packstation.ui.sentences import head, sentence
from packstation.ui.theme import Sizes
from packstation.ui.verdict import Verdict, VerdictKind
from packstation.ui.widgets.aloud import say_aloud

Drawn: TypeAlias = tuple[str, str, str, float]
"""What a picture of a shape or a word depends on: what it shows, its ink, its ground, the display."""
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
        self._gives_way = False
        self._drawn: dict[Drawn, QPixmap] = {}
        self.fit(theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT))

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window: a word above two lines of a sentence, or one in larger letters."""
        self._drawn.clear()
        self._pad = sizes.space
        self._head_font = _bold(sizes.head)
        self._saying_fonts = [
            _bold(sizes.saying),
            *(_bold(sizes.saying_room * share // 20) for share in (20, 17, 14, 12, 10)),
        ]
        two_lines = 2 * QFontMetrics(_bold(sizes.saying_room)).lineSpacing()
        self._whole_px = QFontMetrics(self._head_font).height() + two_lines + self._pad
        self._take_room()

    def give_way(self, *, empty: bool) -> None:
        """Leave the room to what is below while there is nothing to say, or keep it: then nothing moves."""
        self._gives_way = empty
        self._take_room()

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
        self._take_room()
        self.repaint()
        say_aloud(self, self.accessibleName(), at_once=True)

    def _take_room(self) -> None:
        height = 0 if self._gives_way and not self.saying else self._whole_px
        if height == self.minimumHeight():
            return
        self.setFixedHeight(height)
        place = self.parentWidget()
        layout = place.layout() if place is not None else None
        if layout is not None:
            # An answer is painted at once, so it has its place at once.
            layout.activate()

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
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(self._turned(self._beside()), ground)
        if self.word:
            painter.drawPixmap(self._turned(self._face()).topLeft(), self._shape(ink, ground))
        painter.setPen(ink)
        place = self._turned(self._place())
        fitting = (font for font in self._saying_fonts if self._fits(font))
        font = next(fitting, self._saying_fonts[-1])
        if self.word:
            # Word and sentence are one block in the middle of the band, however long the sentence is.
            needed = QFontMetrics(font).boundingRect(place, _LEFT_WRAPPED, self.saying).height()
            above = max(0, place.height() - needed) // 2
            word = self._big_word(ink, ground)
            top = place.top() + above - QFontMetrics(self._head_font).height()
            box = QRect(self._place().topLeft(), word.deviceIndependentSize().toSize())
            painter.drawPixmap(self._turned(box).left(), top, word)
        painter.setFont(font)
        painter.drawText(place, _LEFT_WRAPPED, self.saying)

    def _shape(self, ink: QColor, ground: QColor) -> QPixmap:
        """Drawn once: on a large display the letters and shapes take longer than all the rest."""

        def draw(painter: QPainter) -> None:
            side, rim = self._side(), self._rim
            draw_verdict(painter, self.kind, QRectF(2 * rim, rim, side, side), ink, ground)

        return self._once(self.kind, ink, ground, self._face().size(), draw)

    def _big_word(self, ink: QColor, ground: QColor) -> QPixmap:
        letters = QFontMetrics(self._head_font)

        def draw(painter: QPainter) -> None:
            painter.setPen(ink)
            painter.setFont(self._head_font)
            painter.drawText(0, letters.ascent(), self.word)

        size = QSize(letters.horizontalAdvance(self.word) + self._pad, letters.height())
        return self._once(f"word {self.word}", ink, ground, size, draw)

    def _once(
        self, what: str, ink: QColor, ground: QColor, size: QSize, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (what, ink.name(), ground.name(), ratio)
        if key not in self._drawn:
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(ground)
            painter = QPainter(made)
            draw(painter)
            painter.end()
            self._drawn[key] = made
        return self._drawn[key]

    def _turned(self, place: QRect) -> QRect:
        """Mirrored where people read from right to left."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _face(self) -> QRect:
        """Where the shape goes, with the ground around it."""
        return QRect(0, 0, self._side() + 4 * self._rim, self.height())

    def _beside(self) -> QRect:
        return self.rect().adjusted(self._face().width() if self.word else 0, 0, 0, 0)

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
