"""An open question in the place of the screen: numbered answers, or a field with keys for fingers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from packstation.ui import theme
from packstation.ui.question import Question, Takes
from packstation.ui.question_words import choice_words, question_sentence
from packstation.ui.translation import _
from packstation.ui.widgets.pad import DIGITS, LETTERS, Pad
from packstation.ui.widgets.written_text import WrittenText

COLUMNS_FROM = 5
"""Up to four answers stand under each other; from five on in two columns."""
GROWTH = 100
"""How much sooner the answers take what room there is than the empty space below them."""
FIELDS = frozenset({Takes.NUMBER, Takes.TEXT, Takes.SECRET})


class AnswerButton(QPushButton):
    """One numbered answer: its number large at the left, its words in up to three lines beside it."""

    LINES = 3
    _FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def __init__(self, number: int, words: str, sizes: theme.Sizes) -> None:
        super().__init__()
        self.number, self.words = number, words
        self._sizes = sizes
        self.setObjectName(f"answer_{number}")
        self.setAccessibleName(f"{number}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(sizes.button)
        self.setMaximumHeight(sizes.button * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a button, and the texts as they are: no ampersand becomes a shortcut."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self.rect().adjusted(self._sizes.space, 2, -self._sizes.space, -2)
        room = box.height() - 4
        number = self._font(min(self._sizes.act, room), bold=True)
        painter.setFont(number)
        wide = QFontMetrics(number).horizontalAdvance("0") + 2 * self._sizes.space
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(self.number))
        box.setLeft(box.left() + wide)
        painter.setFont(self.letters())
        painter.drawText(box, self._FLAGS, self.words)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second tap of a bouncing glove was meant for the question before, which took the first."""
        event.accept()

    def letters(self) -> QFont:
        """The largest letters in which the words fit beside their number."""
        least = self._sizes.small
        pixels = self._sizes.head
        while pixels > least and not self._fits(self._font(pixels)):
            pixels -= 1
        return self._font(pixels)

    def fits(self) -> bool:
        """Whether all the words can be read."""
        return self._fits(self.letters())

    def _fits(self, font: QFont) -> bool:
        number = self._font(min(self._sizes.act, self.height() - 8), bold=True)
        box = self.rect().adjusted(self._sizes.space, 2, -self._sizes.space, -2)
        box.setLeft(box.left() + QFontMetrics(number).horizontalAdvance("0") + 2 * self._sizes.space)
        needed = QFontMetrics(font).boundingRect(box, self._FLAGS, self.words)
        return needed.height() <= box.height() and needed.width() <= box.width()

    @staticmethod
    def _font(pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(theme.FONT)
        font.setPixelSize(max(1, pixels))
        font.setBold(bold)
        return font


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
        else:
            self._ask_choice(question, self._inside)
        self._page.addWidget(self._inside)

    def show_typed(self, text: str) -> None:
        """Show what is put together so far."""
        if self.field is not None and self.field.text() != text:
            self.field.setText(text)

    def _ask_choice(self, question: Question, inside: QWidget) -> None:
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._sizes.space)
        columns = 2 if len(question.choices) >= COLUMNS_FROM else 1
        rows = -(-len(question.choices) // columns)
        written = str(question.facts.get("text") or "")
        top = 1 if written else 0
        if written:
            text = WrittenText("written", theme.FONT, self._sizes.head, self._sizes.small)
            text.put(written)
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

    def _ask_line(self, question: Question, inside: QWidget) -> None:
        self.field = self._make_field(question)
        letters = question.takes is Takes.TEXT
        pad = Pad("key", LETTERS if letters else DIGITS, self.field, self._entered, _("Confirm"))
        pad.grow(self._sizes.head, self._sizes.space)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addWidget(self.field)
        column.addWidget(pad, stretch=1)
        row.addLayout(column, stretch=3)
        if not letters:
            row.addStretch(2)

    def _make_field(self, question: Question) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("answer_field")
        field.setAccessibleName(question_sentence(question))
        if question.takes is Takes.SECRET:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        field.setStyleSheet(f"font-size: {self._sizes.weight}px;")
        field.returnPressed.connect(self._entered)
        field.textChanged.connect(self.on_edited)
        return field
