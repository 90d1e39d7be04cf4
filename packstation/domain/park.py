"""Orders put aside half packed: on a named place, with their counts, until anybody goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused

LONGEST_PLACE = 24
"""Letters of a place's name: a longer one is no shelf but something read by mistake."""


def named_place(text: str, known: tuple[str, ...]) -> str:
    """The place meant by a text: one of those the site has, or where it named none any short name.

    Refused when nothing of that name is a place here.
    """
    name = " ".join(text.split())
    spelled = {place.casefold(): place for place in known}
    place = spelled.get(name.casefold(), "") if known else name
    if not place or (len(place) > LONGEST_PLACE and not known):
        raise Refused(RefusalCode.PLACE_UNKNOWN, place=name[:LONGEST_PLACE]).off_record("place")
    return place


def parked(task: PackTask, place: str | None, *holds: HoldReason) -> PackTask:
    """The task put aside with everything counted so far: cartons, their contents and labels stay.

    Held or cancelled orders can be put aside as well. Refused when the order does not lie open.
    """
    order = task.order
    if order.holder is None:
        raise Refused(RefusalCode.ORDER_NOT_READY, order=order.number, state=order.state.value)
    order = order.released()
    return replace(task, order=replace(order, place=place, holds=order.holds | set(holds)))


def opened(task: PackTask, station_id: str, at: datetime, fence: int | None = None) -> PackTask:
    """The task claimed for a station; a parked one is fetched from its place and goes on with its counts.

    The clock runs from the very first opening. A parked order that was cancelled meanwhile is opened to
    put its goods back. `fence` is that of a claim which central gave. Refused (why) when the order cannot
    be packed now, or not here.
    """
    order = replace(task.order, holds=task.order.holds - {HoldReason.PARKED}, place=None)
    if is_parked(task.order) and order.state is OrderState.CANCELLED:
        fence = order.fence if fence is None else fence
        return replace(task, order=replace(order, holder=station_id, fence=fence))
    order = order.claimed_by(station_id, fence)
    if task.units_packed:
        order = order.packing()
    return replace(task, order=replace(order, started_at=order.started_at or at))


def is_parked(order: Order) -> bool:
    """Whether the order waits on a place."""
    return order.place is not None
