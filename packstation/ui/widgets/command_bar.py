"""The commands that mean something now, as buttons large enough for gloves, each always in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.domain.command_code import Command
from packstation.ui.command_words import command_word
from packstation.ui.theme import Sizes
from packstation.ui.translation import _

PLACES: tuple[tuple[Command, ...], ...] = (
    (Command.NEXT, Command.YES),
    (Command.UNDO, Command.NO),
    (Command.BACK,),
    (Command.HELP,),
    (Command.LOCK,),
)
"""From left to right; the commands that share a place are never offered together.

Every other command stands in the list behind MORE: one touch more, and no button that wanders.
"""


class CommandBar(QWidget):
    """A button a command with its key; one that means nothing now leaves its place empty."""

    def __init__(self, keys: Mapping[Command, str], pressed: Callable[[Command], None]) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[Command, QPushButton] = {}
        for place in PLACES:
            for command in place:
                word = _("MORE") if command is Command.HELP else command_word(command)
                button = QPushButton(f"{word}\n{keys[command]}")
                button.setObjectName(f"command_{command.value}")
                button.setAccessibleName(word)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.clicked.connect(lambda _checked=False, c=command: pressed(c))
                button.hide()
                self._row.addWidget(button)
                self._buttons[command] = button

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._row.setSpacing(sizes.space)
        for place in PLACES:
            buttons = [self._buttons[command] for command in place]
            for button in buttons:
                button.ensurePolished()
                button.setMinimumWidth(0)
            width = max(button.sizeHint().width() for button in buttons)
            for button in buttons:
                button.setMinimumWidth(width)

    def offer(self, commands: frozenset[Command]) -> None:
        """Show the buttons of these commands."""
        for place in PLACES:
            shown = next((command for command in place if command in commands), place[0])
            for command in place:
                button = self._buttons[command]
                keeps = button.sizePolicy()
                keeps.setRetainSizeWhenHidden(command is shown and bool(commands))
                button.setSizePolicy(keeps)
                button.setVisible(command is shown and command in commands)
