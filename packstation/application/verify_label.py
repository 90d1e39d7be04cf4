"""See the label scanned back from its carton: the proof that the right label is on the right box."""

from __future__ import annotations

from dataclasses import dataclass

from packstation.application.bench import Bench, OnBench, open_task
from packstation.application.ports import Work
from packstation.domain.act import LabelVerified, OrderPacked
from packstation.domain.label import Label, LabelState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.rule import Rule
from packstation.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class VerifyLabel:
    """Only its own label verifies a carton; with the last carton the order is packed."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> OnBench:
        """The task after the proof. Refused: another carton's label, no label at all, never printed."""
        with self.bench.attempt(Verb.VERIFY_LABEL, actor, before, device=scan.device) as work:
            on_bench = open_task(work, before.order.order_id)
            task, label, carton = on_bench.task, on_bench.label, on_bench.task.unverified_carton
            if label is None or carton is None or label.state is LabelState.WANTED:
                raise Refused(RefusalCode.LABEL_NOT_PRINTED)
            self._refuse_unless_own(work, label, scan)
            label = label.verified()
            after = task.verify(carton, actor.name, self.bench.clock.now())
            work.labels.save(label)
            work.orders.save_task(task, after)
            act = LabelVerified(str(label.label_id), label.plate.code)
            work.record(act, actor, task=after, carton_id=carton.carton_id)
            if after.order.state is OrderState.PACKED:
                packed = OrderPacked(len(after.cartons), after.units_packed)
                work.record(packed, actor, task=after)
            return open_task(work, after.order.order_id)

    def _refuse_unless_own(self, work: Work, label: Label, scan: Scan) -> None:
        if label.plate.read_by(scan):
            return
        code = f"00{scan.elements.sscc}" if scan.elements and scan.elements.sscc else scan.text
        other = work.labels.by_plate(code)
        if other is None:
            raise Refused(RefusalCode.NOT_THE_LABEL)
        if self.bench.rules.hold(Rule.OWN_LABEL_ONLY):
            raise Refused(
                RefusalCode.WRONG_LABEL, read=other.plate.number[-4:], wanted=label.plate.number[-4:]
            )
