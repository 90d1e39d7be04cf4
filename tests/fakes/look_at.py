"""What the store says of an order, where a test says otherwise."""

from __future__ import annotations

from uuid import UUID

from packstation.application.bench import OnBench
from packstation.application.open_order import LookAt


class GivenAway:
    """Looks at the store of a bench whose order another one has now."""

    def __init__(self, look_at: LookAt) -> None:
        self._look_at = look_at

    def __call__(self, order_id: UUID) -> OnBench:
        """As it is."""
        return self._look_at(order_id)

    def lost(self, _order_id: UUID) -> bool:
        """Always."""
        return True
