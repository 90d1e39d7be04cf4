"""What an import cannot do without: its file cut into cells, and the rows it leaves behind written."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packstation.persistence.engine import configure, driver
from tests.benchmarks import shop_file
from tests.benchmarks.bench_site import timed_ms


@dataclass(frozen=True, slots=True)
class Rows:
    """Those of one table that an import has added."""

    table: str
    columns: Sequence[str]
    rows: Sequence[tuple[object, ...]]


def added(before: Path, after: Path) -> list[Rows]:
    """The rows of new orders, their journal's included: an order before what belongs to it."""
    raw = driver().connect(str(after))
    raw.execute("ATTACH ? AS old", (str(before),))
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    found = [_of(raw, name) for (name,) in tables]
    raw.close()
    return sorted((rows for rows in found if rows.rows), key=lambda rows: rows.table != "orders")


def _of(raw: sqlite3.Connection, table: str) -> Rows:
    columns = [name for _, name, *_ in raw.execute(f"PRAGMA table_info({table})")]
    if "order_id" not in columns:
        return Rows(table, columns, ())
    new = "order_id IS NOT NULL AND order_id NOT IN (SELECT order_id FROM old.orders)"
    return Rows(table, columns, raw.execute(f"SELECT * FROM main.{table} WHERE {new}").fetchall())  # noqa: S608


def same_rows_ms(file: Path, before: Path, copy: Path, tables: Sequence[Rows]) -> float:
    """csv over the file, and `executemany` of the same rows into the same tables, in one transaction."""
    raw = _opened(Path(shutil.copyfile(before, copy)))

    def store() -> None:
        with file.open(encoding="utf-8", newline="") as source:
            for _ in csv.reader(source):
                pass
        raw.execute("BEGIN IMMEDIATE")
        for one in tables:
            places = ", ".join("?" for _ in one.columns)
            raw.executemany(f"INSERT INTO {one.table} VALUES ({places})", one.rows)  # noqa: S608  names of ours
        raw.execute("COMMIT")

    taken = timed_ms(store)
    raw.close()
    copy.unlink()
    return taken


def cells_ms(file: Path, path: Path) -> float:
    """All cells of the file into one table without an index, in one transaction: less than a store needs."""
    raw = _opened(path)
    columns = ", ".join(f"c{number} TEXT" for number in range(len(shop_file.COLUMNS)))
    places = ", ".join("?" for _ in shop_file.COLUMNS)
    raw.execute(f"CREATE TABLE bare ({columns})")

    def store() -> None:
        with file.open(encoding="utf-8", newline="") as source:
            rows = csv.reader(source)
            next(rows)
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(f"INSERT INTO bare VALUES ({places})", rows)  # noqa: S608  question marks only
            raw.execute("COMMIT")

    taken = timed_ms(store)
    raw.close()
    return taken


def _opened(path: Path) -> sqlite3.Connection:
    raw: sqlite3.Connection = driver().connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    configure(raw)
    return raw
