"""The thread that takes the steps, over the models of central and book: with real time and real locks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import pytest

from packstation.application.central_ports import (
    CentralRefuses,
    CentralUnreachable,
    ClaimAnswer,
    ClaimReply,
    Position,
)
from packstation.domain.central import Claim, Document, DocumentKind, Granted, OrderEnd, Push, Pushed
from packstation.domain.sync_status import Link, SyncStatus
from packstation.sync.loop import SyncLoop, SyncParts
from packstation.sync.pace import Pace
from tests.fakes.book import ModelBook
from tests.fakes.central import ModelCentral, ModelLine

BRISK = Pace(
    poll_ms=40,
    beat_ms=60,
    gather_ms=20,
    bundle=2,
    top_up_ms=40,
    nothing_ready_ms=60,
    first_retry_ms=10,
    longest_retry_ms=60,
    barred_retry_ms=60,
)
ORDER = UUID(int=101)


class RealClock:
    """The clocks of this PC."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the tests of a thread have no other

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class Line(ModelLine):
    """A line to central that can be cut, refused, and held up."""

    def __init__(self, central: ModelCentral, station_id: str) -> None:
        super().__init__(central, station_id)
        self.is_cut = False
        self.refuses = False
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.closed = 0

    def connect(self) -> Line:
        self._meet()
        return self

    def _meet(self) -> None:
        if self.is_cut:
            raise CentralUnreachable("cut")
        if self.refuses:
            raise CentralRefuses("no right")

    def push(self, push: Push) -> Pushed:
        self._meet()
        return super().push(push)

    def claim(self, claim: Claim) -> Granted:
        self._meet()
        self.goes_on.wait(10)
        return super().claim(claim)

    def close(self) -> None:
        self.closed += 1


class BrokenBook(ModelBook):
    """A book whose disk fails until it is mended."""

    fails = False

    def position(self, wanted: tuple[UUID, ...] = ()) -> Position:
        if self.fails:
            raise OSError("disk")
        return super().position(wanted)


class Station:
    """A loop with all that it works with."""

    def __init__(self, central: ModelCentral, name: str = "A") -> None:
        clock = RealClock()
        self.line = Line(central, name)
        self.book = BrokenBook(name, "boot", clock.mono_ms, clock.now)
        self.statuses: list[SyncStatus] = []
        self.bugs: list[Exception] = []
        self.rests = 0
        self.loop = SyncLoop(
            SyncParts(
                self.line.connect,
                self.book,
                clock,
                "boot",
                lambda: 10**12,
                Random(1).random,
                "1.0",
                self.statuses.append,
                self.bugs.append,
                BRISK,
                self.rest,
            ),
        )

    def rest(self) -> None:
        self.rests += 1

    def take_in(self, order_id: UUID = ORDER) -> None:
        order = Document(DocumentKind.ORDER, str(order_id), 0, "{}", None, str(order_id), OrderEnd.READY, 1)
        self.book.record("order_received", order_id, order)
        self.loop.recorded()


@pytest.fixture
def central() -> ModelCentral:
    clock = RealClock()
    return ModelCentral(UUID(int=1), clock.now, clock.mono_ms)


@pytest.fixture
def station(central: ModelCentral) -> Iterator[Station]:
    station = Station(central)
    station.loop.start()
    yield station
    assert station.loop.stop(60)


def until(so: Callable[[], bool], timeout_s: float = 60.0) -> None:
    """Wait for it."""
    deadline = time.monotonic() + timeout_s
    while not so():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def connected(station: Station) -> bool:
    return station.loop.status.link is Link.CONNECTED


def test_what_is_recorded_reaches_central_and_other_stations(central: ModelCentral, station: Station) -> None:
    other = Station(central, "B")
    other.loop.start()
    station.take_in()
    until(lambda: (DocumentKind.ORDER, str(ORDER)) in other.book.pages.site)
    assert other.loop.stop(60)
    assert station.loop.status.unsent == 0


def test_after_an_outage_an_idle_station_sends_what_it_has_without_a_new_act(station: Station) -> None:
    until(lambda: connected(station))
    station.line.is_cut = True
    station.take_in()
    until(lambda: station.loop.status.link is Link.AWAY and station.loop.status.unsent == 1)
    station.line.is_cut = False
    until(lambda: station.loop.status.unsent == 0)


def test_a_packer_gets_an_order_that_came_in_here_a_moment_ago(station: Station) -> None:
    until(lambda: connected(station))
    station.take_in()
    assert station.loop.want(ORDER, 60) == ClaimAnswer(ClaimReply.YOURS)
    assert ORDER in station.book.pages.claims


