"""What stands beside a line of an order: its name, a kit's parts, how it is counted, what is known of it."""

from __future__ import annotations

from packstation.domain.carton import CartonState
from packstation.domain.command_code import Command
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.trace import Trace
from packstation.ui.command_words import command_word
from packstation.ui.day_words import day_of
from packstation.ui.translation import _

MOST_TRACES = 3
"""More do not fit beside a line; `packstation show` tells them all."""


def line_text(line: OrderLine) -> str:
    """The name of a line, with the parts of a kit that is scanned as one, or how to count it by hand."""
    if line.components:
        parts = ", ".join(f"{part.quantity} x {part.name or part.sku}" for part in line.components)
        return f"{line.name}: {parts}"
    if line.counting.by_touch:
        return _("{name} (by hand: {command})").format(name=line.name, command=command_word(Command.TIMES))
    return line.name


def line_detail(task: PackTask, line: OrderLine) -> str:
    """All there is to say of a line whose row was touched: its whole name, how many, and where they are."""
    facts = {"packed": task.packed(line.line_no), "wanted": line.leaving, "sku": line.sku}
    said = [f"{line_text(line)}", _("{sku}: {packed} of {wanted} packed.").format(**facts)]
    leaving = (carton for carton in task.cartons if carton.state is not CartonState.VOID)
    inside = {carton.number: dict(carton.contents).get(line.line_no, 0) for carton in leaving}
    said += [
        _("{units} in carton {carton}.").format(units=units, carton=number)
        for number, units in inside.items()
        if units
    ]
    return "\n".join([said[0], " ".join([*said[1:], traces_text(task, line.line_no)]).strip()])


def kit_text(line: OrderLine) -> str:
    """The heading over the components of a kit."""
    return _("Kit: {name}").format(name=line.kit_name or line.kit_sku)


def traces_text(task: PackTask, line_no: int) -> str:
    """The newest lots, dates and serial numbers of a line, in one row."""
    leaving = (carton for carton in task.cartons if carton.state is not CartonState.VOID)
    held = [trace for carton in leaving for trace in carton.traces if trace.line_no == line_no]
    shown = [_trace(trace) for trace in held[-MOST_TRACES:]]
    more = len(held) - len(shown)
    return ", ".join([*([f"+{more}"] if more else []), *shown])


def _trace(trace: Trace) -> str:
    if trace.serial is not None:
        return _("no. {serial}").format(serial=trace.serial)
    day = day_of(trace.expiry.isoformat()) if trace.expiry else ""
    known = " ".join(part for part in (trace.lot, day) if part)
    return f"{trace.units} x {known}"
