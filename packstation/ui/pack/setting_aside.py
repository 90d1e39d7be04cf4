"""SHORT and PARK of the order in hand: when they are offered, and what is said of their end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from packstation.application.bench import OnBench
from packstation.application.report_short import Shorted
from packstation.domain.command_code import Command
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.ui.desk import Desk
from packstation.ui.pack.park_talk import park
from packstation.ui.pack.short_talk import report_short
from packstation.ui.pack.slip_talk import fix_outside
from packstation.ui.runner import Failed
from packstation.ui.verdict import Said, Verdict, VerdictKind


class SettingAside:
    """`changed` is told the order that goes on here, `left` what to say of one that does not."""

    def __init__(
        self,
        desk: Desk,
        changed: Callable[[OnBench], None],
        left: Callable[[Verdict], None],
        failed: Failed,
    ) -> None:
        self._desk = desk
        self._changed = changed
        self._left = left
        self._failed = failed

    def commands(self, task: PackTask) -> frozenset[Command]:
        """PARK, unless a cancelled order has left nothing; SHORT while pieces of the open one are missing."""
        if task.cancelled:
            return frozenset({Command.PARK}) if task.units_packed else frozenset()
        short = task.open_carton is not None and not task.complete
        return frozenset({Command.PARK, Command.SHORT}) if short else frozenset({Command.PARK})

    def on_command(self, command: Command, task: PackTask) -> None:
        """Ask what has to be asked."""
        conversation = self._desk.conversation
        if command is Command.SHORT:
            conversation.start(report_short(self._desk, task), self._shorted, self._failed)
        else:
            conversation.start(park(self._desk, task), self._parked, self._failed)

    def _shorted(self, shorted: Shorted) -> None:
        order = shorted.task.order
        if order.state is OrderState.PACKED:
            self._packed(shorted)
        elif shorted.rest is None:
            self._parked(shorted.task)
        else:
            self._desk.say(Verdict(VerdictKind.YES, Said.SHORT_SHIPS, _of(shorted)))
            self._changed(OnBench(shorted.task))

    def _packed(self, shorted: Shorted) -> None:
        """No carton is left to be closed, so the slip that an ordinary close asks for is asked for here."""
        verdict = Verdict(VerdictKind.ORDER_COMPLETE, Said.SHORT_PACKED, _of(shorted))
        if not shorted.task.order.slip:
            self._left(verdict)
            return
        talk = fix_outside(self._desk, shorted.task)
        # It is packed, whatever becomes of the paper.
        end = partial(self._left, verdict)
        self._desk.conversation.start(talk, lambda _: end(), lambda _: end(), end)

    def _parked(self, task: PackTask) -> None:
        facts = {"order": task.order.number, "place": task.order.place}
        said = Said.WAITS_FOR_LEAD if task.order.place is None else Said.ORDER_PARKED
        self._left(Verdict(VerdictKind.YES, said, facts))


def _of(shorted: Shorted) -> dict[str, str | int | None]:
    return {"order": shorted.task.order.number, "rest": shorted.rest}
