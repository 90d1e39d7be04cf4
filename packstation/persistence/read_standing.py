"""Read how a store stands with its central, beside whoever writes to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from packstation.domain.value import value
from packstation.persistence.engine import reading
from packstation.persistence.identity import read_identity

# A station alone has nothing unsent: nobody waits for its rows.
_UNSENT = """
    SELECT count(*), min(at) FROM journal WHERE site_id = :site AND station_id = :station AND acked_at IS NULL
"""
# A station that is off has always written down that it went off, and nobody heard it.
_UNSENT_ACTS = """
    SELECT count(*) FROM journal WHERE site_id = :site AND station_id = :station AND acked_at IS NULL
    AND kind NOT IN ('station_started', 'station_stopped')
"""
_CLAIMS = "SELECT count(*) FROM claims WHERE site_id = :site"
_TASKS = "SELECT count(*) FROM conflicts WHERE site_id = :site AND whose = :station AND state = 'open'"


@value
class Standing:
    """What the store itself says; `tasks` wait at this bench for a person.

    `unsent_acts` leaves out that the station was switched on or off.
    """

    site: UUID
    station_id: str
    enrolled: bool
    forked: bool
    unsent: int
    unsent_acts: int
    oldest_unsent_at: datetime | None
    claims: int
    cursor: int
    tasks: int


def read_standing(path: Path) -> Standing:
    """How things stand. FileNotFoundError without a store, DeviceFault."""
    with reading(path) as raw:
        raw.execute("BEGIN")
        identity = read_identity(raw)
        key = {"site": identity.site.bytes, "station": identity.station_id}
        unsent, oldest = raw.execute(_UNSENT, key).fetchone() if identity.enrolled else (0, None)
        acts = raw.execute(_UNSENT_ACTS, key).fetchone()[0] if identity.enrolled else 0
        claims = raw.execute(_CLAIMS, key).fetchone()[0]
        tasks = raw.execute(_TASKS, key).fetchone()[0]
        cursor = raw.execute("SELECT value FROM meta WHERE key = 'cursor'").fetchone()
    return Standing(
        identity.site,
        identity.station_id,
        identity.enrolled,
        identity.forked,
        unsent,
        acts,
        datetime.fromisoformat(oldest) if oldest else None,
        claims,
        int(cursor[0]) if cursor else 0,
        tasks,
    )
