"""Look a store over without touching it, beside whoever runs on it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

from packstation.domain.value import value
from packstation.persistence.engine import reading, refuse_damaged
from packstation.persistence.fault import StoreForeign
from packstation.persistence.identity import read_identity
from packstation.persistence.lock import FileLock
from packstation.persistence.schema import STATION, found_version, refuse_newer


@value
class StoreState:
    """A healthy store: its schema and that of this release, its size with its log, its journal.

    `newest_at` is the latest instant any row bears, None in an empty journal.
    """

    schema: str
    head: str
    demo: bool
    size_bytes: int
    journal_rows: int
    newest_at: datetime | None


def examine(path: Path) -> StoreState:
    """Read every page of the store.

    FileNotFoundError without one, StoreForeign or StoreTooNew for one this release cannot use,
    DeviceFault when it is damaged or its disk fails.
    """
    with reading(path) as raw:
        version = found_version(raw)
        if version is None:
            raise StoreForeign
        refuse_newer(version, STATION)
        refuse_damaged(raw)
        rows, newest = raw.execute("SELECT count(*), max(at) FROM journal").fetchone()
        demo = read_identity(raw).demo
    log = path.with_name(path.name + "-wal")
    size = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    newest_at = datetime.fromisoformat(newest) if newest else None
    return StoreState(version, STATION.head, demo, size, rows, newest_at)


def keep_stations_out(store_path: Path) -> AbstractContextManager[object]:
    """As long as the block runs no station starts on this store; StoreLocked when one is running.

    Where no station ever was nothing is written: a lock file of another user would keep its owner out.
    """
    if not store_path.with_name(store_path.name + ".lock").exists():
        return nullcontext()
    return FileLock(store_path)
