"""How goods get into the carton: by a scan, as xN of the scan before, or counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from packstation.application.counting import TraceWanted, UnitScanned
from packstation.domain.command_code import Command
from packstation.domain.gtin import is_ascii_number
from packstation.domain.pack_task import PackTask
from packstation.domain.scan import Scan
from packstation.domain.value import value
from packstation.ui.desk import Desk
from packstation.ui.pack.quantity_talk import by_touch_lines, count_by_touch, count_times
from packstation.ui.pack.trace_talk import told


@value
class CountingEnds:
    """Who is told how an act of counting ended; `withdrawn` after BACK, with nothing counted."""

    counted: Callable[[UnitScanned], None]
    refused: Callable[[Exception], None]
    withdrawn: Callable[[], None]


class Goods:
    """Asks for what is missing and tells the screen; knows whether xN would mean the scan before."""

    def __init__(self, desk: Desk, ends: CountingEnds) -> None:
        self._desk = desk
        self._ends = ends
        self._last: UnitScanned | None = None

    def forget(self) -> None:
        """Something else was done: xN no longer means the scan before."""
        self._last = None

    def commands(self, task: PackTask) -> frozenset[Command]:
        """xN, while it would count something."""
        if task.open_carton is None or task.complete:
            return frozenset()
        return frozenset({Command.TIMES} if self._last or by_touch_lines(task) else ())

    def on_scan(self, task: PackTask, scan: Scan) -> None:
        """A code while the carton is open."""
        count = partial(self._desk.verbs.scan_unit.or_ask, self._desk.person, task, scan)
        self._desk.run(count, lambda result: self._scanned(result, count), self._ends.refused)

    def on_times(self, task: PackTask, argument: str) -> bool:
        """`xN`, or without a number the question for it; False for no number, or no carton."""
        if task.open_carton is None or (argument and not is_ascii_number(argument)):
            return False
        desk, actor, verbs = self._desk, self._desk.person, self._desk.verbs
        times, last, lines = int(argument) if argument else None, self._last, by_touch_lines(task)
        if lines and (times is None or last is None):
            talk = count_by_touch(desk, task, lines, last, times)
            desk.conversation.start(talk, self._counted, self._ends.refused, self._ends.withdrawn)
        elif times is None and last is not None:
            talk = count_times(desk, task, last)
            desk.conversation.start(talk, self._counted, self._ends.refused, self._ends.withdrawn)
        else:
            # After a refused scan xN was meant for that one; the verb says no, so that the journal knows.
            count = partial(verbs.count_times, actor, task, times or 0, just_scanned=last is not None)
            desk.run(count, self._counted, self._ends.refused)
        return True

    def _scanned(
        self, result: UnitScanned | TraceWanted, count: Callable[..., UnitScanned | TraceWanted]
    ) -> None:
        if isinstance(result, UnitScanned):
            self._by_scan(result)
            return
        talk = told(count, result)
        self._desk.conversation.start(talk, self._by_scan, self._ends.refused, self._ends.withdrawn)

    def _by_scan(self, scanned: UnitScanned) -> None:
        self._last = scanned
        self._ends.counted(scanned)

    def _counted(self, scanned: UnitScanned) -> None:
        self._last = None
        self._ends.counted(scanned)
