"""A hold is lifted at the bench: of an order shown at the empty bench, or of the one that lies open."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from packstation.domain.hold import HeldOrder, liftable
from packstation.domain.order import Order
from packstation.domain.person import Verb
from packstation.domain.refusal import Refused
from packstation.ui.conversation import Talk, choose, do, scan_or_choice
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.which_talk import which_order


class HoldAnswer(StrEnum):
    """Answers to which order is to go on."""

    ORDER = "order"


def lift_hold(desk: Desk) -> Talk[None]:
    """Ask for the order, until one is held, and lift what holds it.

    A packer is told that a lead has to allow it, and is asked nothing where there is nothing to allow.
    """
    held = yield from do(desk.verbs.lead.held_orders)
    alone = desk.person.may(Verb.LIFT_HOLD)
    if not held and not alone:
        desk.say(Verdict(VerdictKind.NOTE, Said.NOTHING_HELD))
        return
    code = AskCode.HELD_ORDER if alone else AskCode.HELD_ORDER_BESIDE
    asked = Question(code, choices=tuple(map(_offered, held)), takes=Takes.SCAN_OR_CHOICE)
    while True:
        shown = yield from scan_or_choice(asked)
        if isinstance(shown, int):
            yield from lift_hold_of(desk, held[shown])
            return
        try:
            found = yield from do(partial(desk.verbs.lead.find_held, desk.person, shown))
        except Refused:
            continue
        yield from lift_hold_of(desk, (yield from which_order(found)))
        return


def lift_hold_of(desk: Desk, order: Order | HeldOrder) -> Talk[Order]:
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


def _offered(order: HeldOrder) -> Choice:
    holds = " ".join(sorted(reason.value for reason in order.holds))
    return Choice(HoldAnswer.ORDER, {"order": order.number, "holds": holds})
