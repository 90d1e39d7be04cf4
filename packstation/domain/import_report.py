"""What became of a file: every row that was read is counted exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from packstation.domain.draft import LeftOut
from packstation.domain.value import value


class RowsLost(AssertionError):
    """Rows were read of which nobody knows what became of them: a bug, never to be shown as a result."""


class OrderFate(StrEnum):
    """What became of one order of the file."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
    LEFT_OUT = "left_out"
    QUARANTINED = "quarantined"


@value
class ImportReport:
    """Rows read = used + unchanged + not for packing + quarantined; anything else raises RowsLost.

    `used` rows are part of an order that came in new or changed, held or not. `orders` counts orders by what
    became of them; `unknown_product` are those of the used ones that wait because they name a product
    nobody knows here. `complete` is False for an import that was cancelled: `rows_read` are then the rows of
    those orders that were settled before.
    """

    form: str
    rows_read: int
    used: int = 0
    unchanged: int = 0
    not_for_packing: Mapping[LeftOut, int] = field(default_factory=dict)
    quarantined: int = 0
    orders: Mapping[OrderFate, int] = field(default_factory=dict)
    complete: bool = True
    unknown_product: int = 0

    def __post_init__(self) -> None:
        told = self.used + self.unchanged + self.left_out + self.quarantined
        if told != self.rows_read:
            raise RowsLost(f"{self.rows_read} rows read, {told} accounted for")

    @property
    def left_out(self) -> int:
        """Rows that are rightly not packed, for whatever reason."""
        return sum(self.not_for_packing.values())

    @property
    def orders_used(self) -> int:
        """Orders that came in new or changed."""
        return self.orders.get(OrderFate.CREATED, 0) + self.orders.get(OrderFate.CHANGED, 0)


@value
class Settled:
    """What became of the rows of one order, or of rows that belong to none.

    `unknown_product`: the order came in, and waits for a product nobody knows here.
    """

    used: int = 0
    unchanged: int = 0
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    quarantined: int = 0
    fate: OrderFate | None = None
    unknown_product: bool = False

    @property
    def rows(self) -> int:
        """All of them."""
        return self.used + self.unchanged + sum(self.left_out.values()) + self.quarantined


class Tally:
    """Adds up while an import runs."""

    def __init__(self) -> None:
        self.settled_rows = 0
        self._used = 0
        self._unchanged = 0
        self._quarantined = 0
        self._unknown_product = 0
        self._left_out: Counter[LeftOut] = Counter()
        self._orders: Counter[OrderFate] = Counter()

    @property
    def orders(self) -> int:
        """Orders settled so far."""
        return self._orders.total()

    def add(self, settled: Settled) -> None:
        """Rows that are settled for good: what became of them is in the store."""
        self.settled_rows += settled.rows
        self._used += settled.used
        self._unchanged += settled.unchanged
        self._quarantined += settled.quarantined
        self._unknown_product += settled.unknown_product
        for why, rows in settled.left_out.items():
            self._left_out[why] += rows
        if settled.fate is not None:
            self._orders[settled.fate] += 1

    def report(self, form: str, rows_read: int, *, complete: bool) -> ImportReport:
        """The whole of it; RowsLost when `rows_read` is another number than was settled."""
        return ImportReport(
            form=form,
            rows_read=rows_read,
            used=self._used,
            unchanged=self._unchanged,
            not_for_packing={why: rows for why, rows in sorted(self._left_out.items()) if rows},
            quarantined=self._quarantined,
            orders=dict(sorted(self._orders.items())),
            complete=complete,
            unknown_product=self._unknown_product,
        )
