"""Asks how many: of what was scanned just before, or of a line that is counted by hand."""

from __future__ import annotations

from collections.abc import Sequence

from packstation.application.counting import UnitScanned
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.ui.answer import QuantityAnswer
from packstation.ui.conversation import Talk, choose, do, how_many
from packstation.ui.desk import Desk
from packstation.ui.pack.trace_talk import told
from packstation.ui.question import AskCode, Choice, Question, Takes


def by_touch_lines(task: PackTask) -> tuple[OrderLine, ...]:
    """The lines that may be counted by hand and still need pieces."""
    return tuple(line for line in task.order.lines if line.counting.by_touch and task.left(line) > 0)


def count_times(desk: Desk, task: PackTask, last: UnitScanned) -> Talk[UnitScanned]:
    """How many there are in all of what was scanned just before."""
    question = Question(AskCode.TIMES, {"name": _name(task, last.counted.line_no)}, takes=Takes.NUMBER)
    times = yield from how_many(question)
    actor, verb = desk.person, desk.verbs.count_times
    return (yield from do(lambda: verb(actor, task, times)))


def count_by_touch(
    desk: Desk, task: PackTask, lines: Sequence[OrderLine], last: UnitScanned | None, units: int | None
) -> Talk[UnitScanned]:
    """Which line, unless there is only one, and how many of it, unless that was said already."""
    choices = [Choice(QuantityAnswer.SCANNED, {"name": _name(task, last.counted.line_no)})] if last else []
    choices += [Choice(QuantityAnswer.LINE, _facts(task, line)) for line in lines]
    picked = 0
    if len(choices) > 1:
        picked = yield from choose(Question(AskCode.WHICH_BY_HAND, choices=tuple(choices)))
    if last is not None and picked == 0:
        return (yield from count_times(desk, task, last))
    line = lines[picked - (last is not None)]
    if units is None:
        question = Question(AskCode.HOW_MANY_BY_HAND, _facts(task, line), takes=Takes.NUMBER)
        units = yield from how_many(question)
    actor, verb, pieces = desk.person, desk.verbs.count_by_touch, units
    result = yield from do(lambda: verb(actor, task, line.line_no, pieces))
    if isinstance(result, UnitScanned):
        return result
    return (yield from told(lambda answers: verb(actor, task, line.line_no, pieces, answers), result))


def _facts(task: PackTask, line: OrderLine) -> dict[str, str | int | None]:
    return {"name": line.name or line.sku, "left": task.left(line)}


def _name(task: PackTask, line_no: int) -> str:
    line = task.line(line_no)
    return line.name or line.sku
