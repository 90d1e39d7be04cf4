"""Close a carton: weigh it, give it its plate, and write down its label before anything prints."""

from __future__ import annotations

from packstation.application.bench import Bench, OnBench
from packstation.application.ports import LabelWriter, Work
from packstation.domain.act import CartonClosed
from packstation.domain.carton import Carton
from packstation.domain.instructing import refuse_unless_followed
from packstation.domain.label import Label, LabelContent, Plate
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.sscc import SsccBlock
from packstation.domain.value import value
from packstation.domain.weight import ExpectedWeight, WeighedCarton, WeightJudgement, judge


@value
class CloseCarton:
    """Weight, plate and label bytes are one transaction: no closed carton without all three."""

    bench: Bench
    writer: LabelWriter
    demo: bool = False

    def __call__(
        self, actor: Actor, before: PackTask, weighed: WeighedCarton, *, partial: bool = False
    ) -> OnBench:
        """The task with its carton closed and the label wanted; `partial`: more cartons will follow.

        Refused while pieces are missing (unless partial), when the carton is empty or the weight is off;
        DeviceFault when a weight is required and the scale cannot say one.
        """
        bench = self.bench
        with bench.attempt(Verb.CLOSE_CARTON, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            task.order.refuse_unless_packable()
            carton = task.open_carton
            if carton is None:
                raise Refused(RefusalCode.CARTON_CLOSED)
            if not partial:
                task.refuse_unless_complete()
            refuse_unless_followed(task)
            expected = task.expected(carton, bench.policy.tolerance)
            judgement = judge(weighed, expected, bench.policy.weight_rule, bench.rules)
            plate, block = _fresh_plate(work)
            after = task.close(plate, judgement.gross_grams, judgement.result, partial=partial)
            content = self._content(task, carton, plate, carton.units, judgement.gross_grams)
            label = Label(bench.new_id(), carton.carton_id, plate, self.writer.write(content))
            work.plates.save(block)
            work.orders.save_task(task, after)
            work.labels.add(label)
            act = closed_act(plate.code, carton.units, judgement, expected)
            work.record(act, actor, task=after, carton_id=carton.carton_id)
            return OnBench(after, label)

    def draw_ahead(self, task: PackTask) -> None:
        """Draw the label of the carton in hand as it will be if all goods fit in; nothing is kept of it.

        The writer remembers what it drew last, so that closing the carton adds little but its weight. For a
        moment in which nobody waits, beside the write lane. Nothing is changed or recorded, no plate is
        used up. Refused when there is none left.
        """
        carton = task.open_carton
        if carton is None:
            return
        with self.bench.store.transaction() as work:
            plate, _ = _fresh_plate(work)
        self.writer.write(self._content(task, carton, plate, carton.units + task.units_left, None))

    def _content(
        self, task: PackTask, carton: Carton, plate: Plate, units: int, gross_grams: int | None
    ) -> LabelContent:
        return LabelContent(
            plate=plate,
            order_number=task.order.number,
            carton_number=carton.number,
            ship_to=task.order.ship_to,
            ship_from=self.bench.policy.ship_from,
            units=units,
            gross_grams=gross_grams,
            carrier=task.order.carrier,
            demo=self.demo,
        )


def _fresh_plate(work: Work) -> tuple[Plate, SsccBlock]:
    """The next plate and the block without it: none that a carton of another station bears already."""
    plate, block = work.plates.block().allot()
    while work.labels.by_plate(plate.code) is not None:
        plate, block = block.allot()
    return plate, block


def closed_act(
    plate: str, units: int, judgement: WeightJudgement, expected: ExpectedWeight | None
) -> CartonClosed:
    """The journal's line about a closed carton."""
    return CartonClosed(
        plate=plate,
        units=units,
        gross_grams=judgement.gross_grams,
        expected_grams=expected.grams if expected else None,
        half_width_grams=expected.half_width_grams if expected else None,
        result=judgement.result.value,
    )
