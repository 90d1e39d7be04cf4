"""The commit of a scan with its journal row, against raw SQLite writing the same rows."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from packstation.application.open_order import OpenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.scan import Scan
from packstation.persistence.engine import reading
from tests.benchmarks.bench_site import RawFloor, bench_of, lead_of, newest_entry, open_store, timed_ms
from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, ean
from tests.benchmarks.report import Figure, p50, p99

SCANS = 2000
TARGET = 3.0


def measure(store_path: Path, folder: Path) -> list[Figure]:
    """The scan's transaction, the same rows written raw to a copy of the store, and the disk, in turn."""
    ours = folder / "ours" / store_path.name
    ours.parent.mkdir(parents=True)
    shutil.copyfile(store_path, ours)
    store = open_store(ours)
    actor = lead_of(store)
    task = OpenOrder(bench_of(store))(actor, Scan(LONG_ORDER, "scanner", 0)).task
    store.close()
    copy = folder / "raw.sqlite3"
    shutil.copyfile(ours, copy)
    store = open_store(ours)
    scan = _scanner(ScanUnit(bench_of(store)), actor, task)
    sync = _raw_sync(folder / "sync.bin")
    samples: dict[str, list[float]] = {"ours": [], "raw": [], "sync": []}
    with reading(ours) as written:
        raw = _raw_writer(copy, written)
        for number in range(SCANS):
            samples["ours"].append(timed_ms(partial(scan, number)))
            samples["raw"].append(raw())
            samples["sync"].append(timed_ms(sync))
    store.close()
    return _figures(samples)


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
    floor = RawFloor(path)
    columns = written.execute("SELECT * FROM journal LIMIT 1").description
    carton_at = [name for name, *_ in columns].index("carton_id")
    known: dict[object, tuple[object, ...]] = {}

    def write() -> float:
        entry = newest_entry(written)
        rows = written.execute("SELECT * FROM carton_lines WHERE carton_id = ?", (entry[carton_at],))
        (changed,) = [row for row in rows if known.get(row[2]) != row]
        known[changed[2]] = changed
        return floor.write(changed, entry)

    return write


def _raw_sync(path: Path) -> Callable[[], None]:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    flush = getattr(os, "fdatasync", os.fsync)
    page = os.urandom(4096)

    def sync() -> None:
        os.write(handle, page)
        flush(handle)

    return sync
