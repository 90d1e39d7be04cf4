"""A thing under the mouse: clicked, or carried somewhere and put down there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class Grip(QObject):
    """Watches one widget. `picture` is what is carried from a place in it, None where nothing lies.

    `clicked` is told a place in the widget, `dropped` the place it was taken from and, in the window's own
    measure, where it was let go. No drag of the desktop's: what is carried never leaves the window.
    """

    def __init__(
        self,
        widget: QWidget,
        picture: Callable[[QPoint], QPixmap | None],
        clicked: Callable[[QPoint], None],
        dropped: Callable[[QPoint, QPoint], None],
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._picture = picture
        self._clicked = clicked
        self._dropped = dropped
        self._from: QPoint | None = None
        self._carried: QLabel | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the left button."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        kind, place = event.type(), event.position().toPoint()
        if kind is QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._from = place if self._picture(place) is not None else None
        elif kind is QEvent.Type.MouseMove and self._from is not None:
            self._carry(place)
            return True
        elif kind is QEvent.Type.MouseButtonRelease and self._from is not None:
            self._let_go(place)
        return False

    def _carry(self, place: QPoint) -> None:
        start, window = self._from, self._widget.window()
        if start is None:
            return
        far = (place - start).manhattanLength() >= QApplication.startDragDistance()
        picture = self._picture(start)
        if self._carried is None and far and picture is not None:
            self._carried = QLabel(window)
            self._carried.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._carried.setPixmap(picture)
            self._carried.adjustSize()
            self._carried.show()
        if self._carried is not None:
            middle = self._carried.rect().center()
            self._carried.move(self._widget.mapTo(window, place) - middle)
            self._carried.raise_()

    def _let_go(self, place: QPoint) -> None:
        start, self._from = self._from, None
        carried, self._carried = self._carried, None
        if start is None:
            return
        if carried is None:
            self._clicked(start)
            return
        carried.hide()
        carried.deleteLater()
        self._dropped(start, self._widget.mapTo(self._widget.window(), place))
