"""An enrolled station lets go of what central has and is long over; one that is alone keeps everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from packstation.domain.act import LabelRequested, OrderPacked
from packstation.domain.central import DocumentKind, Outcome
from packstation.domain.label import Label, Plate
from packstation.domain.order import OrderState
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.prune import KEPT_DAYS, Pruning
from packstation.persistence.read_journal import verify_journal
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.bench_acts import take_in
from tests.persistence.shelf import CODES, IDA, PRODUCTS, make_order, open_order, open_store, scan
from tests.persistence.site import PlainSite, Station, joined

LONG_S = (KEPT_DAYS + 1) * 86_400


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    made = joined(tmp_path, "A")
    with made.store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    yield made
    made.store.close()


def pack(station: Station, number: int, label: bytes = b"^XA^XZ") -> None:
    """An order from its arrival to its end: ten rows, a carton, a label."""
    order = make_order(number, ("MUG", 3))
    with station.store.repeatable() as work:
        task = open_order(work, station.name, order, UUID(int=1 << 70 | number))
        for _ in range(3):
            task = scan(work, order.order_id)
        carton = task.cartons[0].carton_id
        made = Label(UUID(int=1 << 71 | number), carton, Plate(f"P{number}", is_sscc=False), label)
        work.labels.add(made)
        for copy in range(1, 6):
            work.record(LabelRequested(str(made.label_id), copy), IDA, task=task, carton_id=carton)
        done = replace(task, order=task.order.packed("Ida", station.clock.now()))
        work.orders.save_task(task, done)
        work.record(OrderPacked(1, 3), IDA, task=done)


def rows(station: Station) -> int:
    found: int = station.store._raw.execute("SELECT count(*) FROM journal").fetchone()[0]
    return found


def test_rows_that_central_has_for_long_go_and_the_chain_still_holds(station: Station) -> None:
    site = PlainSite()
    for number in range(1, 61):
        pack(station, number)
    site.push(station)
    before = rows(station)
    prune = Pruning(station.store, station.clock)
    assert prune() == 0
    station.clock.advance(LONG_S)
    pack(station, 99)
    position = station.book.position()
    assert prune() > 0
    assert rows(station) < before / 10
    assert station.book.position() == position
    assert verify_journal(station.path).sound
    assert station.book.events_after(position.head_seq - position.unsent, 5)[0].kind == "carton_opened"
    station.restart()
    assert verify_journal(station.path).sound


def test_what_is_not_two_weeks_old_stays_for_a_central_that_is_put_back_to_a_backup(station: Station) -> None:
    site = PlainSite()
    pack(station, 1)
    site.push(station)
    station.clock.advance(13 * 86_400)
    pack(station, 2)
    site.push(station)
    before = rows(station)
    assert Pruning(station.store, station.clock)() == 0
    assert rows(station) == before
    with station.works() as work:
        assert work.orders.by_number("1") is not None


def test_a_row_that_was_cut_out_of_what_is_left_is_found(station: Station) -> None:
    site = PlainSite()
    for number in range(1, 4):
        pack(station, number)
    site.push(station)
    station.clock.advance(LONG_S)
    pack(station, 99)
    Pruning(station.store, station.clock)()
    raw = station.store._raw
    raw.execute("DROP TRIGGER journal_kept")
    first = raw.execute("SELECT min(seq) FROM journal WHERE station_id = 'A'").fetchone()[0]
    raw.execute("DELETE FROM journal WHERE seq = ? AND station_id = 'A'", (first,))
    assert verify_journal(station.path).first_bad_seq == first


def test_orders_long_over_go_once_central_has_them_and_nobody_has_to_settle_anything(
    station: Station,
) -> None:
    site = PlainSite()
    for number in (1, 2, 3):
        pack(station, number)
    site.outcomes = {
        ("A", event.seq): Outcome.PACKED_TWICE
        for event in station.book.events_after(0, 500)
        if event.order_id == UUID(int=3) and event.kind == "order_packed"
    }
    take_in(station, make_order(4, ("MUG", 1)))
    with station.works() as work:
        for number in (1, 2, 3):
            work.record(LabelRequested("x", 1), IDA, task=work.orders.task(UUID(int=number)))
            work.tell(DocumentKind.ORDER, str(UUID(int=number)))
        work.record(LabelRequested("x", 1), IDA)
    site.meet(station)
    station.clock.advance(LONG_S)
    Pruning(station.store, station.clock)()
    with station.works() as work:
        left = [number for number in range(1, 5) if work.orders.by_number(str(number))]
    assert left == [3, 4]
    assert station.store._raw.execute("SELECT count(*) FROM cartons").fetchone() == (1,)


def test_what_is_not_sent_never_goes(station: Station) -> None:
    for number in range(1, 4):
        pack(station, number)
    station.clock.advance(LONG_S)
    assert Pruning(station.store, station.clock)() == 0
    with station.works() as work:
        task = work.orders.task(UUID(int=1))
    assert task.order.state is OrderState.PACKED


def test_a_station_alone_keeps_everything(tmp_path: Path) -> None:
    store, clock = open_store(tmp_path / "store.db"), FakeClock(NOON + timedelta(days=400))
    assert Pruning(store, clock)() == 0
    store.close()


def test_a_full_disk_stops_the_feed_where_it_was_and_it_goes_on_from_there(
    station: Station, tmp_path: Path
) -> None:
    site, other = PlainSite(), joined(tmp_path, "B")
    for number in range(1, 200):
        take_in(station, make_order(number, ("MUG", 1)))
    site.push(station)
    raw = other.store._raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(DeviceFault) as fault:
        site.pull(other)
    assert fault.value.code is FaultCode.DISK_FULL
    stopped = other.book.position().cursor
    assert stopped < len(site.feed)
    raw.execute("PRAGMA max_page_count = 1073741823")
    site.meet(station, other)
    assert other.book.position().cursor == len(site.feed)
    with other.works() as work:
        assert all(work.orders.by_number(str(number)) for number in range(1, 200))
    other.store.close()


def test_a_full_disk_leaves_rows_unsent_and_they_are_answered_later(station: Station) -> None:
    for number in range(1, 40):
        pack(station, number)
    raw = station.store._raw
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    unsent = station.book.position().unsent
    raw.execute(f"PRAGMA max_page_count = {pages}")
    events = station.book.events_after(0, 500)
    outcomes = tuple((event.seq, Outcome.PACKED_TWICE) for event in events)
    with pytest.raises(DeviceFault):
        station.book.acknowledge(events[-1].seq, outcomes, NOON)
    assert station.book.position().unsent == unsent
    raw.execute("PRAGMA max_page_count = 1073741823")
    PlainSite().push(station)
    assert station.book.position().unsent == 0


@pytest.mark.parametrize("orders", [480, pytest.param(4_800, marks=pytest.mark.slow)])
def test_three_days_without_central_fill_no_disk(station: Station, orders: int) -> None:
    for number in range(1, orders + 1):
        pack(station, number, b"^XA" + b"4" * 1_500)
    share = orders / 4_800
    position = station.book.position()
    assert position.unsent >= 10 * orders
    log = station.path.with_name(f"{station.path.name}-wal")
    assert station.path.stat().st_size <= 64 * 2**20 * share + 2**20
    assert log.stat().st_size <= 64 * 2**20 * share
