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
from packstation.domain.refusal import Fact
from packstation.ui.command_words import command_explanation, command_word
from packstation.ui.lead.code_talk import CodeAnswer
from packstation.ui.lead.weight_talk import WeightAnswer
from packstation.ui.question import AnswerCode, AskCode, Choice, Question, Takes
from packstation.ui.sentences import act_sentence, in_words
from packstation.ui.translation import N_, _
from packstation.ui.verdict import ActCode, NextAct

_ASKED: Mapping[AskCode, str] = {
    AskCode.HELP: N_("What would you like to do?"),
    AskCode.HOW_MANY: N_("How many?"),
    AskCode.WHICH_CODE: N_("Which code is known?"),
    AskCode.CODE_IS: N_("What is {code}?"),
    AskCode.CODE_PRODUCT: N_("Which product does {code} mean?"),
    AskCode.CODE_UNIT: N_("{name}: what bears this code?"),
    AskCode.CODE_PIECES: N_("How many pieces of {name} are inside?"),
    AskCode.CODE_SURE: N_("{code} means {factor} × {name}. Right?"),
    AskCode.WHICH_WEIGHT: N_("Which weight is known?"),
    AskCode.WEIGHT_RIGHT: N_("Does one {name} weigh {weight}?"),
}

_HINTS: Mapping[AskCode, str] = {}
"""A line in small letters for a question that says not enough; most need none of their own."""

_HOW: Mapping[Takes, str] = {
    Takes.CHOICE: N_("Press or scan a number. BACK leaves everything as it is."),
    Takes.NUMBER: N_("Type or scan the digits, then NEXT."),
    Takes.TEXT: N_("Scan it, or type it and press Enter."),
    Takes.SECRET: N_("Type it and press Enter. Nobody can read it."),
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

_CHOICES: dict[type[StrEnum], Mapping[Any, str]] = {
    CodeAnswer: _CODE_ANSWERS,
    WeightAnswer: _WEIGHT_ANSWERS,
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
        return f"{command_word(choice.code)}: {command_explanation(choice.code)}"
    return _(_CHOICES[type(choice.code)][choice.code]).format(**in_words(choice.facts))


def choice_enums() -> tuple[type[StrEnum], ...]:
    """Every enum whose members can be answers."""
    return (*_CHOICES, Command)


def _help_hint(facts: Mapping[str, Fact]) -> str:
    waits = act_sentence(NextAct(ActCode(str(facts["act"])), facts))
    return _("This screen waits for: {act}").format(act=waits)


_SPECIAL_HINTS: Mapping[AskCode, Callable[[Mapping[str, Fact]], str]] = {AskCode.HELP: _help_hint}
