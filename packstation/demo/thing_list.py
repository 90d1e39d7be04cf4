"""A list of things one can point at, click, and carry away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from packstation.demo.grip import Grip
from packstation.ui.design.placeholder import draw_placeholder

T = TypeVar("T")

CLICKS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
PICTURE_PX = 30
CARRIED_PX = 72


class ThingList(QListWidget, Generic[T]):
    """Shows things by their words, and by a picture where they have one; without a choice the first is meant.

    `drawn` gives SKU and name to draw a thing by. `on_clicked` is told the thing, `on_dropped` the thing and
    where in the window it was let go.
    """

    def __init__(self, name: str, drawn: Callable[[T], tuple[str, str]] | None = None) -> None:
        super().__init__()
        self.setObjectName(f"world_{name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self._drawn = drawn
        self._things: list[T] = []
        self.on_clicked: Callable[[T], None] = lambda _thing: None
        self.on_dropped: Callable[[T, QPoint], None] = lambda _thing, _place: None
        Grip(self.viewport(), self._carried, self._click, self._drop)

    def put(self, things: Sequence[tuple[str, T]]) -> None:
        """Show these; the row pointed at stays."""
        row = self.currentRow()
        self._things = [thing for _, thing in things]
        self.clear()
        for words, thing in things:
            icon = QIcon(_picture(*self._drawn(thing), PICTURE_PX)) if self._drawn else QIcon()
            self.addItem(QListWidgetItem(icon, words))
        self.setCurrentRow(min(max(row, 0), len(things) - 1))

    def chosen(self) -> T | None:
        """The thing pointed at; None in an empty list."""
        row = self.currentRow()
        return self._things[row] if 0 <= row < len(self._things) else None

    def first_place(self) -> QRect:
        """Where the first thing lies in the list; nothing where it is empty."""
        first = self.item(0)
        return self.visualItemRect(first) if self._things and first is not None else QRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar are a click on the thing pointed at."""
        thing = self.chosen()
        if event.key() in CLICKS and not event.isAutoRepeat() and thing is not None:
            self.on_clicked(thing)
        else:
            super().keyPressEvent(event)

    def _at(self, place: QPoint) -> int | None:
        row = self.indexAt(place).row()
        return row if 0 <= row < len(self._things) else None

    def _carried(self, place: QPoint) -> QPixmap | None:
        row = self._at(place)
        if row is None:
            return None
        if self._drawn is not None:
            return _picture(*self._drawn(self._things[row]), CARRIED_PX)
        return self.grab(self.visualItemRect(self.item(row)))

    def _click(self, place: QPoint) -> None:
        row = self._at(place)
        if row is not None:
            self.on_clicked(self._things[row])

    def _drop(self, start: QPoint, place: QPoint) -> None:
        row = self._at(start)
        if row is not None:
            self.on_dropped(self._things[row], place)


def _picture(sku: str, name: str, side: int) -> QPixmap:
    """A thing as it looks from two metres."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_placeholder(painter, QRectF(0, 0, side, side), sku, name)
    painter.end()
    return picture
