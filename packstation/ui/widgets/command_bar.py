"""The commands that mean something now, as buttons large enough for gloves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.domain.command_code import Command
from packstation.ui.command_words import command_word
from packstation.ui.theme import Sizes


class CommandBar(QWidget):
    """A button a command, each with its key; those that mean nothing now are not there."""

    def __init__(self, keys: Mapping[Command, str], pressed: Callable[[Command], None]) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[Command, QPushButton] = {}
        for command in Command:
            button = QPushButton(f"{command_word(command)} ({keys[command]})")
            button.setObjectName(f"command_{command.value}")
            button.setAccessibleName(command_word(command))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, c=command: pressed(c))
            button.hide()
            self._row.addWidget(button)
            self._buttons[command] = button

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._row.setSpacing(sizes.space)

    def offer(self, commands: frozenset[Command]) -> None:
        """Show the buttons of these commands."""
        for command, button in self._buttons.items():
            button.setVisible(command in commands)
