"""Every question and every numbered answer has its words, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from packstation.domain.command_code import ALWAYS_WITH_ARGUMENT, Command
from packstation.domain.refusal import Fact
from packstation.places import resources
from packstation.ui.answer import (
    FileAnswer,
    OrderAnswer,
    ParkAnswer,
    QuantityAnswer,
    ShortAnswer,
    SiteAnswer,
    TraceAnswer,
)
from packstation.ui.carton_answer import CartonAnswer, PiecesAnswer
from packstation.ui.lead.code_talk import CodeAnswer
from packstation.ui.lead.conflict_talk import ConflictAnswer
from packstation.ui.lead.hold_talk import HoldAnswer
from packstation.ui.lead.leave import LeaveAnswer
from packstation.ui.lead.menu import LeadAnswer
from packstation.ui.lead.people_talk import PersonAnswer
from packstation.ui.lead.weight_talk import WeightAnswer
from packstation.ui.question import AnswerCode, AskCode, Choice, Question, Takes
from packstation.ui.question_words import choice_enums, choice_words, question_hint, question_sentence
from packstation.ui.screen_talk import LanguageAnswer
from packstation.ui.translation import languages, set_language
from packstation.ui.verdict import ActCode

TRANSLATIONS = resources() / "translations"
Facts = dict[str, Fact]

PERSON: Facts = {"name": "Ida"}
PIN: Facts = {"name": "Ida", "digits": 6}
CODE: Facts = {"code": "4711", "name": "Mug, blue", "factor": 12, "seen": 3, "order": "100234"}
WEIGHT: Facts = {"name": "Mug, blue", "grams": 310}
LEAD_ASKED: dict[AskCode, Facts] = {
    AskCode.CODE_IS: CODE,
    AskCode.CODE_PRODUCT: CODE,
    AskCode.CODE_UNIT: CODE,
    AskCode.CODE_PIECES: CODE,
    AskCode.CODE_SURE: CODE,
    AskCode.WEIGHT_RIGHT: WEIGHT,
}
PEOPLE_ASKED: dict[AskCode, Facts] = {
    AskCode.MOVE_PIECES: {"name": "Mug, blue"},
    AskCode.TOTE_EMPTY: {"order": "100234"},
    AskCode.PERSON_ROLE: PERSON,
    AskCode.PERSON_PIN: PIN,
    AskCode.PIN_SHORT: PIN,
    AskCode.PIN_AGAIN: PIN,
    AskCode.PIN_DIFFERED: PIN,
    AskCode.PRINT_BADGE: PERSON,
    AskCode.NEW_BADGE: PERSON,
    AskCode.BADGE_CAME_OUT: PERSON,
    AskCode.BADGE_ONCE_MORE: PERSON,
    AskCode.DISABLE: PERSON,
    AskCode.ENABLE: PERSON,
    AskCode.WHICH_HOLD: {"order": "100234"},
    AskCode.PIN_OF: PERSON,
    AskCode.PACK_UNCLAIMED: {"order": "100234"},
    AskCode.PACKED_TWICE: {"order": "100234"},
    AskCode.PACKED_AFTER_CANCEL: {"order": "100234"},
    AskCode.CHANGED_MEANWHILE: {"order": "100234"},
    AskCode.CHANGED_TOO_LATE: {"order": "100234"},
    AskCode.OLDER_TERMS: {"order": "100234"},
    AskCode.GIVEN_AWAY: {"order": "100234"},
    AskCode.NUMBER_TWICE: {"order": "100234"},
    AskCode.SITE_HERE: {"station": "bench-4"},
    AskCode.JOIN_SITE: {"station": "bench-4"},
    AskCode.LEAVE_SITE: {"station": "bench-4"},
}
FILE: Facts = {"file": "orders.csv", "form": "shopify-csv", "order": "1001", "line": 7}
FILE_ASKED: dict[AskCode, Facts] = {
    AskCode.TAKE_IN_ORDERS: FILE,
    AskCode.TAKE_IN_PRODUCTS: FILE,
    AskCode.SAY_COLUMNS: FILE,
    AskCode.REPLACE_COLUMNS: {"name": "office"},
    AskCode.STOP_FILE: FILE,
    AskCode.FILE_IN: FILE,
    AskCode.FILE_STOPPED: FILE,
    AskCode.FILE_NOT_IN: FILE,
    AskCode.DROP_ORDER_ROWS: FILE,
    AskCode.DROP_ROW: FILE,
}

ASKED: dict[AskCode, Facts] = {
    AskCode.HOW_MANY_BACK: {"name": "Bag of sand", "left": 3},
    AskCode.SLIP_OUTSIDE: {"carton": 2},
    AskCode.INSTRUCTION_ORDER: {"instruction": "gift_wrap", "text": "", "name": None, "number": "order"},
    AskCode.INSTRUCTION_CARTON: {"instruction": "fragile", "text": "Glass", "name": None, "number": "2"},
    AskCode.INSTRUCTION_PRODUCT: {"instruction": "customise", "text": "", "name": "Mug", "number": "1"},
    AskCode.HELP: {"act": ActCode.SCAN_GOODS.value, "left": 12},
    AskCode.SHORT_UNITS: {"name": "Mug, blue", "left": 2},
    AskCode.TIMES: {"name": "Mug, blue"},
    AskCode.HOW_MANY_BY_HAND: {"name": "Screw", "left": 40},
    AskCode.WHICH_LOT: {"name": "Milk"},
    AskCode.LOT: {"name": "Milk"},
    AskCode.EXPIRY: {"name": "Milk"},
    AskCode.SERIAL: {"name": "Radio"},
    AskCode.SERIAL_OF: {"name": "Radio", "number": 2, "units": 12},
    **FILE_ASKED,
    **PEOPLE_ASKED,
    **LEAD_ASKED,
}
"""The facts each question is asked with; one that is not here is asked without any."""

ANSWERED: dict[type[StrEnum], Facts] = {
    CartonAnswer: {"carton": 2, "digits": "0013", "contents": "2 × MUG", "name": "Big box"},
    PiecesAnswer: {"lot": "L7", "until": "2026-12-01", "serial": "S-1"},
    PersonAnswer: PERSON,
    FileAnswer: {"waiting": 3},
    LeadAnswer: {"waiting": 3},
    SiteAnswer: FILE,
    TraceAnswer: {"lot": "A1", "date": "2026-04-01"},
    QuantityAnswer: {"name": "Screw", "left": 40},
    HoldAnswer: {"order": "100234", "holds": "manual short"},
    LeaveAnswer: PERSON,
    ConflictAnswer: {"order": "100234"},
    CodeAnswer: CODE,
    WeightAnswer: WEIGHT,
    ShortAnswer: {"name": "Mug, blue", "left": 2},
    LanguageAnswer: {"name": "Deutsch"},
    OrderAnswer: {"order": "100234", "units": 3, "name": "Mug, blue"},
    ParkAnswer: {"order": "100234", "place": "P 1", "time": "16:00"},
}
"""The facts of the answers of an enum, those of all its members together."""

every_language = pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])


def questions() -> Iterator[Question]:
    """Every question there is, with two answers."""
    for code in AskCode:
        for takes in Takes:
            yield Question(code, ASKED.get(code, {}), takes=takes)


def answers(enum: type[StrEnum]) -> list[Choice]:
    """Every answer of an enum."""
    return [Choice(code, ANSWERED.get(enum, {})) for code in enum]


@every_language
def test_every_question_is_a_whole_sentence_with_a_line_on_how_to_answer(language: str) -> None:
    set_language(TRANSLATIONS, language)
    for question in questions():
        for text in (question_sentence(question), question_hint(question)):
            assert len(text) > 3, question.code
            assert text == text.strip()
            assert not re.search(r"[{}]", text)


@every_language
@pytest.mark.parametrize("enum", choice_enums(), ids=lambda enum: enum.__name__)
def test_every_answer_has_words_and_no_two_of_a_kind_the_same(enum: type[StrEnum], language: str) -> None:
    set_language(TRANSLATIONS, language)
    words = [choice_words(choice) for choice in answers(enum)]
    assert [text for text in words if len(text) < 2 or text != text.strip() or re.search(r"[{}]", text)] == []
    assert len(set(words)) == len(words)


@every_language
def test_no_two_questions_ask_the_same(language: str) -> None:
    set_language(TRANSLATIONS, language)
    asked = [question_sentence(Question(code, ASKED.get(code, {}))) for code in AskCode]
    assert len(set(asked)) == len(asked)


def test_yes_and_no_are_the_words_of_their_buttons() -> None:
    assert [choice_words(Choice(code)) for code in (AnswerCode.YES, AnswerCode.NO)] == ["YES", "NO"]


def test_a_command_is_told_with_what_it_does() -> None:
    told = [choice_words(Choice(command)) for command in set(Command) - ALWAYS_WITH_ARGUMENT]
    assert all(re.fullmatch(r"[A-Z ]+: .+\.", words) or "?" in words for words in told)


def test_help_says_what_the_screen_waits_for() -> None:
    hint = question_hint(Question(AskCode.HELP, ASKED[AskCode.HELP]))
    assert hint == "BACK shuts this list. The bench waits for: Scan the goods: 12 left"


def test_facts_are_never_a_pattern_of_our_own() -> None:
    hint = question_hint(Question(AskCode.HELP, {"act": ActCode.ENTER_PIN.value, "name": "{0}%s{act}"}))
    assert "{0}%s{act}" in hint


class Named(StrEnum):
    """Answers nobody registered."""

    ONE = "one"


def test_an_answer_without_words_is_a_bug() -> None:
    with pytest.raises(KeyError):
        choice_words(Choice(Named.ONE))
