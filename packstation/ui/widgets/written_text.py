"""What a customer or a shop wrote, to be read and followed: in letters as large as its room allows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from packstation.ui.widgets.plain_text import PlainText


def as_much_as_fits(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much of its beginning as has room with dots behind it."""
    if fits(text):
        return text
    short, long = 0, len(text)
    while short < long:
        middle = (short + long + 1) // 2
        short, long = (middle, long) if fits(f"{text[:middle]}…") else (short, middle - 1)
    return f"{text[:short]}…"


class WrittenText(PlainText):
    """A block of plain text with its own line breaks; only what no eye could read any more ends in dots."""

    _FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def __init__(self, name: str, family: str, largest: int, smallest: int) -> None:
        # A label that wraps asks for the height of its whole text; this one takes what there is.
        super().__init__(name)
        self._family = family
        self._largest, self._smallest = largest, smallest
        self._whole = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(2 * largest)

    def keep_whole(self) -> None:
        """Nothing of it may end in dots: where there is too little room, whoever holds it scrolls."""
        self._whole = True
        self._keep_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it has more lines."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        if self._whole:
            box = QRect(0, 0, self._box().width(), 0)
            letters = QFontMetrics(self._font(self._smallest))
            lines = letters.boundingRect(box, self._FLAGS, self.text())
            self.setMinimumHeight(max(2 * self._largest, lines.height() + letters.height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Painted by hand: a style sheet would take the choice of the letters' size away."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(self.letters())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self._box(), self._FLAGS, self.shown())

    def letters(self) -> QFont:
        """The largest letters in which all of it fits, else the smallest."""
        for pixels in range(self._largest, self._smallest, -1):
            if self._fits(self._font(pixels), self.text()):
                return self._font(pixels)
        return self._font(self._smallest)

    def shown(self) -> str:
        """The text, or as much of its beginning as has room in the smallest letters."""
        text, font = self.text(), self.letters()
        return as_much_as_fits(text, lambda part: self._fits(font, part))

    def _box(self) -> QRect:
        return self.contentsRect().adjusted(self._smallest // 2, 2, -self._smallest // 2, -2)

    def _fits(self, font: QFont, text: str) -> bool:
        box = self._box()
        needed = QFontMetrics(font).boundingRect(box, self._FLAGS, text)
        return needed.height() <= box.height() and needed.width() <= box.width()

    def _font(self, pixels: int) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(1, pixels))
        return font
