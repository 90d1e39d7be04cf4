"""Put the goods of a cancelled order back, and clear the bench with the last one."""

from __future__ import annotations

from datetime import date

from packstation.application.bench import Bench
from packstation.application.count_by_touch import BY_HAND
from packstation.application.ports import Work
from packstation.application.release_order import give_back
from packstation.application.scan_unit import meaning_of
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import UnitPutBack, UnitTakenAgain
from packstation.domain.person import Actor, Verb
from packstation.domain.piece_act import BackRow, last_put_back, put_back_just_now
from packstation.domain.put_back import PutBack, Taken, put_back, put_back_by_touch, take_again
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.times import CountWay, more_pieces
from packstation.domain.trace import Trace
from packstation.domain.value import value


@value
class PutBackScanned:
    """A yes, and the task after it; `cleared` once the last piece is back and nothing lies here any more."""

    task: PackTask
    counted: PutBack
    cleared: bool


@value
class TakenAgain:
    """The task with the last put-back in its cartons again, and what went into which."""

    task: PackTask
    sku: str
    taken: tuple[Taken, ...]


@value
class _Way:
    """How the pieces were named."""

    way: CountWay
    code: str
    device: str


@value
class PutBackUnit:
    """Goods that go back; with the last one cartons and labels are void and the bench is free."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, scan: Scan) -> PutBackScanned:
        """One scan: the task without those pieces. Refused: unknown code, not packed here, too many."""
        with self.bench.attempt(Verb.PUT_BACK, actor, before, device=scan.device) as work:
            task = work.orders.task(before.order.order_id)
            code, meaning = meaning_of(work, scan)
            inside = scan.elements.count if scan.elements and scan.elements.count else 1
            units = meaning.factor * inside
            # The serial number on a case is the case's own.
            serial = scan.elements.serial if scan.elements and units == 1 else None
            result = put_back(task, meaning.sku, units, serial)
            return _written(work, actor, task, result, _Way(CountWay.SCAN, code, scan.device))

    def times(
        self, actor: Actor, before: PackTask, times: int, *, just_scanned: bool = True
    ) -> PutBackScanned:
        """xN: so many more of the scan just before that N are back in all.

        Refused as xN is while counting: this person scanned none just before, the product allows none.
        """
        with self.bench.attempt(Verb.COUNT_TIMES, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            last = put_back_just_now(work.piece_acts(task.order.order_id), actor.user_id)
            if last is None or not just_scanned:
                raise Refused(RefusalCode.TIMES_NOT_NOW)
            units = more_pieces(times, last, task.line(last.line_no).counting)
            way = _Way(CountWay.TIMES, last.code, last.device)
            return _written(work, actor, task, put_back(task, last.sku, units), way)

    def by_touch(self, actor: Actor, before: PackTask, line_no: int, units: int) -> PutBackScanned:
        """Pieces of a line without a code, by hand. Refused: it bears a code, none, more than are packed."""
        with self.bench.attempt(Verb.PUT_BACK, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            way = _Way(CountWay.TOUCH, "", BY_HAND)
            return _written(work, actor, task, put_back_by_touch(task, line_no, units), way)

    def undo(self, actor: Actor, before: PackTask) -> TakenAgain:
        """The last put-back was a mistake: its pieces lie in their cartons again. Refused: there is none."""
        with self.bench.attempt(Verb.UNDO, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            rows = last_put_back(work.piece_acts(task.order.order_id))
            if not rows:
                raise Refused(RefusalCode.NOTHING_TO_UNDO)
            taken = tuple(Taken(row.carton_id, _trace(row.back)) for row in rows)
            after = take_again(task, taken)
            work.orders.save_task(task, after)
            for row in rows:
                work.record(_again(row), actor, task=after, carton_id=row.carton_id)
            return TakenAgain(after, rows[0].back.sku, taken)


def _written(
    work: Work, actor: Actor, task: PackTask, result: tuple[PackTask, PutBack], way: _Way
) -> PutBackScanned:
    after, counted = result
    work.orders.save_task(task, after)
    for part, taken in enumerate(counted.taken, 1):
        pieces = taken.pieces
        act = UnitPutBack(
            pieces.line_no,
            counted.sku,
            pieces.units,
            way.code,
            way.device,
            way=way.way.value,
            lot=pieces.lot,
            expiry=pieces.expiry.isoformat() if pieces.expiry else None,
            serial=pieces.serial,
            part=part,
            more=counted.units - pieces.units,
        )
        work.record(act, actor, task=after, carton_id=taken.carton_id)
    if counted.left:
        return PutBackScanned(after, counted, cleared=False)
    return PutBackScanned(give_back(work, actor, after), counted, cleared=True)


def _trace(back: UnitPutBack) -> Trace:
    expiry = date.fromisoformat(back.expiry) if back.expiry else None
    return Trace(back.line_no, back.units, back.lot, expiry, back.serial)


def _again(row: BackRow) -> UnitTakenAgain:
    return UnitTakenAgain(row.back.line_no, row.back.sku, row.back.units, row.seq)
