"""What the steps are built of: rows of large keys of which one is pressed in, and captions with a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from packstation.ui.theme import Sizes
from packstation.ui.widgets.plain_text import PlainText
from packstation.ui.widgets.tab_order import tab_through


def key(name: str, pressed: Callable[[], None]) -> QPushButton:
    """A large key; its words come when the page is spoken."""
    button = QPushButton()
    button.setObjectName(name)
    button.setAutoDefault(True)
    button.clicked.connect(lambda _checked=False: pressed())
    return button


def put_words(button: QPushButton, words: str) -> None:
    """The words of a key, plain: an ampersand is no shortcut."""
    button.setText(words.replace("&", "&&"))
    button.setAccessibleName(words)


def field(name: str, hints: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone) -> QLineEdit:
    """A field to type in; `hints` say which keys come up over it."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(120)
    made.setInputMethodHints(hints)
    return made


def caption(name: str, buddy: QWidget | None = None) -> PlainText:
    """The words over a field or a row of keys."""
    made = PlainText(name, wrap=True)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


class ChoiceKeys(QWidget):
    """A key a choice, the chosen one pressed in, in as many columns as have room, up to a number.

    Keys that do something at once do not stay pressed in.
    """

    def __init__(self, name: str, columns: int, picked: Callable[[str], None], *, stay: bool = True) -> None:
        super().__init__()
        self._stay = stay
        self.setObjectName(name)
        self._most_columns, self._columns = columns, columns
        self._picked = picked
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setSpacing(sizes.space)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        self._arrange()

    def put(self, choices: Mapping[str, str], chosen: str) -> None:
        """Offer these, by what they stand for, in these words."""
        for gone in set(self._buttons) - set(choices):
            button = self._buttons.pop(gone)
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for what, words in choices.items():
            put_words(self._buttons.get(what) or self._add(what), words)
        self._buttons = {what: self._buttons[what] for what in choices}
        self._columns = 0
        self._arrange()
        tab_through(self, self._buttons.values())
        self.choose(chosen)

    def choose(self, chosen: str) -> None:
        """Press this one in; none where it is not offered."""
        self._group.setExclusive(False)
        for what, button in self._buttons.items():
            button.setChecked(what == chosen)
        self._group.setExclusive(True)

    @property
    def chosen(self) -> str:
        """What is pressed in, else nothing."""
        return next((what for what, button in self._buttons.items() if button.isChecked()), "")

    def _arrange(self) -> None:
        gap = self._grid.horizontalSpacing()
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        fitting = (self.width() + gap) // (widest + gap) if widest else 1
        columns = max(1, min(self._most_columns, fitting))
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _add(self, what: str) -> QPushButton:
        button = key(f"{self.objectName()}_{what}", lambda: self._picked(what))
        button.setCheckable(self._stay)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._group.addButton(button)
        self._buttons[what] = button
        return button
