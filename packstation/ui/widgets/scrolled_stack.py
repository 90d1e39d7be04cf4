"""Screens in one place that may be too small for them: large letters are scrolled, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QStackedWidget, QWidget

LEAST_PX = 40
"""So high a screen is where large letters above and below it take nearly all there is."""


def bring_into_sight(part: QWidget, inside: QRect | None = None) -> None:
    """Scroll the place that a part lies in until it, or what of it lies `inside`, is seen."""
    place: QWidget | None = part
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    if not isinstance(place, QScrollArea):
        return
    screen = place.widget()
    if inside is None or screen is None:
        place.ensureWidgetVisible(part)
    else:
        middle = part.mapTo(screen, inside.center())
        place.ensureVisible(middle.x(), middle.y(), 0, inside.height() // 2 + 1)


class _Place(QScrollArea):
    """Gives way before anything above or below it has to lie on something else."""

    def minimumSizeHint(self) -> QSize:
        """Hardly anything."""
        return QSize(super().minimumSizeHint().width(), LEAST_PX)


class ScrolledStack(QStackedWidget):
    """One screen in front, as large as its place, or larger with a bar at the side to scroll it by."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[QWidget, QScrollArea] = {}

    def addWidget(self, w: QWidget) -> int:  # noqa: N802  Qt's name
        """Take a screen in."""
        place = _Place()
        place.setWidget(w)
        place.setWidgetResizable(True)
        place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads to what is inside, and never to the frame around it.
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._places[w] = place
        return super().addWidget(place)

    def setCurrentWidget(self, w: QWidget) -> None:  # noqa: N802  Qt's name
        """Bring a screen to the front, its beginning in sight."""
        place = self._places[w]
        place.verticalScrollBar().setValue(0)
        super().setCurrentWidget(place)

    def turn_page(self, action: QAbstractSlider.SliderAction) -> None:
        """Show more of the screen in front, further up or down."""
        place = self.currentWidget()
        if isinstance(place, QScrollArea):
            place.verticalScrollBar().triggerAction(action)
