"""Several cartons of one order: closed ones cut open again, pieces moved over, empty ones gone.

Exactly one carton is open for goods; others that are open stand aside until it is closed and proven.
Every piece is in exactly one carton at every moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import ElementStrings
from packstation.domain.trace import Trace
from packstation.domain.value import value

LABELLED = frozenset({CartonState.CLOSED, CartonState.VERIFIED})
"""Cartons that bear a label."""


@value
class Moved:
    """So many of these pieces went from one carton into the one in hand; `emptied` is gone now.

    `parts` are the same pieces line by line.
    """

    pieces: Trace
    source: Carton
    target: Carton
    emptied: bool
    parts: tuple[Trace, ...] = ()


def leaving(task: PackTask) -> tuple[Carton, ...]:
    """The cartons of the order that still count."""
    return tuple(carton for carton in task.cartons if carton.state is not CartonState.VOID)


def labelled(task: PackTask) -> tuple[Carton, ...]:
    """The cartons that bear a label: what can be cut open again, and whose label can be printed again."""
    return tuple(carton for carton in task.cartons if carton.state in LABELLED)


def sources(task: PackTask) -> tuple[Carton, ...]:
    """The cartons pieces can be taken from, into the one in hand."""
    in_hand = task.open_carton
    if in_hand is None:
        return ()
    return tuple(c for c in leaving(task) if c.units and c.carton_id != in_hand.carton_id)


def carton_of(task: PackTask, carton_id: UUID) -> Carton:
    """The carton of that id; a missing one is a bug."""
    return next(carton for carton in task.cartons if carton.carton_id == carton_id)


def with_type(task: PackTask, carton_type: CartonType) -> PackTask:
    """The task with the goods of the open carton in a box of another type."""
    task.order.refuse_unless_packable()
    if task.open_carton is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    return _put(task, task.open_carton.retyped(carton_type))


def reopen(task: PackTask, carton_id: UUID) -> PackTask:
    """Cut a carton open: it is the one in hand now, and the one that was stands aside.

    Refused while another carton waits for its label, and for a carton that is not closed.
    """
    task.order.refuse_unless_packable()
    carton, waiting = carton_of(task, carton_id), task.unverified_carton
    if waiting is not None and waiting.carton_id != carton_id:
        raise Refused(RefusalCode.LABEL_WAITS, carton=waiting.number)
    if carton.state not in LABELLED:
        raise Refused(RefusalCode.CARTON_NOT_CLOSED, carton=carton.number)
    if task.open_carton is not None:
        task = _put(task, task.open_carton.set_aside(aside=True))
    return _put(task, carton.reopened())


def go_on(task: PackTask, carton_id: UUID, carton_type: CartonType) -> PackTask:
    """The task with a carton in hand again, once the last one was proven or emptied.

    One that stands aside comes back first; a new one is put up only while pieces are left. When none are,
    empty cartons vanish.
    """
    task = put_in_order(task)
    busy = task.open_carton or task.unverified_carton or task.order.state is OrderState.PACKED
    return task if busy or task.complete else task.with_carton(carton_id, carton_type)


def put_in_order(task: PackTask) -> PackTask:
    """Likewise, but without a new carton."""
    if task.complete:
        task = without_empty(task)
    if task.open_carton or task.unverified_carton or task.order.state is OrderState.PACKED:
        return task
    aside = [carton for carton in task.cartons if carton.aside]
    if not aside:
        return task
    back = min(aside, key=lambda carton: (not carton.units, carton.number))
    return _put(task, back.set_aside(aside=False))


def without_empty(task: PackTask) -> PackTask:
    """The task without open cartons that hold nothing."""
    for carton in task.cartons:
        if carton.state is CartonState.OPEN and not carton.units:
            task = _put(task, carton.voided())
    return task


def choices(
    task: PackTask, source_id: UUID, sku: str, units: int, read: ElementStrings | None = None
) -> tuple[Trace, ...]:
    """Which pieces a scan over a carton can mean: one of them, or several lots to choose from.

    `read` narrows them to what the code itself says. Pieces that are alike but fell to several lines count
    together. Refused when the carton holds no such pieces, or not so many that are alike, or is the very one
    they would go into.
    """
    source, in_hand = carton_of(task, source_id), task.open_carton
    gone = source.state is CartonState.VOID or (in_hand is not None and in_hand.carton_id == source_id)
    held = () if gone else tuple(pieces for pieces in _of_sku(task, source, sku) if _fits(pieces, read))
    found: dict[tuple[str, ...], Trace] = {}
    for pieces in held:
        if pieces.units >= units:
            # Of two lines with the same pieces either will do.
            found.setdefault(pieces.key[1:], pieces)
    for pieces in held:
        together = sum(other.units for other in held if _alike(other, pieces))
        if together >= units:
            found.setdefault(pieces.key[1:], replace(pieces, units=together))
    if not found:
        there = sum(pieces.units for pieces in held) >= units
        code = RefusalCode.NOT_ALIKE_IN_CARTON if there else RefusalCode.NOT_IN_CARTON
        raise Refused(code, sku=sku, units=units, carton=source.number)
    return tuple(found.values())


def move(task: PackTask, source_id: UUID, pieces: Trace, units: int) -> tuple[PackTask, Moved]:
    """Take `units` of these pieces out of a carton and put them into the one in hand.

    They come off their own line first, then off others with the same pieces. A closed carton is cut open by
    it and stands aside; one that holds nothing any more vanishes.
    """
    task.order.refuse_unless_packable()
    target, source = task.open_carton, carton_of(task, source_id)
    if target is None or target.carton_id == source_id:
        raise Refused(RefusalCode.CARTON_CLOSED)
    if source.state in LABELLED:
        source = source.reopened().set_aside(aside=True)
    sku = task.line(pieces.line_no).sku
    alike = [held for held in _of_sku(task, source, sku) if _alike(held, pieces)]
    if sum(held.units for held in alike) < units:
        raise Refused(RefusalCode.NOT_IN_CARTON, sku=sku, units=units, carton=source.number)
    parts = _first(sorted(alike, key=lambda held: held.line_no != pieces.line_no), units)
    for part in parts:
        source, target = with_pieces(source, part, -part.units), with_pieces(target, part, part.units)
    emptied = not source.units
    after = _put(_put(task, source.voided() if emptied else source), target)
    return after, Moved(replace(pieces, units=units), source, target, emptied, parts)


def _of_sku(task: PackTask, carton: Carton, sku: str) -> tuple[Trace, ...]:
    lines = (line for line in task.order.lines if line.sku == sku)
    return tuple(pieces for line in lines for pieces in told_apart(carton, line.line_no))


def _alike(one: Trace, other: Trace) -> bool:
    return one.key[1:] == other.key[1:]


def _first(held: Iterable[Trace], units: int) -> tuple[Trace, ...]:
    """The first so many of these pieces."""
    parts: list[Trace] = []
    for pieces in held:
        if units:
            parts.append(replace(pieces, units=min(units, pieces.units)))
            units -= parts[-1].units
    return tuple(parts)


def told_apart(carton: Carton, line_no: int) -> tuple[Trace, ...]:
    """The pieces of a line in a carton, those of each lot for themselves, the rest behind."""
    known = tuple(held for held in carton.traces if held.line_no == line_no)
    rest = carton.units_of(line_no) - sum(held.units for held in known)
    return (*known, Trace(line_no, rest)) if rest > 0 else known


def _fits(pieces: Trace, read: ElementStrings | None) -> bool:
    if read is None or pieces.key[1:] == ("", "", ""):
        return True
    said = ((read.lot, pieces.lot), (read.expiry, pieces.expiry), (read.serial, pieces.serial))
    return all(wanted is None or held is None or wanted == held for wanted, held in said)


def with_pieces(carton: Carton, pieces: Trace, change: int) -> Carton:
    """The open carton with `change` more (or fewer) of these very pieces."""
    counted = carton.with_units(pieces.line_no, change)
    known = pieces.lot or pieces.expiry or pieces.serial
    return counted.with_trace(pieces, change) if known else counted


def _put(task: PackTask, carton: Carton) -> PackTask:
    known = tuple(carton if c.carton_id == carton.carton_id else c for c in task.cartons)
    return replace(task, cartons=known)
