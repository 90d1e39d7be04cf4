"""The store in a check-up: does it open, is it whole, does the journal hold, is there a copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.finding import Finding, Level
from packstation.persistence.backup import newest
from packstation.persistence.engine import library_version, library_warning
from packstation.persistence.examine import StoreState, examine
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_journal import verify_journal
from packstation.places import BACKUPS_NAME, STORE_NAME

UNCOPIED = timedelta(hours=36)
"""Work older than this without a copy: the copy of at least one night is missing."""

_DAMAGED = "stop packing, keep the folder as it is, and bring the last copy back: packstation restore FILE"


def check_store(home: Path) -> tuple[StoreState | None, list[Finding]]:
    """What is known of the store (None when it cannot be used), and what to say about it."""
    path = home / STORE_NAME
    try:
        state = examine(path)
    except FileNotFoundError:
        to_do = "start the bench once (packstation run), or point --home at its folder"
        return None, [Finding("store", Level.TO_DO, "there is none yet", to_do)]
    except StoreUnusable as trouble:
        to_do = "install the release that wrote it, or restore a copy: packstation restore FILE"
        return None, [Finding("store", Level.CANNOT_WORK, str(trouble), to_do)]
    except DeviceFault as fault:
        told = f"damaged, or its disk fails ({fault.code.value} {fault.detail})"
        abroad = f"damaged, or its disk fails ({fault.code.value})"
        return None, [Finding("store", Level.CANNOT_WORK, told, _DAMAGED, abroad)]
    return state, [_opened(state), _chain(path), _library(), *_copy(home, state)]


def _opened(state: StoreState) -> Finding:
    told = f"whole; schema {state.schema}, journal rows {state.journal_rows}, {mebibytes(state.size_bytes)}"
    if state.demo:
        to_do = "move it away: a real bench does not start on it"
        return Finding("store", Level.CANNOT_WORK, f"{told}; a demo store", to_do)
    if state.schema != state.head:
        return Finding("store", Level.NOTE, f"{told}; the next start brings it to schema {state.head}")
    return Finding("store", Level.FINE, told)


def _chain(path: Path) -> Finding:
    report = verify_journal(path)
    if report.sound:
        return Finding("journal", Level.FINE, "every link holds")
    told = f"row {report.first_bad_seq} is not what was written"
    to_do = "fetch whoever keeps the bench: the rows from there on prove nothing; keep a copy as it is"
    return Finding("journal", Level.TO_DO, told, to_do)


def _library() -> Finding:
    warning = library_warning()
    if warning is None:
        return Finding("SQLite", Level.FINE, ".".join(map(str, library_version())))
    to_do = "at the next chance install a Python with a newer SQLite, or pysqlite3"
    return Finding("SQLite", Level.NOTE, warning, to_do)


def _copy(home: Path, state: StoreState) -> Iterator[Finding]:
    to_do = "leave the bench on until it has copied itself, or: packstation backup FILE"
    last: datetime | None = newest(home / BACKUPS_NAME)
    if last is None:
        yield Finding("backup", Level.TO_DO, "there is none", to_do)
    elif state.newest_at is not None and state.newest_at - last > UNCOPIED:
        yield Finding("backup", Level.TO_DO, f"the last one is of {_day(last)}; there is newer work", to_do)
    else:
        yield Finding("backup", Level.FINE, f"the last one is of {_day(last)}")


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def mebibytes(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 2**20:.1f} MiB"
