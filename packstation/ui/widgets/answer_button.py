"""One answer to touch: its number or its name large at the left, its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle

from packstation.domain.value import value
from packstation.ui import theme

BESIDE_PX = 2
"""Between the edge of an answer and its letters, above and below."""
LARGEST_PX = 10_000
"""Higher than any answer."""


@value
class Named:
    """An answer known by its name in place of a number: the name, perhaps its key below, what happens."""

    name: str
    happens: str
    key: str = ""
    in_list: bool = False
    """One of many under each other: its name in the letters of a text."""


class AnswerButton(QPushButton):
    """An answer under its number, or under its name; `words` is all of it in one line.

    `room` is the width that names get where several stand under each other, in pixels.
    """

    LINES = 3
    _LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    _FLAGS = Qt.TextFlag.TextWordWrap | _LEFT

    def __init__(self, number: int, words: str, sizes: theme.Sizes, named: Named | None = None) -> None:
        super().__init__()
        self.number, self.words = number, words
        self.room = 0
        self._sizes = sizes
        self._named = named or Named(str(number), words)
        self._small = self._named.in_list
        self.setObjectName(f"answer_{number}")
        self.setAccessibleName(words if named else f"{number}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(self._small)
        self.setSizePolicy(policy)
        self.setMinimumHeight(sizes.button)
        self.setMaximumHeight(sizes.button * 2)

    def grow(self, height: int) -> None:
        """At least so many pixels high: the window's style sheet outdoes a minimum height set otherwise."""
        self.setStyleSheet(f"min-height: {height - self._sizes.frame}px;")

    def heightForWidth(self, arg__1: int) -> int:  # noqa: N802  Qt's name
        """In a list, as high as its words are in the least letters."""
        if not self._small:
            return super().heightForWidth(arg__1)
        self.ensurePolished()
        room = QRect(0, 0, arg__1 - self._left_of_words() - self._sizes.space, LARGEST_PX)
        words = QFontMetrics(self._font(self._sizes.small)).boundingRect(
            room, self._FLAGS, self._named.happens
        )
        return max(self.minimumHeight(), words.height() + 2 * BESIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a button, and the texts as they are: no ampersand becomes a shortcut."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self._box()
        painter.setFont(self._mark_font())
        if self._named.key:
            half = box.height() // 2
            painter.drawText(box.adjusted(0, 0, 0, -half), self._LEFT, self._named.name)
            painter.setFont(self._font(self._sizes.small))
            painter.drawText(box.adjusted(0, half, 0, 0), self._LEFT, self._named.key)
        else:
            painter.drawText(box, self._LEFT, self._named.name)
        painter.setFont(self.letters())
        painter.drawText(self._words_box(), self._FLAGS, self._named.happens)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second tap of a bouncing glove was meant for the question before, which took the first."""
        event.accept()

    def letters(self) -> QFont:
        """The largest letters in which the words fit beside their mark."""
        least = self._sizes.small
        pixels = self._sizes.text if self._small else self._sizes.head
        while pixels > least and not self._fits(self._font(pixels)):
            pixels -= 1
        return self._font(pixels)

    def fits(self) -> bool:
        """Whether all the words can be read."""
        return self._fits(self.letters())

    def mark_width(self) -> int:
        """The pixels that the mark needs."""
        key = QFontMetrics(self._font(self._sizes.small)).horizontalAdvance(self._named.key)
        return max(key, QFontMetrics(self._mark_font()).horizontalAdvance(self._named.name))

    def _box(self) -> QRect:
        return self.rect().adjusted(self._sizes.space, BESIDE_PX, -self._sizes.space, -BESIDE_PX)

    def _left_of_words(self) -> int:
        """The pixels that the mark and the space around it take."""
        return max(self.room, self.mark_width()) + 3 * self._sizes.space

    def _words_box(self) -> QRect:
        box = self._box()
        box.setLeft(self._left_of_words())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _mark_font(self) -> QFont:
        if self._small:
            return self._font(self._sizes.text, bold=True)
        return self._font(min(self._sizes.act, self._box().height() - 4), bold=True)

    def _fits(self, font: QFont) -> bool:
        box = self._words_box()
        needed = QFontMetrics(font).boundingRect(box, self._FLAGS, self._named.happens)
        return needed.height() <= box.height() and needed.width() <= box.width()

    @staticmethod
    def _font(pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(theme.FONT)
        font.setPixelSize(max(1, pixels))
        font.setBold(bold)
        return font
