"""A cancelled order that was half packed: which goods go back next, and each scan of one."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.put_back import PutBackScanned
from packstation.domain.pack_task import PackTask
from packstation.domain.scan import Scan
from packstation.ui.desk import Desk
from packstation.ui.runner import Failed
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind


class PuttingBack:
    """`counted` is told the task and the line that has fewer pieces, `left` what to say of the end."""

    def __init__(
        self,
        desk: Desk,
        counted: Callable[[PackTask, int], None],
        left: Callable[[Verdict], None],
        failed: Failed,
    ) -> None:
        self._desk = desk
        self._counted = counted
        self._left = left
        self._failed = failed

    def next_act(self, task: PackTask) -> NextAct:
        """The goods that are still in the cartons, line by line; without any the order is cleared away."""
        for line in task.order.lines:
            units = task.packed(line.line_no)
            if units:
                return NextAct(ActCode.PUT_BACK, {"units": units, "name": line.name or line.sku})
        return NextAct(ActCode.CLEAR_CANCELLED)

    def on_scan(self, task: PackTask, scan: Scan) -> None:
        """A piece that goes back."""
        actor, put_back = self._desk.person, self._desk.verbs.put_back
        self._desk.run(lambda: put_back(actor, task, scan), self._scanned, self._failed)

    def _scanned(self, scanned: PutBackScanned) -> None:
        counted, task = scanned.counted, scanned.task
        if scanned.cleared:
            facts = {"order": task.order.number}
            self._left(Verdict(VerdictKind.LINE_COMPLETE, Said.ALL_BACK, facts))
            return
        name = task.line(counted.line_no).name or counted.sku
        self._desk.say(Verdict(VerdictKind.YES, Said.IS_BACK, {"name": name, "left": counted.left}))
        self._counted(task, counted.line_no)
