"""UNDO: the newest count at the carton in hand comes out again, the newest move at it goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from packstation.domain.act import UnitCounted
from packstation.domain.carton import Carton, CartonState
from packstation.domain.pack_task import PackTask
from packstation.domain.piece_act import CartonRow
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import LABELLED, carton_of, told_apart, with_pieces
from packstation.domain.trace import Trace
from packstation.domain.value import value


@value
class Out:
    """These pieces of a row came out of the carton `source`, into `target` or (None) out of the order."""

    row: CartonRow
    pieces: Trace
    source: UUID
    target: UUID | None


@value
class Undo:
    """The task after it, what came out of which carton, and which cartons were put up or are gone."""

    task: PackTask
    outs: tuple[Out, ...]
    put_up: tuple[Carton, ...] = ()
    emptied: tuple[Carton, ...] = ()


def taken_back(task: PackTask, rows: Iterable[CartonRow], new_id: Callable[[], UUID]) -> Undo:
    """The task without these counts, or with these moves undone: pieces are taken from where they lie now.

    A carton that vanished because its last piece was moved is put up again, beside. Refused when pieces lie
    in a closed carton, or would have to go into one.
    """
    in_hand = task.open_carton
    if in_hand is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    known, outs, homes = {carton.carton_id for carton in task.cartons}, list[Out](), dict[int, UUID]()
    for row in rows:
        if isinstance(row.act, UnitCounted):
            target: UUID | None = None
        elif row.carton_id == in_hand.carton_id:
            # One scan came out of one carton: all its lines go back into one.
            if row.act.source not in homes:
                task, homes[row.act.source] = _home(task, row.act.source, row.act.sku, new_id)
            target = homes[row.act.source]
        else:
            target = in_hand.carton_id
        for source, pieces in _lying(task, row, target):
            task = _moved(task, pieces, source, target)
            outs.append(Out(row, pieces, source, target))
    put_up = tuple(carton for carton in task.cartons if carton.carton_id not in known)
    task, emptied = _without_emptied(task, {out.source for out in outs if out.target is not None})
    return Undo(task, tuple(outs), put_up, emptied)


def _home(task: PackTask, number: int, sku: str, new_id: Callable[[], UUID]) -> tuple[PackTask, UUID]:
    """The carton that pieces go back into: the one they came from, or another in its place."""
    old = next(carton for carton in task.cartons if carton.number == number)
    if old.state in LABELLED:
        raise Refused(RefusalCode.PIECES_SEALED, sku=sku, carton=old.number)
    if old.state is CartonState.OPEN:
        return task, old.carton_id
    highest = max(carton.number for carton in task.cartons)
    new = Carton(new_id(), highest + 1, old.carton_type).set_aside(aside=True)
    return replace(task, cartons=(*task.cartons, new)), new.carton_id


def _lying(task: PackTask, row: CartonRow, target: UUID | None) -> list[tuple[UUID, Trace]]:
    """Where the pieces of a row are: in the carton they went into, else in another open one."""
    cartons = [c for c in task.cartons if c.state is not CartonState.VOID and c.carton_id != target]
    cartons.sort(key=lambda carton: carton.carton_id != row.carton_id)
    units, found = row.pieces.units, list[tuple[UUID, Trace]]()
    for carton in (c for c in cartons if c.state is CartonState.OPEN):
        here = min(units, _held(carton, row.pieces))
        if here:
            found.append((carton.carton_id, replace(row.pieces, units=here)))
            units -= here
    if units:
        sealed = next((c for c in cartons if c.state in LABELLED and _held(c, row.pieces)), None)
        if sealed is None:
            raise Refused(RefusalCode.NOTHING_TO_UNDO)
        raise Refused(RefusalCode.PIECES_SEALED, sku=row.act.sku, carton=sealed.number)
    return found


def _held(carton: Carton, pieces: Trace) -> int:
    """How many of these very pieces are in a carton."""
    held = told_apart(carton, pieces.line_no)
    return sum(trace.units for trace in held if trace.key == pieces.key)


def _moved(task: PackTask, pieces: Trace, source: UUID, target: UUID | None) -> PackTask:
    def after(carton: Carton) -> Carton:
        if carton.carton_id == source:
            return with_pieces(carton, pieces, -pieces.units)
        return with_pieces(carton, pieces, pieces.units) if carton.carton_id == target else carton

    return replace(task, cartons=tuple(map(after, task.cartons)))


def _without_emptied(task: PackTask, left: set[UUID]) -> tuple[PackTask, tuple[Carton, ...]]:
    """Cartons that stand aside and lost their last piece by it vanish, as at a move."""
    gone = {i: carton_of(task, i).voided() for i in left if carton_of(task, i).aside}
    gone = {i: carton for i, carton in gone.items() if not carton.units}
    cartons = tuple(gone.get(carton.carton_id, carton) for carton in task.cartons)
    return replace(task, cartons=cartons), tuple(gone.values())
