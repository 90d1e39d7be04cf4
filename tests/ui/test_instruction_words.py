"""Instructions in words: each kind has its own, and what a customer wrote stands there as it is."""

from __future__ import annotations

import pytest

from packstation.domain.instruction import InstructionKind
from packstation.places import resources
from packstation.ui.instruction_words import InstructionAnswer, instruction_word
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.question_words import question_hint, question_sentence
from packstation.ui.translation import languages, set_language

TRANSLATIONS = resources() / "translations"


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_no_two_instructions_sound_alike(language: str) -> None:
    set_language(TRANSLATIONS, language)
    said = [instruction_word(kind.value) for kind in InstructionKind]
    assert len(set(said)) == len(said) == len([word for word in said if word.strip()])


def test_what_was_written_is_no_pattern_and_no_markup_of_ours() -> None:
    facts = {"instruction": "customise", "text": "{name} <b>50 %</b> %s", "name": "{0}", "number": "1"}
    question = Question(AskCode.INSTRUCTION_PRODUCT, facts, (Choice(InstructionAnswer.DONE),))
    assert question_sentence(question) == "{0}: customise"
    assert question_hint(question).startswith("Press or scan a number")
