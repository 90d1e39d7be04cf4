"""How central sees its benches, as a table for people and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from packstation.maintenance.speech import span_words
from packstation.persistence.central.office import StationLine

AWAY_S = 60
"""A bench that has said nothing for so long is away: it says something every second."""
CLOCK_MS = 120_000
"""A clock so wrong is worth a look: nothing is decided by it, but people read it."""
HEADER = ("bench", "seen", "unsent", "behind", "claims", "clock", "settings", "version", "look at")


def as_table(lines: Sequence[StationLine], now: datetime) -> str:
    """A line a bench."""
    if not lines:
        return "no bench is enrolled yet: packstation central enrol NAME"
    several = len({line.site for line in lines}) > 1
    rows = [HEADER, *(_row(line, now, several=several) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_json(lines: Sequence[StationLine]) -> list[dict[str, object]]:
    """Each bench as data; instants in ISO 8601."""
    return [
        {field.name: _plain(getattr(line, field.name)) for field in fields(StationLine)} for line in lines
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _row(line: StationLine, now: datetime, *, several: bool) -> tuple[str, ...]:
    return (
        f"{line.site}/{line.station_id}" if several else line.station_id,
        "never" if line.last_seen is None else f"{_span(line.last_seen, now)} ago",
        _unsent(line, now),
        "" if line.cursor is None else str(max(0, line.head - line.cursor)),
        str(line.claims),
        "" if line.clock_offset_ms is None else f"{line.clock_offset_ms / 1000:+.1f} s",
        {None: "", True: "heard", False: "not yet"}[line.knows_settings],
        line.app_version or "",
        ", ".join(_troubles(line, now)),
    )


def _unsent(line: StationLine, now: datetime) -> str:
    if line.unsent is None:
        return ""
    if not line.unsent or line.oldest_unsent_at is None:
        return str(line.unsent)
    return f"{line.unsent}, oldest {_span(line.oldest_unsent_at, now)}"


def _troubles(line: StationLine, now: datetime) -> list[str]:
    """What somebody should look at."""
    found = _tasks(line, now)
    if line.closed_at is not None:
        return ["closed", *found]
    if line.last_seen is not None and (now - line.last_seen).total_seconds() > AWAY_S:
        found.append("away")
    if line.standing not in {None, "go"}:
        found.append(str(line.standing))
    if abs(line.clock_offset_ms or 0) > CLOCK_MS:
        found.append("clock")
    if line.not_understood:
        found.append(
            f"{line.not_understood} rows not understood: packstation central init URL, of a newer release"
        )
    return found


def _tasks(line: StationLine, now: datetime) -> list[str]:
    """What waits for a lead; at a closed bench for the next one that is enrolled."""
    if not line.tasks:
        return []
    oldest = f", oldest {_span(line.oldest_task_at, now)}" if line.oldest_task_at else ""
    waits = ": the next bench that is enrolled gets them" if line.closed_at is not None else ""
    return [f"cartons to settle: {line.tasks}{oldest}{waits}"]


def _span(since: datetime, now: datetime) -> str:
    return span_words(max(0, int((now - since).total_seconds())))
