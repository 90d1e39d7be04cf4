"""MT-SICS, Mettler-Toledo's Standard Interface Command Set (also Ohaus, Kern and others in that mode).

Format: Mettler-Toledo, AT balances operating instructions p. 87; AL-IC p. 72; XPR/XSR reference manual
30324923. Upper case, tokens apart by spaces, CR LF ends commands and answers. `SI` asks for the weight
at once; its answer begins with `S` in the manuals and with `SI` on some clones.
"""

from __future__ import annotations

import re

from packstation.devices.scales.answer import Answer, grams
from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import FaultCode

LONGEST_LINE_BYTES = 80

NUMBER = re.compile(r"-?\d{1,8}(?:\.\d{1,6})?", re.ASCII)

STATES = {
    "I": FaultCode.BUSY,
    "+": FaultCode.SCALE_OVERLOAD,
    "-": FaultCode.SCALE_UNDERLOAD,
}
ERRORS = frozenset(("ES", "ET", "EL"))
"""Syntax error, transmission error, logical error: the scale did not take our question."""


class MtSics:
    """Reads lines by their tokens, not by columns, which differ between models."""

    line = LineSettings(baud=9600, data_bits=8, parity="N", stop_bits=1)
    request = b"SI\r\n"

    def __init__(self) -> None:
        self._pending = b""
        self._overlong = False

    def feed(self, data: bytes) -> list[Answer]:
        """The answers whose line ends in `data`; other lines are none of ours."""
        *lines, self._pending = (self._pending + data).split(b"\r\n")
        answers = []
        for line in lines:
            answer = None if self._overlong else parse_line(line)
            self._overlong = False
            if answer is not None:
                answers.append(answer)
        if len(self._pending) > LONGEST_LINE_BYTES:
            self._overlong = True
            self._pending = self._pending[-1:]  # it may be the CR of the end
        return answers

    def reset(self) -> None:
        """Forget half a line."""
        self._pending = b""
        self._overlong = False


def parse_line(line: bytes) -> Answer | None:
    """One line without its CR LF, or None when it is no answer to the question for the weight."""
    try:
        tokens = line.decode("ascii").split(" ")
    except UnicodeDecodeError:
        return None
    match [token for token in tokens if token]:
        case [error] if error in ERRORS:
            return Answer(line, fault=FaultCode.SCALE_ERROR)
        case ["S" | "SI", state] if state in STATES:
            return Answer(line, fault=STATES[state])
        case ["S" | "SI", "S" | "D" as state, number, unit] if NUMBER.fullmatch(number):
            weight = grams(number, unit)
            if weight is None:
                return Answer(line, fault=FaultCode.GARBLED)
            return Answer(line, weight, stable=state == "S")
    return None
