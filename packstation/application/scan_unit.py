"""Count one scan of goods into the open carton, and take the last one back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from packstation.application.bench import Bench, no_to_code
from packstation.application.ports import Work
from packstation.application.rest import found_again
from packstation.domain.act import UnitCounted, UnitUncounted
from packstation.domain.gtin import canonical_code, misread
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.product import ProductCode
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class UnitScanned:
    """A yes, and the task after it."""

    task: PackTask
    counted: Counted


def product_code(scan: Scan) -> str:
    """The canonical product code of a scan.

    Refused when the symbol cannot be what it says: a wrong check digit, or GS1 data that names no
    trade item.
    """
    if scan.elements is not None:
        if scan.elements.faulty:
            raise no_to_code(RefusalCode.CHECK_DIGIT, scan, scan.text)
        if scan.elements.gtin is not None:
            return canonical_code(scan.elements.gtin)
    if misread(scan.text, scan.aim):
        raise no_to_code(RefusalCode.CHECK_DIGIT, scan, scan.text)
    return canonical_code(scan.text, scan.aim)


def meaning_of(work: Work, scan: Scan) -> tuple[str, ProductCode]:
    """The code that was read and what it means. Refused when nobody knows it."""
    code = product_code(scan)
    for spelled in scan.spellings(code):
        meaning = work.catalogue.meaning(spelled)
        if meaning is not None:
            return spelled, meaning
    raise no_to_code(RefusalCode.UNKNOWN_CODE, scan, code)


@dataclass(frozen=True, slots=True)
class ScanUnit:
    """The verb of the bench: check one scan against the order and count it, or say why not."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> UnitScanned:
        """The task with the pieces counted. Refused: unknown code, not on this order, already complete…"""
        with self.bench.attempt(Verb.SCAN_UNIT, actor, before, device=scan.device) as work:
            task = work.orders.task(before.order.order_id)
            task.order.refuse_unless_packable()
            code, meaning = meaning_of(work, scan)
            inside = scan.elements.count if scan.elements and scan.elements.count else 1
            wanted = found_again(work, actor, task, meaning.sku, meaning.factor * inside)
            after, counted = wanted.count(meaning.sku, meaning.factor * inside, self.bench.rules)
            work.orders.save_task(task, after)
            act = UnitCounted(counted.line_no, counted.sku, counted.units, code, scan.device)
            work.record(act, actor, task=after, carton_id=carton_in_hand(after))
            return UnitScanned(after, counted)


@dataclass(frozen=True, slots=True)
class UndoScan:
    """Take back the newest count into the open carton; may be repeated down to the empty carton."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask) -> UnitScanned:
        """The task without those pieces. Refused when there is nothing to undo or no carton open."""
        with self.bench.attempt(Verb.UNDO, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            carton_id = carton_in_hand(task)
            newest = work.last_count(carton_id)
            if newest is None:
                raise Refused(RefusalCode.NOTHING_TO_UNDO)
            seq, count = newest
            after = task.uncount(count.line_no, count.units)
            work.orders.save_task(task, after)
            act = UnitUncounted(count.line_no, count.sku, count.units, seq)
            work.record(act, actor, task=after, carton_id=carton_id)
            wanted = after.line(count.line_no).quantity
            packed = after.packed(count.line_no)
            return UnitScanned(
                after,
                Counted(count.line_no, count.sku, -count.units, packed, wanted, packed >= wanted, False),
            )


def carton_in_hand(task: PackTask) -> UUID:
    """The open carton of a task. Refused when none is open."""
    if task.open_carton is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    return task.open_carton.carton_id
