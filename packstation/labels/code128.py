"""Code 128 as ZPL's mode N wants it: code set and function characters chosen by us, symbol by symbol.

Sources: ISO/IEC 15417 (symbol values, check character), ZPL II Programming Guide, `^BC` ("Code 128
Invocation Characters"). Mode D and U are avoided: they recompute an SSCC's check digit, each printer in
its own way.
"""

from __future__ import annotations

import string

from packstation.domain.gtin import is_ascii_number
from packstation.domain.value import value

START_B, START_C, FNC1, STOP = 104, 105, 102, 106
TO_SET_C = 99
MODULES_PER_SYMBOL = 11
STOP_MODULES = 13
QUIET_MODULES = 10
"""The light margin a scanner needs on either side of the bars."""

ALLOWED = frozenset(string.ascii_letters + string.digits + " -./")
"""What a plate may hold: nothing that `^BC` takes for an invocation (`>`) or ZPL for a command."""

LONG_TAIL = 10
"""A text that ends in so many digits or more changes to code set C for them: a badge's forty halve."""

_GS1, _SET_C, _SET_B, _CHANGE_TO_C = ">;>8", ">;", ">:", ">5"


@value
class Code128:
    """The content of one barcode. Raises ValueError for a text it cannot carry.

    GS1-128 is written in code set C, so its text is an even number of digits; any other text in code
    set C where that is so, else in code set B, with a change to code set C before a long tail of digits.
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
    def runs(self) -> tuple[tuple[str, str], ...]:
        """The field data, run by run: invocation characters, and the text that follows them."""
        if self.is_gs1:
            return ((_GS1, self.text),)
        if self._in_pairs:
            return ((_SET_C, self.text),)
        tail = len(self.text) - self._tail
        if self._tail:
            return ((_SET_B, self.text[:tail]), (_CHANGE_TO_C, self.text[tail:]))
        return ((_SET_B, self.text),)

    @property
    def _tail(self) -> int:
        """How many digits at the end stand in code set C: an even number, or none."""
        digits = len(self.text) - len(self.text.rstrip(string.digits))
        return digits - digits % 2 if digits >= LONG_TAIL else 0

    @classmethod
    def parse(cls, runs: tuple[tuple[str, str], ...]) -> Code128:
        """The barcode whose field data these runs are. Raises ValueError."""
        code = cls("".join(text for _, text in runs), is_gs1=runs[0][0] == _GS1)
        if code.runs != runs:
            raise ValueError(f"a code set this writer does not choose: {runs!r}")
        return code

    @property
    def symbols(self) -> tuple[int, ...]:
        """The symbol values from start to stop, check character included."""
        if self._in_pairs:
            values = [START_C, *([FNC1] if self.is_gs1 else []), *_pairs(self.text)]
        else:
            head = len(self.text) - self._tail
            values = [START_B, *(ord(letter) - 32 for letter in self.text[:head])]
            values += [TO_SET_C, *_pairs(self.text[head:])] if self._tail else []
        check = values[0] + sum(place * value for place, value in enumerate(values))
        return (*values, check % 103, STOP)

    @property
    def width_modules(self) -> int:
        """From the first bar to the last, without quiet zones."""
        return MODULES_PER_SYMBOL * (len(self.symbols) - 1) + STOP_MODULES


def _pairs(digits: str) -> list[int]:
    return [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
