"""What every scale protocol delivers, and what the driver asks of a protocol."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Protocol

from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import FaultCode
from packstation.domain.value import value

GRAMS_PER_UNIT = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "t": Decimal(1_000_000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
"""International avoirdupois pound and ounce, exactly as defined."""


def grams(weight: str, unit: str) -> int | None:
    """Whole grams, half to even, of a decimal number in a unit; None for a unit the bench does not know."""
    factor = GRAMS_PER_UNIT.get(unit)
    if factor is None:
        return None
    return int((Decimal(weight) * factor).quantize(Decimal(1), ROUND_HALF_EVEN))


@value
class Answer:
    """One frame of a scale, before anybody looked at a clock.

    Without `gross_grams` and without `fault` the load is moving and the scale gives no number meanwhile.
    """

    raw: bytes
    gross_grams: int | None = None
    stable: bool = False
    fault: FaultCode | None = None
    net: bool = False


class ScaleProtocol(Protocol):
    """A scale's language. Pure: no clock, no port; noise and fragments never become a number."""

    @property
    def line(self) -> LineSettings:
        """How the maker sets the line."""

    @property
    def request(self) -> bytes:
        """The bytes that ask for the weight now."""

    def feed(self, data: bytes) -> list[Answer]:
        """The answers that end in `data`; the rest waits for more."""

    def reset(self) -> None:
        """Forget what was begun."""
