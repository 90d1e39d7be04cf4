"""Eyes and fingers of the simulated packer: what can be seen on the window, its keys and its buttons.

Nothing that a person could not see is handed out: a widget that is hidden, or covered by another screen,
has no text here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from packstation.domain.refusal import RefusalCode
from packstation.domain.value import value
from packstation.ui.question import Takes
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import ActCode, Verdict
from packstation.ui.widgets.answer_button import AnswerButton
from packstation.ui.widgets.lamps import LampDot
from packstation.ui.widgets.verdict_band import VerdictBand

W = TypeVar("W", bound=QWidget)

MOST_HEARD = 20


@value
class Glance:
    """All that matters on the screen at one moment. `flashes` counts how often an answer was painted.

    `answers` are the words of an open question's numbered answers, in their order; `asks_line` says that it
    has a field to write into.
    """

    act: str
    word: str
    saying: str
    order: str
    rows: tuple[tuple[str, ...], ...]
    lamps: tuple[str, ...]
    weight: str
    remarks: str
    buttons: frozenset[str]
    answers: tuple[str, ...]
    asks_line: bool
    flashes: int

    def answer(self, words: str) -> int:
        """The number beside the answer that begins with these words, 0 when there is none such."""
        return next((number for number, said in enumerate(self.answers, 1) if said.startswith(words)), 0)


class ScreenReader(QObject):
    """Reads one station window, and waits until something on it changes.

    `flashed` is said after every new answer, once the window has shown all that goes with it; `answer` is
    the newest one, `heard` are the latest in their order, for whoever takes them out.
    """

    flashed = Signal()
    _painted = Signal()

    def __init__(self, window: StationWindow) -> None:
        super().__init__(window)
        self._window = window
        self._flashes = 0
        self.answer: Verdict | None = None
        self.heard: list[Verdict] = []
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
            answers=self._answers(),
            asks_line=self._seen(QLineEdit, "answer_field") is not None,
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
        return self.tap(f"command_{button}")

    def tap(self, name: str) -> bool:
        """Touch a button; False when it is not there to be touched, or would not move."""
        seen = self._seen(QPushButton, name)
        if seen is None or not seen.isEnabled():
            return False
        QTest.mouseClick(seen, Qt.MouseButton.LeftButton)
        return True

    def sees(self, name: str) -> bool:
        """Whether a part of the screen can be seen."""
        return self._seen(QWidget, name) is not None

    @property
    def act(self) -> ActCode:
        """What is to be done next, in whatever language it is said."""
        return self._window.next_act.code

    @property
    def takes(self) -> Takes | None:
        """How the open question is answered; None while none is open."""
        return self._window.question.takes if self._window.question else None

    @property
    def focused(self) -> str:
        """What is marked as the place where keys go, as it is called aloud."""
        return self._focused().accessibleName()

    def press(self, keys: Qt.Key | str) -> None:
        """Press a key, or a key with Shift as it is written on a button, whatever has the focus."""
        if isinstance(keys, str):
            QTest.keySequence(self._focused(), QKeySequence(keys))
        else:
            QTest.keyClick(self._focused(), keys)

    def write(self, text: str) -> None:
        """Type letters; each goes where the one before has put the focus."""
        for letter in text:
            QTest.keyClicks(self._focused(), letter)

    def enter(self, text: str) -> None:
        """Type a line into the code field, and Enter."""
        entry = self._seen(QLineEdit, "entry")
        if entry is not None:
            QTest.keyClicks(entry, text)
            QTest.keyClick(entry, Qt.Key.Key_Return)

    def _focused(self) -> QWidget:
        focused: QWidget | None = self._window.focusWidget()
        return self._window if focused is None else focused

    def _flash(self, verdict: Verdict) -> None:
        # As on the screen: what a scanner sent twice takes no answer's place.
        self.answer = self.answer if verdict.code is RefusalCode.DOUBLE_READ else verdict
        self.heard.append(verdict)
        del self.heard[:-MOST_HEARD]
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
        # A narrow bar leaves the words beside the dots out; whoever knows the bench knows the dots.
        dots = self._window.findChildren(LampDot)
        return tuple(dot.accessibleName() for dot in dots if _visible(dot))

    def _buttons(self) -> frozenset[str]:
        buttons = [button for button in self._window.findChildren(QPushButton) if _visible(button)]
        names = {button.objectName() for button in buttons}
        return frozenset(name.removeprefix("command_") for name in names if name.startswith("command_"))

    def _answers(self) -> tuple[str, ...]:
        buttons = [button for button in self._window.findChildren(AnswerButton) if _visible(button)]
        return tuple(button.words for button in sorted(buttons, key=lambda button: button.number))

    def _seen(self, kind: type[W], name: str) -> W | None:
        # What a question left behind may still be there for a moment, hidden, with the same name.
        found: list[W] = self._window.findChildren(kind, name)
        return next((widget for widget in found if _visible(widget)), None)


def _visible(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()
