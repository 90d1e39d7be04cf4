"""Put the goods of a cancelled order back, piece by piece, and clear the bench with the last one."""

from __future__ import annotations

from dataclasses import dataclass

from packstation.application.bench import Bench
from packstation.application.release_order import give_back
from packstation.application.scan_unit import meaning_of
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import UnitPutBack
from packstation.domain.person import Actor, Verb
from packstation.domain.put_back import PutBack, put_back
from packstation.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class PutBackScanned:
    """A yes, and the task after it; `cleared` once the last piece is back and nothing lies here any more."""

    task: PackTask
    counted: PutBack
    cleared: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PutBackUnit:
    """One scan of goods that go back; with the last one cartons and labels are void and the bench is free."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> PutBackScanned:
        """The task without those pieces. Refused: unknown code, not packed here, more than are left."""
        with self.bench.attempt(Verb.PUT_BACK, actor, before, device=scan.device) as work:
            task = work.orders.task(before.order.order_id)
            code, meaning = meaning_of(work, scan)
            inside = scan.elements.count if scan.elements and scan.elements.count else 1
            serial = scan.elements.serial if scan.elements else None
            after, counted = put_back(task, meaning.sku, meaning.factor * inside, serial)
            work.orders.save_task(task, after)
            for carton_id, units in counted.taken:
                act = UnitPutBack(counted.line_no, counted.sku, units, code, scan.device)
                work.record(act, actor, task=after, carton_id=carton_id)
            if counted.left:
                return PutBackScanned(after, counted, cleared=False)
            return PutBackScanned(give_back(work, actor, after), counted, cleared=True)
