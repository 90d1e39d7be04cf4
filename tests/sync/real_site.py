"""Stations as they are shipped, at a real PostgreSQL, behind a wire that can be spoilt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.demo.wire import Wire
from packstation.domain.sync_status import Link
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.enrolment import Enrolment
from packstation.persistence.central.link import connect, parameters
from packstation.persistence.central.patient_line import PatientLine
from packstation.sync.loop import SyncLoop, SyncParts
from packstation.sync.pace import Pace
from tests.fakes.clock import FakeClock
from tests.persistence.bench_acts import take_in
from tests.persistence.shelf import CODES, PRODUCTS, make_order
from tests.persistence.site import Station, joined
from tests.postgres.site import RealSite

BRISK = Pace(
    poll_ms=100,
    beat_ms=200,
    gather_ms=50,
    batch=50,
    bundle=0,
    first_retry_ms=20,
    longest_retry_ms=300,
    barred_retry_ms=200,
)
LIMIT_S = 90.0


class RealClock(FakeClock):
    """The clocks of this PC, where a clock of the tests is asked for."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the tests of a thread have no other

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class RealStation:
    """One station: its store, and the thread that talks with central by the wire."""

    def __init__(
        self,
        folder: Path,
        name: str,
        site_id: UUID,
        line: Callable[[], psycopg.Connection],
        pace: Pace = BRISK,
    ) -> None:
        self.name = name
        self.station: Station = joined(folder, name, site_id)
        self.station.store.close()
        self.station.clock = RealClock()
        self.station.start()
        self.bugs: list[Exception] = []
        parts = SyncParts(
            connect=lambda: PostgresCentral(line, ()),
            book=self.station.book,
            clock=self.station.clock,
            boot_id=self.station.store.lent()[1].claims.boot_id,
            disk_free_bytes=lambda: 10**12,
            chance=Random(name).random,
            app_version="1.0",
            on_status=lambda _status: None,
            on_bug=self.bugs.append,
            pace=pace,
        )
        self.loop = SyncLoop(parts)

    def take_in(self, first: int, last: int) -> None:
        """Orders come in at this station."""
        for number in range(first, last + 1):
            take_in(self.station, make_order(number, ("MUG", 1)))
            self.loop.recorded()

    def want(self, order_id: UUID) -> ClaimAnswer:
        """Ask for an order as a packer does who asks again when there was no answer: this PC may be slow."""
        answers: list[ClaimAnswer] = []

        def answered() -> bool:
            answers.append(self.loop.want(order_id, LIMIT_S))
            return answers[-1].reply is not ClaimReply.NOT_REACHED

        until(answered)
        return answers[-1]

    @property
    def is_connected(self) -> bool:
        return self.loop.status.link is Link.CONNECTED

    @property
    def unsent(self) -> int:
        return self.station.book.position().unsent

    def close(self) -> None:
        assert self.loop.stop(LIMIT_S)
        self.station.store.close()


class Site:
    """Stations by one wire."""

    def __init__(self, folder: Path, site: RealSite, names: str = "AB", pace: Pace = BRISK) -> None:
        self.site = site
        self.wire = Wire("127.0.0.1", site.cluster.port)
        self.wire.start()
        self.stations = [RealStation(folder, name, site.site_id, self._line_of(name), pace) for name in names]
        with self.stations[0].station.works() as work:
            work.catalogue.put(PRODUCTS, CODES)
        for station in self.stations:
            station.loop.start()

    def _line_of(self, name: str) -> Callable[[], psycopg.Connection]:
        return lambda: impatient_line(replace(self.site.enrolment(name), port=self.wire.port))

    def come_together(self) -> None:
        """Wait until central has all that every station did, and every station all that central has."""
        until(lambda: all(one.is_connected and self._has_all_of(one) for one in self.stations))
        head = self.head()
        until(lambda: all(self._knows(station, head) for station in self.stations))
        for station in self.stations:
            assert station.bugs == []

    def _has_all_of(self, station: RealStation) -> bool:
        """Asked at central itself: a station that has not noticed a restore yet has nothing unsent."""
        return not station.unsent and self.at_central(station) == journal_of(station)

    def _knows(self, station: RealStation, head: int) -> bool:
        """Whether it has read so far; a book that waits to be filled anew still has the cursor of before."""
        (epoch,) = self.site.row(
            "SELECT epoch FROM packstation.site_head WHERE site_id = %s", self.site.site_id
        )
        position = station.station.book.position()
        return position.epoch == epoch and position.cursor >= head

    def head(self) -> int:
        """The newest row of the feed, once nothing waits for its place in it."""
        until(lambda: self._count("feed_pending") == 0)
        return self._count("feed")

    def _count(self, table: str) -> int:
        words = f"SELECT count(*) FROM packstation.{table} WHERE site_id = %s"  # noqa: S608 - two names
        return int(str(self.site.row(words, self.site.site_id)[0]))

    def orders(self) -> int:
        return self._count("orders")

    def at_central(self, station: RealStation) -> list[tuple[int, bytes]]:
        """What central has of a station's journal: each row's number and hash."""
        rows = self.site.rows(
            "SELECT seq, hash FROM packstation.event WHERE site_id = %s AND station_id = %s ORDER BY seq",
            self.site.site_id,
            station.name,
        )
        return [(int(str(seq)), bytes(row_hash)) for seq, row_hash in rows]  # type: ignore[call-overload]

    def close(self) -> None:
        for station in self.stations:
            station.close()
        self.wire.stop()


def impatient_line(enrolment: Enrolment) -> psycopg.Connection:
    """A connection as stations make it, that gives up a silent central sooner."""
    line = connect(parameters(enrolment, Path("nowhere")))
    assert isinstance(line, PatientLine)
    line.answer_within_s = 2.0
    return line


def journal_of(station: RealStation) -> list[tuple[int, bytes]]:
    """A station's own journal likewise."""
    return [(event.seq, event.hash) for event in station.station.book.events_after(0, 1_000_000)]


@contextmanager
def site_at(folder: Path, real: RealSite, names: str = "AB", pace: Pace = BRISK) -> Iterator[Site]:
    """Stations that are closed again."""
    site = Site(folder, real, names, pace)
    try:
        yield site
    finally:
        site.close()


def until(so: Callable[[], bool], limit_s: float = LIMIT_S) -> None:
    """Wait for it."""
    deadline = time.monotonic() + limit_s
    while not so():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


def claimed(station: RealStation, order_id: UUID) -> bool:
    """Whether the order is this station's."""
    return any(held.order_id == order_id for held in station.station.book.held())
