"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FakeClock:
    """Wall time and monotonic time; they move together unless the test turns the wall clock by hand."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self._mono_ms = 1_000

    def now(self) -> datetime:
        """Wall time, aware, UTC."""
        return self._now

    def mono_ms(self) -> int:
        """Milliseconds that never go back."""
        return self._mono_ms

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)
        self._mono_ms += round(seconds * 1000)

    def turn_wall(self, seconds: float) -> None:
        """Somebody sets the PC's clock: only the wall clock jumps, forward or back."""
        self._now += timedelta(seconds=seconds)
