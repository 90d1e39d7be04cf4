"""What was done here and central could not follow: what to do with the carton, and a word when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from packstation.domain.person import Verb
from packstation.ui.conversation import Talk, choose, do
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.verdict import Said, Verdict, VerdictKind

# A bench alone has no such tasks, and its start loads nothing of them: their codes are named by their words.

ASKED: Mapping[str, AskCode] = {
    "packed_twice": AskCode.PACKED_TWICE,
    "packed_after_cancel": AskCode.PACKED_AFTER_CANCEL,
    "changed_meanwhile": AskCode.CHANGED_MEANWHILE,
    "changed_too_late": AskCode.CHANGED_TOO_LATE,
    "stale_fence": AskCode.GIVEN_AWAY,
    "number_taken": AskCode.NUMBER_TWICE,
}


class ConflictAnswer(StrEnum):
    """Which task, and how it ended."""

    TASK = "task"
    UNPACKED = "unpacked"
    SHIPPED_ANYWAY = "shipped_anyway"
    SEEN = "seen"


def settle_conflict(desk: Desk) -> Talk[None]:
    """Ask which task, say what to do, hear how it ended; a lead answers for it, or stands beside."""
    from packstation.application.settle_conflict import OpenConflicts, SettleConflict  # noqa: PLC0415  see above
    from packstation.ui.lead.conflict_told import conflict_text  # noqa: PLC0415  the same

    tasks = yield from do(OpenConflicts(desk.verbs.bench))
    if not tasks:
        desk.say(Verdict(VerdictKind.NOTE, Said.NO_TASKS))
        return
    numbers = [one.task.order.number if one.task else "" for one in tasks]
    which = 0
    if len(tasks) > 1:
        choices = tuple(Choice(ConflictAnswer.TASK, {"order": number}) for number in numbers)
        which = yield from choose(Question(AskCode.WHICH_TASK, choices=choices))
    picked, facts = tasks[which], {"order": numbers[which]}
    conflict, here = picked.conflict, desk.verbs.bench.store.station_id
    code = ASKED[conflict.outcome.value] if conflict.of_carton else AskCode.OLDER_TERMS
    choices = tuple(Choice(ConflictAnswer(ending.value)) for ending in picked.endings)
    told = partial(conflict_text, picked, here)
    ending = picked.endings[(yield from choose(Question(code, facts, choices, told=told)))]
    allowed_by = yield from ask_leave(desk, Verb.SETTLE_CONFLICT)
    settle = SettleConflict(desk.verbs.bench)
    yield from do(lambda: settle(desk.person, conflict, ending, allowed_by))
    desk.say(Verdict(VerdictKind.YES, Said.TASK_SETTLED, facts))
