"""What a scanner delivers: one code, read once, parsed at the door."""

from __future__ import annotations

from datetime import date

from packstation.domain.value import value

MAX_CODE_LENGTH = 512
"""Longest code any rule of the bench looks at; a longer one is a mistake or an attack (R35)."""


@value
class ElementStrings:
    """The GS1 application identifiers the bench understands, read from one symbol.

    Trusted only where the scanner's AIM id says GS1 (`]C1 ]d2 ]Q3 ]e0`): without it an EAN-13 can look
    like one. `faulty` is set when any check digit inside is wrong; then nothing in it is used. `count` is
    how many of the GTIN lie behind the label (30, 37), at least one.
    """

    gtin: str | None = None
    sscc: str | None = None
    lot: str | None = None
    expiry: date | None = None
    serial: str | None = None
    count: int | None = None
    faulty: bool = False


@value
class Scan:
    """One read of one symbol by one scanner.

    `text` is the data without framing and without AIM id; `aim` the three-character AIM id where the
    scanner sends it; `device` names the scanner; `at_ms` is the station's monotonic clock when the last
    byte arrived. `unreadable` is set for bytes no code of ours can hold (control characters other than
    GS, or too long): such a scan causes nothing but a line in the journal. `typed` is set for what hands
    wrote into the code field: small letters may mean capitals, and what nobody knows may be a PIN.
    """

    text: str
    device: str
    at_ms: int
    aim: str = ""
    elements: ElementStrings | None = None
    unreadable: bool = False
    typed: bool = False

    def spellings(self, code: str) -> tuple[str, ...]:
        """The code as read, and as it may be meant."""
        return (code, code.upper()) if self.typed and code.upper() != code else (code,)
