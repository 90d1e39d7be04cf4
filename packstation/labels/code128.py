"""Code 128 as ZPL's mode N wants it: code set and function characters chosen by us, symbol by symbol.

Sources: ISO/IEC 15417 (symbol values, check character), ZPL II Programming Guide, `^BC` ("Code 128
Invocation Characters"). Mode D and U are avoided: they recompute an SSCC's check digit, each printer in
its own way.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

from packstation.domain.gtin import is_ascii_number

START_B, START_C, FNC1, STOP = 104, 105, 102, 106
MODULES_PER_SYMBOL = 11
STOP_MODULES = 13
QUIET_MODULES = 10
"""The light margin a scanner needs on either side of the bars."""

ALLOWED = frozenset(string.ascii_letters + string.digits + " -./")
"""What a plate may hold: nothing that `^BC` takes for an invocation (`>`) or ZPL for a command."""

_GS1, _SET_C, _SET_B = ">;>8", ">;", ">:"


@dataclass(frozen=True, slots=True)
class Code128:
    """The content of one barcode. Raises ValueError for a text it cannot carry.

    GS1-128 is written in code set C, so its text is an even number of digits; any other text in code
    set C where that is so, else in code set B.
    """

    text: str
    is_gs1: bool = False

    def __post_init__(self) -> None:
        if not self.text or not ALLOWED.issuperset(self.text):
            raise ValueError(f"no text for a barcode: {self.text!r}")
        if self.is_gs1 and not self._in_pairs:
            raise ValueError(f"no GS1 element string in pairs of digits: {self.text!r}")

    @property
    def _in_pairs(self) -> bool:
        return is_ascii_number(self.text) and len(self.text) % 2 == 0

    @property
    def invocation(self) -> str:
        """The invocation characters that stand before the text in the field."""
        if self.is_gs1:
            return _GS1
        return _SET_C if self._in_pairs else _SET_B

    @classmethod
    def parse(cls, field: str) -> Code128:
        """The barcode whose field data (invocation and text) this is. Raises ValueError."""
        invocation = next((start for start in (_GS1, _SET_C, _SET_B) if field.startswith(start)), "")
        code = cls(field.removeprefix(invocation), is_gs1=invocation == _GS1)
        if code.invocation != invocation:
            raise ValueError(f"a code set this writer does not choose: {field!r}")
        return code

    @property
    def symbols(self) -> tuple[int, ...]:
        """The symbol values from start to stop, check character included."""
        if self._in_pairs:
            data = [int(self.text[place : place + 2]) for place in range(0, len(self.text), 2)]
            values = [START_C, *([FNC1] if self.is_gs1 else []), *data]
        else:
            values = [START_B, *(ord(letter) - 32 for letter in self.text)]
        check = values[0] + sum(place * value for place, value in enumerate(values))
        return (*values, check % 103, STOP)

    @property
    def width_modules(self) -> int:
        """From the first bar to the last, without quiet zones."""
        return MODULES_PER_SYMBOL * (len(self.symbols) - 1) + STOP_MODULES
