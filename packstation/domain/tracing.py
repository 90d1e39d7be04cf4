"""Which pieces exactly go into a carton: rules about lots, dates and serial numbers at the bench."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from packstation.domain.carton import CartonState
from packstation.domain.lot import Lot
from packstation.domain.pack_task import PackTask, Share
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.told import Told
from packstation.domain.trace import Trace


def traces_of(shares: Sequence[Share], told: Told) -> tuple[Trace, ...]:
    """The pieces of one scan as traces: one a line, or one a piece where each has its serial number."""
    if not told.serials:
        return tuple(Trace(line_no, units, told.lot, told.expiry) for line_no, units in shares)
    lines = [line_no for line_no, units in shares for _ in range(units)]
    named = zip(lines, told.serials, strict=True)
    return tuple(Trace(line_no, 1, told.lot, told.expiry, serial) for line_no, serial in named)


def recorded(told: Told, tracked: frozenset[Tracking]) -> Told:
    """What is written down: nothing of a product nobody tracks, serial numbers only where they are asked."""
    if not tracked:
        return Told()
    return told if Tracking.SERIAL in tracked else replace(told, serials=())


def with_traces(task: PackTask, traces: Iterable[Trace]) -> PackTask:
    """The task with these pieces, counted already, noted in the open carton."""
    return _changed(task, traces, 1)


def without_traces(task: PackTask, traces: Iterable[Trace]) -> PackTask:
    """The task with these pieces no longer noted. Refused when the open carton does not hold them."""
    return _changed(task, traces, -1)


def _changed(task: PackTask, traces: Iterable[Trace], sign: int) -> PackTask:
    carton = task.open_carton
    if carton is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    for trace in traces:
        if sign < 0 and carton.noted(trace) < trace.units:
            raise Refused(RefusalCode.NOTHING_TO_UNDO)
        carton = carton.with_trace(trace, sign * trace.units)
    cartons = tuple(carton if held.carton_id == carton.carton_id else held for held in task.cartons)
    return replace(task, cartons=cartons)


def lots_inside(task: PackTask, sku: str) -> tuple[Lot, ...]:
    """The lots of a product that this order's cartons hold already."""
    lines = {line.line_no for line in task.order.lines if line.sku == sku}
    leaving = (carton for carton in task.cartons if carton.state is not CartonState.VOID)
    held = (trace for carton in leaving for trace in carton.traces if trace.line_no in lines)
    return tuple({trace.lot: Lot(sku, trace.lot, trace.expiry) for trace in held if trace.lot}.values())


def in_house(lots: Iterable[Lot], today: date) -> tuple[Lot, ...]:
    """The lots that may still leave, each once, the one that expires first in front, undated ones last."""
    by_name: dict[str, Lot] = {}
    for lot in lots:
        known = by_name.get(lot.lot)
        by_name[lot.lot] = known if known and known.expiry else lot
    good = (lot for lot in by_name.values() if lot.expiry is None or lot.expiry >= today)
    return tuple(sorted(good, key=lambda lot: (lot.expiry or date.max, lot.lot)))


def sooner_than(told: Told, lots: Sequence[Lot]) -> Lot | None:
    """The lot that should have been taken first: the first of `lots`, when it expires before this one."""
    first = lots[0] if lots else None
    if first is None or told.expiry is None or first.expiry is None or first.lot == told.lot:
        return None
    return first if first.expiry < told.expiry else None


def refuse_expired(sku: str, told: Told, today: date) -> None:
    """Raise Refused for pieces past their date; on the day itself they may still leave."""
    if told.expiry is not None and told.expiry < today:
        raise Refused(RefusalCode.EXPIRED, sku=sku, date=told.expiry.isoformat())


def refuse_twice_told(sku: str, told: Told, order: str) -> None:
    """Raise Refused when one serial number is told for two pieces of the same scan."""
    twice = next((serial for serial in told.serials if told.serials.count(serial) > 1), None)
    if twice is not None:
        raise Refused(RefusalCode.SERIAL_SEEN, sku=sku, serial=twice, order=order)
