"""PARK: which place an order is put aside on; and which of those put aside is fetched again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from packstation.application.bench import OnBench
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.ui.answer import ParkAnswer
from packstation.ui.conversation import Talk, choose, do, tell
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.talk import KEYBOARD

T = TypeVar("T")


def park(desk: Desk, task: PackTask) -> Talk[PackTask]:
    """Put the order in hand aside; the order as it stands on its place."""
    actor, park_order = desk.person, desk.verbs.park_order
    return (yield from on_place(desk, lambda place: park_order(actor, task, place)))


def on_place(desk: Desk, put: Callable[[str], T]) -> Talk[T]:
    """Ask for the place and put the order there; asked again after a code that means something else."""
    while True:
        place = yield from ask_place(desk)
        try:
            return (yield from do(partial(put, place)))
        except Refused as no:
            if no.code not in {RefusalCode.PLACE_IS_OTHER, RefusalCode.PLACE_IS_TOTE}:
                raise


def ask_place(desk: Desk) -> Talk[str]:
    """One of the site's places, or where it named none whatever is scanned or typed."""
    places = desk.verbs.bench.policy.places
    if not places:
        return (yield from tell(Question(AskCode.PLACE_NAME, takes=Takes.TEXT))).text
    choices = tuple(Choice(ParkAnswer.PLACE, {"place": place}) for place in places)
    return places[(yield from choose(Question(AskCode.WHICH_PLACE, choices=choices)))]


def resume_parked(desk: Desk) -> Talk[OnBench]:
    """Fetch one of the orders put aside; the one whose truck leaves first is offered first."""
    actor, verbs = desk.person, desk.verbs
    waiting = yield from do(lambda: verbs.parked_orders(actor))
    picked = yield from choose(Question(AskCode.WHICH_PARKED, choices=tuple(map(_offered, waiting))))
    scan = Scan(waiting[picked].number, KEYBOARD, desk.clock.mono_ms(), typed=True)
    return (yield from do(lambda: verbs.open_order(actor, scan)))


def _offered(order: Order) -> Choice:
    facts = {"order": order.number, "place": order.place}
    if order.cutoff_at is None:
        return Choice(ParkAnswer.ORDER, facts)
    time = order.cutoff_at.astimezone().strftime("%H:%M")
    return Choice(ParkAnswer.ORDER_WITH_TRUCK, {**facts, "time": time})
