"""Scans at a bench that sends what it has from three days without central, against one that has no central.

Central's PostgreSQL works on the same two cores meanwhile, which in a warehouse it does not.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import sleep  # noqa: TID251  a pace, not a wait

from packstation.application.receive_orders import receive
from packstation.domain.act import SignedIn
from packstation.domain.order import Order, OrderLine
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import NoKeyring
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from packstation.persistence.work import SqlWork
from packstation.places import STORE_NAME
from packstation.site_link import join_if_enrolled, sync_of
from packstation.storeroom import SystemClock, new_ids
from packstation.sync.pace import Pace
from tests.benchmarks import big_store
from tests.benchmarks.bench_site import lead_of, open_store
from tests.benchmarks.big_store import LONG_LINES, LONG_ORDER, ean, sku
from tests.benchmarks.central_load import POSTGRES
from tests.benchmarks.driven_station import DrivenStation
from tests.benchmarks.painted_station import settings
from tests.benchmarks.report import Figure, p50, p99
from tests.benchmarks.scan import P99_MS, PACE_S, WARM_UP
from tests.postgres.cluster import running
from tests.postgres.site import RealSite, Template

STATION = "S0"
ROWS_AN_ORDER, ORDERS_AT_ONCE = 10, 100
TIMES = 1.1
IN_ONE_TURN = 50
"""Scans: at a packer's pace two minutes of work."""


class _NoKeyring:
    """The place for secrets of a PC without a desktop."""

    def get(self, _name: str) -> str | None:
        raise NoKeyring

    def put(self, _name: str, _secret: str) -> None:
        raise NoKeyring

    def drop(self, _name: str) -> None:
        raise NoKeyring


def measure(folder: Path, rows: int, most: int) -> list[Figure]:
    """`most` scans at each, some here and some there in turn; who is not scanned at stands still."""
    alone, home = folder / "alone", folder / "home"
    big_store.make(alone, 100, products=1_000)
    with running(durable=True, options=POSTGRES) as cluster, Template(cluster, (STATION,)).copied() as site:
        last = _enrolled(_copy(alone, home), site, rows)
        with DrivenStation(alone) as floor, DrivenStation(home) as bench:
            _begin(floor)
            _begin(bench)
            without, during = _in_turn(floor, bench, most, lambda: _acked(site) >= last)
        left = max(0, last - _acked(site))
    times = round(p50(during) / p50(without), 2)
    name = "scan to painted verdict"
    target = f"<= {TIMES} x, p99 < {P99_MS}"
    return [
        Figure(f"{name}, no central", p50(without), p99(without), len(without), 1.0, "itself", "floor", None),
        Figure(
            f"{name} while {rows:,} rows drain ({left:,} were left)", p50(during), p99(during), len(during),
            times, "no central", target, times <= TIMES and p99(during) < P99_MS,
        ),
    ]  # fmt: skip


def _copy(home: Path, to: Path) -> Path:
    shutil.copytree(home, to)
    return to


def _enrolled(home: Path, site: RealSite, rows: int) -> int:
    """Join, tell central everything there is, and then do so much without it; the last row's number."""
    Membership(home, _NoKeyring()).join(site.enrolment(STATION), file_allowed=True)
    join_if_enrolled(home, settings("none", 1), demo=True)
    store = open_store(home / STORE_NAME)
    # No claims ahead: what was given back and claimed again is packed only once the feed has told of it.
    sync = sync_of(home, store, SystemClock(), new_ids(), lambda _status: None, Pace(bundle=0))
    sync.start()
    while _acked(site) < _newest(store):
        sleep(PACE_S)
    sync.stop(30)
    _work_alone(store, rows)
    last = _newest(store)
    store.close()
    return last


def _work_alone(store: SqliteStore, rows: int) -> None:
    """Orders come in, and for each of them something is done."""
    who, new_id = lead_of(store), new_ids()
    for first in range(0, rows // ROWS_AN_ORDER, ORDERS_AT_ONCE):
        with store.transaction() as work:
            assert isinstance(work, SqlWork)
            for number in range(first, first + ORDERS_AT_ONCE):
                lines = (OrderLine(1, sku(number % 1_000), 2), OrderLine(2, sku((number * 7 + 1) % 1_000), 1))
                receive(work, Order(new_id(), f"D{number:06d}", lines), work.catalogue.product, new_id)
                for _ in range(ROWS_AN_ORDER - 1):
                    work.record(SignedIn("badge"), who)


def _newest(store: SqliteStore) -> int:
    return SqlStationBook(store, SystemClock(), new_ids()).position().head_seq


def _acked(site: RealSite) -> int:
    """The newest row that central has of the station."""
    (seq,) = site.row("SELECT acked_seq FROM packstation.station WHERE station_id = %s", STATION)
    assert isinstance(seq, int)
    return seq


def _begin(station: DrivenStation) -> None:
    """Sign in and open the long order."""
    station.sign_in()
    opened = ""
    while opened != "order_opened":  # central may be too busy to give it out at once
        opened = station.say(LONG_ORDER, "order_opened", "central_needed")[1]["verdict"]


def _in_turn(
    floor: DrivenStation, bench: DrivenStation, most: int, over: Callable[[], bool]
) -> tuple[list[float], list[float]]:
    """Milliseconds of each scan at the one and at the other, until it is over: both in the same minute."""
    without: list[float] = []
    during: list[float] = []
    for first in range(0, most, IN_ONE_TURN):
        with bench.stopped():
            without += _scans(floor, range(first, first + IN_ONE_TURN))
        with floor.stopped():
            during += _scans(bench, range(first, first + IN_ONE_TURN))
        if over():
            break
    return without[WARM_UP:], during[WARM_UP:]


def _scans(station: DrivenStation, numbers: range) -> list[float]:
    samples: list[float] = []
    for number in numbers:
        sent_ns, said = station.say(ean(number % LONG_LINES), "counted", "line_done", "goods_done", aim="]E0")
        samples.append((said["at_ns"] - sent_ns) / 1e6)
        sleep(PACE_S)
    return samples
