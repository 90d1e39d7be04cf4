"""What the bench says of its central, always: heard or not, what is unsent, how long its orders last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from packstation.application.ports import Clock
from packstation.domain.central import Standing
from packstation.domain.sync_status import ALONE, Link, SyncAlarm, SyncStatus
from packstation.domain.value import value

_MINUTE_MS = 60_000


@value
class CentralShown:
    """One picture in whole minutes; `alarm` is the most urgent of what should be known before it hurts."""

    link: Link
    standing: Standing | None
    since_min: int
    unsent: int
    oldest_min: int | None
    orders: int
    orders_for_min: int | None
    alarm: SyncAlarm | None
    clock_s: int | None = None
    """Central's clock less this PC's; None before the first answer."""


class CentralView(Protocol):
    """Where it is read."""

    def show_central(self, shown: CentralShown) -> None:
        """Say it, quietly or not."""


class CentralPresenter:
    """Follows the sync of one station. `recorded` is the sync's ear, `changed` hears of news of the site."""

    def __init__(
        self,
        view: CentralView,
        clock: Clock,
        recorded: Callable[[], None],
        changed: Callable[[Link], None] = lambda _link: None,
    ) -> None:
        self._view = view
        self._clock = clock
        self._recorded = recorded
        self._changed = changed
        self._status = ALONE
        self._shown: CentralShown | None = None

    @property
    def now(self) -> CentralShown:
        """The picture as it is at this moment."""
        return shown_of(self._status, self._clock.mono_ms(), self._clock.now())

    def on_status(self, status: SyncStatus) -> None:
        """The sync tells how things stand now."""
        before, self._status = self._status, status
        self._show()
        answered = status.unsent < before.unsent
        if answered or (before.cursor, before.held, before.link) != (status.cursor, status.held, status.link):
            self._changed(status.link)

    def on_tick(self) -> None:
        """Once a second: time goes by, and what was done since is looked at."""
        self._recorded()
        if self._status.link is not Link.ALONE:
            self._show()

    def _show(self) -> None:
        shown = shown_of(self._status, self._clock.mono_ms(), self._clock.now())
        if shown != self._shown:
            self._shown = shown
            self._view.show_central(shown)


def shown_of(status: SyncStatus, mono_ms: int, now: datetime) -> CentralShown:
    """The picture as it is read at this moment."""
    oldest, until = status.oldest_unsent_at, status.held_until_mono_ms
    return CentralShown(
        status.link,
        status.standing,
        max(0, mono_ms - status.since_mono_ms) // _MINUTE_MS,
        status.unsent,
        None if oldest is None else max(0, int((now - oldest).total_seconds())) // 60,
        status.held,
        None if until is None else max(0, until - mono_ms) // _MINUTE_MS,
        status.alarms[0] if status.alarms else None,
        None if status.clock_offset_ms is None else round(status.clock_offset_ms / 1000),
    )
