"""Somebody in front of the steps: reads the window, types into it, clicks in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.ui.setup.view import SetupWindow


class Person:
    """Reads the window, types into it, clicks in it."""

    def __init__(self, window: SetupWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def read(self, name: str) -> str:
        """A text that can be seen."""
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel), name
        return label.text()

    def wait(self, name: str, part: str) -> None:
        """Wait until a text says this."""
        self._qtbot.waitUntil(lambda: part in self.read(name), timeout=10_000)

    def click(self, name: str) -> None:
        """Click a key that can be seen, once what was asked before is answered."""
        self.settle()
        button = self.window.findChild(QPushButton, name)
        assert isinstance(button, QPushButton), name
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        """Wait for the answer to what was asked."""
        presenter = self.window._presenter
        assert presenter is not None
        self._qtbot.waitUntil(lambda: not presenter._course.busy, timeout=15_000)

    def write(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there."""
        made = self.window.findChild(QWidget, name)
        assert isinstance(made, QLineEdit | QPlainTextEdit), name
        made.selectAll()
        first, *others = text.split("\n")
        QTest.keyClicks(made, first)
        for line in others:
            QTest.keyClick(made, Qt.Key.Key_Return)
            QTest.keyClicks(made, line)

    def go(self, name: str, title: str) -> None:
        """Click BACK, SKIP or NEXT, and wait for the step behind it."""
        self.click(name)
        self.wait("setup_title", title)


Play = Callable[[Person], None]
