"""The answers to a next act that is a question: as large as the act, each with what happens then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from packstation.domain.command_code import Command
from packstation.ui.command_words import command_word
from packstation.ui.sentences import act_answers
from packstation.ui.theme import Sizes
from packstation.ui.verdict import NextAct
from packstation.ui.widgets.answer_button import AnswerButton, Named
from packstation.ui.widgets.tab_order import tab_through

HEIGHT = 1.6
"""In heights of a button: two lines beside the word."""


class ActAnswers(QWidget):
    """A button an answer; `pressed` is told its command. Hidden while the act is no question."""

    def __init__(self, pressed: Callable[[Command], None]) -> None:
        super().__init__()
        self._pressed = pressed
        self._answers: tuple[tuple[Command, str], ...] = ()
        self._sizes: Sizes | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        self._lay_out()

    def put(self, act: NextAct | None) -> None:
        """Offer the answers to this act, or none."""
        answers = act_answers(act) if act else ()
        if answers != self._answers:
            self._answers = answers
            self._lay_out()
        self.setVisible(bool(answers))

    def _lay_out(self) -> None:
        while (old := self._row.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._sizes is None:
            return
        self._row.setSpacing(self._sizes.space)
        buttons = []
        for number, (command, happens) in enumerate(self._answers, 1):
            word = command_word(command)
            button = AnswerButton(number, f"{word}: {happens}", self._sizes, Named(word, happens))
            button.setObjectName(f"act_{command.value}")
            button.clicked.connect(lambda _checked=False, c=command: self._pressed(c))
            button.grow(round(self._sizes.button * HEIGHT))
            self._row.addWidget(button)
            buttons.append(button)
        tab_through(self, buttons)
