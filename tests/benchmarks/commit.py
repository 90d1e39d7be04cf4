"""The commit of a scan with its journal row, against raw SQLite writing the same rows."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from packstation import __version__
from packstation.application.bench import Bench
from packstation.application.open_order import OpenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.bootstrap import SystemClock
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.policy import PackingPolicy
from packstation.domain.scan import Scan
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.engine import configure, connect, reading
from packstation.persistence.store import SqliteStore
from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, ean
from tests.benchmarks.report import Figure, p50, p99

SCANS = 2000
TARGET = 3.0


def measure(store_path: Path, folder: Path) -> list[Figure]:
    """The scan's transaction, the same rows written raw to a copy of the store, and the disk, in turn."""
    ours = folder / "ours" / store_path.name
    ours.parent.mkdir(parents=True)
    shutil.copyfile(store_path, ours)
    store = _open(ours)
    with store.transaction() as work:
        actor = work.users.all()[0].actor
    task = OpenOrder(_bench(store))(actor, Scan(LONG_ORDER, "scanner", 0)).task
    store.close()
    copy = folder / "raw.sqlite3"
    shutil.copyfile(ours, copy)
    store = _open(ours)
    scan = _scanner(ScanUnit(_bench(store)), actor, task)
    sync = _raw_sync(folder / "sync.bin")
    samples: dict[str, list[float]] = {"ours": [], "raw": [], "sync": []}
    with reading(ours) as written:
        raw = _raw_writer(copy, written)
        for number in range(SCANS):
            samples["ours"].append(_timed(scan, number))
            samples["raw"].append(raw())
            samples["sync"].append(_timed(sync, number))
    store.close()
    return _figures(samples)


def _open(path: Path) -> SqliteStore:
    clock = SystemClock()
    block = SsccBlock(0, "9521234", "P", 1, 99_999)
    new_id = Uuid7Source(clock.mono_ms)
    return SqliteStore.open(path, clock=clock, new_id=new_id, app_version=__version__, block=block, demo=True)


def _bench(store: SqliteStore) -> Bench:
    clock = SystemClock()
    return Bench(store, clock, Uuid7Source(clock.mono_ms), PackingPolicy())


def _timed(act: Callable[[int], None], number: int) -> float:
    begun = perf_counter_ns()
    act(number)
    return (perf_counter_ns() - begun) / 1e6


def _figures(samples: dict[str, list[float]]) -> list[Figure]:
    floor = p50(samples["raw"])
    ratio = round(p50(samples["ours"]) / floor, 2)
    names = {
        "ours": ("scan verb: read, decide, write, commit", ratio, f"<= {TARGET} x raw", ratio <= TARGET),
        "raw": ("raw sqlite3, the same rows and PRAGMAs", 1.0, "floor", None),
        "sync": ("append 4 kB and fdatasync", round(p50(samples["sync"]) / floor, 2), "beside it", None),
    }
    return [
        Figure(name, p50(samples[key]), p99(samples[key]), SCANS, ratio, "raw sqlite3", target, ok)
        for key, (name, ratio, target, ok) in names.items()
    ]


def _scanner(scan_unit: ScanUnit, actor: Actor, task: PackTask) -> Callable[[int], None]:
    def scan(number: int) -> None:
        nonlocal task
        task = scan_unit(actor, task, Scan(ean(number % LONG_LINES), "scanner", number, "]E0")).task

    return scan


def _raw_writer(path: Path, written: sqlite3.Connection) -> Callable[[], float]:
    """Writes what the station wrote last, once more, into the copy; the milliseconds of just that."""
    raw = connect(path)
    configure(raw)
    newest = "SELECT * FROM journal ORDER BY site_id, station_id, seq DESC LIMIT 1"
    counts = "SELECT * FROM carton_lines WHERE carton_id = ?"
    columns = written.execute(newest).description
    places = ", ".join("?" for _ in columns)
    carton_at = [name for name, *_ in columns].index("carton_id")
    insert = "INSERT INTO journal VALUES (" + places + ")"  # noqa: S608  question marks only
    known: dict[object, tuple[object, ...]] = {}

    def write() -> float:
        entry = written.execute(newest).fetchone()
        rows = written.execute(counts, (entry[carton_at],)).fetchall()
        (changed,) = [row for row in rows if known.get(row[2]) != row]
        known[changed[2]] = changed
        begun = perf_counter_ns()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(
            "INSERT INTO carton_lines VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET units = excluded.units",
            changed,
        )
        raw.execute(insert, entry)
        raw.execute("COMMIT")
        return (perf_counter_ns() - begun) / 1e6

    return write


def _raw_sync(path: Path) -> Callable[[int], None]:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    flush = getattr(os, "fdatasync", os.fsync)
    page = os.urandom(4096)

    def sync(_: int) -> None:
        os.write(handle, page)
        flush(handle)

    return sync
