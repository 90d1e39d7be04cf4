"""What single pieces weighed in verified cartons, as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from uuid import UUID

from packstation.domain.product import Product
from packstation.persistence.prepared import Prepared

_ADD = Prepared("weighing.add")
_OF = Prepared("weighing.of")
_FORGET = Prepared("weighing.forget")
_LEARNED = Prepared("weighing.learned")
_UNCONFIRMED = Prepared("weighing.unconfirmed")


class SqlWeighings:
    """The weighings of one site; `changed` is called when a weight is learned, because tasks hold it.

    `tell` is called with each product whose weight central has to hear of; None where there is no central.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        site: UUID,
        product: Callable[[str], Product | None],
        changed: Callable[[], None],
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._raw = raw
        self._site = site.bytes
        self._product = product
        self._changed = changed
        self._tell = tell

    def add(self, sku: str, carton_id: UUID, piece_grams: int) -> None:
        """What one piece weighed on average in that carton; a carton weighed again counts once."""
        row = {"sku": sku, "carton_id": carton_id.bytes, "piece_grams": piece_grams}
        _ADD(self._raw, {"site_id": self._site, **row})

    def of(self, sku: str) -> tuple[int, ...]:
        """All of them, in grams, sorted."""
        return tuple(sorted(grams for (grams,) in _OF(self._raw, {"site": self._site, "sku": sku})))

    def learned(self, sku: str, grams: int | None) -> None:
        """Let a product have that learned weight, or none; whoever puts the product leaves it alone."""
        if self._tell is not None:
            self._tell(sku)
        _LEARNED(self._raw, {"site": self._site, "of_sku": sku, "grams": grams})
        self._changed()

    def forget(self, sku: str) -> None:
        """Begin anew with a product."""
        _FORGET(self._raw, {"site": self._site, "sku": sku})

    def unconfirmed(self) -> tuple[Product, ...]:
        """Products whose weight was learned and that nobody confirmed, by SKU."""
        skus = sorted(sku for (sku,) in _UNCONFIRMED(self._raw, {"site": self._site}))
        return tuple(product for sku in skus if (product := self._product(sku)))
