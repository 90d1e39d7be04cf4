"""Keys on the screen for fingers in gloves: they write into a field and confirm it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from packstation.domain.value import value
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

Field = QLineEdit | QPlainTextEdit
"""What keys can write into."""


@value
class Act:
    """What a key does that writes no letter, and its name for ears."""

    name: str
    pressed: Callable[[], None]


_NO_ACTS: Mapping[str, Act] = MappingProxyType({})


class Pad(QWidget):
    """The keys of `rows` for one field; `entered` is called by OK.

    A key that stands in its row several times is as many keys wide. `acts` are keys that write nothing.
    """

    def __init__(
        self,
        name: str,
        rows: tuple[str, ...],
        field: Field,
        entered: Callable[[], None],
        enter_word: str,
        acts: Mapping[str, Act] = _NO_ACTS,
    ) -> None:
        super().__init__()
        self._field = field
        self._entered = entered
        self._acts = acts
        self._capital = False
        # Keys of digits and letters lie the same for people who read from right to left.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self._keys: dict[str, QPushButton] = {}
        for row, keys in enumerate(rows):
            column = 0
            for key, same in groupby(keys.split()):
                wide = len(list(same))
                self.grid.addWidget(self._make(name, key), row, column, 1, wide)
                column += wide
        self.speak(enter_word)

    def speak(self, enter_word: str) -> None:
        """Name the keys in the language of the window."""
        letters = len(self._keys) > len(DIGITS) * 4
        last = _("Delete the last letter") if letters else _("Delete the last digit")
        words = {BACKSPACE: last, ENTER: enter_word, SPACE: _("Space")}
        words |= {key: act.name for key, act in self._acts.items()}
        for key, button in self._keys.items():
            button.setAccessibleName(words.get(key, key))

    def grow(self, letter_px: int, space_px: int, least_px: int | None = None) -> None:
        """Keys as high and as wide as there is room for; at least as high as any button, or as is said."""
        self.grid.setSpacing(space_px)
        self.setStyleSheet(pad_style(letter_px, least_px))
        for button in self.findChildren(QPushButton):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def put_case(self, *, capital: bool) -> None:
        """Write large letters from now on, or small ones, and show them so."""
        self._capital = capital
        for key, button in self._keys.items():
            if key not in self._acts and key != ENTER:
                button.setText(self._written(key).replace("&", "&&"))

    def press_in(self, key: str, *, down: bool) -> None:
        """Show a key as pressed in, or up again."""
        button = self._keys.get(key)
        if button is not None:
            button.setCheckable(True)
            button.setChecked(down)

    def put_text(self, key: str, text: str) -> None:
        """Let this stand on a key."""
        self._keys[key].setText(text)

    def _make(self, name: str, key: str) -> QPushButton:
        button = QPushButton(key.replace("&", "&&"))
        button.setObjectName(f"{name}_{key}")
        # The keyboard has keys of its own: the pad is for fingers, and never takes the focus.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False, k=key: self._press(k))
        self._keys[key] = button
        return button

    def _written(self, key: str) -> str:
        # No keyboard has a capital of the sharp s, and Python would make two letters of it.
        return key.upper() if self._capital and len(key.upper()) == 1 else key

    def _press(self, key: str) -> None:
        if key in self._acts:
            self._acts[key].pressed()
        elif key == ENTER:
            self._entered()
        elif key == BACKSPACE:
            _delete_last(self._field)
        else:
            _write(self._field, " " if key == SPACE else self._written(key))


def _write(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.insert(text)
    else:
        field.insertPlainText(text)
        field.ensureCursorVisible()


def _delete_last(field: Field) -> None:
    if isinstance(field, QLineEdit):
        field.backspace()
    else:
        field.textCursor().deletePreviousChar()
