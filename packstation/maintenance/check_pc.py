"""The PC in a check-up: room on the disk, the clock, the fonts, the sound."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from packstation.maintenance.check_store import mebibytes
from packstation.maintenance.finding import Finding, Level

ROOM_TO_WORK_BYTES = 100 * 2**20
"""Below this the store may fail in the middle of a scan: a day's work and its log need some of it."""
ROOM_TO_REST_BYTES = 2**30
"""Below this the nightly copies will run out of room before long."""

RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
"""No bench can have worked before; a PC with an empty clock battery begins years earlier."""
LATEST = RELEASED + timedelta(days=20 * 365)
AHEAD = timedelta(minutes=2)
"""How far a row may lie ahead of the clock: clocks are set by the network now and then."""

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_TRUETYPE = b"\x00\x01\x00\x00"

SOUND_CARDS = Path("/proc/asound/cards")
"""Linux's list of sound cards (sound/core/init.c): "--- no soundcards ---" when there is none."""


def check_disk(home: Path) -> Finding:
    """Room where the store is, or will be."""
    there = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    return judge_room(shutil.disk_usage(there).free)


def judge_room(free_bytes: int) -> Finding:
    """What so much room means."""
    told = f"{mebibytes(free_bytes)} free"
    to_do = "make room on the disk of the store"
    if free_bytes < ROOM_TO_WORK_BYTES:
        return Finding("disk", Level.CANNOT_WORK, told, to_do)
    if free_bytes < ROOM_TO_REST_BYTES:
        return Finding("disk", Level.TO_DO, told, to_do)
    return Finding("disk", Level.FINE, told)


def check_clock(now: datetime, newest_at: datetime | None) -> Finding:
    """Whether it can be that late, by the calendar and by the newest row of the journal."""
    told = now.astimezone().strftime("%Y-%m-%d %H:%M, %Z")
    abroad = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    to_do = "set date, time and time zone of this PC, and let the network keep them"
    if not RELEASED <= now <= LATEST:
        return Finding("clock", Level.TO_DO, f"{told}: that cannot be", to_do, f"{abroad}: that cannot be")
    if newest_at is not None and newest_at > now + AHEAD:
        behind = f"behind the newest row of the journal ({newest_at.astimezone():%Y-%m-%d %H:%M})"
        return Finding("clock", Level.TO_DO, f"{told}: {behind}", to_do, f"{abroad}: behind the journal")
    return Finding("clock", Level.FINE, told, abroad=abroad)


def check_fonts(folder: Path) -> Finding:
    """The fonts labels are set in."""
    missing = [name for name in FONTS if not _is_font(folder / name)]
    if missing:
        told = f"missing or damaged: {', '.join(missing)}; no label can be written"
        return Finding("fonts", Level.CANNOT_WORK, told, "install Packstation again")
    return Finding("fonts", Level.FINE, "there")


def _is_font(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_TRUETYPE)) == _TRUETYPE
    except OSError:
        return False


def check_sound(cards: Path = SOUND_CARDS) -> Finding:
    """Whether the PC can be heard, as far as that is known without the window's own sound library."""
    try:
        listed = cards.read_text("utf-8", "replace") if sys.platform == "linux" else ""
    except OSError:
        listed = ""
    if "no soundcards" in listed:
        to_do = "plug a loudspeaker in if packers shall hear the answers"
        return Finding("sound", Level.NOTE, "this PC has no sound card", to_do)
    known = "a sound card is there; " if listed.strip() else ""
    told = f"{known}not checked whether it can be heard"
    return Finding("sound", Level.NOTE, told, "play any sound on this PC and listen")
