"""A cancelled order that was half packed: its goods go back until the cartons are empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from packstation.domain.carton import Carton, CartonState
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import told_apart
from packstation.domain.times import refuse_unless_by_touch
from packstation.domain.trace import Trace
from packstation.domain.value import value


@value
class Taken:
    """These pieces came out of that carton."""

    carton_id: UUID
    pieces: Trace


@value
class PutBack:
    """A yes: so many pieces of a product are back; `left` of the whole order are still to be put back.

    `taken` says which came out of which carton.
    """

    sku: str
    units: int
    left: int
    taken: tuple[Taken, ...]

    @property
    def line_no(self) -> int:
        """The order line they came off; the last one where there are several."""
        return self.taken[-1].pieces.line_no

    @property
    def line_nos(self) -> tuple[int, ...]:
        """All order lines they came off."""
        return tuple(dict.fromkeys(taken.pieces.line_no for taken in self.taken))


def put_back(task: PackTask, sku: str, units: int, serial: str | None = None) -> tuple[PackTask, PutBack]:
    """Take pieces of a SKU out of the cartons of a cancelled order, sealed ones included.

    They come off the first line that has them all, else off all its lines in their order. A serial number
    names the very piece. Refused: the order was not cancelled, the product was not packed here, its cartons
    hold fewer pieces than that.
    """
    if not task.cancelled:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=task.order.number)
    named = [line for line in task.order.lines if line.sku == sku and task.packed(line.line_no)]
    if serial is not None:
        named = sorted(
            (line for line in named if _may_hold(task, line, serial)),
            key=lambda line: serial not in _serials(task, line),
        )
    if not named:
        raise Refused(RefusalCode.NOT_PACKED_HERE, sku=sku)
    whole = next((line for line in named if task.packed(line.line_no) >= units), None)
    return _out(task, [whole] if whole else named, units, serial)


def put_back_by_touch(task: PackTask, line_no: int, units: int) -> tuple[PackTask, PutBack]:
    """The same for pieces of one line that bear no code. Refused for others, and for none at all."""
    if not task.cancelled:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=task.order.number)
    line = task.line(line_no)
    refuse_unless_by_touch(line)
    if units < 1:
        raise Refused(RefusalCode.COUNT_NONE)
    return _out(task, [line], units, None)


def take_again(task: PackTask, taken: Sequence[Taken]) -> PackTask:
    """The task with pieces that were put back by mistake, each in the carton it came from.

    Refused when the order was not cancelled, and once it was cleared away with its cartons.
    """
    if not task.cancelled:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=task.order.number)
    cartons = {carton.carton_id: carton for carton in task.cartons}
    if any(cartons[one.carton_id].state is CartonState.VOID for one in taken):
        raise Refused(RefusalCode.NOTHING_TO_UNDO)
    return _moved(task, taken, 1)


def _out(
    task: PackTask, lines: Sequence[OrderLine], units: int, serial: str | None
) -> tuple[PackTask, PutBack]:
    there = sum(task.packed(line.line_no) for line in lines)
    if there < units:
        raise Refused(RefusalCode.PUT_BACK_TOO_MANY, sku=lines[0].sku, units=units, left=there)
    taken = tuple(_pieces(task, lines, units, serial))
    after = _moved(task, taken, -1)
    return after, PutBack(lines[0].sku, units, after.units_packed, taken)


def _pieces(task: PackTask, lines: Sequence[OrderLine], units: int, serial: str | None) -> Iterator[Taken]:
    """Which pieces come out of which carton, the one with the serial number first."""
    leaving = [carton for carton in task.cartons if carton.state is not CartonState.VOID]
    leaving.sort(key=lambda carton: not _holds(carton, serial))
    for line in lines:
        for carton in leaving:
            held = told_apart(carton, line.line_no)
            for pieces in sorted(held, key=lambda trace: serial is None or trace.serial != serial):
                out = min(units, pieces.units)
                if out:
                    yield Taken(carton.carton_id, replace(pieces, units=out))
                    units -= out


def _moved(task: PackTask, taken: Iterable[Taken], sign: int) -> PackTask:
    """The task with these pieces out of their cartons, or in again, sealed or not: they leave for nowhere."""
    cartons = {carton.carton_id: carton for carton in task.cartons}
    for one in taken:
        carton, pieces = cartons[one.carton_id], one.pieces
        inside = dict(carton.contents)
        inside[pieces.line_no] = inside.get(pieces.line_no, 0) + sign * pieces.units
        contents = tuple(sorted((line_no, units) for line_no, units in inside.items() if units))
        carton = replace(carton, contents=contents)
        known = pieces.lot or pieces.expiry or pieces.serial
        cartons[one.carton_id] = carton.with_trace(pieces, sign * pieces.units) if known else carton
    return replace(task, cartons=tuple(cartons.values()))


def _may_hold(task: PackTask, line: OrderLine, serial: str) -> bool:
    """Whether that piece may be one of the line's: where serial numbers were noted it has to be one."""
    noted = _serials(task, line)
    return not noted or serial in noted


def _serials(task: PackTask, line: OrderLine) -> frozenset[str]:
    """The serial numbers noted of a line's pieces in its cartons."""
    return frozenset(
        trace.serial
        for carton in task.cartons
        if carton.state is not CartonState.VOID
        for trace in carton.traces
        if trace.line_no == line.line_no and trace.serial
    )


def _holds(carton: Carton, serial: str | None) -> bool:
    return serial is not None and any(trace.serial == serial for trace in carton.traces)
