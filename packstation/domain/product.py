"""What is sold: a product, its weight, and the codes that mean it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What one scan of a code stands for."""

    EACH = "each"
    CASE = "case"
    PALLET = "pallet"


@dataclass(frozen=True, slots=True)
class Product:
    """A stock-keeping unit. `unit_grams` None means nobody has weighed one yet."""

    sku: str
    name: str
    unit_grams: int | None = None


@dataclass(frozen=True, slots=True)
class ProductCode:
    """One alias: this code (in canonical form) means `factor` pieces of the SKU, handled as `unit`."""

    code: str
    sku: str
    unit: Unit = Unit.EACH
    factor: int = 1
