"""Days as people of a language write them."""

from __future__ import annotations

from datetime import date

from packstation.domain.refusal import Fact
from packstation.ui.translation import _


def day_of(iso: Fact) -> str:
    """The day of an ISO date, as people here write it."""
    day = date.fromisoformat(str(iso))
    pattern = _("{year}-{month}-{day}")
    return pattern.format(year=day.year, month=f"{day.month:02}", day=f"{day.day:02}")
