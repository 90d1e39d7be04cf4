"""The commands that mean something now, as buttons large enough for gloves, each always in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.domain.command_code import Command
from packstation.ui.command_words import NextMeans, command_word, next_word
from packstation.ui.theme import Sizes

PLACES: tuple[tuple[Command, ...], ...] = (
    (Command.NEXT, Command.YES),
    (Command.UNDO, Command.NO, Command.LEAD),
    (Command.BACK,),
    (Command.HELP,),
    (Command.LOCK,),
)
"""From left to right; of the commands that share a place the first that means something has it.

At the empty bench, where nothing can be taken back, a lead finds the way to everything a lead does.
Every other command stands in the list behind HELP: one touch more, and no button that wanders.
"""


class CommandBar(QWidget):
    """A button a command with its key; one that means nothing now leaves its place empty."""

    def __init__(self, keys: Mapping[Command, str], pressed: Callable[[Command], None]) -> None:
        super().__init__()
        self._keys = keys
        self._means = NextMeans.CLOSE
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[Command, QPushButton] = {}
        for place in PLACES:
            for command in place:
                button = QPushButton()
                button.setObjectName(f"command_{command.value}")
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.clicked.connect(lambda _checked=False, c=command: pressed(c))
                button.hide()
                self._row.addWidget(button)
                self._buttons[command] = button
        self.speak()

    def speak(self) -> None:
        """Name the buttons in the language of the window."""
        for command, button in self._buttons.items():
            word = command_word(command)
            button.setText(f"{word}\n{self._keys[command]}")
            button.setAccessibleName(word)
        self.name_next(self._means)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._row.setSpacing(sizes.space)
        for place in PLACES:
            buttons = [self._buttons[command] for command in place]
            for button in buttons:
                button.ensurePolished()
                button.setMinimumWidth(0)
            width = max(button.sizeHint().width() for button in buttons)
            if Command.NEXT in place:
                width = max(width, self._widest_next())
            for button in buttons:
                button.setMinimumWidth(width)

    def name_next(self, means: NextMeans) -> None:
        """Say on its button what NEXT does now."""
        self._means = means
        button = self._buttons[Command.NEXT]
        button.setText(self._next_text(means))
        button.setAccessibleName(f"{command_word(Command.NEXT)}: {next_word(means)}")

    def _next_text(self, means: NextMeans) -> str:
        return f"{command_word(Command.NEXT)}\n{self._keys[Command.NEXT]}: {next_word(means)}"

    def _widest_next(self) -> int:
        """Whatever NEXT does, its button has the same width, and no other one wanders."""
        button = self._buttons[Command.NEXT]
        shown, width = button.text(), 0
        for means in NextMeans:
            button.setText(self._next_text(means))
            width = max(width, button.sizeHint().width())
        button.setText(shown)
        return width

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
