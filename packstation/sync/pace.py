"""How fast, how often, how much: every number of the sync in one place."""

from __future__ import annotations

from packstation.domain.value import value

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
MIB = 1024 * 1024


@value
class Pace:
    """The numbers by which a station talks with central. A simulation runs with shorter ones."""

    poll_ms: int = 1_000
    """Between two questions for what is new; an answer that tells where the feed ends counts as one."""
    beat_ms: int = 10_000
    """Between two heartbeats, each twice as dear as a question for what is new: the feed tells first of
    a claim that is lost, and leases last for minutes."""
    hello_ms: int = 5 * MINUTE_MS
    """Until hello is said again: a central behind a pool is restored without a line being cut."""
    batch: int = 100
    """Journal rows a push. With 200 a row costs a third less, and the slowest of a hundred takes 0.5 s."""
    gather_ms: int = 1_000
    """Between two pushes while little happens, so that a busy packer is one call a second."""
    pull_limit: int = 500
    bundle: int = 30
    """Orders claimed ahead, so that a station cut off goes on."""
    bundle_lease_ms: int = 8 * HOUR_MS
    lease_ms: int = 10 * MINUTE_MS
    """Of an order that a packer asked for; every heartbeat renews it."""
    top_up_ms: int = 5_000
    nothing_ready_ms: int = 30_000
    """Until claims ahead are asked for again after central had too few."""
    first_retry_ms: int = 500
    longest_retry_ms: int = 30_000
    barred_retry_ms: int = MINUTE_MS
    """Until a station that was told no asks whether it still stands."""
    longest_asked_wait_ms: int = MINUTE_MS
    herd_after_ms: int = 30 * MINUTE_MS
    """After an outage this long every station of the site has much to send, and they come one by one."""
    herd_unsent: int = 1_000
    herd_ms: int = 2 * MINUTE_MS
    clock_wrong_ms: int = 2 * MINUTE_MS
    away_long_ms: int = 8 * HOUR_MS
    away_a_day_ms: int = 24 * HOUR_MS
    claims_end_soon_ms: int = 30 * MINUTE_MS
    unsent_many: int = 400_000
    disk_low_bytes: int = 1024 * MIB
    disk_full_bytes: int = 256 * MIB


def retry_wait_ms(pace: Pace, tries: int, chance: float) -> int:
    """Back-off with full jitter: anything up to a bound that doubles with each try."""
    bound = min(pace.longest_retry_ms, pace.first_retry_ms * 2 ** min(tries, 16))
    return int(bound * chance) + 1


def around_ms(wait_ms: int, chance: float) -> int:
    """A fifth more or less, so that stations switched on together do not call together for ever."""
    return int(wait_ms * (0.8 + 0.4 * chance))
