"""Copies of the store: made while the station works, proven before they count, and put back."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from packstation.persistence.disk import flush_file, flush_folder, make_owner_only
from packstation.persistence.engine import connect, disk_faults, reading, refuse_damaged
from packstation.persistence.fault import BackupUnusable

PAGES_A_STEP = 256
"""One MiB: between two steps others get at the disk and the interpreter."""
NIGHT_HOUR = 2
"""The hour at which the working day surely is over; a bench switched off then backs up when it starts."""
KEPT = 14

_NAME = re.compile(r"packstation-\d{8}T\d{6}Z\.db")
_HALF = re.compile(r"\.packstation-\d{8}T\d{6}Z\.db\.part")
_STAMPED = re.compile(r"\d{8}T\d{6}Z")
_STAMP = "%Y%m%dT%H%M%SZ"


def stamp(at: datetime) -> str:
    """An instant as it stands in file names, in UTC."""
    return at.astimezone(UTC).strftime(_STAMP)


def backup_name(at: datetime) -> str:
    """What a backup of that instant is called; `rotate` and `newest` know no other files."""
    return f"packstation-{stamp(at)}.db"


def backup(store_path: Path, target: Path) -> int:
    """Copy the store as it stands at this moment, whether or not a station runs on it; bytes written.

    The copy is one file, passed by quick_check, on the disk, and appears under its name only then.
    FileNotFoundError without a store, DeviceFault when either disk fails, OSError for the target's folder,
    BackupUnusable for a target that is the store itself or a file of it.
    """
    _refuse_own_file(store_path, target)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    make_owner_only(part)
    try:
        with reading(store_path) as source:
            copy_pages(source, part)
        part.replace(target)
    finally:
        # A copy that failed must not keep the room the station needs.
        part.unlink(missing_ok=True)
    flush_folder(target.parent)
    return target.stat().st_size


def _refuse_own_file(store_path: Path, target: Path) -> None:
    """A copy put over a running store would cut the station off from its file: all work after it is lost."""
    store, copy = store_path.resolve(), target.resolve()
    if copy.parent == store.parent and copy.name.startswith(store.name):
        raise BackupUnusable("a copy of the store needs a name of its own")


def copy_pages(source: sqlite3.Connection, target: Path, pages_a_step: int = PAGES_A_STEP) -> None:
    """Copy what `source` sees now into the empty file `target`, prove it and flush it."""
    copy = connect(target)
    try:
        with disk_faults():
            # One snapshot for all steps: else every commit of the station would start the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=pages_a_step)
            source.execute("COMMIT")
            # A copy in one file: it may have to be read from a disk that cannot be written.
            copy.execute("PRAGMA journal_mode = DELETE")
            refuse_damaged(copy)
    finally:
        copy.close()
    flush_file(target)


def due(now: datetime, last: datetime | None) -> bool:
    """Whether a night has begun since the last backup; `now` in the bench's own time zone."""
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return last is None or last < night


def newest(folder: Path) -> datetime | None:
    """When the newest backup in the folder was made, by its name."""
    made = _named(folder, _NAME)
    return _stamp_of(made[-1]) if made else None


def rotate(folder: Path, keep: int = KEPT) -> tuple[Path, ...]:
    """Remove all but the newest backups, and halves that a killed station left; what was removed.

    Other files are left alone, and so is a half younger than the newest backup: somebody may be at it.
    """
    whole = _named(folder, _NAME)
    halves = [path for path in _named(folder, _HALF) if whole and _stamp_of(path) <= _stamp_of(whole[-1])]
    removed = (*whole[: -keep or None], *halves)
    for path in removed:
        path.unlink()
    return removed


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name))


def _stamp_of(path: Path) -> datetime:
    found = _STAMPED.search(path.name)
    if found is None:
        raise ValueError(path.name)
    return datetime.strptime(found[0], _STAMP).replace(tzinfo=UTC)
