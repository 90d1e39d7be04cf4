"""Labels that show text as it is: order data must never become markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


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
