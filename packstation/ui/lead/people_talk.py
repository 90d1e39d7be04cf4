"""A lead adds people at the bench, gives them badges, PINs and roles, and takes their place away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from packstation.application.people import Listed
from packstation.domain.person import Role, outgrows_pin, pin_fits, shortest_pin
from packstation.domain.refusal import Fact, Refused
from packstation.ui.conversation import Talk, choose, do, tell, yes_or_no
from packstation.ui.desk import Desk
from packstation.ui.lead.badge_talk import print_badge
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind


class PeopleAnswer(StrEnum):
    """What can be done about people."""

    ADD = "add"
    NEW_BADGE = "new_badge"
    MAY_SIGN_IN = "may_sign_in"
    NEW_ROLE = "new_role"
    NEW_PIN = "new_pin"


class PersonAnswer(StrEnum):
    """A person in a list, by what they are here."""

    PACKER = "packer"
    LEAD = "lead"
    ADMIN = "admin"
    DISABLED = "disabled"


class RoleAnswer(StrEnum):
    """What a person is to be."""

    PACKER = "packer"
    LEAD = "lead"
    ADMIN = "admin"


def change_people(desk: Desk) -> Talk[None]:
    """Change one person after the other until the lead goes back; a no leads back to the list."""
    answers = tuple(_ACTS)
    while True:
        asked = Question(AskCode.PEOPLE, choices=tuple(map(Choice, answers)))
        act = _ACTS[answers[(yield from choose(asked))]]
        try:
            yield from act(desk)
        except Refused:
            continue  # said and recorded already


def _add(desk: Desk) -> Talk[None]:
    by, enrol = desk.person, desk.verbs.enrol
    name = (yield from tell(Question(AskCode.PERSON_NAME, takes=Takes.TEXT))).text.strip()
    role = yield from _ask_role(name)
    pin = yield from _ask_pin(name, role)
    person = yield from do(lambda: enrol(by, name, role, pin, None), slow=True)
    desk.say(Verdict(VerdictKind.YES, Said.ENROLLED, {"name": person.name}))
    if (yield from yes_or_no(Question(AskCode.PRINT_BADGE, {"name": person.name}, YES_OR_NO))):
        yield from print_badge(desk, person)


def _new_badge(desk: Desk) -> Talk[None]:
    person = yield from _pick(desk, lambda listed: not listed.disabled)
    if person is None:
        return
    facts = {"name": person.actor.name}
    code = AskCode.NEW_BADGE if person.has_badge else AskCode.PRINT_BADGE
    if (yield from yes_or_no(Question(code, facts, YES_OR_NO))):
        yield from print_badge(desk, person.actor)


def _may_sign_in(desk: Desk) -> Talk[None]:
    by, change = desk.person, desk.verbs.lead.change_person
    person = yield from _pick(desk, lambda listed: listed.actor.user_id != by.user_id)
    if person is None:
        return
    user_id, facts = person.actor.user_id, {"name": person.actor.name}
    code = AskCode.ENABLE if person.disabled else AskCode.DISABLE
    if not (yield from yes_or_no(Question(code, facts, YES_OR_NO))):
        return
    if person.disabled:
        yield from do(lambda: change.enable(by, user_id))
    else:
        yield from do(lambda: change.disable(by, user_id))
    desk.say(
        Verdict(VerdictKind.YES, Said.PERSON_ENABLED if person.disabled else Said.PERSON_DISABLED, facts)
    )


def _new_role(desk: Desk) -> Talk[None]:
    by, change = desk.person, desk.verbs.lead.change_person
    person = yield from _pick(desk, lambda shown: not shown.disabled and shown.actor.user_id != by.user_id)
    if person is None:
        return
    actor, name = person.actor, person.actor.name
    role = yield from _ask_role(name)
    pin = (yield from _ask_pin(name, role)) if outgrows_pin(actor.role, role) else ""
    yield from do(lambda: change.give_role(by, actor.user_id, role, pin), slow=True)
    desk.say(Verdict(VerdictKind.YES, Said.ROLE_CHANGED, {"name": name}))


def _new_pin(desk: Desk) -> Talk[None]:
    by, change = desk.person, desk.verbs.lead.change_person
    person = yield from _pick(desk, lambda listed: not listed.disabled)
    if person is None:
        return
    actor = person.actor
    pin = yield from _ask_pin(actor.name, actor.role)
    yield from do(lambda: change.give_pin(by, actor.user_id, pin), slow=True)
    desk.say(Verdict(VerdictKind.YES, Said.PIN_CHANGED, {"name": actor.name}))


_ACTS: Mapping[PeopleAnswer, Callable[[Desk], Talk[None]]] = {
    PeopleAnswer.ADD: _add,
    PeopleAnswer.NEW_BADGE: _new_badge,
    PeopleAnswer.MAY_SIGN_IN: _may_sign_in,
    PeopleAnswer.NEW_ROLE: _new_role,
    PeopleAnswer.NEW_PIN: _new_pin,
}


def _pick(desk: Desk, fits: Callable[[Listed], bool]) -> Talk[Listed | None]:
    """One of those the act is for; None, and said so, where there is nobody."""
    by, list_people = desk.person, desk.verbs.lead.list_people
    people = tuple(filter(fits, (yield from do(lambda: list_people(by)))))
    if not people:
        desk.say(Verdict(VerdictKind.NOTE, Said.NOBODY_THERE))
        return None
    return people[(yield from choose(Question(AskCode.WHICH_PERSON, choices=tuple(map(_listed, people)))))]


def _listed(person: Listed) -> Choice:
    code = PersonAnswer.DISABLED if person.disabled else PersonAnswer(person.actor.role.value)
    return Choice(code, {"name": person.actor.name})


def _ask_role(name: str) -> Talk[Role]:
    asked = Question(AskCode.PERSON_ROLE, {"name": name}, tuple(map(Choice, RoleAnswer)))
    return Role(tuple(RoleAnswer)[(yield from choose(asked))].value)


def _ask_pin(name: str, role: Role) -> Talk[str]:
    """A PIN the person typed twice alike, long enough for the role."""
    facts: dict[str, Fact] = {"name": name, "digits": shortest_pin(role)}
    code = AskCode.PERSON_PIN
    while True:
        pin = (yield from tell(Question(code, facts, takes=Takes.SECRET))).text
        if not pin_fits(role, pin):
            code = AskCode.PIN_SHORT
            continue
        again = (yield from tell(Question(AskCode.PIN_AGAIN, facts, takes=Takes.SECRET))).text
        if again == pin:
            return pin
        code = AskCode.PIN_DIFFERED
