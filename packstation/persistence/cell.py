"""What lies in one cell of a row, where that is not already what the domain speaks of."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from packstation.domain.journal import at_text


def text_of(instant: datetime | None) -> str | None:
    """An instant, if there is one, as ISO 8601 text in UTC, which sorts as time does."""
    if instant is None:
        return None
    return _of_utc(instant) if instant.tzinfo is UTC else at_text(instant)


# A thousand orders of one morning have the same truck. In UTC no two instants look alike.
_of_utc = lru_cache(maxsize=64)(at_text)


def instant_of(text: str | None) -> datetime | None:
    """The aware instant in UTC again."""
    return None if text is None else datetime.fromisoformat(text)
