"""A fresh badge goes to the printer; as long as this talk goes on it can be printed again."""

from __future__ import annotations

from functools import partial

from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.ui.conversation import Talk, do, print_out, yes_or_no
from packstation.ui.desk import Desk
from packstation.ui.question import YES_OR_NO, AskCode, Question
from packstation.ui.role_words import role_word
from packstation.ui.verdict import Said, Verdict, VerdictKind


def print_badge(desk: Desk, person: Actor) -> Talk[None]:
    """Make the badge, which ends the one before, and print it until it came out or the lead gives up."""
    by, verbs, facts = desk.person, desk.verbs, {"name": person.name}
    badge = yield from do(lambda: verbs.lead.new_badge(by, person.user_id), slow=True)
    out = partial(verbs.lead.print_badge, by, person.user_id, badge, role_word(person.role))
    copy = 1
    while True:
        desk.say(Verdict(VerdictKind.NOTE, Said.BADGE_PRINTS, facts))
        try:
            yield from print_out(partial(out, copy=copy))
            break
        except DeviceFault as fault:
            unsure = fault.code is FaultCode.UNSURE
        # Behind the bytes only a person can tell; before them nothing can have come out.
        code = AskCode.BADGE_CAME_OUT if unsure else AskCode.BADGE_ONCE_MORE
        yes = yield from yes_or_no(Question(code, facts, YES_OR_NO))
        if unsure and yes:
            break
        if not unsure and not yes:
            desk.say(Verdict(VerdictKind.NOTE, Said.BADGE_NOT_PRINTED, facts))
            return
        copy += unsure
    desk.say(Verdict(VerdictKind.YES, Said.BADGE_PRINTED, facts))
