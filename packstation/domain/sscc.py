"""Licence plates for cartons: GS1 SSCCs from a block this station owns, or the site's own numbers.

An SSCC is extension digit, GS1 company prefix, serial reference and check digit, 18 digits in all
(GS1 General Specifications, 2.2). Serials are allotted to stations in blocks, so two stations that
never speak can never issue the same one; a serial is used once and never again, voided or not.
"""

from __future__ import annotations

from dataclasses import replace

from packstation.domain.gtin import check_digit, is_ascii_number
from packstation.domain.label import Plate
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

LONGEST_PLATE_PREFIX = 12
"""Longer ones do not leave a Code 128 with bars wide enough for the width of a label."""
LAST_SERIAL = 99_999
"""Of a block that nobody has cut by hand; it begins with 1."""


@value
class SsccBlock:
    """The serials this station may use: next to issue up to and including last.

    `company_prefix` "" means the site has none: cartons get an internal Code 128 plate
    `<plate_prefix>-<serial>` instead, never a made-up SSCC.
    """

    extension_digit: int
    company_prefix: str
    plate_prefix: str
    next_serial: int
    last_serial: int

    def __post_init__(self) -> None:
        prefix = self.company_prefix
        if prefix and not (is_ascii_number(prefix) and 4 <= len(prefix) <= 12):
            raise ValueError(f"a GS1 company prefix has 4 to 12 digits, not {prefix!r}")
        plate = self.plate_prefix
        if not (plate.isascii() and plate.replace("-", "").isalnum() and len(plate) <= LONGEST_PLATE_PREFIX):
            raise ValueError(
                f"a plate prefix is 1 to {LONGEST_PLATE_PREFIX} letters and digits, not {plate!r}"
            )
        if not 0 <= self.extension_digit <= 9:
            raise ValueError(f"the extension digit is one digit, not {self.extension_digit}")
        if prefix and self.last_serial >= 10 ** (16 - len(prefix)):
            raise ValueError(f"serial {self.last_serial} does not fit behind the prefix {prefix}")

    @property
    def left(self) -> int:
        """How many plates can still be issued."""
        return max(0, self.last_serial - self.next_serial + 1)

    def of_station(self, number: int) -> SsccBlock:
        """The block of the `number`-th station of a site, so that no two stations issue one plate.

        A block that somebody has cut by hand stays as it is. One whose serials do not fit behind the
        company prefix is empty: the site has to cut the serials it has by hand.
        """
        if (self.next_serial, self.last_serial) != (1, LAST_SERIAL):
            return self
        begin = (number - 1) * (LAST_SERIAL + 1)
        if self.company_prefix and begin + LAST_SERIAL >= 10 ** (16 - len(self.company_prefix)):
            return replace(self, last_serial=0)
        return replace(self, next_serial=begin + 1, last_serial=begin + LAST_SERIAL)

    def allot(self) -> tuple[Plate, SsccBlock]:
        """The next plate and the block without it. Refused when the block is used up."""
        if not self.left:
            raise Refused(RefusalCode.SSCC_EXHAUSTED)
        rest = replace(self, next_serial=self.next_serial + 1)
        if not self.company_prefix:
            return Plate(f"{self.plate_prefix}-{self.next_serial:08d}", is_sscc=False), rest
        serial = str(self.next_serial).zfill(16 - len(self.company_prefix))
        body = f"{self.extension_digit}{self.company_prefix}{serial}"
        return Plate(f"00{body}{check_digit(body)}", is_sscc=True), rest
