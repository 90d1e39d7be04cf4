"""An open question in the place of the screen: answers by number or name, or a field with keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.command_code import Command
from packstation.ui import theme
from packstation.ui.command_words import KEYS
from packstation.ui.question import AskCode, Question, Takes
from packstation.ui.question_words import choice_words, question_sentence
from packstation.ui.translation import _
from packstation.ui.widgets.answer_button import AnswerButton, Named
from packstation.ui.widgets.keyboard import Keyboard
from packstation.ui.widgets.pad import DIGITS, LETTERS, Pad
from packstation.ui.widgets.tab_order import tab_through
from packstation.ui.widgets.written_text import WrittenText

COLUMNS_FROM = 5
"""Up to four answers stand under each other; from five on in two columns."""
COLUMNS_BELOW_TEXT = 3
"""The same below a text that is read to its end."""
GROWTH = 100
"""How much sooner the answers take what room there is than the empty space below them."""
FIELDS = frozenset({Takes.NUMBER, Takes.TEXT, Takes.SECRET})
NAMES = frozenset({AskCode.PERSON_NAME})
WHOLE = frozenset({AskCode.SITE_HERE, AskCode.JOIN_SITE})
"""Questions whose text is read to its end."""


class QuestionPanel(QWidget):
    """Shows one question at a time; `picked` is told the number of a touched answer, `entered` a line."""

    def __init__(self, picked: Callable[[int], None], entered: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("question")
        self.on_edited: Callable[[str], None] = lambda _text: None
        self._picked = picked
        self._entered = entered
        self._question: Question | None = None
        self._sizes = theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT)
        self.field: QLineEdit | None = None
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def fit(self, sizes: theme.Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        if self._question is not None:
            text = self.field.text() if self.field else ""
            self.put(self._question)
            self.show_typed(text)

    def put(self, question: Question | None) -> None:
        """Ask this, or nothing."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._question, self.field, self._inside = question, None, None
        if question is None:
            return
        self._inside = QWidget()
        if question.takes in FIELDS:
            self._ask_line(question, self._inside)
        elif question.commands:
            self._list_commands(question, self._inside)
        else:
            self._ask_choice(question, self._inside)
        self._page.addWidget(self._inside)
        # Now, not when Qt next looks: nobody reads a question whose answers are not there yet.
        self._inside.show()
        answers = sorted(self._inside.findChildren(AnswerButton), key=lambda button: button.number)
        tab_through(self, [*self._inside.findChildren(QLineEdit), *answers])

    def show_typed(self, text: str) -> None:
        """Show what is put together so far."""
        if self.field is not None and self.field.text() != text:
            self.field.setText(text)

    def _ask_choice(self, question: Question, inside: QWidget) -> None:
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._sizes.space)
        whole = question.code in WHOLE
        columns = 2 if len(question.choices) >= (COLUMNS_BELOW_TEXT if whole else COLUMNS_FROM) else 1
        rows = -(-len(question.choices) // columns)
        written = question.told() if question.told else str(question.facts.get("text") or "")
        top = 1 if written else 0
        if written:
            text = WrittenText("written", theme.FONT, self._sizes.head, self._sizes.small)
            text.put(written)
            if whole:
                text.keep_whole()
            grid.addWidget(text, 0, 0, 1, columns)
            grid.setRowStretch(0, 2 * GROWTH)
        for place, choice in enumerate(question.choices):
            button = AnswerButton(place + 1, choice_words(choice), self._sizes)
            button.clicked.connect(lambda _checked=False, n=place + 1: self._picked(n))
            # Down the first column, then down the second: as a list is read.
            grid.addWidget(button, top + place % rows, place // rows)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for row in range(top, top + rows):
            grid.setRowStretch(row, GROWTH)
        grid.setRowStretch(top + rows, 0 if written else 1)

    def _list_commands(self, question: Question, inside: QWidget) -> None:
        """Each under its name, in one column of rows large enough for gloves; too many are scrolled."""
        page = QVBoxLayout(inside)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(self._sizes.space)
        buttons = []
        for place, choice in enumerate(question.choices, 1):
            words = choice_words(choice)
            name, _colon, happens = words.partition(": ")
            named = Named(name, happens, KEYS.get(Command(choice.code), ""), in_list=True)
            button = AnswerButton(place, words, self._sizes, named)
            button.grow(self._sizes.button * 5 // 4)
            button.clicked.connect(lambda _checked=False, n=place: self._picked(n))
            page.addWidget(button, stretch=GROWTH)
            buttons.append(button)
        page.addStretch(1)
        room = max(button.mark_width() for button in buttons)
        for button in buttons:
            button.room = room

    def _ask_line(self, question: Question, inside: QWidget) -> None:
        self.field = self._make_field(question)
        letters = question.takes is Takes.TEXT
        pad = self._make_keys(question, self.field)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addWidget(self.field)
        column.addWidget(pad, stretch=1)
        row.addLayout(column, stretch=3)
        if not letters:
            row.addStretch(2)

    def _make_keys(self, question: Question, field: QLineEdit) -> QWidget:
        """Names have small letters, and some that no code has; codes stand in large ones."""
        if question.code in NAMES:
            return Keyboard(field, self._entered, self._sizes)
        letters = question.takes is Takes.TEXT
        pad = Pad("key", LETTERS if letters else DIGITS, field, self._entered, _("Confirm"))
        # At least: they are higher wherever there is room, and large letters leave them little.
        pad.grow(self._sizes.head, self._sizes.space, self._sizes.button * 3 // 4)
        return pad

    def _make_field(self, question: Question) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("answer_field")
        field.setAcceptDrops(False)
        field.setAccessibleName(question_sentence(question))
        if question.takes is Takes.SECRET:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        field.setStyleSheet(f"font-size: {self._sizes.weight}px;")
        field.returnPressed.connect(self._entered)
        field.textChanged.connect(self.on_edited)
        return field
