"""Take a box of another type for the goods of the open carton."""

from __future__ import annotations

from packstation.application.bench import Bench, OnBench, open_task
from packstation.domain.carton import CartonType
from packstation.domain.carton_act import CartonTypeChanged
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import with_type
from packstation.domain.value import value


def known_types(policy: PackingPolicy) -> tuple[CartonType, ...]:
    """Every carton type of the site, the one that is put up first in front."""
    return (policy.carton_type, *policy.carton_types)


@value
class ChangeCartonType:
    """The expected weight follows the box."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, code: str) -> OnBench:
        """The task in the other box. Refused: no carton open, a type the site does not have."""
        with self.bench.attempt(Verb.CHANGE_CARTON, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            chosen = next((known for known in known_types(self.bench.policy) if known.code == code), None)
            if chosen is None:
                raise Refused(RefusalCode.CARTON_TYPE_UNKNOWN, type=code)
            after = with_type(task, chosen)
            old, new = task.open_carton, after.open_carton
            if old is not None and new is not None and old != new:
                work.orders.save_task(task, after)
                act = CartonTypeChanged(old.carton_type.code, chosen.code)
                work.record(act, actor, task=after, carton_id=new.carton_id)
            return open_task(work, task.order.order_id)
