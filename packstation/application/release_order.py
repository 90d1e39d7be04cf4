"""Give an order back that was opened by mistake, or clear one that was cancelled meanwhile."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.act import OrderReleased
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.value import value


@value
class ReleaseOrder:
    """Put the order back into everybody's queue and throw its empty carton away."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask) -> PackTask:
        """The released task. Refused once pieces are counted: those of a cancelled order go back first."""
        with self.bench.attempt(Verb.RELEASE_ORDER, actor, before) as work:
            return give_back(work, actor, work.orders.task(before.order.order_id))


def give_back(work: Work, actor: Actor, task: PackTask) -> PackTask:
    """The released task, its empty cartons and their labels void."""
    after = task.release()
    for carton in task.cartons:
        label = work.labels.of_carton(carton.carton_id)
        if label is not None:
            work.labels.save(label.voided())
    work.orders.save_task(task, after)
    work.record(OrderReleased(), actor, task=after)
    work.claims.give_back(after.order.order_id)
    return after
