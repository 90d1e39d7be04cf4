"""The end of an application's loop, taken back for the tests behind it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def take_back_quit(app: QApplication) -> None:
    """A quit that comes after the loop has ended stays in force for every later loop of the process."""
    QTimer.singleShot(0, app.quit)
    app.exec()
