"""What there is to read about a task: where its carton stands, and what the order asks for by now."""

from __future__ import annotations

from collections.abc import Iterator

from packstation.application.settle_conflict import OpenConflict
from packstation.domain.central import Outcome
from packstation.domain.conflict import ConflictEnding
from packstation.domain.order import Order
from packstation.ui.translation import _

LINES_SHOWN = 5
"""More would be written too small to read from a step away."""
BETWEEN = "  ·  "


def conflict_text(one: OpenConflict, here: str) -> str:
    """A line each; empty where the question says it all. `here` is the bench that shows it."""
    return "\n".join(_lines(one, here))


def _lines(one: OpenConflict, here: str) -> Iterator[str]:
    conflict = one.conflict
    if conflict.packed_there and conflict.station_id != here:
        yield _("The carton was packed at {station}.").format(station=conflict.station_id)
    if one.task is not None and conflict.of_carton and conflict.outcome is Outcome.CHANGED_MEANWHILE:
        yield from _asked(one.task.order)
    if conflict.order_goes_on and ConflictEnding.SHIPPED_ANYWAY in one.endings:
        yield _("If the carton leaves as it is, no bench packs this order again.")


def _asked(order: Order) -> Iterator[str]:
    """To hold against what is in the carton and on its label."""
    wanted = [f"{line.leaving} × {line.name or line.sku}" for line in order.lines if line.leaving]
    more = [_("further lines: {count}").format(count=len(wanted) - LINES_SHOWN)] * (len(wanted) > LINES_SHOWN)
    yield _("The order is for this now: {goods}").format(goods=BETWEEN.join([*wanted[:LINES_SHOWN], *more]))
    if order.ship_to:
        yield _("It goes to: {address}").format(address=", ".join(order.ship_to))
