"""How far something is, as a bar: it grows by steps that can be seen, and between two it stands still."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from packstation.ui.theme import Sizes, bar_px

STEPS = 20
_STEP_PERCENT = 100 // STEPS
_RIM_PX = 1


class HowFar(QProgressBar):
    """Lies along the lower rim of `line`, which says it in words; not seen where nothing is under way."""

    def __init__(self, name: str, line: QWidget) -> None:
        super().__init__(line)
        self.setObjectName(name)
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = line
        self._height = _RIM_PX
        line.installEventFilter(self)
        self.hide()

    def put(self, percent: int | None, words: str = "") -> None:
        """So much is done, in whole steps, and what a screen reader calls it; None: nothing is under way."""
        self.setVisible(percent is not None)
        self.setAccessibleName(words)
        step = (percent or 0) // _STEP_PERCENT * _STEP_PERCENT
        if step != self.value():
            self.setValue(step)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._height = bar_px(sizes)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line has more or less room."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        line = self._line.rect()
        width = line.width() - 2 * _RIM_PX
        self.setGeometry(_RIM_PX, line.height() - self._height - _RIM_PX, width, self._height)
