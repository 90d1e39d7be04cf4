"""On a full disk the order on the bench is finished in the room kept for it, and none is begun."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.bench import Bench
from packstation.application.open_order import OpenOrder
from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.persistence.reserve import LEFT_BYTES, NAME, DiskReserve
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import FakeClock
from tests.persistence.shelf import CODES, IDA, NEW_ID, PRODUCTS, make_order, open_order, open_store, scan

KIB = 1024


def scan_until_it_fails(store: SqliteStore) -> int:
    """How many pieces were counted before the disk was full."""
    for counted in range(9_000):
        try:
            with store.transaction() as work:
                scan(work, UUID(int=1))
        except DeviceFault as fault:
            if fault.code is not FaultCode.DISK_FULL:
                raise
            return counted
    raise AssertionError("the disk was never full")


def test_room_is_set_aside_once_and_given_once(tmp_path: Path) -> None:
    reserve = DiskReserve(tmp_path, left=0)
    assert reserve.keep(700 * KIB)
    assert (tmp_path / NAME).stat().st_size == 700 * KIB
    made = (tmp_path / NAME).stat().st_mtime_ns
    assert reserve.keep(700 * KIB)
    assert (tmp_path / NAME).stat().st_mtime_ns == made
    assert reserve.give()
    assert reserve.used
    assert not reserve.give()
    assert reserve.keep(700 * KIB)
    assert not reserve.used


def test_nothing_is_set_aside_where_others_would_lack_it(tmp_path: Path) -> None:
    reserve = DiskReserve(tmp_path, left=1 << 60)
    assert not reserve.keep(KIB)
    assert not reserve.used
    assert not (tmp_path / NAME).exists()


def test_little_room_on_the_disk_is_for_the_order_on_the_bench_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "store.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, make_order(1, ("MUG", 2)), UUID(int=70))
        work.orders.add(make_order(2, ("MUG", 1)))
    room = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: room._replace(free=LEFT_BYTES - 1))
    bench = Bench(store, FakeClock(), NEW_ID, PackingPolicy())
    assert OpenOrder(bench)(IDA, Scan("1", "scanner", 1)).task.order.number == "1"
    with store.transaction() as work:
        assert scan(work, UUID(int=1)).packed(1) == 1
        work.orders.save(work.orders.task(UUID(int=1)).order.released())
    with pytest.raises(Refused) as no:
        OpenOrder(bench)(IDA, Scan("2", "scanner", 1))
    assert no.value.code is RefusalCode.DISK_NEARLY_FULL
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: room._replace(free=LEFT_BYTES))
    assert OpenOrder(bench)(IDA, Scan("2", "scanner", 1)).task.order.number == "2"
    store.close()


def test_a_full_disk_gives_its_reserve_and_begins_no_new_order(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    store.keep_reserve(KIB)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, make_order(1, ("MUG", 9_000)), UUID(int=70))
        work.orders.add(make_order(2, ("MUG", 1)))
    raw = store._raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + 1}")
    scan_until_it_fails(store)
    assert store.on_reserve
    raw.execute("PRAGMA max_page_count = 1073741823")
    with store.transaction() as work:
        scan(work, UUID(int=1))
        task = work.orders.task(UUID(int=1))
        work.orders.save(task.order.released())
    bench = Bench(store, FakeClock(), NEW_ID, PackingPolicy())
    with pytest.raises(Refused) as no:
        OpenOrder(bench)(IDA, Scan("2", "scanner", 1))
    assert no.value.code is RefusalCode.DISK_NEARLY_FULL
    store.keep_reserve(KIB)
    assert OpenOrder(bench)(IDA, Scan("2", "scanner", 1)).task.order.number == "2"
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes; skipped where this PC lets nobody mount one."""
    if sys.platform == "win32":
        pytest.skip("no such disks")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("nobody may mount a disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_on_a_disk_that_is_really_full_the_order_on_the_bench_goes_on(small_disk: Path) -> None:
    store = open_store(small_disk / "store.db")
    reserve = DiskReserve(small_disk, left=0)
    assert reserve.keep(1_000 * KIB)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, make_order(1, ("MUG", 9_000)), UUID(int=70))
    counted = scan_until_it_fails(store)
    assert not (small_disk / NAME).exists()
    with store.transaction() as work:
        assert scan(work, UUID(int=1)).packed(1) == counted + 1
    store.check()
    store.close()
