"""What the sync remembers from step to step: nothing that the book or central could not tell it again."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from packstation.domain.central import Standing
from packstation.domain.sync_status import SyncStatus
from packstation.sync.incoming import Seen
from packstation.sync.pace import Pace


class Phase(StrEnum):
    """How far the station has come with central."""

    AWAY = "away"
    UP = "up"
    BARRED = "barred"
    FORKED = "forked"
    LEAVING = "leaving"


class Known(NamedTuple):
    """What central said of itself and of this station; true until the connection ends."""

    epoch: UUID
    acked_seq: int
    """The newest own journal row that central has."""
    head: int
    max_batch: int


class State(NamedTuple):
    """One station's sync between two steps. `known` stands exactly while the phase is UP or LEAVING.

    A tuple: each step makes another one, which takes a tenth of what it takes with a dataclass.
    """

    pace: Pace
    phase: Phase = Phase.AWAY
    known: Known | None = None
    standing: Standing | None = None
    since_ms: int = 0
    """When it was connected, or was so no more."""
    tries: int = 0
    """In vain, one after the other."""
    quiet_until_ms: int = 0
    """No call before, but for heartbeats and packers who wait once connected."""
    hello_at_ms: int = 0
    beat_at_ms: int = 0
    poll_at_ms: int = 0
    """The feed is read, where nothing has told that it is where the book is."""
    push_at_ms: int = 0
    """Nor a push of few rows before, unless somebody waits."""
    top_up_at_ms: int = 0
    batch: int = 0
    """Rows of the next push: all that central takes, fewer after it refused some."""
    rebuild_from: int | None = None
    """No pulling; once central has the own rows up to here, the book is filled anew."""
    wanted: tuple[UUID, ...] = ()
    clock_offset_ms: int | None = None
    clock_suspect: bool = False
    seen: Seen | None = None
    seen_at_ms: int = 0
    wake_at_ms: int | None = None
    """Until then there was nothing to do at the last look."""
    told: SyncStatus | None = None
