"""Questions and their numbered answers in words.

To add a question: a code in `AskCode`, its sentence in `_ASKED` (a short one: it is the largest text on
the screen), perhaps a line in `_HINTS`; then its facts in tests/ui/test_question_words.py. Sentences are
patterns: `{name}` is a fact of the question, `{weight}` the fact `grams` as on a scale.

To add answers: a StrEnum of their codes beside the verb or the presenter that asks, and a table of its words
here, entered in `_CHOICES` under the enum. The tables are kept apart by enum because members of two enums
with the same value are equal. An answer that names a thing (a line, a carton, a person) has a code of its own
with a pattern such as "{name}" and the thing in its facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from packstation.domain.command_code import Command
from packstation.domain.label import CopyReason
from packstation.domain.order import HoldReason
from packstation.domain.refusal import Fact
from packstation.domain.short import ShortReason
from packstation.ui import carton_words, file_questions, people_words, screen_words, site_words
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
from packstation.ui.command_words import (
    NextMeans,
    command_explanation,
    command_word,
    leave_explanation,
    next_explanation,
)
from packstation.ui.instruction_words import ANSWER_WORDS, InstructionAnswer
from packstation.ui.lead.code_talk import CodeAnswer
from packstation.ui.lead.conflict_talk import ConflictAnswer
from packstation.ui.lead.hold_talk import HoldAnswer
from packstation.ui.lead.leave import LeaveAnswer
from packstation.ui.lead.menu import LeadAnswer
from packstation.ui.lead.people_talk import PeopleAnswer, PersonAnswer, RoleAnswer
from packstation.ui.lead.weight_talk import WeightAnswer
from packstation.ui.question import AnswerCode, AskCode, Choice, Question, Takes
from packstation.ui.refusal_words import hold_word
from packstation.ui.screen_talk import LanguageAnswer, ScreenAnswer
from packstation.ui.sentences import act_sentence, in_words
from packstation.ui.theme import Theme
from packstation.ui.translation import N_, _
from packstation.ui.verdict import ActCode, NextAct

_ASKED: Mapping[AskCode, str] = {
    **people_words.ASKED,
    **carton_words.ASKED,
    **screen_words.ASKED,
    **file_questions.ASKED,
    **site_words.ASKED,
    AskCode.HELP: N_("What would you like to do?"),
    AskCode.HOW_MANY: N_("How many?"),
    AskCode.INSTRUCTION_ORDER: N_("Whole order: {instruction}"),
    AskCode.INSTRUCTION_CARTON: N_("Carton {number}: {instruction}"),
    AskCode.INSTRUCTION_PRODUCT: N_("{name}: {instruction}"),
    AskCode.SLIP: N_("Put the packing slip into the carton"),
    AskCode.SLIP_OUTSIDE: N_("Fix the packing slip to carton {carton}: it is closed already"),
    AskCode.TIMES: N_("How many of {name} in all?"),
    AskCode.WHICH_BY_HAND: N_("What do you count by hand?"),
    AskCode.HOW_MANY_BY_HAND: N_("How many of {name}? {left} left"),
    AskCode.WHICH_BACK_BY_HAND: N_("What do you put back by hand?"),
    AskCode.HOW_MANY_BACK: N_("How many of {name} go back? At most {left}"),
    AskCode.WHICH_LOT: N_("Which lot? {name}"),
    AskCode.LOT: N_("Lot number? {name}"),
    AskCode.EXPIRY: N_("Expiry date? {name}"),
    AskCode.SERIAL: N_("Serial number? {name}"),
    AskCode.SERIAL_OF: N_("Serial number {number} of {units}? {name}"),
    AskCode.WHICH_CODE: N_("Which code is known?"),
    AskCode.CODE_IS: N_("What is {code}?"),
    AskCode.CODE_PRODUCT: N_("Which product does {code} mean?"),
    AskCode.CODE_UNIT: N_("{name}: what bears this code?"),
    AskCode.CODE_PIECES: N_("How many pieces of {name} are inside?"),
    AskCode.CODE_SURE: N_("{code} means {factor} × {name}. Right?"),
    AskCode.WHICH_WEIGHT: N_("Which weight is known?"),
    AskCode.WEIGHT_RIGHT: N_("Does one {name} weigh {weight}?"),
    AskCode.SHORT_LINE: N_("What cannot be packed?"),
    AskCode.SHORT_UNITS: N_("How many of {name} cannot be packed? At most {left}"),
    AskCode.SHORT_REASON: N_("What is wrong?"),
    AskCode.SHORT_ENDING: N_("What becomes of this order?"),
    AskCode.WHICH_PLACE: N_("Which place does it go to?"),
    AskCode.PLACE_NAME: N_("What is the place called where it goes?"),
    AskCode.WHICH_PARKED: N_("Which order do you go on with?"),
    AskCode.WHICH_ORDER: N_("Two orders have this number. Which one?"),
}

_HINTS: Mapping[AskCode, str] = {
    AskCode.TIMES: N_("The scanned one is one of them. Type or scan the digits, then NEXT."),
    AskCode.EXPIRY: N_("Day first, as 311226 or 31.12.2026. Or scan it."),
    **people_words.HINTS,
    **carton_words.HINTS,
    **screen_words.HINTS,
    **file_questions.HINTS,
    **site_words.HINTS,
}
"""A line in small letters for a question that says not enough; most need none of their own."""

_HOW: Mapping[Takes, str] = {
    Takes.CHOICE: N_("Press or scan a number. BACK leaves everything as it is."),
    Takes.NUMBER: N_("Type or scan the digits, then NEXT."),
    Takes.TEXT: N_("Scan it, or type it and press Enter."),
    Takes.SECRET: N_("Type it and press Enter. Nobody can read it."),
    Takes.SCAN_OR_CHOICE: N_("Press a number, or scan it. BACK counts nothing."),
    Takes.BADGE: N_("Scan the badge."),
}
"""What every question of a kind says where it has no hint of its own."""

_ANSWERS: Mapping[StrEnum, str] = {
    AnswerCode.YES: N_("YES"),
    AnswerCode.NO: N_("NO"),
    AnswerCode.MORE: N_("More …"),
}

_CODE_ANSWERS: Mapping[CodeAnswer, str] = {
    CodeAnswer.CODE: N_("{code}, scanned {seen} ×"),
    CodeAnswer.CODE_ON_ORDER: N_("{code}, scanned {seen} ×, last on order {order}"),
    CodeAnswer.A_PRODUCT: N_("A product: I show which"),
    CodeAnswer.NO_PRODUCT: N_("No product of ours: off the list"),
    CodeAnswer.EACH: N_("One piece"),
    CodeAnswer.CASE: N_("A case"),
    CodeAnswer.PALLET: N_("A pallet"),
}

_WEIGHT_ANSWERS: Mapping[WeightAnswer, str] = {
    WeightAnswer.LEARNED: N_("{name}: {weight}"),
    WeightAnswer.RIGHT: N_("Right"),
    WeightAnswer.WRONG: N_("Wrong: learn it anew"),
}

_SHORT_REASONS: Mapping[ShortReason, str] = {
    ShortReason.MISSING: N_("Missing"),
    ShortReason.DAMAGED: N_("Damaged"),
    ShortReason.WRONG_UNIT: N_("Something else lies in its place"),
}

_SHORT_ANSWERS: Mapping[ShortAnswer, str] = {
    ShortAnswer.ALL: N_("Everything that is left: {left}"),
    ShortAnswer.LINE: N_("{name}, {left} left"),
    ShortAnswer.SHIP: N_("Ship what is here, the rest later"),
    ShortAnswer.PARK: N_("Put it aside until a lead decides"),
}

_ORDER_ANSWERS: Mapping[OrderAnswer, str] = {
    OrderAnswer.ORDER: N_("{order}, pieces: {units}, {name}"),
}

_PARK_ANSWERS: Mapping[ParkAnswer, str] = {
    ParkAnswer.PLACE: N_("{place}"),
    ParkAnswer.ORDER: N_("{order} on {place}"),
    ParkAnswer.ORDER_WITH_TRUCK: N_("{order} on {place}, leaves at {time}"),
}

_TRACE_ANSWERS: Mapping[TraceAnswer, str] = {
    TraceAnswer.LOT: "{lot}",
    TraceAnswer.LOT_UNTIL: N_("{lot}, expires {day}"),
    TraceAnswer.OTHER_LOT: N_("Another lot"),
}
_QUANTITY_ANSWERS: Mapping[QuantityAnswer, str] = {
    QuantityAnswer.SCANNED: N_("More of what was scanned: {name}"),
    QuantityAnswer.LINE: N_("{name}: {left} left"),
}

_CHOICES: dict[type[StrEnum], Mapping[Any, str]] = {
    InstructionAnswer: ANSWER_WORDS,
    TraceAnswer: _TRACE_ANSWERS,
    QuantityAnswer: _QUANTITY_ANSWERS,
    ShortReason: _SHORT_REASONS,
    ShortAnswer: _SHORT_ANSWERS,
    OrderAnswer: _ORDER_ANSWERS,
    ParkAnswer: _PARK_ANSWERS,
    CodeAnswer: _CODE_ANSWERS,
    WeightAnswer: _WEIGHT_ANSWERS,
    LeadAnswer: people_words.LEAD_ANSWERS,
    PeopleAnswer: people_words.PEOPLE_ANSWERS,
    PersonAnswer: people_words.PERSON_ANSWERS,
    RoleAnswer: people_words.ROLE_ANSWERS,
    HoldAnswer: people_words.HOLD_ANSWERS,
    LeaveAnswer: people_words.LEAVE_ANSWERS,
    ConflictAnswer: people_words.CONFLICT_ANSWERS,
    CartonAnswer: carton_words.CARTON_ANSWERS,
    PiecesAnswer: carton_words.PIECES_ANSWERS,
    CopyReason: carton_words.COPY_REASONS,
    ScreenAnswer: screen_words.SCREEN_ANSWERS,
    LanguageAnswer: screen_words.LANGUAGE_ANSWERS,
    Theme: screen_words.THEME_ANSWERS,
    FileAnswer: file_questions.FILE_ANSWERS,
    SiteAnswer: site_words.SITE_ANSWERS,
    AnswerCode: _ANSWERS,
}
"""The words of each answer, by the enum of its code."""


def question_sentence(question: Question) -> str:
    """What is asked."""
    return _(_ASKED[question.code]).format(**in_words(question.facts))


def question_hint(question: Question) -> str:
    """How to answer, or what to look at first, in small letters."""
    special = _SPECIAL_HINTS.get(question.code)
    if special is not None:
        return special(question.facts)
    hint = _HINTS.get(question.code) or _HOW[question.takes]
    return _(hint).format(**in_words(question.facts))


def choice_words(choice: Choice) -> str:
    """One numbered answer."""
    if isinstance(choice.code, Command):
        means = choice.facts.get("means")
        explained = next_explanation(NextMeans(str(means))) if means else command_explanation(choice.code)
        explained = leave_explanation() if choice.facts.get("beside") else explained
        return f"{command_word(choice.code)}: {explained}"
    if isinstance(choice.code, HoldReason):
        return hold_word(choice.code.value)
    return _(_CHOICES[type(choice.code)][choice.code]).format(**in_words(choice.facts))


def choice_enums() -> tuple[type[StrEnum], ...]:
    """Every enum whose members can be answers."""
    return (*_CHOICES, Command, HoldReason)


def _help_hint(facts: Mapping[str, Fact]) -> str:
    waits = act_sentence(NextAct(ActCode(str(facts["act"])), facts))
    return _("BACK shuts this list. The bench waits for: {act}").format(act=waits)


_SPECIAL_HINTS: Mapping[AskCode, Callable[[Mapping[str, Fact]], str]] = {
    AskCode.HELP: _help_hint,
    AskCode.TAKE_IN_ORDERS: file_questions.take_in_hint,
}
