"""xN: the packer scanned one and says how many there are in all."""

from __future__ import annotations

from datetime import date

from packstation.application.bench import Bench
from packstation.application.counting import Counting, Goods, Unasked, UnitScanned
from packstation.application.ports import Work
from packstation.application.scan_unit import carton_in_hand
from packstation.domain.act import UnitCounted
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.times import CountWay, more_pieces
from packstation.domain.told import Told
from packstation.domain.value import value


@value
class CountTimes:
    """Count so many more of the scan just before that there are N in all; lot and date are carried over."""

    bench: Bench

    def __call__(
        self, actor: Actor, before: PackTask, times: int, *, just_scanned: bool = True
    ) -> UnitScanned:
        """The task with the pieces counted: all of them, or none.

        `just_scanned` is False where the screen knows that xN cannot mean the scan that counted last.
        Refused: this person's last act at the order was no scan that counted, the product allows no xN or
        fewer, its pieces have serial numbers, more than is left.
        """
        with self.bench.attempt(Verb.COUNT_TIMES, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            task.order.refuse_unless_packable()
            last = _last_scan(work, actor, task, just_scanned)
            counting = task.line(last.line_no).counting
            units = more_pieces(times, last, counting)
            told = Told(last.lot, date.fromisoformat(last.expiry) if last.expiry else None)
            goods = Goods(last.sku, units, CountWay.TIMES, last.code, last.device, told)
            try:
                return Counting(self.bench, work, actor, task).put_in(goods)
            except Unasked as unasked:
                raise unasked.wanted.no() from unasked


def _last_scan(work: Work, actor: Actor, task: PackTask, just_scanned: bool) -> UnitCounted:
    last = work.counted_last(carton_in_hand(task))
    if not just_scanned or last is None or last[0] != actor.user_id:
        raise Refused(RefusalCode.TIMES_NOT_NOW)
    return last[1]
