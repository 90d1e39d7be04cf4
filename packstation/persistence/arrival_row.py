"""Many new orders at once, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from uuid import UUID

from packstation.domain.order import Order
from packstation.persistence.order_content import OrderContent
from packstation.persistence.order_row import insert_orders
from packstation.persistence.prepared import Prepared

_KNOWN_NUMBERS = Prepared("order.known_numbers")


class SqlArrivals:
    """New orders of one site, many at a time."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site
        self._content = OrderContent(raw, site)

    def add(self, orders: Sequence[Order]) -> None:
        """Store many new orders."""
        insert_orders(self._raw, self._site, orders)
        self._content.add_all(orders)

    def known_numbers(self, numbers: Sequence[str]) -> frozenset[str]:
        """Which of these numbers orders have already."""
        asked = {"site": self._site.bytes, "numbers": json.dumps(numbers)}
        return frozenset(number for (number,) in _KNOWN_NUMBERS(self._raw, asked))
