"""How a ZPL printer says it is: the answers to `~HS` (host status) and `~HQES` (errors and warnings).

Format: Zebra, ZPL II programming guide, `~HS` p. 171-172 and `~HQ`. Line 2 holds an unused field between
`mmm` and head up, which some public parsers skip, putting every flag behind it one place off.
"""

from __future__ import annotations

import re

from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import FaultCode
from packstation.domain.value import value

ASK_STATUS = b"~HS"
ASK_ERRORS = b"~HQES"

STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")
FIELDS_A_STRING = (12, 11, 2)

ERRORS = re.compile(rb"ERRORS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})")
ERROR_BITS = (
    (0x00004, FaultCode.HEAD_OPEN),
    (0x00001, FaultCode.PAPER_OUT),
    (0x00002, FaultCode.RIBBON_OUT),
    (0x00030, FaultCode.OVER_TEMPERATURE),
)
"""Nibble 1: media out, ribbon out, head open; nibble 2: head and motor over temperature."""


@value
class HostStatus:
    """The answer to `~HS`, as far as the bench acts on it."""

    paper_out: bool
    paused: bool
    formats_in_buffer: int
    buffer_full: bool
    partial_format: bool
    memory_corrupt: bool
    under_temperature: bool
    over_temperature: bool
    head_up: bool
    ribbon_out: bool
    labels_remaining: int

    def printer_status(self) -> PrinterStatus:
        """The same for the rest of the house: the fault a person has to deal with first.

        An open head often counts as no paper, and most faults pause the printer, hence the order. A
        format received in part is a label on its way.
        """
        faults = (
            (self.head_up, FaultCode.HEAD_OPEN),
            (self.paper_out, FaultCode.PAPER_OUT),
            (self.ribbon_out, FaultCode.RIBBON_OUT),
            (self.over_temperature, FaultCode.OVER_TEMPERATURE),
            (self.under_temperature or self.memory_corrupt, FaultCode.PRINTER_ERROR),
            (self.paused, FaultCode.PAUSED),
            (self.buffer_full, FaultCode.BUFFER_FULL),
        )
        fault = next((code for present, code in faults if present), None)
        waiting = self.formats_in_buffer + self.partial_format
        return PrinterStatus(fault, formats_waiting=waiting, labels_left=self.labels_remaining)


def status_complete(received: bytes) -> bool:
    """Whether all three strings of an answer to `~HS` have arrived."""
    return len(STRING.findall(received)) >= len(FIELDS_A_STRING)


def parse_status(received: bytes) -> HostStatus | None:
    """The answer to `~HS` out of what was received, or None when it is none."""
    strings = [string.split(b",") for string in STRING.findall(received)]
    if tuple(len(fields) for fields in strings) != FIELDS_A_STRING:
        return None
    if not all(field.isdigit() for fields in strings for field in fields):
        return None
    (_, paper, pause, _, formats, full, _, partial, _, memory, cold, hot), second, _ = strings
    _, _, head, ribbon, _, _, _, _, remaining, _, _ = second
    flags = (paper, pause, full, partial, memory, cold, hot, head, ribbon)
    if any(flag not in (b"0", b"1") for flag in flags):
        return None
    return HostStatus(
        paper_out=paper == b"1",
        paused=pause == b"1",
        formats_in_buffer=int(formats),
        buffer_full=full == b"1",
        partial_format=partial == b"1",
        memory_corrupt=memory == b"1",
        under_temperature=cold == b"1",
        over_temperature=hot == b"1",
        head_up=head == b"1",
        ribbon_out=ribbon == b"1",
        labels_remaining=int(remaining),
    )


def errors_complete(received: bytes) -> bool:
    """Whether the error line of an answer to `~HQES` has arrived."""
    return ERRORS.search(received) is not None


def parse_errors(received: bytes) -> FaultCode | None:
    """The error a person has to deal with first, out of an answer to `~HQES`; None when it names none."""
    match = ERRORS.search(received)
    if match is None or match[1] == b"0":
        return None
    bits = int(match[3], 16)
    return next((code for mask, code in ERROR_BITS if bits & mask), FaultCode.PRINTER_ERROR)
