"""Lots of a product that are known to be in the house."""

from __future__ import annotations

from datetime import date

from packstation.domain.value import value


@value
class Lot:
    """One lot of a SKU and the day it expires, where it does."""

    sku: str
    lot: str
    expiry: date | None = None
