"""What a lead can do at an empty bench, by number. An act more is one row more in `MENU`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from packstation.domain.person import OVERRIDABLE, Actor, Verb
from packstation.domain.value import value
from packstation.ui.conversation import Talk, choose
from packstation.ui.desk import Desk
from packstation.ui.lead.code_talk import map_codes
from packstation.ui.lead.conflict_talk import settle_conflict
from packstation.ui.lead.file_talk import settle_rows, take_in_file
from packstation.ui.lead.hold_talk import lift_hold
from packstation.ui.lead.people_talk import change_people
from packstation.ui.lead.settings_talk import change_settings
from packstation.ui.lead.site_talk import see_site
from packstation.ui.lead.weight_talk import confirm_weights
from packstation.ui.question import AskCode, Choice, Question


class LeadAnswer(StrEnum):
    """The rows of the menu."""

    PEOPLE = "people"
    HOLDS = "holds"
    CODES = "codes"
    WEIGHTS = "weights"
    FILE = "file"
    ROWS = "rows"
    SETTINGS = "settings"
    CENTRAL = "central"
    TASKS = "tasks"


@value
class Entry:
    """A row: who may do it is the verb's affair."""

    answer: LeadAnswer
    verb: Verb
    talk: Callable[[Desk], Talk[None]]

    def is_for(self, actor: Actor, *, shared: bool = False) -> bool:
        """Whether it means something to this person: also to a packer whom a lead beside allows it.

        How a bench stands with its central (`shared`) everybody may read.
        """
        if self.answer is LeadAnswer.CENTRAL and shared:
            return True
        return actor.may(self.verb) or (self.verb in OVERRIDABLE and actor.may(Verb.OPEN_ORDER))


MENU = (
    Entry(LeadAnswer.PEOPLE, Verb.CHANGE_PERSON, change_people),
    Entry(LeadAnswer.HOLDS, Verb.LIFT_HOLD, lift_hold),
    Entry(LeadAnswer.CODES, Verb.MAP_CODE, map_codes),
    Entry(LeadAnswer.WEIGHTS, Verb.CONFIRM_WEIGHT, confirm_weights),
    Entry(LeadAnswer.FILE, Verb.IMPORT_ORDERS, take_in_file),
    Entry(LeadAnswer.ROWS, Verb.SETTLE_QUARANTINE, settle_rows),
    Entry(LeadAnswer.SETTINGS, Verb.CHANGE_SETTINGS, change_settings),
    Entry(LeadAnswer.CENTRAL, Verb.CHANGE_SETTINGS, see_site),
    # Last, because only a bench of a site has it: no number means something else elsewhere.
    Entry(LeadAnswer.TASKS, Verb.SETTLE_CONFLICT, settle_conflict),
)
_OF_FILES = frozenset({LeadAnswer.FILE, LeadAnswer.ROWS})
_SETTLE = Verb.SETTLE_QUARANTINE


def lead_menu(desk: Desk) -> Talk[None]:
    """Ask which, and do it; where only one is left to ask for, do that one."""
    shared = desk.verbs.bench.claim_desk is not None
    entries = [entry for entry in MENU if entry.is_for(desk.person, shared=shared)]
    if desk.files is None:
        entries = [entry for entry in entries if entry.answer not in _OF_FILES]
    if not shared:
        entries = [entry for entry in entries if entry.answer is not LeadAnswer.TASKS]
    if desk.site is None:
        entries = [entry for entry in entries if entry.answer is not LeadAnswer.CENTRAL]
    if desk.open_settings is None:
        entries = [entry for entry in entries if entry.answer is not LeadAnswer.SETTINGS]
    number = 0
    if len(entries) > 1:
        waiting = (yield from desk.files.count()) if desk.files and desk.person.may(_SETTLE) else 0
        facts = {LeadAnswer.ROWS: {"waiting": waiting}}
        choices = tuple(Choice(entry.answer, facts.get(entry.answer, {})) for entry in entries)
        asked = Question(AskCode.LEAD_MENU, choices=choices)
        number = yield from choose(asked)
    yield from entries[number].talk(desk)
