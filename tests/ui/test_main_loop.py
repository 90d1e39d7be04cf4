"""The loop around the window: it ends when it is told to, however early."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from packstation.ui.main_loop import show_until_closed
from tests.ui.quitting import take_back_quit

TOO_LATE = 99
DEADLINE_MS = 5000


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    """Signals, memory and the application as other tests know them."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    qapp.setQuitOnLastWindowClosed(False)
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    gc.unfreeze()
    take_back_quit(qapp)
    qapp.setQuitOnLastWindowClosed(True)


class ToldToStop(QWidget):
    """The system goes down at the very moment the window appears."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__()
        self._number = number

    def showEvent(self, event: QShowEvent) -> None:
        """The signal comes before the loop runs."""
        super().showEvent(event)
        signal.raise_signal(self._number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_window_appears_ends_the_loop(qapp: QApplication, number: signal.Signals) -> None:
    window = ToldToStop(number)
    deadline = QTimer()
    deadline.setSingleShot(True)
    deadline.timeout.connect(lambda: qapp.exit(TOO_LATE))
    deadline.start(DEADLINE_MS)
    assert show_until_closed(window) == 0
    deadline.stop()


def test_the_loop_ends_with_its_own_window_whatever_else_stands_open(qapp: QApplication) -> None:
    other, window = QWidget(), QWidget()
    deadline = QTimer()
    deadline.setSingleShot(True)
    deadline.timeout.connect(lambda: qapp.exit(TOO_LATE))
    deadline.start(DEADLINE_MS)
    for _ in range(2):
        other.show()
        QTimer.singleShot(0, window.close)
        assert show_until_closed(window) == 0
    deadline.stop()
