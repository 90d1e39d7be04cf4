"""A file of orders against what reading and storing its bare rows costs; its memory; scans meanwhile."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns, sleep  # noqa: TID251  a pace, not a wait

from packstation.application.import_orders import ImportOrders, Intake
from packstation.channels.shopify_csv import ShopifyCsv
from packstation.domain.cutoff import CutoffTable
from packstation.persistence.staging import staging
from packstation.persistence.store import SqliteStore
from tests.benchmarks import shop_file
from tests.benchmarks.bench_site import bench_of, open_store, timed_ms
from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, ean
from tests.benchmarks.driven_station import DrivenStation
from tests.benchmarks.import_floor import added, cells_ms, same_rows_ms
from tests.benchmarks.memory import rss_kb
from tests.benchmarks.report import Figure, p50, p99
from tests.benchmarks.scan import P99_MS, PACE_S, WARM_UP

ROWS = 100_000
MOST_TIMES = 8.0
HELD_MS = 5.0
GROWTH_KB = 20_000
"""A file ten times as large may leave so much more memory taken: what SQLite and Python keep at hand."""


def measure(big: Path, folder: Path, rows: int = ROWS) -> list[Figure]:
    """Time and memory on a copy of the store, then scans on the running station while it imports."""
    folder.mkdir(parents=True)
    small_file = shop_file.write(folder / "small.csv", rows // 10, first_order=rows)
    file = shop_file.write(folder / "orders.csv", rows)
    before, taken_in = folder / "before.sqlite3", Path(shutil.copyfile(big, folder / big.name))
    store = open_store(taken_in)
    _import_ms(store, small_file)
    store.close()
    shutil.copyfile(taken_in, before)
    store = open_store(taken_in)
    before_kb = rss_kb()
    held: list[float] = []
    with _measured(held):
        taken = _import_ms(store, file)
    grown_kb = rss_kb() - before_kb
    again = _import_ms(store, file)
    store.close()
    tables = added(before, taken_in)
    bare = min(same_rows_ms(file, before, folder / "floor.sqlite3", tables) for _ in range(3))
    times, name = round(taken / bare, 2), f"import of {rows:,} Shopify rows"
    bare, taken, again = round(bare), round(taken), round(again)
    return [
        Figure("csv, executemany of the same rows and journal", bare, bare, 3, 1.0, "itself", "floor", None),
        _cells(file, folder, bare),
        Figure(
            name, taken, taken, 1, times, "the floor", f"<= {MOST_TIMES} x", times <= MOST_TIMES
        ),
        Figure(f"{name}, again", again, again, 1, round(again / bare, 2), "the floor", "-", None),
        Figure(
            "lane held by an import", p50(held), p99(held), len(held), None, "", f"p99 < {HELD_MS}",
            p99(held) < HELD_MS,
        ),
        Figure(
            f"memory grown by {rows:,} rows more, kB", grown_kb, grown_kb, 1, None, "", f"< {GROWTH_KB}",
            grown_kb < GROWTH_KB,
        ),
    ]  # fmt: skip


def measure_scans(big: Path, folder: Path, rows: int = ROWS, most: int = 1_500) -> list[Figure]:
    """Scans on the painted station while a command has it import a file."""
    home = folder / "home"
    home.mkdir(parents=True)
    shutil.copyfile(big, home / big.name)
    file = shop_file.write(folder / "orders.csv", rows)
    samples: list[float] = []
    with DrivenStation(home) as station:
        station.sign_in()
        station.say(LONG_ORDER, "order_opened")
        command = [sys.executable, "-m", "packstation", "--home", str(home), "import", str(file), "--json"]
        importing: subprocess.Popen[bytes] | None = None
        number = 0
        while number < WARM_UP or (importing is not None and importing.poll() is None and number < most):
            if number == WARM_UP - 1:
                importing = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            code = ean(number % LONG_LINES)
            sent_ns, said = station.say(code, "counted", "line_done", "goods_done", aim="]E0")
            samples.append((said["at_ns"] - sent_ns) / 1e6)
            number += 1
            sleep(PACE_S)
        if importing is not None:
            importing.terminate()
            importing.wait()
    during = samples[WARM_UP:]
    return [
        Figure(
            "scan to painted verdict while importing", p50(during), p99(during), len(during), None, "",
            f"p99 < {P99_MS}", p99(during) < P99_MS,
        )
    ]  # fmt: skip


def _cells(file: Path, folder: Path, bare: float) -> Figure:
    """Less than any store needs, for whoever wants to know."""
    cells = round(min(cells_ms(file, folder / f"cells-{turn}.sqlite3") for turn in range(3)))
    name = "csv, and its bare cells into one table"
    return Figure(name, cells, cells, 3, round(cells / bare, 2), "the floor", "-", None)


def _import_ms(store: SqliteStore, file: Path) -> float:
    import_orders = ImportOrders(Intake(bench_of(store), staging, CutoffTable()))
    gc.collect()

    def bring() -> None:
        with file.open("rb") as source:
            report = import_orders(ShopifyCsv(), source, file.name)
        if report.quarantined or report.left_out:
            raise ValueError(f"all rows are good: {report}")

    return timed_ms(bring)


@contextmanager
def _measured(held: list[float]) -> Iterator[None]:
    """How long each transaction of this thread was in the lane, its commit included."""
    usual = SqliteStore._attempted

    @contextmanager
    def attempted(store: SqliteStore) -> Iterator[None]:
        begun = perf_counter_ns()
        with usual(store):
            yield
        held.append((perf_counter_ns() - begun) / 1e6)

    SqliteStore._attempted = attempted  # type: ignore[method-assign,assignment]  # measured where it is
    try:
        yield
    finally:
        SqliteStore._attempted = usual  # type: ignore[method-assign]  # as above
