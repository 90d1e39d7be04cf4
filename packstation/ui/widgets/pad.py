"""Keys on the screen for fingers in gloves: they write into a field and confirm it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from packstation.ui.design.sheet import pad_style
from packstation.ui.translation import _

BACKSPACE, ENTER, SPACE = "⌫", "OK", "␣"
DIGITS: tuple[str, ...] = ("1 2 3", "4 5 6", "7 8 9", f"{BACKSPACE} 0 {ENTER}")
LETTERS: tuple[str, ...] = (
    f"1 2 3 4 5 6 7 8 9 0 {BACKSPACE}",
    "Q W E R T Y U I O P -",
    "A S D F G H J K L . /",
    f"Z X C V B N M , {SPACE} {ENTER}",
)


class Pad(QWidget):
    """The keys of `rows` for one field; `entered` is called by OK."""

    def __init__(
        self, name: str, rows: tuple[str, ...], field: QLineEdit, entered: Callable[[], None], enter_word: str
    ) -> None:
        super().__init__()
        self._field = field
        self._entered = entered
        # Keys of digits and letters lie the same for people who read from right to left.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self._keys: dict[str, QPushButton] = {}
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys.split()):
                button = QPushButton(key)
                button.setObjectName(f"{name}_{key}")
                self._keys[key] = button
                # The keyboard has keys of its own: the pad is for fingers, and never takes the focus.
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _checked=False, k=key: self._press(k))
                self.grid.addWidget(button, row, column)
        self.speak(enter_word)

    def speak(self, enter_word: str) -> None:
        """Name the keys in the language of the window."""
        words = {BACKSPACE: _("Delete the last digit"), ENTER: enter_word, SPACE: _("Space")}
        for key, button in self._keys.items():
            button.setAccessibleName(words.get(key, key))

    def grow(self, letter_px: int, space_px: int) -> None:
        """Keys as high and as wide as there is room for."""
        self.grid.setSpacing(space_px)
        self.setStyleSheet(pad_style(letter_px))
        for button in self.findChildren(QPushButton):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def _press(self, key: str) -> None:
        if key == ENTER:
            self._entered()
        elif key == BACKSPACE:
            self._field.backspace()
        else:
            self._field.insert(" " if key == SPACE else key)
