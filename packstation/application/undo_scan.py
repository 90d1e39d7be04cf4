"""UNDO: take back the newest act on the pieces of the carton in hand."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.counting import UnitScanned
from packstation.application.ports import Work
from packstation.application.scan_unit import carton_in_hand
from packstation.domain.act import CartonOpened, UnitUncounted
from packstation.domain.carton_act import CartonVanished, UnitMovedBack
from packstation.domain.pack_task import PackTask, counted
from packstation.domain.person import Actor, Verb
from packstation.domain.piece_act import last_at
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import carton_of
from packstation.domain.undo import Out, Undo, taken_back
from packstation.domain.value import value


@value
class MovedBack:
    """So many pieces went out of the carton of that number into the other one again."""

    units: int
    source: int
    target: int


@value
class Undone(UnitScanned):
    """What was taken back; `moved` where it was no count but a move, and then nothing left the order."""

    moved: MovedBack | None = None


@value
class UndoScan:
    """Take back the newest count into the open carton, or move into or out of it; down to the first one."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask) -> Undone:
        """The task after it: what fell to several lines is taken back whole.

        Refused when there is nothing to undo, no carton open, or pieces of it are in a closed carton.
        """
        with self.bench.attempt(Verb.UNDO, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            carton = carton_of(task, carton_in_hand(task))
            rows = last_at(work.piece_acts(task.order.order_id), carton)
            if not rows:
                raise Refused(RefusalCode.NOTHING_TO_UNDO)
            undo = taken_back(task, rows, self.bench.new_id)
            work.orders.save_task(task, undo.task)
            _record(work, actor, undo)
            return _undone(undo)


def _record(work: Work, actor: Actor, undo: Undo) -> None:
    for carton in undo.put_up:
        act = CartonOpened(carton.number, carton.carton_type.code)
        work.record(act, actor, task=undo.task, carton_id=carton.carton_id)
    for out in undo.outs:
        _record_out(work, actor, undo.task, out)
    for carton in undo.emptied:
        work.record(CartonVanished(carton.number), actor, task=undo.task, carton_id=carton.carton_id)


def _record_out(work: Work, actor: Actor, task: PackTask, out: Out) -> None:
    pieces, sku, seq = out.pieces, out.row.act.sku, out.row.seq
    if out.target is None:
        taken = UnitUncounted(pieces.line_no, sku, pieces.units, seq)
        work.record(taken, actor, task=task, carton_id=out.source)
    else:
        source = carton_of(task, out.source).number
        moved = UnitMovedBack(source, pieces.line_no, sku, pieces.units, seq)
        work.record(moved, actor, task=task, carton_id=out.target)


def _undone(undo: Undo) -> Undone:
    task, first = undo.task, undo.outs[0]
    units = dict[int, int]()
    for out in undo.outs:
        units[out.pieces.line_no] = units.get(out.pieces.line_no, 0) + out.pieces.units
    if first.target is None:
        return Undone(task, counted(task, tuple((line_no, -out) for line_no, out in units.items())))
    source, target = carton_of(task, first.source).number, carton_of(task, first.target).number
    moved = MovedBack(sum(units.values()), source, target)
    return Undone(task, counted(task, tuple((line_no, 0) for line_no in units)), moved=moved)
