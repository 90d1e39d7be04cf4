"""The empty bench: the frame's field and next act say it all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import PlainText


class StartScreen(QWidget):
    """A hint for whoever stands here for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start")
        page = QVBoxLayout(self)
        hint = PlainText("start_hint", soft=True, wrap=True)
        hint.put(_("A tote brings its own order. A product takes the most urgent order that needs it."))
        page.addWidget(hint, alignment=Qt.AlignmentFlag.AlignTop)
