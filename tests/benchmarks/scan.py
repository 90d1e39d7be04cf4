"""From the last byte of a scan on the line to the painted verdict, committed with synchronous=FULL."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from time import sleep  # noqa: TID251  a pace, not a wait

from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, LONG_QUANTITY, ean
from tests.benchmarks.driven_station import DrivenStation
from tests.benchmarks.report import Figure, p50, p99

WARM_UP = 200
P99_MS = 14.6
"""What a 9600-baud line needs for the fourteen characters of an EAN-13 and its end (10 bits a character)."""
P50_MS = 5.0
GROWTH = 1.25
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


def _scan(store_path: Path, home: Path, scans: int) -> list[float]:
    home.mkdir(parents=True)
    shutil.copyfile(store_path, home / store_path.name)
    samples: list[float] = []
    with DrivenStation(home) as station:
        station.sign_in()
        station.say(LONG_ORDER, "order_opened")
        for number in count():
            if len(samples) >= scans + WARM_UP or number >= LONG_LINES * LONG_QUANTITY:
                break
            sent_ns, said = station.say(
                ean(number % LONG_LINES), "counted", "line_done", "goods_done", aim="]E0"
            )
            samples.append((said["at_ns"] - sent_ns) / 1e6)
            sleep(PACE_S)
    return samples[WARM_UP:]
