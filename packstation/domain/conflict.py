"""A task for a person: something was done that central could not follow, and goods, labels, people know it.

Its document goes by `key`; central makes it with the outcome, the station whose task it is ends it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from packstation.domain.central import Outcome
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
    def key(self) -> str:
        """What its document goes by at the site."""
        return f"{self.station_id}/{self.seq}"


NEEDS_NOBODY = frozenset({Outcome.ACCEPTED, Outcome.NOT_UNDERSTOOD})
"""Outcomes that make no task at a bench: a row that central cannot read waits there for its next release."""
WHERE_THE_CARTON_IS = frozenset({Outcome.CHANGED_TOO_LATE})
"""Outcomes whose task is at the bench that packed the order: central alone knows which that is."""
