"""How a serial line is set."""

from __future__ import annotations

from packstation.domain.value import value


@value
class LineSettings:
    """Speed and framing of a serial line: `parity` is one of N E O, `stop_bits` 1 or 2."""

    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: int = 1
    xon_xoff: bool = False
