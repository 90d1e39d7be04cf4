"""Tell the bench which totes the goods of an order lie in: first the order is scanned, then an empty tote."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.bench import Bench, OnBench, no_to_code, open_task
from packstation.application.meaning import means_something_else
from packstation.application.order_named import order_named
from packstation.application.ports import Work
from packstation.domain.carton_act import ToteBound
from packstation.domain.order import Order, OrderState
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.value import value

LONGEST_TOTE = 32
"""Letters of a tote's code; a longer one is something else."""

EMPTIED = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})
"""Orders whose goods lie in no tote any more."""


@value
class FindPicked:
    """The order whose pick paper was scanned."""

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan) -> Order:
        """Refused: no order has that number, or its goods are packed already."""
        with self.bench.attempt(Verb.BIND_TOTE, actor, device=scan.device) as work:
            for text in scan.spellings(scan.text.strip()):
                order = order_named(work, text)
                if order is not None:
                    _refuse_emptied(order)
                    return order
            raise no_to_code(RefusalCode.UNKNOWN_ORDER, scan, scan.text)


@value
class BindTote:
    """From then on the order is opened by that tote as well."""

    bench: Bench

    def __call__(self, actor: Actor, order: Order, scan: Scan) -> OnBench:
        """The order with one more tote.

        Refused: goods of another order lie in it, or the code means something else (a product, an order,
        a label, a badge, a command).
        """
        bench = self.bench
        with bench.attempt(Verb.BIND_TOTE, actor, device=scan.device) as work:
            before = work.orders.task(order.order_id)
            _refuse_emptied(before.order)
            tote = scan.text.strip()
            if _is_no_tote(work, scan, tote):
                raise no_to_code(RefusalCode.NOT_A_TOTE, scan, tote)
            there = work.orders.by_tote(tote)
            if there is not None and there.order_id != order.order_id:
                raise Refused(RefusalCode.TOTE_TAKEN, order=there.number)
            if tote not in before.order.totes:
                after = replace(before, order=_with_tote(before.order, tote))
                work.orders.save_task(before, after)
                work.record(ToteBound(None if scan.typed else tote), actor, task=after)
            return open_task(work, order.order_id)


def _refuse_emptied(order: Order) -> None:
    if order.state in EMPTIED:
        order.refuse_unless_packable()


def _with_tote(order: Order, tote: str) -> Order:
    if order.tote is None:
        return replace(order, tote=tote)
    return replace(order, more_totes=(*order.more_totes, tote))


def _is_no_tote(work: Work, scan: Scan, tote: str) -> bool:
    if scan.elements is not None or not 0 < len(tote) <= LONGEST_TOTE:
        return True
    return means_something_else(work, scan.spellings(tote), scan.aim)
