"""Put a backup in the place of the store, without losing what is there and without issuing a plate twice."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.persistence.backup import copy_pages, stamp
from packstation.persistence.disk import flush_file, flush_folder, make_owner_only
from packstation.persistence.engine import connect, disk_faults, reading, refuse_damaged
from packstation.persistence.fault import BackupUnusable, StoreForeign
from packstation.persistence.identity import read_identity, refuse_mark
from packstation.persistence.lock import FileLock
from packstation.persistence.schema import STATION, Schema, found_version, refuse_newer

SERIALS_SKIPPED = 10_000
"""How far a block goes on when nobody can tell how many plates were issued since the backup: days of work."""

_BLOCKS = """
    SELECT next_serial, site_id, station_id, extension_digit, company_prefix, plate_prefix FROM sscc_blocks
"""
_GO_ON_AT = """
    UPDATE sscc_blocks SET next_serial = ? WHERE site_id = ? AND station_id = ?
    AND extension_digit = ? AND company_prefix = ? AND plate_prefix = ?
"""


def restore(source: Path, store_path: Path, at: datetime, schema: Schema = STATION) -> Path | None:
    """Make the backup `source` the store; where the store it replaced was put (None when there was none).

    Raises StoreLocked while a station runs, BackupUnusable or StoreTooNew for a backup that will not do,
    DemoMismatch between demo and real; then the store is as it was.
    """
    store_path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(store_path):
        is_demo = _prove(source, schema)
        issued = _issued(store_path, is_demo=is_demo)
        part = store_path.with_name(f".{store_path.name}.part")
        part.unlink(missing_ok=True)
        make_owner_only(part)
        with reading(source) as raw:
            copy_pages(raw, part)
        _skip_issued(part, issued)
        aside = _set_aside(store_path, at)
        part.replace(store_path)
        flush_folder(store_path.parent)
    return aside


def _prove(source: Path, schema: Schema) -> bool:
    """Raise when the backup will not do; whether it is one of a demo store."""
    try:
        with reading(source) as raw:
            refuse_damaged(raw)
            version = found_version(raw)
            if version is None:
                raise StoreForeign
            refuse_newer(version, schema)
            return read_identity(raw).demo
    except (DeviceFault, StoreForeign) as error:
        raise BackupUnusable(str(error)) from error


def _issued(store_path: Path, *, is_demo: bool) -> dict[tuple[object, ...], int]:
    """How far the store's blocks are used up; nothing when there is no store, or none that can be read."""
    try:
        with reading(store_path) as raw:
            if found_version(raw) is None:
                return {}
            identity = read_identity(raw)
            blocks = {tuple(key): next_serial for next_serial, *key in raw.execute(_BLOCKS)}
    except (FileNotFoundError, DeviceFault, StoreForeign):
        return {}
    refuse_mark(identity, demo=is_demo)
    return blocks


def _skip_issued(part: Path, issued: dict[tuple[object, ...], int]) -> None:
    raw = connect(part)
    try:
        with disk_faults():
            for next_serial, *key in raw.execute(_BLOCKS).fetchall():
                known = issued.get(tuple(key), next_serial + SERIALS_SKIPPED)
                raw.execute(_GO_ON_AT, (max(known, next_serial), *key))
    finally:
        raw.close()
    flush_file(part)


def _set_aside(store_path: Path, at: datetime) -> Path | None:
    if not store_path.exists():
        return None
    aside = store_path.with_name(f"{store_path.stem}-replaced-{stamp(at)}{store_path.suffix}")
    # As they are, before SQLite opens them to write: it throws away a log it cannot read.
    for ending in ("", "-wal"):
        old, kept = Path(f"{store_path}{ending}"), Path(f"{aside}{ending}")
        if old.exists():
            make_owner_only(kept)
            shutil.copyfile(old, kept)
            flush_file(kept)
    _fold_log(store_path)
    # The log of the old store must never be read into the new one.
    for ending in ("-wal", "-shm"):
        Path(f"{store_path}{ending}").unlink(missing_ok=True)
    return aside


def _fold_log(store_path: Path) -> None:
    """Write the log into the file, so that the store is whole at every moment until it is replaced."""
    try:
        raw: sqlite3.Connection = connect(store_path)
        try:
            with disk_faults():
                # Whoever still reads is not waited for: everything is kept beside it by now.
                raw.execute("PRAGMA busy_timeout = 100")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
    except DeviceFault:
        return  # damaged, and kept as it is
