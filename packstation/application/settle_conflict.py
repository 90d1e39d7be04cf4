"""What was done here that central could not follow: which orders those are, and a person's word on each."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState, endings_of, left_anyway
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import ConflictEnded, OrderLeftAnyway
from packstation.domain.value import value


@value
class OpenConflict:
    """A task for somebody at this bench, how it can end, and its order as it is here; None: none (by now)."""

    conflict: Conflict
    task: PackTask | None
    endings: tuple[ConflictEnding, ...]


@value
class OpenConflicts:
    """What waits for somebody here."""

    bench: Bench

    def __call__(self) -> tuple[OpenConflict, ...]:
        """The oldest first; nothing is changed or recorded."""
        with self.bench.store.transaction() as work:
            here = self.bench.store.station_id
            tasks = [(one, _task(work, one)) for one in work.conflicts.open_at(here)]
            return tuple(
                OpenConflict(one, task, endings_of(one, task.order if task else None, here))
                for one, task in tasks
            )


@value
class SettleConflict:
    """A lead says what became of the goods: from then on the order is as central has it.

    A carton that is let go though its order went on ends that order, in the same moment.
    """

    bench: Bench

    def __call__(
        self, actor: Actor, conflict: Conflict, ending: ConflictEnding, allowed_by: Actor | None = None
    ) -> None:
        """Refused where somebody has settled it already, here or elsewhere."""
        with self.bench.attempt(Verb.SETTLE_CONFLICT, actor, allowed_by=allowed_by) as work:
            now = work.conflicts.of(conflict.station_id, conflict.seq)
            if now is None or now.state is not ConflictState.OPEN:
                raise Refused(RefusalCode.CONFLICT_SETTLED)
            work.conflicts.end(replace(now, state=ConflictState.ENDED, ended=ending))
            task = _task(work, now)
            order = PackTask(task.order) if task else None
            act = ConflictEnded(now.station_id, now.seq, now.outcome.value, ending.value)
            work.record(act, actor, task=order, allowed_by=allowed_by)
            if task is not None and ending is ConflictEnding.SHIPPED_ANYWAY and now.order_goes_on:
                self._end_order(work, now, task, actor, allowed_by)

    def _end_order(
        self, work: Work, conflict: Conflict, task: PackTask, actor: Actor, allowed_by: Actor | None
    ) -> None:
        """The carton leaves: nobody is to pack the order again, and whoever has it loses it."""
        if conflict.station_id == self.bench.store.station_id:
            task.order.refuse_unless_packed()
        here, by = self.bench.store.station_id, allowed_by or actor
        order = left_anyway(task.order, here, by.name, self.bench.clock.now())
        after = replace(task, order=order)
        work.orders.save_task(task, after)
        work.claims.give_back(order.order_id)
        act = OrderLeftAnyway(conflict.station_id, conflict.seq)
        work.record(act, actor, task=after, allowed_by=allowed_by)


def _task(work: Work, conflict: Conflict) -> PackTask | None:
    """The order it is about; one that central keeps no more may be gone here too."""
    try:
        return work.orders.task(conflict.order_id) if conflict.order_id else None
    except KeyError:
        return None
