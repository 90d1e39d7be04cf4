"""A line in the bar above everything: read when somebody has time, touched for more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

FEWEST_LETTERS = 10
"""So much of it stays in the narrowest bar: there is something to touch."""


class QuietLine(QPushButton):
    """As long as the bar has room for, then dots. `words` is all of it; a `short` one stays whole."""

    def __init__(self, name: str, pressed: Callable[[], None], *, short: bool = False) -> None:
        super().__init__()
        self._short = short
        self.setObjectName(name)
        self.setProperty("quiet", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: pressed())
        self.words = self._first = ""
        self.hide()

    def put(self, words: str, first: str = "") -> None:
        """Say this; nothing is no line. `first`, its beginning, is the last thing to be shortened."""
        if (words, first) == (self.words, self._first):
            return
        self.words, self._first = words, first
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self._fill()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(
            self._frame() + self.fontMetrics().horizontalAdvance(self.words), super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters, or for all of a short one."""
        if self._short:
            return self.sizeHint()
        least = self._frame() + FEWEST_LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(least, self.sizeHint().width()), super().sizeHint().height())

    def width_of_first(self) -> int:
        """Room for what is the last to be shortened, or for a few letters."""
        shown = f"{self._first} \N{HORIZONTAL ELLIPSIS}" if self._first != self.words else self.words
        wished = self._frame() + self.fontMetrics().horizontalAdvance(shown) if self._first else 0
        return min(max(wished, self.minimumSizeHint().width()), self.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for words."""
        super().resizeEvent(event)
        self._fill()

    def _frame(self) -> int:
        """What the style keeps around the words, and a letter to breathe."""
        self.ensurePolished()
        letters = self.fontMetrics()
        return (
            super().sizeHint().width() - letters.horizontalAdvance(self.text()) + letters.averageCharWidth()
        )

    def _fill(self) -> None:
        room = self.width() - self._frame() + self.fontMetrics().averageCharWidth() // 2
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room))
