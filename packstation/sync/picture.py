"""Makes the picture of the link: what the bench shows, and what it warns of before it hurts."""

from __future__ import annotations

from collections.abc import Iterator

from packstation.domain.sync_status import Link, SyncAlarm, SyncStatus
from packstation.sync.incoming import Moment, Seen
from packstation.sync.state import Phase, State

LINKS = {
    Phase.AWAY: Link.AWAY,
    Phase.UP: Link.CONNECTED,
    Phase.LEAVING: Link.CONNECTED,
    Phase.BARRED: Link.BARRED,
    Phase.FORKED: Link.FORKED,
}
BUNDLE_LEFT = 0.3
"""Of the orders claimed ahead: at 70 % used a station that is cut off says so."""


def status_of(state: State, seen: Seen, now: Moment) -> SyncStatus:
    """The picture at this moment."""
    running = [held.lease_ends_mono_ms for held in seen.held if seen.left_ms(held, now)]
    return SyncStatus(
        LINKS[state.phase],
        state.standing,
        state.since_ms,
        seen.position.unsent,
        seen.position.oldest_unsent_at,
        len(running),
        min(running, default=None),
        sum(held.boot_id != seen.boot_id for held in seen.held),
        seen.position.cursor,
        max(seen.position.cursor, state.known.head if state.known else 0),
        state.clock_offset_ms,
        tuple(_alarms(state, seen, now)),
    )


def _alarms(state: State, seen: Seen, now: Moment) -> Iterator[SyncAlarm]:
    pace = state.pace
    if seen.disk_free_bytes < pace.disk_full_bytes:
        yield SyncAlarm.DISK_FULL
    elif seen.disk_free_bytes < pace.disk_low_bytes:
        yield SyncAlarm.DISK_LOW
    if state.phase not in {Phase.UP, Phase.FORKED}:
        yield from _away_alarms(state, seen, now)
    if seen.position.unsent >= pace.unsent_many:
        yield SyncAlarm.UNSENT_MANY
    if state.clock_suspect or abs(state.clock_offset_ms or 0) > pace.clock_wrong_ms:
        yield SyncAlarm.CLOCK_WRONG


def _away_alarms(state: State, seen: Seen, now: Moment) -> Iterator[SyncAlarm]:
    """What hurts only a station that central does not hear, and that would pack all the same."""
    pace = state.pace
    # What lies open goes on though its lease ends: it runs for minutes, and is no reason to be loud.
    left = [left_ms for held in seen.ahead if (left_ms := seen.left_ms(held, now))]
    if left and min(left) < pace.claims_end_soon_ms:
        yield SyncAlarm.CLAIMS_END_SOON
    if pace.bundle and len(left) <= pace.bundle * BUNDLE_LEFT:
        yield SyncAlarm.BUNDLE_NEARLY_USED
    # The steady clock knows this start only; what waits since before it tells of a longer outage.
    oldest = seen.position.oldest_unsent_at
    waiting_ms = 0 if oldest is None else (now.wall - oldest).total_seconds() * 1_000
    away_ms = max(now.mono_ms - state.since_ms, waiting_ms)
    if away_ms >= pace.away_a_day_ms:
        yield SyncAlarm.AWAY_A_DAY
    elif away_ms >= pace.away_long_ms:
        yield SyncAlarm.AWAY_LONG
