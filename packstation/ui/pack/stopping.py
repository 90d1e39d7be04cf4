"""STOP: the order on the bench was cancelled, or given to another bench, while it is being packed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from packstation.application.bench import OnBench
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.ui.desk import Desk
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of

CHANGED_OUTSIDE = frozenset(
    {
        RefusalCode.CLAIM_LOST,
        RefusalCode.ORDER_CANCELLED,
        RefusalCode.ORDER_CHANGED,
        RefusalCode.ORDER_HELD,
        RefusalCode.CARTON_CLOSED,
        RefusalCode.LABEL_NOT_PRINTED,
        RefusalCode.INSTRUCTION_OPEN,
    }
)
"""Nos that say: the order is not what this screen shows."""


class Stopping:
    """Looks at the store whenever there is news of the site; `changed` shows the order as it is now.

    `in_hand` is what lies open here: a scan may hear of the cancellation before the news is looked at.
    """

    def __init__(
        self, desk: Desk, changed: Callable[[OnBench], None], in_hand: Callable[[], PackTask | None]
    ) -> None:
        self._desk = desk
        self._in_hand = in_hand
        desk.verdict_of = self._verdict_of
        self._changed = changed
        self._told: UUID | None = None
        self._lost: UUID | None = None

    def is_lost(self, task: PackTask) -> bool:
        """Whether another bench has this order: all that is left to do with the carton is to put it aside."""
        return task.order.order_id == self._lost

    def on_refused(self, no: Refused, task: PackTask) -> None:
        """Some no may be the first to tell it."""
        if no.code is RefusalCode.CLAIM_LOST:
            self._lost = task.order.order_id

    def next_act(self, task: PackTask) -> NextAct:
        """Put it aside."""
        return NextAct(ActCode.GIVEN_AWAY, {"order": task.order.number})

    def look(self, shown: OnBench | None) -> None:
        """Whether what the screen shows may still be packed; nothing is said twice."""
        if shown is None or shown.task.cancelled or shown.task.order.order_id == self._told:
            return
        order_id, look_at = shown.task.order.order_id, self._desk.verbs.look_at
        self._desk.run(lambda: (look_at(order_id), look_at.lost(order_id)), self._looked)

    def _looked(self, seen: tuple[OnBench, bool]) -> None:
        now, lost = seen
        if not (lost or now.task.cancelled):
            return
        # Whatever was asked of the packer, the answer is to stop.
        self._desk.conversation.forget()
        self._told = now.task.order.order_id
        self._lost = None if now.task.cancelled else self._told
        self._changed(now)
        code = RefusalCode.ORDER_CANCELLED if now.task.cancelled else RefusalCode.CLAIM_LOST
        self._desk.say(self._verdict_of(Refused(code, order=now.task.order.number)))

    def _verdict_of(self, error: Exception) -> Verdict:
        """Of an order that lies open here, what to do with its carton."""
        task = self._in_hand()
        if not isinstance(error, Refused) or error.code is not RefusalCode.ORDER_CANCELLED or task is None:
            return verdict_of(error)
        if error.data["order"] != task.order.number:
            return verdict_of(error)
        self._told = task.order.order_id
        # Nobody else is needed: the screen leads through putting the goods back.
        return Verdict(VerdictKind.NO, Said.STOP_CANCELLED, error.data)
