"""The orders that wait to be packed, asked by what they have in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from packstation.domain.hold import HeldOrder
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.persistence.cell import instant_of
from packstation.persistence.claim_row import SqlClaims
from packstation.persistence.prepared import Prepared

_HELD = Prepared("queue.held")
_HELD_ORDER = Prepared("queue.held_order")
_CLAIMED_LIKE = Prepared("claim.like")
_LIKE = (Prepared("queue.like"), Prepared("queue.like_undated"))


class SqlQueue:
    """The queue of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID, claims: SqlClaims | None = None) -> None:
        self._raw = raw
        self._site = site.bytes
        self._claims = claims

    def next_like(self, order: Order) -> bytes | None:
        """The id of the next ready order with the same single line and nothing else asked for."""
        asked = self._asked(order)
        for question in self._questions if asked else ():
            found = question(self._raw, asked).fetchone()
            if found is not None:
                key: bytes = found[0]
                return key
        return None

    def count_like(self, order: Order) -> int:
        """How many orders `next_like` would offer one after the other."""
        asked = self._asked(order)
        return sum(len(question(self._raw, asked).fetchall()) for question in self._questions) if asked else 0

    def held(self, reason: HoldReason, after: UUID | None, most: int) -> tuple[UUID, ...]:
        """So many orders that are held for it, by their id, those behind `after`."""
        asked = {"site": self._site, "reason": reason.value, "after": after.bytes if after else b""}
        return tuple(UUID(bytes=key) for (key,) in _HELD(self._raw, asked).fetchmany(most))

    def held_orders(self, reasons: Iterable[HoldReason], most: int) -> tuple[HeldOrder, ...]:
        """So many orders of each reason, each with all that holds it, packed or cancelled or not."""
        keys = {key for reason in reasons for key in self.held(reason, None, most)}
        return tuple(map(self._held_order, sorted(keys)))

    def _held_order(self, order_id: UUID) -> HeldOrder:
        rows = _HELD_ORDER(self._raw, {"site": self._site, "order": order_id.bytes}).fetchall()
        number, state, cutoff_at, _ = rows[0]
        holds = frozenset(HoldReason(reason) for *_, reason in rows)
        return HeldOrder(order_id, number, OrderState(state), holds, instant_of(cutoff_at))

    @property
    def _questions(self) -> tuple[Prepared, ...]:
        """Where other stations pack too, only orders claimed for this one are offered."""
        return (_CLAIMED_LIKE,) if self._claims is not None and self._claims.needed else _LIKE

    def _asked(self, order: Order) -> dict[str, object]:
        if len(order.lines) != 1 or order.lines[0].short:
            return {}
        (line,) = order.lines
        return {
            **(self._claims.asked() if self._claims is not None else {}),
            "site": self._site,
            "order": order.order_id.bytes,
            "sku": line.sku,
            "quantity": line.quantity,
            "carrier": order.carrier,
            "slip": order.slip,
        }
