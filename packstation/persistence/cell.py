"""What lies in one cell of a row, where that is not already what the domain speaks of."""

from __future__ import annotations

from datetime import datetime

from packstation.domain.journal import at_text


def text_of(instant: datetime | None) -> str | None:
    """An instant, if there is one, as ISO 8601 text in UTC, which sorts as time does."""
    return None if instant is None else at_text(instant)


def instant_of(text: str | None) -> datetime | None:
    """The aware instant in UTC again."""
    return None if text is None else datetime.fromisoformat(text)
