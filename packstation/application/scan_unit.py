"""Count one scan of goods into the open carton."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from uuid import UUID

from packstation.application.bench import Bench, no_to_code
from packstation.application.counting import Answer, Counting, Goods, TraceWanted, Unasked, UnitScanned
from packstation.application.meaning import product_meant
from packstation.application.ports import Work
from packstation.domain.gtin import canonical_code, misread
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.product import ProductCode
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.times import CountWay
from packstation.domain.told import told_by_label
from packstation.domain.value import value


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
    """The code that was read and what it means. Refused when it was misread, or nobody knows it."""
    code = product_code(scan)
    for text in scan.spellings(scan.text):
        meaning = product_meant(work, scan, text)
        if meaning is not None:
            return meaning.code, meaning
    raise no_to_code(RefusalCode.UNKNOWN_CODE, scan, code)


@value
class ScanUnit:
    """The verb of the bench: check one scan against the order and count it, or say why not."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> UnitScanned:
        """The task with the pieces counted, where nobody can be asked for what the label does not say.

        Refused: unknown code, not on this order, already complete, a lot or a date is missing…
        """
        with self._attempt(actor, before, scan) as work:
            try:
                return self._put_in(work, actor, before, scan, ())
            except Unasked as unasked:
                raise unasked.wanted.no() from unasked

    def or_ask(
        self, actor: Actor, before: PackTask, scan: Scan, answers: Sequence[Answer] = ()
    ) -> UnitScanned | TraceWanted:
        """The same for a screen that can ask: what to ask next, with nothing counted before all is known."""
        try:
            with self._attempt(actor, before, scan) as work:
                return self._put_in(work, actor, before, scan, answers)
        except Unasked as unasked:
            return unasked.wanted

    def _attempt(self, actor: Actor, before: PackTask, scan: Scan) -> AbstractContextManager[Work]:
        return self.bench.attempt(Verb.SCAN_UNIT, actor, before, device=scan.device)

    def _put_in(
        self, work: Work, actor: Actor, before: PackTask, scan: Scan, answers: Sequence[Answer]
    ) -> UnitScanned:
        task = work.orders.task(before.order.order_id)
        task.order.refuse_unless_packable()
        code, meaning = meaning_of(work, scan)
        inside = scan.elements.count if scan.elements and scan.elements.count else 1
        units = meaning.factor * inside
        told = told_by_label(scan.elements, units)
        labelled = bool(told.lot and told.expiry)
        goods = Goods(meaning.sku, units, CountWay.SCAN, code, scan.device, told, labelled)
        return Counting(self.bench, work, actor, task).put_in(goods, answers)


def carton_in_hand(task: PackTask) -> UUID:
    """The open carton of a task. Refused when none is open."""
    if task.open_carton is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    return task.open_carton.carton_id
