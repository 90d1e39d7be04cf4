"""How a station and its central stand, as data: for `packstation status`, whether the station runs or not."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import packstation
from packstation.application.ports import Clock
from packstation.domain.sync_status import ALONE, SyncStatus
from packstation.persistence.read_standing import Standing, read_standing
from packstation.places import STORE_NAME
from packstation.rules_here import RulesHere, rules_here
from packstation.settings.station import StationSettings

ERRAND = "status"
"""What a command asks a running station for."""
Told = Mapping[str, Any]


def standing_of_running(home: Path, told: SyncStatus | None, clock: Clock, settings: StationSettings) -> Told:
    """What the running station itself knows; times in seconds from now. `told` None: it is alone."""
    found, status, mono_ms = read_standing(home / STORE_NAME), told or ALONE, clock.mono_ms()
    until = status.held_until_mono_ms
    return {
        **_told(found, home, clock.now(), rules_here(home, settings)),
        "running": True,
        "link": status.link.value,
        "standing": status.standing.value if status.standing else None,
        "since_s": max(0, mono_ms - status.since_mono_ms) // 1000 if told else None,
        "orders_ahead": status.held,
        "orders_ahead_for_s": None if until is None else max(0, until - mono_ms) // 1000,
        "leases_unknown": status.unknown_leases,
        "head": status.head,
        "clock_offset_ms": status.clock_offset_ms,
        "alarms": [alarm.value for alarm in status.alarms],
    }


def standing_of_store(home: Path, now: datetime) -> Told:
    """What stands in the store of a station that does not run. FileNotFoundError, DeviceFault."""
    found = read_standing(home / STORE_NAME)
    return {
        **_told(found, home, now, rules_here(home)),
        "running": False,
        "link": None if found.enrolled else ALONE.link.value,
        "standing": None,
        "since_s": None,
        # Leases are measured on the clock of one run of the station.
        "orders_ahead": 0,
        "orders_ahead_for_s": None,
        "leases_unknown": found.claims,
        "head": None,
        "clock_offset_ms": None,
        "alarms": [],
    }


def _told(found: Standing, home: Path, now: datetime, rules: RulesHere) -> dict[str, Any]:
    oldest = found.oldest_unsent_at
    return {
        "version": packstation.__version__,
        "site": str(found.site),
        "station": found.station_id,
        "enrolled": found.enrolled,
        "forked": found.forked,
        "unsent": found.unsent,
        "oldest_unsent_s": None if oldest is None else max(0, int((now - oldest).total_seconds())),
        "cursor": found.cursor,
        "tasks": found.tasks,
        "settled_by_site": list(rules.keys),
        "site_settings_left_out": rules.left_out,
        "settings_wait_for_start": rules.wait,
        "disk_free_bytes": shutil.disk_usage(home).free,
    }
