"""Labels that show text as it is: order data must never become markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from packstation.ui.widgets.aloud import say_aloud

ROUNDED_PX = 2
"""By so much lines of text may be higher than their letters say, once both are rounded."""


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

    def minimumSizeHint(self) -> QSize:
        """Where it wraps, its place decides how wide it is: Qt would count with its longest word."""
        asked = super().minimumSizeHint()
        return (
            QSize(min(asked.width(), self.fontMetrics().averageCharWidth()), asked.height())
            if self.wordWrap()
            else asked
        )

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
        """Room for a few letters; a short text needs no more than itself."""
        few = 4 * self.fontMetrics().averageCharWidth()
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

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
    """A plain text in letters as large as its place allows, up to a size; its height never changes.

    In two lines of bold letters it is what to do next, so it is said aloud when it changes, after what is
    being said. In one line (`OneFittedLine`) it is what stands below that.
    """

    LINES, BOLD = 2, True
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
        if changed and self.BOLD:
            say_aloud(self, text, at_once=False)

    def fit(self, pixels: int, room: int | None = None) -> None:
        """Letters of at most this size, and room for the lines of letters of that size or of `room`."""
        self._pixels, self._least = pixels, (pixels if room is None else room) // 2
        letters = QFontMetrics(self._font(pixels if room is None else room))
        margins = self.contentsMargins()
        height = self.LINES * letters.lineSpacing() + ROUNDED_PX - self._beyond
        self.setFixedHeight(height + margins.top() + margins.bottom())

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
        return needed.height() <= box.height() + self._beyond and needed.width() <= box.width()

    @property
    def _beyond(self) -> int:
        """A line by itself may reach into the empty pixels around it: it takes not one more than it needs."""
        return ROUNDED_PX if self.LINES == 1 else 0

    def _font(self, pixels: int) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(1, pixels))
        font.setBold(self.BOLD)
        return font


class OneFittedLine(FittedText):
    """One line that is read after what to do next, and so never said of itself."""

    LINES, BOLD = 1, False
