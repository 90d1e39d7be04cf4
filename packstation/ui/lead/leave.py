"""A second person beside the first allows what the first one's role does not.

allowed_by = yield from ask_leave(desk, Verb.SHIP_SHORT)
return (yield from do(lambda: verbs.ship_short(desk.person, task, allowed_by=allowed_by)))
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from packstation.domain.badge import Badge
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.ui.conversation import Talk, badge_or_choice, do, tell
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Choice, Question, Takes


class LeaveAnswer(StrEnum):
    """Answers to who allows it."""

    NAME = "name"


def ask_leave(desk: Desk, verb: Verb) -> Talk[Actor | None]:
    """Who allows it: a second person who showed badge or PIN; None where the first one needs nobody.

    A no (wrong secret, the same person, not a lead) asks again: the next one may be the right one.
    """
    first, second = desk.person, desk.verbs.identify_second
    if first.may(verb):
        return None
    people = yield from do(lambda: second.who(first, verb))
    names = tuple(Choice(LeaveAnswer.NAME, {"name": person.name}) for person in people)
    code = AskCode.LEAVE_BADGE_OR_NAME if names else AskCode.LEAVE_BADGE
    while True:
        shown = yield from badge_or_choice(Question(code, choices=names, takes=Takes.BADGE))
        try:
            if isinstance(shown, Badge):
                return (yield from _by_badge(desk, verb, shown))
            return (yield from _by_name(desk, verb, people[shown]))
        except Refused:
            continue


def _by_badge(desk: Desk, verb: Verb, shown: Badge) -> Talk[Actor]:
    first, second = desk.person, desk.verbs.identify_second
    try:
        return (yield from do(lambda: second.by_badge(first, verb, shown), slow=True))
    except Refused as no:
        if no.code is not RefusalCode.PIN_NEEDED:
            raise
        pin = yield from _pin(str(no.data["name"]))
    return (yield from do(lambda: second.by_badge(first, verb, shown, pin), slow=True))


def _by_name(desk: Desk, verb: Verb, person: Actor) -> Talk[Actor]:
    pin = yield from _pin(person.name)
    by_pin = partial(desk.verbs.identify_second.by_pin, desk.person, verb, person.user_id, pin)
    return (yield from do(by_pin, slow=True))


def _pin(name: str) -> Talk[str]:
    return (yield from tell(Question(AskCode.PIN_OF, {"name": name}, takes=Takes.SECRET))).text
