"""The empty bench: the frame's next act and code field say it all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class StartScreen(QWidget):
    """Nothing lies open, and nothing is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start")
