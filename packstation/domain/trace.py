"""Which pieces exactly are in a carton: lot, expiry date, serial number."""

from __future__ import annotations

from datetime import date

from packstation.domain.value import value


@value
class Trace:
    """So many pieces of one order line that share a lot and an expiry date; a serial number is one piece."""

    line_no: int
    units: int
    lot: str | None = None
    expiry: date | None = None
    serial: str | None = None

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What makes two traces the same pieces; sorts them in one way everywhere."""
        expiry = self.expiry.isoformat() if self.expiry else ""
        return (self.line_no, self.lot or "", expiry, self.serial or "")
