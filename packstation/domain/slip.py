"""The packing slip: what is in an order's cartons and what is not, for whoever opens them."""

from __future__ import annotations

from collections import defaultdict

from packstation.domain.carton import CartonState
from packstation.domain.pack_task import PackTask
from packstation.domain.trace import Trace
from packstation.domain.value import value


@value
class SlipLine:
    """One line of the order: pieces ordered, packed, and those that are not coming with it."""

    sku: str
    name: str
    ordered: int
    packed: int
    short: int = 0
    traces: tuple[Trace, ...] = ()


@value
class Slip:
    """Never a price, for gifts and for everybody: no order here has any. Personal data: never journaled.

    It lies in carton `carton_number` of `cartons`. `rest_of` is the order whose missing pieces these are.
    """

    order_number: str
    ship_to: tuple[str, ...]
    ship_from: tuple[str, ...]
    carton_number: int
    cartons: int
    lines: tuple[SlipLine, ...]
    rest_of: str | None = None

    @property
    def units(self) -> int:
        """Pieces in all cartons."""
        return sum(line.packed for line in self.lines)


def packing_slip(task: PackTask, ship_from: tuple[str, ...] = ()) -> Slip:
    """The slip of an order as it is packed now; it goes into the open carton, else into the last one."""
    leaving = [carton for carton in task.cartons if carton.state is not CartonState.VOID]
    traces: dict[int, list[Trace]] = defaultdict(list)
    for carton in leaving:
        for trace in carton.traces:
            traces[trace.line_no].append(trace)
    inside, packed = task.open_carton or leaving[-1], task.by_line
    return Slip(
        order_number=task.order.number,
        ship_to=task.order.ship_to,
        ship_from=ship_from,
        carton_number=1 + leaving.index(inside),
        cartons=len(leaving),
        lines=tuple(
            SlipLine(
                line.sku,
                line.name,
                line.quantity,
                packed.get(line.line_no, 0),
                line.short,
                tuple(sorted(traces[line.line_no], key=lambda trace: trace.key)),
            )
            for line in task.order.lines
        ),
        rest_of=task.order.rest_of,
    )
