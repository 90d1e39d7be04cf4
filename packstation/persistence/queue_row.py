"""The orders that wait to be packed, asked by what they have in common."""

from __future__ import annotations

import sqlite3
from uuid import UUID

from packstation.domain.order import HoldReason, Order
from packstation.persistence.prepared import Prepared

_HELD = Prepared("queue.held")
_LIKE = (Prepared("queue.like"), Prepared("queue.like_undated"))


class SqlQueue:
    """The queue of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def next_like(self, order: Order) -> bytes | None:
        """The id of the next ready order with the same single line and nothing else asked for."""
        asked = self._asked(order)
        for question in _LIKE if asked else ():
            found = question(self._raw, asked).fetchone()
            if found is not None:
                key: bytes = found[0]
                return key
        return None

    def count_like(self, order: Order) -> int:
        """How many orders `next_like` would offer one after the other."""
        asked = self._asked(order)
        return sum(len(question(self._raw, asked).fetchall()) for question in _LIKE) if asked else 0

    def held(self, reason: HoldReason, after: UUID | None, most: int) -> tuple[UUID, ...]:
        """So many orders that are held for it, by their id, those behind `after`."""
        asked = {"site": self._site, "reason": reason.value, "after": after.bytes if after else b""}
        return tuple(UUID(bytes=key) for (key,) in _HELD(self._raw, asked).fetchmany(most))

    def _asked(self, order: Order) -> dict[str, object]:
        if len(order.lines) != 1 or order.lines[0].short:
            return {}
        (line,) = order.lines
        return {
            "site": self._site,
            "order": order.order_id.bytes,
            "sku": line.sku,
            "quantity": line.quantity,
            "carrier": order.carrier,
            "slip": order.slip,
        }
