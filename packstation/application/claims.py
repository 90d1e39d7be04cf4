"""Whose an order is, where several stations pack the orders of one site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from packstation.domain.pack_task import PackTask

if TYPE_CHECKING:
    from packstation.domain.conflict import Conflict


class Claims(Protocol):
    """The orders that are this station's to pack. Where it is alone all of them are, and nothing is asked."""

    @property
    def needed(self) -> bool:
        """Whether other stations pack orders of this site."""

    def fence(self, order_id: UUID) -> int | None:
        """Under which fence the order may be begun here now; None: it may not, as far as is known here."""

    def candidate(self, sku: str | None, but: frozenset[UUID]) -> UUID | None:
        """A ready order that nobody is known to have, the earliest cut-off first: to ask central for."""

    def lost(self, order_id: UUID) -> bool:
        """Whether central gave the order to somebody else since it was claimed here."""

    def began(self, before: PackTask) -> None:
        """The order is taken up here; `before` is how it was."""

    def hold(self, order_id: UUID, fence: int, lease_ends_ms: int) -> None:
        """The order is this station's until that moment of its steady clock."""

    def give_back(self, order_id: UUID) -> None:
        """Nothing more is done with it here; central learns of it by the journal."""


class Conflicts(Protocol):
    """What was done that central could not follow, and people have to settle. A station alone has none."""

    def of(self, station_id: str, seq: int) -> Conflict | None:
        """The task about one row of a station's journal."""

    def open_at(self, station_id: str) -> tuple[Conflict, ...]:
        """What waits for somebody at that station, the oldest first."""

    def end(self, conflict: Conflict) -> None:
        """Store how it ended; central and all others hear of it."""
