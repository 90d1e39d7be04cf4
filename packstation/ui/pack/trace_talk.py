"""Asks for what a label does not say: lot, expiry date, serial number; counted is only when all is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from packstation.application.counting import Answer, TraceWanted, UnitScanned
from packstation.domain.lot import Lot
from packstation.domain.product import Tracking
from packstation.domain.refusal import Fact, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.ui.answer import TraceAnswer
from packstation.ui.conversation import Talk, do, scan_or_choice, tell
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.talk import KEYBOARD

Count = Callable[[tuple[Answer, ...]], UnitScanned | TraceWanted]
"""Tries to count with the answers so far."""

ASKED_AGAIN = frozenset(
    {RefusalCode.TRACE_UNREADABLE, RefusalCode.ANSWER_IS_PRODUCT, RefusalCode.SERIAL_SEEN}
)
"""Nos to an answer, not to the piece: another answer may be right."""

MOST_LOTS = 8
"""As many as fit on one page with the answer that it is another one."""


def told(count: Count, wanted: TraceWanted) -> Talk[UnitScanned]:
    """Ask one thing after the other until the pieces are counted; a refused answer is asked for again."""
    answers: tuple[Answer, ...] = ()
    while True:
        answer = Answer(wanted.asked, (yield from _asked(wanted)))
        tried = (*answers, answer)
        try:
            result = yield from do(partial(count, tried))
        except Refused as no:
            if no.code not in ASKED_AGAIN:
                raise
            continue
        if isinstance(result, UnitScanned):
            return result
        answers, wanted = tried, result


def _asked(wanted: TraceWanted) -> Talk[Scan]:
    if wanted.asked is Tracking.LOT and wanted.lots:
        lots = wanted.lots[:MOST_LOTS]
        choices = (*map(_choice, lots), Choice(TraceAnswer.OTHER_LOT))
        question = Question(AskCode.WHICH_LOT, {"name": wanted.name}, choices, Takes.SCAN_OR_CHOICE)
        picked = yield from scan_or_choice(question)
        if isinstance(picked, Scan):
            return picked
        if picked < len(lots):
            # As it is spelled in the house, which no rule about capitals may change.
            return Scan(lots[picked].lot, KEYBOARD, 0, typed=True)
    return (yield from tell(_question(wanted)))


def _choice(lot: Lot) -> Choice:
    if lot.expiry is None:
        return Choice(TraceAnswer.LOT, {"lot": lot.lot})
    return Choice(TraceAnswer.LOT_UNTIL, {"lot": lot.lot, "date": lot.expiry.isoformat()})


def _question(wanted: TraceWanted) -> Question:
    facts: dict[str, Fact] = {"name": wanted.name, "number": wanted.number, "units": wanted.units}
    code = {Tracking.LOT: AskCode.LOT, Tracking.EXPIRY: AskCode.EXPIRY, Tracking.SERIAL: AskCode.SERIAL}
    if wanted.asked is Tracking.SERIAL and wanted.units > 1:
        return Question(AskCode.SERIAL_OF, facts, takes=Takes.TEXT)
    return Question(code[wanted.asked], facts, takes=Takes.TEXT)
