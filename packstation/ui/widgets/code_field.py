"""The field that takes codes: what it is for stands in it, in as many words as it has room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from packstation.ui.translation import _


class CodeField(QLineEdit):
    """A line for a code, scanned by a keyboard scanner or typed."""

    def __init__(self, entered: Callable[[], None], edited: Callable[[str], None]) -> None:
        super().__init__()
        self.returnPressed.connect(entered)
        self.textEdited.connect(edited)
        self.setObjectName("entry")
        self.speak()

    def speak(self) -> None:
        """Name itself, and say what it is for, in the language of the window."""
        self.setAccessibleName(_("Code"))
        self._invite()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for words."""
        super().resizeEvent(event)
        self._invite()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._invite()

    def _invite(self) -> None:
        words = (
            _("Scan, or type a code and press Enter"),
            _("Scan, or type and Enter"),
            _("Scan or type"),
            _("Code"),
        )
        letter, margins = self.fontMetrics(), self.textMargins()
        # What the style keeps free at both ends, and the place of the cursor.
        room = self.contentsRect().width() - margins.left() - margins.right() - 2 * letter.averageCharWidth()
        fitting = (text for text in words if letter.horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fitting, words[-1]))
