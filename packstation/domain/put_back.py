"""A cancelled order that was half packed: its goods go back, one by one, until the cartons are empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from packstation.domain.carton import Carton, CartonState
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.trace import Trace


@dataclass(frozen=True, slots=True)
class PutBack:
    """A yes: so many pieces of a line are back; `left` of the whole order are still to be put back.

    `taken` says how many came out of which carton.
    """

    line_no: int
    sku: str
    units: int
    left: int
    taken: tuple[tuple[UUID, int], ...]


def put_back(task: PackTask, sku: str, units: int, serial: str | None = None) -> tuple[PackTask, PutBack]:
    """Take pieces of a SKU out of the cartons of a cancelled order, sealed ones included.

    A serial number names the very piece. Refused: the order was not cancelled, the product was not packed
    here, fewer pieces than that are left.
    """
    if not task.cancelled:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=task.order.number)
    named = [line for line in task.order.lines if line.sku == sku and task.packed(line.line_no)]
    if not named:
        raise Refused(RefusalCode.NOT_PACKED_HERE, sku=sku)
    if serial is not None:
        named = sorted(
            (line for line in named if _may_hold(task, line, serial)),
            key=lambda line: serial not in _serials(task, line),
        )
        if not named:
            raise Refused(RefusalCode.NOT_PACKED_HERE, sku=sku)
    line = next((line for line in named if task.packed(line.line_no) >= units), None)
    if line is None:
        left = max(task.packed(line.line_no) for line in named)
        raise Refused(RefusalCode.PUT_BACK_TOO_MANY, sku=sku, units=units, left=left)
    taken = _shares(task, line, units, serial)
    cartons = tuple(
        _lighter(c, line.line_no, taken[c.carton_id], serial) if c.carton_id in taken else c
        for c in task.cartons
    )
    after = replace(task, cartons=cartons)
    return after, PutBack(line.line_no, sku, units, after.units_packed, tuple(taken.items()))


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


def _shares(task: PackTask, line: OrderLine, units: int, serial: str | None) -> dict[UUID, int]:
    """How many pieces come out of which carton, the one that holds the serial number first."""
    shares: dict[UUID, int] = {}
    for carton in sorted(task.cartons, key=lambda carton: not _holds(carton, serial)):
        here = 0 if carton.state is CartonState.VOID else min(units, carton.units_of(line.line_no))
        if here:
            shares[carton.carton_id] = here
            units -= here
    return shares


def _holds(carton: Carton, serial: str | None) -> bool:
    return serial is not None and any(trace.serial == serial for trace in carton.traces)


def _lighter(carton: Carton, line_no: int, units: int, serial: str | None) -> Carton:
    """The carton with pieces taken out, whether it is sealed or not: it leaves for nowhere."""
    contents = tuple(
        (number, count - units if number == line_no else count)
        for number, count in carton.contents
        if number != line_no or count > units
    )
    return replace(carton, contents=contents, traces=_fewer(carton.traces, line_no, units, serial))


def _fewer(traces: tuple[Trace, ...], line_no: int, units: int, serial: str | None) -> tuple[Trace, ...]:
    """The traces without so many pieces of the line: the one with that serial number first."""
    out = units
    kept = []
    for trace in sorted(traces, key=lambda trace: serial is None or trace.serial != serial):
        gone = min(out, trace.units) if trace.line_no == line_no else 0
        out -= gone
        if trace.units > gone:
            kept.append(replace(trace, units=trace.units - gone))
    return tuple(sorted(kept, key=lambda trace: trace.key))
