"""Labels that show text as it is: order data must never become markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from packstation.ui.widgets.aloud import say_aloud


class PlainText(QLabel):
    """A label of plain text with a name for screen readers and for whoever looks for it."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, soft: bool = False, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("soft", soft)

    def put(self, text: str) -> None:
        """Show a text; painting is left alone when nothing changes."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)


class OneLine(PlainText):
    """A plain text that gives way: too long for its place it ends in dots, and never widens the window."""

    def __init__(self, name: str, parent: QWidget | None = None, *, soft: bool = False) -> None:
        super().__init__(name, parent, soft=soft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(4 * self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a label does, with dots where the text does not fit."""
        box = self.contentsRect()
        if self.fontMetrics().horizontalAdvance(self.text()) <= box.width():
            super().paintEvent(event)
            return
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.style().drawItemText(
            QPainter(self), box, self.alignment(), self.palette(), True, short, self.foregroundRole()
        )


class FittedText(PlainText):
    """A plain text in bold letters as large as its place allows, up to a size; its height never changes.

    It is what to do next, so it is said aloud when it changes, after what is being said.
    """

    LINES = 2
    _FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def __init__(self, name: str, family: str) -> None:
        super().__init__(name, wrap=True)
        self._family = family
        self._pixels, self._least = 1, 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, text: str) -> None:
        """Show a text and say it."""
        changed = text != self.text()
        super().put(text)
        if changed:
            say_aloud(self, text, at_once=False)

    def fit(self, pixels: int, room: int | None = None) -> None:
        """Letters of at most this size, and room for two lines of letters of that size or of `room`."""
        self._pixels, self._least = pixels, (pixels if room is None else room) // 2
        in_two_lines = self._font(pixels if room is None else room)
        self.setFixedHeight(self.LINES * QFontMetrics(in_two_lines).lineSpacing() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Painted by hand: a style sheet would take the choice of the letters' size away."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(self.letters())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self._FLAGS, self.text())

    def letters(self) -> QFont:
        """The largest letters in which the text fits; half of what has room is the least."""
        pixels = self._pixels
        while pixels > self._least and not self._fits(self._font(pixels)):
            pixels = pixels * 9 // 10
        return self._font(pixels)

    def fits(self) -> bool:
        """Whether the whole text can be seen."""
        return self._fits(self.letters())

    def _fits(self, font: QFont) -> bool:
        box = self.contentsRect()
        needed = QFontMetrics(font).boundingRect(box, self._FLAGS, self.text())
        return needed.height() <= box.height() and needed.width() <= box.width()

    def _font(self, pixels: int) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(1, pixels))
        font.setBold(True)
        return font
