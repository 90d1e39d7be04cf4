"""The panel of a question by itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.widgets.answer_button import AnswerButton
from packstation.ui.widgets.question_panel import QuestionPanel

pytestmark = pytest.mark.gui


def test_a_question_and_its_answers_are_there_together(qtbot: QtBot) -> None:
    panel = QuestionPanel(lambda _number: None, lambda: None)
    qtbot.addWidget(panel)
    panel.show()
    for count in (3, 2):
        panel.put(Question(AskCode.HOW_MANY, choices=(Choice(Command.NEXT),) * count))
        assert sum(button.isVisible() for button in panel.findChildren(AnswerButton)) == count
