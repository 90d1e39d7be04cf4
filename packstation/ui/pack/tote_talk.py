"""TOTE: the order's paper, then an empty tote; with an order in hand only the tote."""

from __future__ import annotations

from packstation.application.bench import OnBench
from packstation.domain.order import Order
from packstation.ui.conversation import Talk, do, tell
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind


def bind_any(desk: Desk) -> Talk[OnBench]:
    """A tote for the order whose paper is scanned first."""
    actor, find_picked = desk.person, desk.verbs.find_picked
    shown = yield from tell(Question(AskCode.TOTE_ORDER, takes=Takes.TEXT))
    order = yield from do(lambda: find_picked(actor, shown))
    return (yield from bind(desk, order))


def bind(desk: Desk, order: Order) -> Talk[OnBench]:
    """One more tote for this order."""
    actor, bind_tote = desk.person, desk.verbs.bind_tote
    tote = yield from tell(Question(AskCode.TOTE_EMPTY, {"order": order.number}, takes=Takes.TEXT))
    bound = yield from do(lambda: bind_tote(actor, order, tote))
    facts = {"tote": tote.text, "order": order.number}
    desk.say(Verdict(VerdictKind.YES, Said.TOTE_BOUND, facts))
    return bound
