"""SHORT: which pieces are not there, why, and what becomes of the order without them."""

from __future__ import annotations

from packstation.application.report_short import Shorted
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.short import Missing, ShortReason, all_left
from packstation.ui.answer import ShortAnswer
from packstation.ui.conversation import Talk, choose, do, how_many
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.pack.park_talk import on_place
from packstation.ui.question import AskCode, Choice, Question, Takes

REASONS = tuple(ShortReason)
_ENDINGS = (ShortAnswer.SHIP, ShortAnswer.PARK)

Ending = tuple[ShortEnding, bool, Actor | None]
"""How it ends, whether it is put aside on a place, and who allowed it."""


def report_short(desk: Desk, task: PackTask) -> Talk[Shorted]:
    """Ask for everything, and then say it to the store at once."""
    actor, verb = desk.person, desk.verbs.report_short
    missing = yield from _missing(task)
    why = Question(AskCode.SHORT_REASON, choices=tuple(map(Choice, REASONS)))
    reason = REASONS[(yield from choose(why))]
    ending, needs_place, allowed_by = yield from _ending(desk, task, missing)

    def report(place: str | None) -> Shorted:
        return verb(actor, task, missing, reason, ending, place, allowed_by)

    if needs_place:
        return (yield from on_place(desk, report))
    return (yield from do(lambda: report(None)))


def _missing(task: PackTask) -> Talk[tuple[Missing, ...]]:
    left = all_left(task)
    picked = 1
    if len(left) > 1:
        everything = Choice(ShortAnswer.ALL, {"left": sum(piece.units for piece in left)})
        lines = tuple(Choice(ShortAnswer.LINE, _facts(task, piece)) for piece in left)
        picked = yield from choose(Question(AskCode.SHORT_LINE, choices=(everything, *lines)))
    if not picked:
        return left
    piece = left[picked - 1]
    if piece.units == 1:
        return (piece,)
    asked = Question(AskCode.SHORT_UNITS, _facts(task, piece), takes=Takes.NUMBER)
    return (Missing(piece.line_no, (yield from how_many(asked))),)


def _facts(task: PackTask, piece: Missing) -> dict[str, str | int | None]:
    line = task.line(piece.line_no)
    return {"name": line.name or line.sku, "left": piece.units}


def _ending(desk: Desk, task: PackTask, missing: tuple[Missing, ...]) -> Talk[Ending]:
    leaving = sum(line.leaving for line in task.order.lines) - sum(piece.units for piece in missing)
    usual = desk.verbs.bench.policy.short_ending
    if leaving <= 0:
        # Nothing is here that could be shipped, or that would need a place.
        return ShortEnding.PARK, False, None
    if usual is ShortEnding.SHIP:
        return ShortEnding.SHIP, False, None
    if usual is ShortEnding.LEAD or desk.person.may(Verb.SHIP_SHORT):
        asked = Question(AskCode.SHORT_ENDING, choices=tuple(map(Choice, _ENDINGS)))
        if _ENDINGS[(yield from choose(asked))] is ShortAnswer.SHIP:
            return ShortEnding.SHIP, False, (yield from ask_leave(desk, Verb.SHIP_SHORT))
    return ShortEnding.PARK, True, None
