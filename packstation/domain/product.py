"""What is sold: a product, its weight, and the codes that mean it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from packstation.domain import badge, command_code


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
    """One alias: this code (in canonical form) means `factor` pieces of the SKU, handled as `unit`.

    ValueError for a factor below one (a scan would subtract) and for a code that starts like a badge or
    a command.
    """

    code: str
    sku: str
    unit: Unit = Unit.EACH
    factor: int = 1

    def __post_init__(self) -> None:
        if self.factor < 1:
            raise ValueError(f"a code stands for one piece at least, not {self.factor}")
        if self.code.startswith((badge.PREFIX, command_code.PREFIX)):
            raise ValueError(f"no product code may start like a badge or a command: {self.code[:8]!r}")
