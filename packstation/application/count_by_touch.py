"""Count by hand what bears no code, where the product allows it; the journal says that nobody scanned it."""

from __future__ import annotations

from collections.abc import Sequence

from packstation.application.bench import Bench
from packstation.application.counting import Answer, Counting, Goods, TraceWanted, Unasked, UnitScanned
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.times import CountWay, refuse_unless_by_touch
from packstation.domain.value import value

BY_HAND = "hand"
"""What stands in the journal where a scanner's name would."""


@value
class CountByTouch:
    """Count pieces of a line that was picked from the list."""

    bench: Bench

    def __call__(
        self, actor: Actor, before: PackTask, line_no: int, units: int, answers: Sequence[Answer] = ()
    ) -> UnitScanned | TraceWanted:
        """The task with the pieces counted, or what has to be asked first.

        Refused: the product bears a code, more than is left, none at all.
        """
        try:
            with self.bench.attempt(Verb.COUNT_BY_TOUCH, actor, before) as work:
                task = work.orders.task(before.order.order_id)
                task.order.refuse_unless_packable()
                line = task.line(line_no)
                refuse_unless_by_touch(line)
                if units < 1:
                    raise Refused(RefusalCode.COUNT_NONE)
                goods = Goods(line.sku, units, CountWay.TOUCH, "", BY_HAND)
                return Counting(self.bench, work, actor, task).put_in(goods, answers)
        except Unasked as unasked:
            return unasked.wanted
