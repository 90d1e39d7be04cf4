"""See the label scanned back from its carton: the proof that the right label is on the right box.

With pieces left the next carton is put up in the same transaction: the one that stood aside, or a new one.
"""

from __future__ import annotations

from packstation.application.bench import Bench, OnBench, open_task
from packstation.application.carry_on import carry_on
from packstation.application.learn_weight import learn_weight
from packstation.application.ports import Work
from packstation.domain.act import LabelVerified, OrderPacked
from packstation.domain.label import Label, LabelState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import leaving
from packstation.domain.rule import Rule
from packstation.domain.scan import Scan
from packstation.domain.value import value


@value
class VerifyLabel:
    """Only its own label verifies a carton; with the last carton the order is packed."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> OnBench:
        """The task after the proof.

        Refused: another carton's label or an old one, no label at all, never printed, or typed where the
        site wants it scanned.
        """
        with self.bench.attempt(Verb.VERIFY_LABEL, actor, before, device=scan.device) as work:
            on_bench = open_task(work, before.order.order_id)
            task, label, carton = on_bench.task, on_bench.label, on_bench.task.unverified_carton
            if label is None or carton is None or label.state is LabelState.WANTED:
                raise Refused(RefusalCode.LABEL_NOT_PRINTED)
            self._refuse_unless_own(work, label, scan)
            label = label.verified()
            proven = task.verify(carton, actor.name, self.bench.clock.now())
            work.labels.save(label)
            act = LabelVerified(str(label.label_id), label.plate.code)
            work.record(act, actor, task=proven, carton_id=carton.carton_id)
            learn_weight(work, proven, carton, self.bench.policy.fewest_weighings, actor)
            after = carry_on(self.bench, work, actor, proven, carton.carton_type)
            work.orders.save_task(task, after)
            if after.order.state is OrderState.PACKED:
                packed = OrderPacked(len(leaving(after)), after.units_packed)
                work.record(packed, actor, task=after)
                work.claims.give_back(after.order.order_id)
            return open_task(work, after.order.order_id)

    def _refuse_unless_own(self, work: Work, label: Label, scan: Scan) -> None:
        if label.plate.read_by(scan):
            if scan.typed and not self.bench.policy.typed_label_verifies:
                raise Refused(RefusalCode.LABEL_TYPED)
            return
        code = f"00{scan.elements.sscc}" if scan.elements and scan.elements.sscc else scan.text
        other = work.labels.by_plate(code)
        if other is None:
            raise Refused(RefusalCode.NOT_THE_LABEL)
        refuse_void(other)
        if self.bench.rules.hold(Rule.OWN_LABEL_ONLY):
            raise Refused(
                RefusalCode.WRONG_LABEL, read=other.plate.number[-4:], wanted=label.plate.number[-4:]
            )


def refuse_void(label: Label) -> None:
    """Raise Refused for an old label: its carton was cut open since, or never left."""
    if label.state is LabelState.VOID:
        raise Refused(RefusalCode.LABEL_VOID, read=label.plate.number[-4:])
