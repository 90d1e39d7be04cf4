"""How the station and its central stand with each other: what the bench shows at all times."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from packstation.domain.central import Standing
from packstation.domain.value import value


class Link(StrEnum):
    """Whether central hears the station."""

    ALONE = "alone"
    """Not enrolled: there is no central, and nobody misses it."""
    AWAY = "away"
    CONNECTED = "connected"
    BARRED = "barred"
    """Central answers and says no (`standing` tells why; None: it refused the call itself)."""
    FORKED = "forked"
    """Two journals go by this station's name: read only until somebody has looked."""


class SyncAlarm(StrEnum):
    """What somebody should know before it hurts, most urgent first."""

    DISK_FULL = "disk_full"
    DISK_LOW = "disk_low"
    CLAIMS_END_SOON = "claims_end_soon"
    BUNDLE_NEARLY_USED = "bundle_nearly_used"
    AWAY_A_DAY = "away_a_day"
    AWAY_LONG = "away_long"
    UNSENT_MANY = "unsent_many"
    CLOCK_WRONG = "clock_wrong"


@value
class SyncStatus:
    """A picture of the link. Times in `mono_ms` are of the station's steady clock, so a picture keeps."""

    link: Link
    standing: Standing | None
    since_mono_ms: int
    """Connected, or not, since then."""
    unsent: int
    oldest_unsent_at: datetime | None
    held: int
    """Claims whose lease runs."""
    held_until_mono_ms: int | None
    """When the first of them ends; None when there is none."""
    unknown_leases: int
    """Claims from before the last start, which central has not confirmed yet."""
    cursor: int
    head: int
    """The feed's newest row, as central last told it."""
    clock_offset_ms: int | None
    """Central's clock less this PC's; None before the first answer."""
    alarms: tuple[SyncAlarm, ...]


ALONE = SyncStatus(Link.ALONE, None, 0, 0, None, 0, None, 0, 0, 0, None, ())
"""A station without a central."""
