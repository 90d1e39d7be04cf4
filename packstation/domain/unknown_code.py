"""Codes nobody knew: seen at a scan, kept for a lead to say what they mean."""

from __future__ import annotations

from datetime import datetime

from packstation.domain.value import value


@value
class UnknownCode:
    """A canonical code no product bears, how often it was scanned, and on which order it was seen last."""

    code: str
    seen: int
    first_at: datetime
    last_at: datetime
    order_number: str | None = None
