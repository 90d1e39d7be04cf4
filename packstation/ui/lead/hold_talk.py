"""A hold is lifted at the bench: of an order shown at the empty bench, or of the one that lies open."""

from __future__ import annotations

from functools import partial

from packstation.domain.hold import liftable
from packstation.domain.order import Order
from packstation.domain.person import Verb
from packstation.domain.refusal import Refused
from packstation.ui.conversation import Talk, choose, do, tell
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind


def lift_hold(desk: Desk) -> Talk[None]:
    """Ask for the order, until one is held, and lift what holds it."""
    while True:
        shown = yield from tell(Question(AskCode.HELD_ORDER, takes=Takes.TEXT))
        try:
            order = yield from do(partial(desk.verbs.lead.find_held, desk.person, shown))
        except Refused:
            continue
        yield from lift_hold_of(desk, order)
        return


def lift_hold_of(desk: Desk, order: Order) -> Talk[Order]:
    """The order after one of the holds a lead can lift is gone, by a lead or with one beside."""
    actor, verb = desk.person, desk.verbs.lead.lift_hold
    reasons = liftable(order)
    facts = {"order": order.number}
    asked = Question(AskCode.WHICH_HOLD, facts, tuple(Choice(reason) for reason in reasons))
    reason = reasons[(yield from choose(asked))]
    allowed_by = yield from ask_leave(desk, Verb.LIFT_HOLD)
    after = yield from do(lambda: verb(actor, order.order_id, reason, allowed_by))
    if after.holds:
        desk.say(Verdict(VerdictKind.NOTE, Said.HOLD_REMAINS, facts))
    else:
        desk.say(Verdict(VerdictKind.YES, Said.HOLD_LIFTED, facts))
    return after
