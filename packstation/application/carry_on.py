"""The carton to go on with, and what the journal says when one comes, comes back or goes."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.act import CartonOpened
from packstation.domain.carton import CartonState, CartonType
from packstation.domain.carton_act import CartonTakenBack, CartonVanished
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.repack import go_on


def carry_on(bench: Bench, work: Work, actor: Actor, task: PackTask, carton_type: CartonType) -> PackTask:
    """The task with a carton in hand, if one is needed; recorded, and left to the caller to save."""
    after = go_on(task, bench.new_id(), carton_type)
    record_cartons(work, actor, task, after)
    return after


def record_cartons(work: Work, actor: Actor | None, task: PackTask, after: PackTask) -> None:
    """Write down which cartons came, came back and went from one moment of a task to the next."""
    known = {carton.carton_id: carton for carton in task.cartons}
    for carton in after.cartons:
        was = known.get(carton.carton_id)
        if was == carton:
            continue
        if was is None:
            act = CartonOpened(carton.number, carton.carton_type.code)
            work.record(act, actor, task=after, carton_id=carton.carton_id)
        elif carton.state is CartonState.VOID:
            work.record(CartonVanished(carton.number), actor, task=after, carton_id=carton.carton_id)
        elif was.aside:
            work.record(CartonTakenBack(carton.number), actor, task=after, carton_id=carton.carton_id)
