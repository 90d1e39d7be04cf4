"""A task for a person: something was done that central could not follow, and goods, labels, people know it.

Its document goes by `key`; central makes it with the outcome, the station whose task it is ends it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from packstation.domain.act import OrderPacked
from packstation.domain.central import Outcome
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


class ConflictState(StrEnum):
    """Whether somebody still has to do something."""

    OPEN = "open"
    ENDED = "ended"


class ConflictEnding(StrEnum):
    """How a person ended it."""

    UNPACKED = "unpacked"
    """The carton is open again, its label void, the goods are back."""
    SHIPPED_ANYWAY = "shipped_anyway"
    """A lead let the carton go as it is."""
    SEEN = "seen"
    """Nothing had to be done."""


@value
class Conflict:
    """One row of a station's journal that central did not follow, and whose task that is.

    `kind` is the row's; `whose` the station where somebody has to act.
    """

    station_id: str
    seq: int
    kind: str
    outcome: Outcome
    order_id: UUID | None
    whose: str
    at: datetime
    state: ConflictState = ConflictState.OPEN
    ended: ConflictEnding | None = None

    @property
    def of_carton(self) -> bool:
        """Whether it is about goods; else about what an order asks for: an older file was taken in."""
        return self.outcome is not Outcome.CHANGED_MEANWHILE or self.kind == OrderPacked.kind

    @property
    def packed_there(self) -> bool:
        """Whether the goods were packed where the row was written; an order changed or called off was not."""
        return self.kind == OrderPacked.kind or self.outcome in {Outcome.PACKED_TWICE, Outcome.STALE_FENCE}

    @property
    def order_goes_on(self) -> bool:
        """Whether the site still has the order packed, again or elsewhere, unless somebody ends it."""
        return self.of_carton and self.outcome in {Outcome.CHANGED_MEANWHILE, Outcome.STALE_FENCE}

    @property
    def key(self) -> str:
        """What its document goes by at the site."""
        return f"{self.station_id}/{self.seq}"


def endings_of(conflict: Conflict, order: Order | None, station_id: str) -> tuple[ConflictEnding, ...]:
    """How somebody at that station can end it, the usual first; `order` as it is there, None where it is not.

    Only a carton that was packed can be unpacked, or leave; what was never packed needs nothing.
    """
    packed = order is not None and order.state in {OrderState.PACKED, OrderState.SHIPPED}
    unpacked, leaves, seen = ConflictEnding.UNPACKED, ConflictEnding.SHIPPED_ANYWAY, ConflictEnding.SEEN
    match conflict.outcome:
        case Outcome.PACKED_TWICE | Outcome.PACKED_AFTER_CANCEL:
            return unpacked, leaves, seen
        case Outcome.CHANGED_MEANWHILE if not conflict.of_carton:
            return (seen,)
        case Outcome.NUMBER_TAKEN:
            return (unpacked, seen) if packed else (seen,)
    if conflict.packed_there and conflict.station_id != station_id:
        # What is packed at a bench that is gone, only people can see.
        packed = order is not None and not order.lies_at(station_id)
    if packed and conflict.outcome is Outcome.CHANGED_MEANWHILE:
        return unpacked, leaves
    return (unpacked, leaves, seen) if packed else (unpacked, seen)


def left_anyway(order: Order, station_id: str, by: str, at: datetime) -> Order:
    """The order once a lead let a carton leave as it was packed. Refused while it lies open there."""
    if order.lies_at(station_id):
        raise Refused(RefusalCode.ORDER_NOT_PACKED, order=order.number)
    if order.state is OrderState.PACKED:
        return replace(order, holder=station_id)
    back = replace(order, holds=order.holds - {HoldReason.PARKED}, place=None, holder=station_id)
    return replace(back, state=OrderState.PACKED, packed_by=by, packed_at=at)


NEEDS_NOBODY = frozenset({Outcome.ACCEPTED, Outcome.NOT_UNDERSTOOD})
"""Outcomes that make no task at a bench: a row that central cannot read waits there for its next release."""
WHERE_THE_CARTON_IS = frozenset({Outcome.CHANGED_TOO_LATE})
"""Outcomes whose task is at the bench that packed the order: central alone knows which that is."""