def test_a_packer_hears_who_packs_the_order(central: ModelCentral, station: Station) -> None:
    station.take_in()
    until(lambda: ORDER in station.book.pages.claims)
    other = Station(central, "B")
    other.loop.start()
    until(lambda: connected(other))
    assert other.loop.want(ORDER, 60) == ClaimAnswer(ClaimReply.TAKEN, "A")
    assert other.loop.stop(60)


def test_many_packers_may_wait_at_once(station: Station) -> None:
    until(lambda: connected(station))
    orders = [UUID(int=200 + number) for number in range(8)]
    for order_id in orders:
        station.take_in(order_id)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda order_id: station.loop.want(order_id, 10), orders))
    assert answers == [ClaimAnswer(ClaimReply.YOURS)] * 8


def test_a_packer_is_told_at_once_that_central_is_away(central: ModelCentral) -> None:
    station = Station(central)
    station.line.is_cut = True
    station.loop.start()
    until(lambda: station.loop.status.link is Link.AWAY)
    began = time.monotonic()
    assert station.loop.want(ORDER, 30) == ClaimAnswer(ClaimReply.NOT_REACHED)
    assert time.monotonic() - began < 5
    assert station.loop.stop(60)


def test_a_packer_waits_no_longer_than_she_is_asked_to(station: Station) -> None:
    until(lambda: connected(station))
    station.line.goes_on.clear()
    assert station.loop.want(ORDER, 0.05) == ClaimAnswer(ClaimReply.NOT_REACHED)
    assert not station.loop.is_awaited
    station.line.goes_on.set()


def test_who_gives_way_to_packers_hears_that_one_waits_for_the_answer(station: Station) -> None:
    until(lambda: connected(station))
    assert not station.loop.is_awaited
    station.line.goes_on.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(station.loop.want, ORDER, 30)
        until(lambda: station.loop.is_awaited)
        station.line.goes_on.set()
        assert waiting.result(30).reply is ClaimReply.NOT_GIVEN
    assert not station.loop.is_awaited


def test_whoever_waits_when_the_bench_closes_is_not_left_waiting(station: Station) -> None:
    until(lambda: connected(station))
    station.line.goes_on.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(station.loop.want, ORDER, 30)
        station.loop.ask_to_stop()
        station.line.goes_on.set()
        assert waiting.result(10).reply in {ClaimReply.NOT_REACHED, ClaimReply.NOT_GIVEN}
    assert station.loop.stop(60)
    assert station.loop.want(ORDER, 30) == ClaimAnswer(ClaimReply.NOT_REACHED)


def test_a_bench_that_closes_gives_back_what_it_has_not_touched(
    central: ModelCentral, station: Station
) -> None:
    station.take_in()
    until(lambda: ORDER in station.book.pages.claims)
    assert station.loop.stop(60)
    assert central.books.orders[ORDER].holder is None
    assert station.book.pages.claims == {}
    assert station.line.closed


def test_a_disk_that_fails_is_told_and_the_sync_goes_on_once_it_is_mended(station: Station) -> None:
    until(lambda: connected(station))
    station.book.fails = True
    station.take_in()
    until(lambda: bool(station.bugs))
    station.book.fails = False
    until(lambda: station.loop.status.unsent == 0 and connected(station))


def test_a_central_that_says_no_is_asked_again_later(central: ModelCentral) -> None:
    station = Station(central)
    station.line.refuses = True
    station.loop.start()
    until(lambda: station.loop.status.link is Link.BARRED)
    station.line.refuses = False
    until(lambda: connected(station))
    assert station.loop.stop(60)


def test_two_journals_by_one_name_end_in_a_fork(central: ModelCentral, station: Station) -> None:
    copied = Station(central)
    station.take_in()
    until(lambda: station.book.pages.acked_seq == 1)
    copied.take_in(UUID(int=102))
    copied.loop.start()
    until(lambda: copied.book.pages.forked)
    until(lambda: copied.loop.status.link is Link.FORKED)
    assert copied.loop.stop(60)


def test_a_copy_that_does_nothing_finds_out_without_a_row_of_its_own(
    central: ModelCentral, station: Station
) -> None:
    copied = Station(central)
    copied.loop.start()
    until(lambda: connected(copied))
    station.take_in()
    until(lambda: copied.book.pages.forked)
    assert copied.loop.stop(60)


def test_the_thread_has_a_name(station: Station) -> None:
    assert "sync" in {thread.name for thread in threading.enumerate()}
    until(lambda: connected(station))
    assert station.statuses[-1].link is Link.CONNECTED


def test_the_work_is_over_before_each_wait_and_at_the_end(station: Station) -> None:
    until(lambda: connected(station) and station.rests > 0)
    rests = station.rests
    assert station.loop.stop(60)
    assert station.rests > rests
