"""A cancelled order that was half packed: which goods go back next, each scan of one, xN, by hand, UNDO."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from packstation.application.put_back import PutBackScanned, TakenAgain
from packstation.domain.command_code import Asked, Command
from packstation.domain.gtin import is_ascii_number
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import carton_of
from packstation.domain.scan import Scan
from packstation.ui.answer import QuantityAnswer
from packstation.ui.conversation import Talk, choose, do, how_many
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.runner import Failed
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind


class PuttingBack:
    """`counted` is told the task and the lines with other counts, `left` what to say of the end."""

    def __init__(
        self,
        desk: Desk,
        counted: Callable[[PackTask, Sequence[int]], None],
        left: Callable[[Verdict], None],
        failed: Failed,
    ) -> None:
        self._desk = desk
        self._counted = counted
        self._left = left
        self._failed = failed
        self.forget()

    def forget(self) -> None:
        """The order is gone from the bench, or the bench is locked."""
        self._last: PutBackScanned | None = None
        self._back = 0
        self._back_before = self._scan_refused = False

    def take_over(self, task: PackTask) -> None:
        """The order lay here before: of a cancelled one something may have been put back by then."""
        self._back_before = task.cancelled

    def next_act(self, task: PackTask) -> NextAct:
        """The goods that are still in the cartons, line by line; without any the order is cleared away."""
        for line in task.order.lines:
            units = task.packed(line.line_no)
            if units:
                act = ActCode.PUT_BACK_BY_HAND if line.counting.by_touch else ActCode.PUT_BACK
                return NextAct(act, {"units": units, "name": line.name or line.sku})
        return NextAct(ActCode.CLEAR_CANCELLED)

    def commands(self, task: PackTask) -> frozenset[Command]:
        """xN after a scan, and for what bears no code; UNDO once something may have been put back."""
        times = self._last is not None or _by_touch(task)
        offered = {Command.TIMES: bool(times and task.units_packed), Command.UNDO: self._may_undo}
        return frozenset(command for command, means in offered.items() if means)

    def on_scan(self, task: PackTask, scan: Scan) -> None:
        """A piece that goes back."""
        self._last = None
        actor, put_back = self._desk.person, self._desk.verbs.put_back
        self._desk.run(lambda: put_back(actor, task, scan), self._scanned, self._not_back)

    def on_command(self, asked: Asked, task: PackTask) -> bool:
        """xN or UNDO; False for another command, and where it means nothing now."""
        if asked.command is Command.TIMES:
            return self._on_times(task, asked.argument)
        if asked.command is not Command.UNDO or not self._may_undo:
            return False
        if self._scan_refused:
            # Pressed after a no it is meant for that scan, as while counting.
            self._scan_refused = False
            self._desk.say(Verdict(VerdictKind.NOTE, Said.NOT_COUNTED))
            return True
        actor, put_back = self._desk.person, self._desk.verbs.put_back
        refused = partial(self._not_undone, task)
        self._desk.run(lambda: put_back.undo(actor, task), self._taken_again, refused)
        return True

    @property
    def _may_undo(self) -> bool:
        return self._back > 0 or self._back_before

    def _on_times(self, task: PackTask, argument: str) -> bool:
        if argument and not is_ascii_number(argument):
            return False
        times, last, lines = int(argument) if argument else None, self._last, _by_touch(task)
        if lines and (times is None or last is None):
            talk = _by_hand(self._desk, task, lines, last, times)
        elif times is None and last is not None:
            talk = _times(self._desk, task, last)
        else:
            actor, put_back = self._desk.person, self._desk.verbs.put_back
            more = partial(put_back.times, actor, task, times or 0, just_scanned=last is not None)
            self._desk.run(more, self._is_back, self._failed)
            return True
        self._desk.conversation.start(talk, self._is_back, self._failed)
        return True

    def _scanned(self, scanned: PutBackScanned) -> None:
        self._last = scanned
        self._told(scanned)

    def _not_back(self, no: Exception) -> None:
        self._scan_refused = True
        self._failed(no)

    def _is_back(self, back: PutBackScanned) -> None:
        self._last = None
        self._told(back)

    def _told(self, scanned: PutBackScanned) -> None:
        self._scan_refused = False
        counted, task = scanned.counted, scanned.task
        if scanned.cleared:
            facts = {"order": task.order.number}
            self._left(Verdict(VerdictKind.LINE_COMPLETE, Said.ALL_BACK, facts))
            return
        self._back += 1
        name = _name(task, counted.line_no)
        self._desk.say(Verdict(VerdictKind.YES, Said.IS_BACK, {"name": name, "left": counted.left}))
        self._counted(task, counted.line_nos)

    def _taken_again(self, again: TakenAgain) -> None:
        self._last = None
        self._back = max(0, self._back - 1)
        task, first = again.task, again.taken[0]
        facts: dict[str, str | int | None] = {
            "units": sum(one.pieces.units for one in again.taken),
            "name": _name(task, first.pieces.line_no),
            "carton": carton_of(task, first.carton_id).number,
            "left": task.units_packed,
        }
        self._desk.say(Verdict(VerdictKind.NOTE, Said.TAKEN_AGAIN, facts))
        self._counted(task, [one.pieces.line_no for one in again.taken])

    def _not_undone(self, task: PackTask, no: Exception) -> None:
        if isinstance(no, Refused) and no.code is RefusalCode.NOTHING_TO_UNDO:
            self._back, self._back_before = 0, False
            self._counted(task, ())
        self._failed(no)


def _by_touch(task: PackTask) -> tuple[OrderLine, ...]:
    """The lines with pieces in cartons that bear no code."""
    return tuple(line for line in task.order.lines if line.counting.by_touch and task.packed(line.line_no))


def _times(desk: Desk, task: PackTask, last: PutBackScanned) -> Talk[PutBackScanned]:
    """How many there are in all of what was scanned just before."""
    facts = {"name": _name(task, last.counted.line_no)}
    times = yield from how_many(Question(AskCode.TIMES, facts, takes=Takes.NUMBER))
    actor, put_back = desk.person, desk.verbs.put_back
    return (yield from do(lambda: put_back.times(actor, task, times)))


def _by_hand(
    desk: Desk,
    task: PackTask,
    lines: Sequence[OrderLine],
    last: PutBackScanned | None,
    units: int | None,
) -> Talk[PutBackScanned]:
    """Which line, unless there is only one, and how many of it, unless that was said already."""
    choices = [Choice(QuantityAnswer.SCANNED, {"name": _name(task, last.counted.line_no)})] if last else []
    choices += [Choice(QuantityAnswer.LINE, _facts(task, line)) for line in lines]
    picked = 0
    if len(choices) > 1:
        picked = yield from choose(Question(AskCode.WHICH_BACK_BY_HAND, choices=tuple(choices)))
    if last is not None and picked == 0:
        return (yield from _times(desk, task, last))
    line = lines[picked - (last is not None)]
    if units is None:
        asked = Question(AskCode.HOW_MANY_BACK, _facts(task, line), takes=Takes.NUMBER)
        units = yield from how_many(asked)
    actor, put_back, pieces = desk.person, desk.verbs.put_back, units
    return (yield from do(lambda: put_back.by_touch(actor, task, line.line_no, pieces)))


def _facts(task: PackTask, line: OrderLine) -> dict[str, str | int | None]:
    return {"name": line.name or line.sku, "left": task.packed(line.line_no)}


def _name(task: PackTask, line_no: int) -> str:
    line = task.line(line_no)
    return line.name or line.sku
