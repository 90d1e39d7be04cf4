"""The ground of the window: what stands beside it, as the demo's dock does, takes room from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


class Ground(QWidget):
    """Tells `resized` that it got another size."""

    def __init__(self, resized: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._resized = resized

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._resized()


def room_of(window: QMainWindow) -> QSize:
    """The size of a window without the docks at its sides."""
    docks = (dock for dock in window.findChildren(QDockWidget) if dock.isVisible() and not dock.isFloating())
    return window.size() - QSize(sum(dock.width() for dock in docks), 0)
