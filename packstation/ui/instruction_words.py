"""Instructions as a packer reads them: what is to be done, and what can be answered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from packstation.domain.instruction import InstructionKind
from packstation.domain.refusal import Fact
from packstation.ui.translation import N_, _


class InstructionAnswer(StrEnum):
    """What can be answered when something is to be done."""

    DONE = "done"
    LATER = "later"
    PRINT_AGAIN = "print_again"


ANSWER_WORDS: Mapping[InstructionAnswer, str] = {
    InstructionAnswer.DONE: N_("Done"),
    InstructionAnswer.LATER: N_("Later, before the carton is closed"),
    InstructionAnswer.PRINT_AGAIN: N_("Print it again"),
}


def instruction_word(kind: str) -> str:
    """What is to be done, in a few words."""
    return {
        InstructionKind.GIFT_WRAP: _("wrap as a gift"),
        InstructionKind.GIFT_MESSAGE: _("put in the gift message"),
        InstructionKind.FRAGILE: _("fragile, pad it well"),
        InstructionKind.CUSTOMISE: _("customise"),
        InstructionKind.ASSEMBLE: _("assemble"),
        InstructionKind.CUSTOMER_NOTE: _("the customer's note"),
        InstructionKind.INSERT: _("put the printed sheet in"),
    }[InstructionKind(kind)]


def instructions_open(facts: Mapping[str, Fact]) -> str:
    """Why the carton, or the order, does not go on yet."""
    words = ", ".join(map(instruction_word, str(facts["kinds"]).split()))
    return _("Still to be done first: {instructions}.").format(instructions=words)
