"""One frame of a scanner to one `Scan`: AIM id, text, GS1 element strings, and what is unreadable."""

from __future__ import annotations

import re

from packstation.devices.scanners.framing import Frame
from packstation.devices.scanners.gs1 import element_strings
from packstation.domain.scan import MAX_CODE_LENGTH, Scan

GS = "\x1d"
"""The separator of GS1 element strings (FNC1 in the symbol): the one control character codes may hold."""

AIM_ID = re.compile(rb"\][A-Za-z][0-9A-Za-z]")
"""ISO/IEC 15424: flag character, code character, modifier."""

PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) != GS} | {0x7F: "\u2421"}
PICTURES |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
"""Control characters as something a person can see and every store can keep."""


def decode(frame: Frame, device: str, at_ms: int) -> Scan:
    """The scan a frame stands for. Never raises, whatever the bytes.

    Unreadable are: frames with bytes missing, empty codes, codes longer than any rule looks at (their
    text is cut) and codes with control characters other than GS (shown as their pictures).
    """
    match = AIM_ID.match(frame.data)
    aim = match.group().decode("ascii") if match else ""
    text = _text(frame.data[len(aim) :])
    visible = text[:MAX_CODE_LENGTH].translate(PICTURES)
    if not frame.whole or not text or visible != text:
        return Scan(visible, device, at_ms, aim, unreadable=True)
    return Scan(text, device, at_ms, aim, element_strings(aim, text))


def _text(data: bytes) -> str:
    """UTF-8 where the bytes are that, else Latin-1, the default of the symbologies."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
