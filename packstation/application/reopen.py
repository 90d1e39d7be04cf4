"""Cut a closed carton open again: its label is void from that moment, its plate is never used again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.application.ask_claim import keep_claim
from packstation.application.bench import Bench, OnBench, open_task
from packstation.application.ports import Work
from packstation.domain.carton import Carton
from packstation.domain.carton_act import CartonReopened, OrderReopened
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import carton_of, reopen
from packstation.domain.value import value


def void_label(work: Work, actor: Actor, task: PackTask, carton: Carton) -> None:
    """Its label counts no more; recorded under the plate it bore."""
    label = work.labels.of_carton(carton.carton_id)
    if label is not None:
        work.labels.save(label.voided())
        act = CartonReopened(label.plate.code)
        work.record(act, actor, task=task, carton_id=carton.carton_id)


@value
class ReopenCarton:
    """Of the order in hand; the carton that was open stands aside until this one is proven again."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, carton_id: UUID) -> OnBench:
        """The task with that carton in hand. Refused: another one waits for its label, it is not closed."""
        with self.bench.attempt(Verb.REOPEN_CARTON, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            after = reopen(task, carton_id)
            work.orders.save_task(task, after)
            void_label(work, actor, after, carton_of(task, carton_id))
            return open_task(work, task.order.order_id)


@value
class ReopenOrder:
    """Fetch a packed order back to this bench before it leaves, and cut one of its cartons open."""

    bench: Bench

    def __call__(
        self, actor: Actor, packed: PackTask, carton_id: UUID, allowed_by: Actor | None = None
    ) -> OnBench:
        """The order as it lies open now. Refused: not packed, gone already, another order is open here."""
        bench = self.bench
        with bench.attempt(Verb.REOPEN_ORDER, actor, packed, allowed_by) as work:
            busy = work.orders.open_here()
            if busy is not None:
                raise Refused(RefusalCode.ORDER_OPEN_HERE, order=busy.number)
            before = work.orders.task(packed.order.order_id)
            order = _free_totes(work, before.order.reopened_at(bench.store.station_id))
            after = reopen(replace(before, order=order), carton_id)
            work.orders.save_task(before, after)
            work.record(OrderReopened(), actor, task=after, allowed_by=allowed_by)
            keep_claim(bench, work, before, order)
            void_label(work, actor, after, carton_of(before, carton_id))
            return open_task(work, order.order_id)


def _free_totes(work: Work, order: Order) -> Order:
    """The order with only those totes in which no other order's goods lie by now."""
    own = tuple(tote for tote in order.totes if work.orders.by_tote(tote) is None)
    return replace(order, tote=own[0] if own else None, more_totes=own[1:])
