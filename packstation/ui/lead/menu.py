"""What a lead can do at an empty bench, by number. An act more is one row more in `MENU`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from packstation.domain.person import OVERRIDABLE, Actor, Verb
from packstation.domain.value import value
from packstation.ui.conversation import Talk, choose
from packstation.ui.desk import Desk
from packstation.ui.lead.code_talk import map_codes
from packstation.ui.lead.hold_talk import lift_hold
from packstation.ui.lead.people_talk import change_people
from packstation.ui.lead.weight_talk import confirm_weights
from packstation.ui.question import AskCode, Choice, Question


class LeadAnswer(StrEnum):
    """The rows of the menu."""

    PEOPLE = "people"
    HOLDS = "holds"
    CODES = "codes"
    WEIGHTS = "weights"


@value
class Entry:
    """A row: who may do it is the verb's affair."""

    answer: LeadAnswer
    verb: Verb
    talk: Callable[[Desk], Talk[None]]

    def is_for(self, actor: Actor) -> bool:
        """Whether it means something to this person: also to a packer whom a lead beside allows it."""
        return actor.may(self.verb) or (self.verb in OVERRIDABLE and actor.may(Verb.OPEN_ORDER))


MENU = (
    Entry(LeadAnswer.PEOPLE, Verb.CHANGE_PERSON, change_people),
    Entry(LeadAnswer.HOLDS, Verb.LIFT_HOLD, lift_hold),
    Entry(LeadAnswer.CODES, Verb.MAP_CODE, map_codes),
    Entry(LeadAnswer.WEIGHTS, Verb.CONFIRM_WEIGHT, confirm_weights),
)


def lead_menu(desk: Desk) -> Talk[None]:
    """Ask which, and do it; where only one is left to ask for, do that one."""
    entries = [entry for entry in MENU if entry.is_for(desk.person)]
    number = 0
    if len(entries) > 1:
        asked = Question(AskCode.LEAD_MENU, choices=tuple(Choice(entry.answer) for entry in entries))
        number = yield from choose(asked)
    yield from entries[number].talk(desk)
