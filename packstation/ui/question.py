"""A question the bench asks a person: numbered answers, a number, or something to scan or type.

Codes and facts only; the words are the view's. One question at a time: while it is open a scan that does
not answer it is refused aloud, and BACK withdraws the whole conversation it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from packstation.domain.refusal import Fact

_NOTHING: Mapping[str, Fact] = MappingProxyType({})


class Takes(StrEnum):
    """What answers a question."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    """Typed, or scanned whatever the code means: a name, a lot, a place."""
    SECRET = "secret"  # noqa: S105  a way of answering
    """Typed and never shown: a PIN."""
    BADGE = "badge"
    """A person's badge."""


class AskCode(StrEnum):
    """What is asked, the largest text on the screen while it is open."""

    HELP = "help"
    HOW_MANY = "how_many"
    WHICH_CODE = "which_code"
    CODE_IS = "code_is"
    CODE_PRODUCT = "code_product"
    CODE_UNIT = "code_unit"
    CODE_PIECES = "code_pieces"
    CODE_SURE = "code_sure"
    WHICH_WEIGHT = "which_weight"
    WEIGHT_RIGHT = "weight_right"


class AnswerCode(StrEnum):
    """Answers that many questions share."""

    YES = "yes"
    NO = "no"
    MORE = "more"
    """The next page of a question with more answers than there are digits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer: words from its code and facts. `code` is of any words table `sentences` knows."""

    code: StrEnum
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the facts of its sentence; `choices` are answered by 1 to 9 in their order."""

    code: AskCode
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)
    choices: tuple[Choice, ...] = ()
    takes: Takes = Takes.CHOICE

    @property
    def yes_or_no(self) -> bool:
        """Whether the commands YES and NO answer it, as 1 and 2 do."""
        return tuple(choice.code for choice in self.choices) == (AnswerCode.YES, AnswerCode.NO)


YES_OR_NO = (Choice(AnswerCode.YES), Choice(AnswerCode.NO))
"""The choices of a question that YES and NO answer."""
