"""What was done here that central could not follow: which orders those are, and a person's word on each."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import ConflictEnded
from packstation.domain.value import value


@value
class OpenConflict:
    """A task for somebody at this bench, with its order as it is here; None where there is none (by now)."""

    conflict: Conflict
    order: Order | None


@value
class OpenConflicts:
    """What waits for somebody here."""

    bench: Bench

    def __call__(self) -> tuple[OpenConflict, ...]:
        """The oldest first; nothing is changed or recorded."""
        with self.bench.store.transaction() as work:
            return tuple(
                OpenConflict(one, _order(work, one))
                for one in work.conflicts.open_at(self.bench.store.station_id)
            )


@value
class SettleConflict:
    """A lead says what became of the goods: from then on the order is as central has it."""

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
            order = _order(work, now)
            act = ConflictEnded(now.station_id, now.seq, now.outcome.value, ending.value)
            work.record(act, actor, task=PackTask(order) if order else None, allowed_by=allowed_by)


def _order(work: Work, conflict: Conflict) -> Order | None:
    """The order it is about; one that central keeps no more may be gone here too."""
    try:
        return work.orders.task(conflict.order_id).order if conflict.order_id else None
    except KeyError:
        return None
