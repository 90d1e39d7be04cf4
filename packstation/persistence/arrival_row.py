"""Many new orders at once, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from uuid import UUID

from packstation.domain.order import Order
from packstation.persistence.cell import text_of
from packstation.persistence.order_content import OrderContent
from packstation.persistence.order_row import lines_text
from packstation.persistence.prepared import Prepared

_ARRIVE = Prepared("order.arrive").placed(
    "site_id, order_id, number, state, cutoff_at, held, ship_to, carrier, fence, rev, version, slip"
)
_KNOWN_NUMBERS = Prepared("order.known_numbers")


class SqlArrivals:
    """New orders of one site, many at a time."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes
        self._content = OrderContent(raw, site)

    def add(self, orders: Sequence[Order]) -> Sequence[Order]:
        """Store those whose number no order has yet; which were stored."""
        asked = {"site": self._site, "numbers": json.dumps([order.number for order in orders])}
        taken = {number for (number,) in _KNOWN_NUMBERS(self._raw, asked)}
        if taken:
            orders = [order for order in orders if order.number not in taken]
        _ARRIVE.many(self._raw, self._rows(orders))
        self._content.add_all(orders)
        return orders

    def _rows(self, orders: Sequence[Order]) -> Iterator[tuple[object, ...]]:
        # The driver stores a bytearray as it is, bytes only after a search for how to.
        site = bytearray(self._site)
        for order in orders:
            yield (
                site,
                bytearray(order.order_id.bytes),
                order.number,
                str(order.state),
                text_of(order.cutoff_at),
                1 if order.holds else 0,
                lines_text(order.ship_to),
                order.carrier,
                order.fence,
                order.rev,
                1,
                1 if order.slip else 0,
            )
