"""REPRINT: which label, and why once more; a copy bears the word and the number of the first."""

from __future__ import annotations

from packstation.domain.carton import Carton
from packstation.domain.label import CopyReason
from packstation.domain.pack_task import PackTask
from packstation.domain.repack import carton_of, labelled
from packstation.domain.value import value
from packstation.ui.conversation import Talk, choose, do, tell
from packstation.ui.desk import Desk
from packstation.ui.pack.carton_talk import ask_carton
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind

REASONS = tuple(CopyReason)


@value
class CopyWanted:
    """The label of this carton once more."""

    task: PackTask
    carton: Carton
    reason: CopyReason


def copy_of(task: PackTask) -> Talk[CopyWanted]:
    """A label of the order in hand."""
    carton = yield from ask_carton(AskCode.COPY_OF, task, labelled(task))
    return CopyWanted(task, carton, (yield from ask_reason()))


def copy_of_any(desk: Desk) -> Talk[CopyWanted]:
    """A label of any order, found by its paper or by another print of the label."""
    actor, find_carton = desk.person, desk.verbs.cartons.find_carton
    shown = yield from tell(Question(AskCode.COPY_OF_ORDER, takes=Takes.TEXT))
    found = yield from do(lambda: find_carton(actor, shown))
    if found.carton_id is None:
        return (yield from copy_of(found.task))
    return CopyWanted(found.task, carton_of(found.task, found.carton_id), (yield from ask_reason()))


def ask_reason() -> Talk[CopyReason]:
    """Why a label is printed once more."""
    return REASONS[(yield from choose(Question(AskCode.COPY_REASON, choices=tuple(map(Choice, REASONS)))))]


def print_copy(desk: Desk, wanted: CopyWanted) -> None:
    """Print a label that is not the one in hand; a printer that cannot is said, and asked again by hand."""
    actor, print_label = desk.person, desk.verbs.print_label
    task, carton_id, reason = wanted.task, wanted.carton.carton_id, wanted.reason
    digits = wanted.carton.plate.number[-4:] if wanted.carton.plate else ""
    printed = Verdict(VerdictKind.YES, Said.COPY_PRINTED, {"digits": digits})
    desk.runner.run_printer(
        lambda printer: print_label(actor, task, printer, again=reason, carton_id=carton_id),
        lambda _: desk.say(printed),
        lambda error: desk.say(desk.verdict_of(error)),
    )
