"""Mettler-Toledo 8217 (and 8213): the protocol of point-of-sale scales.

Format: Mettler-Toledo DIVA service manual p. 39, 44, 45; Magellan 8500 p. 51; Brecknell 67xx p. 71.
`W` without terminator asks; STX weight [N] CR answers with a stable weight (N: net, a tare is set),
STX ? s CR with a status byte while the scale moves or is outside its range. 9600 baud, 7E1. The unit is
not on the wire, so it is a setting of the scale's owner.
"""

from __future__ import annotations

import re

from packstation.devices.scales.answer import Answer, grams
from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import FaultCode

FRAME = re.compile(rb"\x02(?:\?(?P<status>[\x00-\xff])|(?P<weight>[ \d]+\.\d+)(?P<net>N?))\r", re.DOTALL)

LONGEST_FRAME_BYTES = 10

WIDTHS = {
    "kg": re.compile(r"(?= *\d+\.)(?:[ \d]{2}\.\d{3}|[ \d]{3}\.\d{2})", re.ASCII),
    "lb": re.compile(r"(?= *\d+\.)[ \d]{2,3}\.\d{2}", re.ASCII),
}
"""ww.www (or www.ww) in kg, ww.ww or 0ww.ww in lb; a lost digit shows as a wrong width."""

MOTION, OVER, UNDER, OUTSIDE_ZERO = 0x01, 0x02, 0x04, 0x08
"""Status bits 0 to 3. Bit 4 says centre of zero; bits 5 to 7 differ between makers and mean nothing here."""


class Toledo8217:
    """Reads frames out of the stream wherever a whole one stands. `unit` is kg or lb, as the scale is set."""

    line = LineSettings(baud=9600, data_bits=7, parity="E", stop_bits=1)
    request = b"W"

    def __init__(self, unit: str = "kg") -> None:
        self._unit = unit
        self._width = WIDTHS[unit]
        self._pending = b""

    def feed(self, data: bytes) -> list[Answer]:
        """The answers whose CR is in `data`."""
        self._pending += data
        answers, end = [], 0
        for match in FRAME.finditer(self._pending):
            end = match.end()
            answers.append(self._answer(match))
        self._pending = self._pending[end:][-LONGEST_FRAME_BYTES:]
        return [answer for answer in answers if answer is not None]

    def reset(self) -> None:
        """Forget half a frame."""
        self._pending = b""

    def _answer(self, match: re.Match[bytes]) -> Answer | None:
        if match["status"] is not None:
            return Answer(match[0], fault=_fault(match["status"][0]))
        number = match["weight"].decode("ascii")
        weight = grams(number.strip(), self._unit) if self._width.fullmatch(number) else None
        if weight is None:
            return None
        return Answer(match[0], weight, stable=True, net=bool(match["net"]))


def _fault(status: int) -> FaultCode | None:
    """What a status byte says: nothing is wrong with a scale that only moves."""
    if status & OVER:
        return FaultCode.SCALE_OVERLOAD
    if status & UNDER:
        return FaultCode.SCALE_UNDERLOAD
    return None if status & MOTION else FaultCode.SCALE_ERROR if status & OUTSIDE_ZERO else None
