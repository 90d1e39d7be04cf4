"""The command that tells how a bench and its central stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from packstation.domain.refusal import DeviceFault
from packstation.door import NoDoor, ask
from packstation.maintenance.paper_settings import store_of
from packstation.maintenance.speech import complain, say, span_words
from packstation.standing import ERRAND, standing_of_store
from packstation.storeroom import SystemClock

CLOCK_RIGHT_MS = 2_000
"""Nobody reads a difference so small."""


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
    for line in told_lines(told):
        say(line)
    return 0


def told_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The same for people: what there is to say, a line each."""
    yield f"bench: {told['station']}"
    if told["link"] is not None:
        since = "" if told["since_s"] is None else f" for {span_words(told['since_s'])}"
        yield f"central: {told['link']}{since}"
    if told["enrolled"]:
        yield f"not sent: {_unsent(told)}"
    if told["orders_ahead"]:
        left_s = told["orders_ahead_for_s"]
        yield f"orders kept: {told['orders_ahead']}" + (
            "" if left_s is None else f", for {span_words(left_s)}"
        )
    if told["clock_offset_ms"] is not None:
        yield f"clock: {_clock(told['clock_offset_ms'])}"
    yield f"disk: {told['disk_free_bytes'] / 1e9:.1f} GB free"
    yield from _to_see_to(told)


def _to_see_to(told: Mapping[str, Any]) -> Iterator[str]:
    if told["tasks"]:
        yield f"to settle: {_counted(told['tasks'], 'task')}"
    if told["settled_by_site"]:
        yield f"settled by the site: {', '.join(told['settled_by_site'])}"
    if told["site_settings_left_out"] is not None:
        yield f"left out, this release cannot read the site's settings: {told['site_settings_left_out']}"
    if told["settings_wait_for_start"]:
        yield "other settings count from the next start of this bench"
    if not told["running"]:
        yield "this bench does not run: its store says so"
    if told["alarms"]:
        yield f"look at: {', '.join(alarm.replace('_', ' ') for alarm in told['alarms'])}"


def _unsent(told: Mapping[str, Any]) -> str:
    if not told["unsent"]:
        return "nothing"
    oldest_s = told["oldest_unsent_s"]
    oldest = "" if oldest_s is None else f", the oldest {span_words(oldest_s)} ago"
    return f"{_counted(told['unsent'], 'act')}{oldest}"


def _clock(offset_ms: int) -> str:
    if abs(offset_ms) < CLOCK_RIGHT_MS:
        return "right"
    return f"{span_words(abs(offset_ms) // 1000)} {'slow' if offset_ms > 0 else 'fast'}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


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
