"""Claims of a station that is alone: nobody has to be asked."""

from __future__ import annotations

from uuid import UUID

from packstation.domain.conflict import Conflict
from packstation.domain.pack_task import PackTask


class NoClaims:
    """All orders of the site are this station's."""

    needed = False

    def fence(self, order_id: UUID) -> int | None:
        """Nobody gives any."""
        return None

    def candidate(self, sku: str | None, but: frozenset[UUID]) -> UUID | None:
        """Nobody asks."""
        return None

    def lost(self, order_id: UUID) -> bool:
        """Nobody takes any."""
        return False

    def began(self, before: PackTask) -> None:
        """Nobody asks how it was."""

    def hold(self, order_id: UUID, fence: int, lease_ends_ms: int) -> None:
        """Nobody asks for how long."""

    def give_back(self, order_id: UUID) -> None:
        """Nobody waits for it."""


class NoConflicts:
    """Nobody could not follow anything."""

    def of(self, station_id: str, seq: int) -> Conflict | None:
        """There is none."""
        return None

    def open_at(self, station_id: str) -> tuple[Conflict, ...]:
        """There are none."""
        return ()

    def end(self, conflict: Conflict) -> None:
        """There is none to end."""
