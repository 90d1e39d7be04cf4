"""Write down that somebody did what an order asks for besides its goods."""

from __future__ import annotations

from packstation.application.bench import Bench, OnBench
from packstation.domain.instructing import confirm
from packstation.domain.instruction import Mark
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import InstructionConfirmed
from packstation.domain.person import Actor, Verb
from packstation.domain.value import value


@value
class ConfirmInstruction:
    """Gift wrap, a fragile carton, a customised piece: done, by whom and when; what was written stays out."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, mark: Mark) -> OnBench:
        """The task with it confirmed; once more changes nothing. Refused when the order may not leave."""
        with self.bench.attempt(Verb.CONFIRM_INSTRUCTION, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            after = confirm(task, mark)
            if after != task:
                work.orders.save_task(task, after)
                wanted = next(i for i in task.order.instructions if i.instruction_id == mark.instruction_id)
                act = InstructionConfirmed(
                    str(mark.instruction_id), wanted.kind.value, wanted.per.value, mark.scope
                )
                carton = after.open_carton
                work.record(act, actor, task=after, carton_id=carton.carton_id if carton else None)
            return OnBench(after)
