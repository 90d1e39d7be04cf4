"""Something began to hold the order that lies open: a lead lifts it right here, and the count stays."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import OnBench
from packstation.domain.command_code import Asked, Command
from packstation.domain.hold import liftable
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.ui.desk import Desk
from packstation.ui.lead.hold_talk import lift_hold_of
from packstation.ui.runner import Failed
from packstation.ui.verdict import ActCode, NextAct


class Holding:
    """`changed` is told the order as the store has it once a hold was lifted."""

    def __init__(self, desk: Desk, changed: Callable[[OnBench], None], failed: Failed) -> None:
        self._desk = desk
        self._changed = changed
        self._failed = failed

    def commands(self, task: PackTask) -> frozenset[Command]:
        """LEAD, as long as something holds the order that a lead can lift."""
        return frozenset({Command.LEAD} if liftable(task.order) and not task.cancelled else ())

    def next_act(self, task: PackTask) -> NextAct:
        """Fetch the lead, who lifts it here or knows whom to ask."""
        return NextAct(ActCode.HELD if self.commands(task) else ActCode.FETCH_LEAD)

    def on_command(self, asked: Asked, task: PackTask) -> bool:
        """Ask for a lead's leave; False for any other command."""
        if asked.command not in self.commands(task):
            return False
        talk = lift_hold_of(self._desk, task.order)
        self._desk.conversation.start(talk, self._lifted, self._failed)
        return True

    def _lifted(self, order: Order) -> None:
        look_at = self._desk.verbs.look_at
        self._desk.run(lambda: look_at(order.order_id), self._changed)
