"""Find a packed order, or one of its cartons, by what somebody has in the hand: paper or label."""

from __future__ import annotations

from uuid import UUID

from packstation.application.bench import Bench, no_to_code
from packstation.application.order_named import order_named
from packstation.application.ports import Work
from packstation.application.verify_label import refuse_void
from packstation.domain.label import Label
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import labelled
from packstation.domain.scan import Scan
from packstation.domain.value import value


@value
class Found:
    """An order with its cartons; `carton_id` where a carton's own label was read."""

    task: PackTask
    carton_id: UUID | None = None


@value
class FindCarton:
    """Nothing is changed by it."""

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan, *, packed: bool = False) -> Found:
        """What was meant; `packed`: only orders that are packed and have not left.

        Refused: no order and no label has this code, an old label, no label yet, not packed, gone.
        """
        # Whether the person may do what it is looked up for is asked at the deed, where a lead may allow it.
        with self.bench.attempt(Verb.OPEN_ORDER, actor, device=scan.device) as work:
            found = _by_label(work, scan) or _by_number(work, scan)
            if found is None:
                raise no_to_code(RefusalCode.UNKNOWN_ORDER, scan, scan.text)
            if packed:
                found.task.order.refuse_unless_packed()
            if not labelled(found.task):
                raise Refused(RefusalCode.NO_LABEL_YET, order=found.task.order.number)
            return found


def _by_label(work: Work, scan: Scan) -> Found | None:
    label = _label(work, scan)
    if label is None:
        return None
    refuse_void(label)
    return Found(work.orders.task(work.labels.order_of(label)), label.carton_id)


def _by_number(work: Work, scan: Scan) -> Found | None:
    for text in scan.spellings(scan.text.strip()):
        order = order_named(work, text)
        if order is not None:
            return Found(work.orders.task(order.order_id))
    return None


def _label(work: Work, scan: Scan) -> Label | None:
    if scan.elements is not None and scan.elements.sscc is not None:
        return None if scan.elements.faulty else work.labels.by_plate(f"00{scan.elements.sscc}")
    spelled = (work.labels.by_plate(text) for text in scan.spellings(scan.text.strip()))
    return next((label for label in spelled if label is not None), None)
