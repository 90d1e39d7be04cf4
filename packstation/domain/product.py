"""What is sold: a product, its weight, and the codes that mean it."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain import badge, command_code
from packstation.domain.value import value


class Unit(StrEnum):
    """What one scan of a code stands for."""

    EACH = "each"
    CASE = "case"
    PALLET = "pallet"


class Tracking(StrEnum):
    """What has to be known of each piece that leaves."""

    LOT = "lot"
    EXPIRY = "expiry"
    SERIAL = "serial"


class KitWay(StrEnum):
    """How a kit is verified: by one code of its own, or piece by piece."""

    AS_ONE = "as_one"
    BY_COMPONENT = "by_component"


@value
class Component:
    """So many pieces of a SKU are in one kit."""

    sku: str
    quantity: int
    name: str = ""


@value
class CountingPolicy:
    """How pieces of a product may be counted and what has to be asked of each.

    `times_limit`: how many one scan may stand for by ×N (None: any number, 1: each piece is scanned);
    serial-tracked pieces are always scanned one by one. `by_touch`: it bears no code and may be counted
    by hand, journaled as unscanned.
    """

    tracked: frozenset[Tracking] = frozenset()
    times_limit: int | None = None
    by_touch: bool = False


SCANNED = CountingPolicy()
"""A product nobody said anything about: scanned, any number by ×N, nothing asked."""


@value
class Product:
    """A stock-keeping unit. `unit_grams` None means nobody has weighed one yet.

    `learned_grams` is what verified cartons say one piece weighs: it stands in until a lead confirms it
    or somebody weighs one. `components` make it a kit.
    """

    sku: str
    name: str
    unit_grams: int | None = None
    counting: CountingPolicy = SCANNED
    learned_grams: int | None = None
    components: tuple[Component, ...] = ()
    kit_way: KitWay = KitWay.AS_ONE


@value
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
