"""Eyes and fingers of the simulated packer: what can be seen on the window, its keys and its buttons.

Nothing that a person could not see is handed out: a widget that is hidden, or covered by another screen,
has no text here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from packstation.ui.station.view import StationWindow
from packstation.ui.widgets.verdict_band import VerdictBand

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Glance:
    """All that matters on the screen at one moment. `flashes` counts how often an answer was painted."""

    act: str
    word: str
    saying: str
    order: str
    rows: tuple[tuple[str, ...], ...]
    lamps: tuple[str, ...]
    weight: str
    remarks: str
    buttons: frozenset[str]
    flashes: int


class ScreenReader(QObject):
    """Reads one station window, and waits until something on it changes.

    `flashed` is said after every new answer, once the window has shown all that goes with it.
    """

    flashed = Signal()
    _painted = Signal()

    def __init__(self, window: StationWindow) -> None:
        super().__init__(window)
        self._window = window
        self._flashes = 0
        self._alarm = QTimer(self)
        self._alarm.setSingleShot(True)
        self._painted.connect(self.flashed, Qt.ConnectionType.QueuedConnection)
        window.on_painted = self._flash

    def glance(self) -> Glance:
        """What is to be seen now."""
        band = self._seen(VerdictBand, "verdict")
        return Glance(
            act=self.text("next_act"),
            word=band.word if band else "",
            saying=band.saying if band else "",
            order=self.text("order"),
            rows=self._rows(),
            lamps=self._lamps(),
            weight=self.text("weight"),
            remarks=f"{self.text('weight_band')} {self.text('weight_warning')}",
            buttons=self._buttons(),
            flashes=self._flashes,
        )

    def text(self, name: str) -> str:
        """The text of a label, "" when it cannot be seen."""
        label = self._seen(QLabel, name)
        return label.text() if label else ""

    def wait_until(self, condition: Callable[[], bool], within_s: float) -> bool:
        """Let the window live until the condition holds; False when the time is up."""
        deadline_s = time.monotonic() + within_s
        while not condition():
            left_s = deadline_s - time.monotonic()
            if left_s <= 0:
                return False
            # An event to wake up by; anew each time, because a coarse timer may ring too early.
            self._alarm.start(int(left_s * 1000) + 1)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return True

    def click(self, button: str) -> bool:
        """Click a command's button; False when it is not there to be clicked."""
        seen = self._seen(QPushButton, f"command_{button}")
        if seen is None:
            return False
        QTest.mouseClick(seen, Qt.MouseButton.LeftButton)
        return True

    def press(self, key: Qt.Key) -> None:
        """Press a key, whatever has the focus."""
        QTest.keyClick(self._focused(), key)

    def enter(self, text: str) -> None:
        """Type a line into the code field, and Enter."""
        entry = self._seen(QLineEdit, "entry")
        if entry is not None:
            QTest.keyClicks(entry, text)
            QTest.keyClick(entry, Qt.Key.Key_Return)

    def _focused(self) -> QWidget:
        focused: QWidget | None = self._window.focusWidget()
        return self._window if focused is None else focused

    def _flash(self, _: object) -> None:
        self._flashes += 1
        self._painted.emit()

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        table = self._seen(QTableView, "lines")
        if table is None:
            return ()
        model, sight = table.model(), table.viewport().rect()
        cells = [
            [model.index(row, column) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        return tuple(
            tuple(str(model.data(cell)) for cell in row)
            for row in cells
            if sight.intersects(table.visualRect(row[0]))
        )

    def _lamps(self) -> tuple[str, ...]:
        labels = self._window.findChildren(QLabel)
        return tuple(
            label.text() for label in labels if label.objectName().startswith("lamp_") and _visible(label)
        )

    def _buttons(self) -> frozenset[str]:
        buttons = [button for button in self._window.findChildren(QPushButton) if _visible(button)]
        names = {button.objectName() for button in buttons}
        return frozenset(name.removeprefix("command_") for name in names if name.startswith("command_"))

    def _seen(self, kind: type[W], name: str) -> W | None:
        widget: W | None = self._window.findChild(kind, name)
        return widget if widget is not None and _visible(widget) else None


def _visible(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()
