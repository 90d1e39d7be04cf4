"""The command that tells how a bench and its central stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packstation.domain.refusal import DeviceFault
from packstation.door import NoDoor, ask
from packstation.maintenance.paper_settings import store_of
from packstation.maintenance.speech import complain, say
from packstation.standing import ERRAND, standing_of_store
from packstation.storeroom import SystemClock

_LINES = (
    ("bench", "station"),
    ("link", "link"),
    ("unsent acts", "unsent"),
    ("oldest unsent, seconds", "oldest_unsent_s"),
    ("orders ahead", "orders_ahead"),
    ("for, seconds", "orders_ahead_for_s"),
    ("central's clock less this one, ms", "clock_offset_ms"),
    ("free on the disk, bytes", "disk_free_bytes"),
    ("tasks for a person", "tasks"),
)


def show_status(home: Path, *, as_json: bool) -> int:
    """Ask the running station, else read its store."""
    try:
        store_of(home)
        told = _asked(home) or standing_of_store(home, SystemClock().now())
    except (FileNotFoundError, DeviceFault) as trouble:
        return complain(trouble)
    if as_json:
        say(json.dumps(dict(told), indent=1))
        return 0
    for words, name in _LINES:
        say(f"{words}: {'-' if told[name] is None else told[name]}")
    say(f"settled by the site: {', '.join(told['settled_by_site']) or '-'}")
    if told["site_settings_left_out"] is not None:
        say(f"left out, this release cannot read the site's settings: {told['site_settings_left_out']}")
    if told["settings_wait_for_start"]:
        say("other settings count from the next start of this bench")
    if not told["running"]:
        say("this bench does not run: its store says so")
    if told["alarms"]:
        say(f"look at: {', '.join(told['alarms'])}")
    return 0


def _asked(home: Path) -> Mapping[str, Any] | None:
    """What the running station says; None when none runs."""
    try:
        for answer in ask(home, {"errand": ERRAND}):
            if "done" in answer:
                told: Mapping[str, Any] = answer["done"]
                return told
    except NoDoor:
        pass
    return None
