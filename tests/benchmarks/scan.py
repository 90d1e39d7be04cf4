"""From the last byte of a scan on the line to the painted verdict, committed with synchronous=FULL."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import sleep  # noqa: TID251  a pace, not a wait

from packstation.domain.order import Order, OrderLine
from tests.benchmarks.bench_site import bench_of, open_store
from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, LONG_QUANTITY, ean, sku
from tests.benchmarks.driven_station import DrivenStation
from tests.benchmarks.report import Figure, p50, p99

WARM_UP = 200
P99_MS = 14.6
"""What a 9600-baud line needs for the fourteen characters of an EAN-13 and its end (10 bits a character)."""
P50_MS = 5.0
GROWTH = 1.25
LONG_GROWTH = 1.5
PACE_S = 0.02
"""Between two scans: forty times faster than any packer, yet the row of the one before is painted by then."""


def measure(big: Path, small: Path, folder: Path, scans: int) -> list[Figure]:
    """Latency on the big store, and its median against the small store's."""
    few = _scan(small, folder / "small", scans // 2)
    many = _scan(big, folder / "big", scans)
    growth = round(p50(many) / p50(few), 2)
    return [
        Figure(
            "scan to painted verdict, 1,000 orders",
            p50(few),
            p99(few),
            len(few),
            1.0,
            "itself",
            "floor",
            None,
        ),
        Figure(
            "scan to painted verdict, 100,000 orders",
            p50(many),
            p99(many),
            len(many),
            growth,
            "1,000 orders",
            f"p99 < {P99_MS}, p50 < {P50_MS}, <= {GROWTH} x",
            p99(many) < P99_MS and p50(many) < P50_MS and growth <= GROWTH,
        ),
    ]


def measure_long(store_path: Path, folder: Path, share: float = 1.0) -> list[Figure]:
    """Latency on an order of 200 lines, against one of three lines on the same store."""
    name = "scan to painted verdict"
    small = _scan_of(store_path, folder / "short", 3, round(300 * share))
    long = _scan_of(store_path, folder / "long", 200, max(2, round(5 * share)))
    growth = round(p50(long) / p50(small), 2)
    return [
        Figure(
            f"{name}, 3 lines", p50(small), p99(small), len(small), 1.0, "itself", "floor", None
        ),
        Figure(
            f"{name}, 200 lines", p50(long), p99(long), len(long), growth, "3 lines",
            f"p99 < {P99_MS}, <= {LONG_GROWTH} x", p99(long) < P99_MS and growth <= LONG_GROWTH,
        ),
    ]  # fmt: skip


def _scan_of(store_path: Path, home: Path, lines: int, quantity: int) -> list[float]:
    """Every piece of an order of that size scanned, the lines in turn."""
    home.mkdir(parents=True)
    shutil.copyfile(store_path, home / store_path.name)
    store = open_store(home / store_path.name)
    wanted = tuple(OrderLine(line + 1, sku(line), quantity) for line in range(lines))
    number = f"LINES-{lines}"
    with store.transaction() as work:
        work.orders.add(Order(bench_of(store).new_id(), number, wanted))
    store.close()
    return _scanned(home, number, lines, lines * quantity)


def _scan(store_path: Path, home: Path, scans: int) -> list[float]:
    home.mkdir(parents=True)
    shutil.copyfile(store_path, home / store_path.name)
    most = min(scans + WARM_UP, LONG_LINES * LONG_QUANTITY)
    return _scanned(home, LONG_ORDER, LONG_LINES, most)


def _scanned(home: Path, order: str, lines: int, scans: int) -> list[float]:
    samples: list[float] = []
    with DrivenStation(home) as station:
        station.sign_in()
        station.say(order, "order_opened")
        for number in range(scans):
            code = ean(number % lines)
            sent_ns, said = station.say(code, "counted", "line_done", "goods_done", aim="]E0")
            samples.append((said["at_ns"] - sent_ns) / 1e6)
            sleep(PACE_S)
    return samples[WARM_UP:]
