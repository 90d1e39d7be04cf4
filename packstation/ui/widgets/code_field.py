"""The field that takes codes: what it is for stands in it, in as many words as it has room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from packstation.ui.translation import _

CODE_DIGITS = 20
"""Of the longest code that is often typed: a carton's number with its identifier."""


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

    def least_width(self) -> int:
        """The pixels in which a code is seen while it is typed, and it is said what the field is for."""
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance
        return max(wide(_words()[-2]), wide("0" * CODE_DIGITS)) + 2 * self._beside()

    def _beside(self) -> int:
        """What the style keeps free at both ends, and the place of the cursor."""
        margins = self.textMargins()
        return margins.left() + margins.right() + 2 * self.fontMetrics().averageCharWidth()

    def _invite(self) -> None:
        words = _words()
        room = self.contentsRect().width() - self._beside()
        fitting = (text for text in words if self.fontMetrics().horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fitting, words[-1]))


def _words() -> tuple[str, ...]:
    """What the field is for, from all of it to one word."""
    return (
        _("Scan, or type a code and press Enter"),
        _("Scan, or type and Enter"),
        _("Scan or type"),
        _("Code"),
    )
