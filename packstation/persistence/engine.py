"""SQLite as the station uses it: which library, which settings, and one connection for everything.

Always through `driver()`: two copies of SQLite in one process would not see each other's locks.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import ModuleType

from packstation.persistence.fault import disk_failed, fault_of

WAL_RESET_FIXED = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (two connections writing and checkpointing at once)."""

CARRY_OVER = "PRAGMA wal_autocheckpoint = 100"
"""So many pages of the log are carried over into the store at once, by the commit that fills them.

With SQLite's own thousand one scan in a hundred and fifty waits for twenty milliseconds; so it is one in
fifteen, for two.
"""
_SETTINGS = (
    CARRY_OVER,
    "PRAGMA foreign_keys = ON",
    # INSERT OR REPLACE deletes without asking the journal's trigger unless this is on.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    # macOS: fsync alone leaves the data in the disk's own memory.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
)


@cache
def driver() -> ModuleType:
    """The DB-API module: pysqlite3 with its own recent SQLite where installed, else the interpreter's."""
    module: ModuleType = sqlite3
    with suppress(ImportError):
        import pysqlite3.dbapi2  # noqa: PLC0415 - not on every platform

        module = pysqlite3.dbapi2
    # For values of these kinds the driver else searches, at each one, longer than SQLite takes to store it.
    for kind, as_bound in ((bytes, bytearray), (type(None), _as_it_is), (bool, int)):
        module.register_adapter(kind, as_bound)
    return module


def _as_it_is(nothing: None) -> None:
    return nothing


def library_version() -> tuple[int, ...]:
    """The version of the SQLite library in use."""
    version: tuple[int, ...] = driver().sqlite_version_info
    return version


def library_warning(version: tuple[int, ...] | None = None) -> str | None:
    """What to say about a SQLite with the WAL-reset bug; None for a sound one.

    The station keeps to one writing connection in any case, which the bug cannot hit.
    """
    found = library_version() if version is None else version
    if found >= WAL_RESET_FIXED:
        return None
    said, fixed = (".".join(map(str, numbers)) for numbers in (found, WAL_RESET_FIXED))
    return f"SQLite {said} has the WAL-reset bug (mended in {fixed}): one connection does all the writing"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A plain connection in autocommit to a file that exists (else FileNotFoundError)."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    mode = "ro" if read_only else "rw"
    with disk_faults():
        connection: sqlite3.Connection = driver().connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def disk_faults() -> Iterator[None]:
    """Errors of SQLite that are the disk's leave the block as DeviceFault, all others as they are."""
    try:
        yield
    except (driver().Error, sqlite3.Error) as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error


def configure(raw: sqlite3.Connection) -> None:
    """Make the connection one that loses nothing it has committed and keeps its tables' promises."""
    for setting in _SETTINGS:
        raw.execute(setting)


@contextmanager
def begun(raw: sqlite3.Connection) -> Iterator[None]:
    """A writing transaction: committed on leaving, rolled back when the block or the commit raises."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")


def refuse_outside(raw: sqlite3.Connection) -> None:
    """Raise RuntimeError when no transaction is open: outside of one, nothing would hold together."""
    if not raw.in_transaction:
        raise RuntimeError("the store was used outside its transaction")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, beside whoever runs on the store; closed at the end."""
    raw = connect(path, read_only=True)
    try:
        with disk_faults():
            yield raw
    finally:
        raw.close()


@contextmanager
def moment(path: Path) -> Iterator[sqlite3.Connection]:
    """The same, everything as of one moment, for as short as can be: the log grows meanwhile."""
    with reading(path) as raw:
        raw.execute("BEGIN")
        yield raw


def refuse_damaged(raw: sqlite3.Connection) -> None:
    """Read every page (`quick_check`); DeviceFault(disk_failed) with the first thing that is wrong."""
    with disk_faults():
        (found,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise disk_failed(str(found)[:200])
