"""A backup put back: nothing of the old store is lost, and no plate is ever issued twice."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from packstation.persistence.backup import backup
from packstation.persistence.engine import connect, reading
from packstation.persistence.fault import BackupUnusable, DemoMismatch, StoreLocked, StoreTooNew
from packstation.persistence.read_journal import read_journal, verify_journal
from packstation.persistence.restore import SERIALS_SKIPPED, restore
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import NOON
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_order, open_store, scan

ORDER = make_order(1, ("MUG", 100))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bench" / "store.db"


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """A backup with one scan and two plates; the store went on to three scans and five plates."""
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, ORDER, UUID(int=77))
    pack(store, scans=1, plates=2)
    backup(path, tmp_path / "copy.db")
    pack(store, scans=2, plates=3)
    store.close()
    return tmp_path / "copy.db"


def pack(store: SqliteStore, scans: int, plates: int) -> None:
    for _ in range(scans):
        with store.transaction() as work:
            scan(work, ORDER.order_id)
    for _ in range(plates):
        with store.transaction() as work:
            work.plates.save(work.plates.block().allot()[1])


def packed(path: Path) -> tuple[int, int]:
    """Mugs in the carton, and the serial of the next plate."""
    store = open_store(path)
    with store.transaction() as work:
        task, block = work.orders.task(ORDER.order_id), work.plates.block()
    store.close()
    return task.packed(1), block.next_serial


def test_the_store_is_as_it_was_and_its_plates_go_on_where_they_really_stopped(
    path: Path, copy: Path
) -> None:
    aside = restore(copy, path, NOON)
    assert packed(path) == (1, 6)
    assert verify_journal(path).sound
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(copy.stat().st_mode)
    assert aside == path.with_name("store-replaced-20260302T120000Z.db")
    assert packed(aside) == (3, 6)


def test_a_store_that_was_killed_is_kept_with_its_newest_scans(path: Path, copy: Path) -> None:
    store = open_store(path)
    pack(store, scans=4, plates=1)
    wal = Path(f"{path}-wal").read_bytes()
    files = path.read_bytes()
    store.close()
    path.write_bytes(files)
    Path(f"{path}-wal").write_bytes(wal)
    aside = restore(copy, path, NOON)
    assert aside is not None
    assert packed(aside) == (7, 7)
    assert packed(path) == (1, 7)


def test_a_log_that_somebody_still_reads_is_never_read_into_the_restored_store(
    path: Path, copy: Path
) -> None:
    store = open_store(path)
    pack(store, scans=4, plates=1)
    with reading(path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        pack(store, scans=2, plates=0)
        store._closing.close()
        aside = restore(copy, path, NOON)
    assert aside is not None
    assert packed(path) == (1, 7)
    assert packed(aside) == (9, 7)


def test_where_the_old_disk_is_lost_plates_go_on_at_a_distance(path: Path, copy: Path) -> None:
    path.unlink()
    assert restore(copy, path, NOON) is None
    assert packed(path) == (1, 3 + SERIALS_SKIPPED)


def test_a_damaged_store_is_kept_as_it_is(path: Path, copy: Path) -> None:
    path.write_bytes(b"what the disk made of it" * 1000)
    Path(f"{path}-wal").write_bytes(b"and of its log")
    aside = restore(copy, path, NOON)
    assert aside is not None
    assert aside.read_bytes() == b"what the disk made of it" * 1000
    assert Path(f"{aside}-wal").read_bytes() == b"and of its log"
    assert not Path(f"{path}-wal").exists()
    assert packed(path) == (1, 3 + SERIALS_SKIPPED)


def test_a_running_station_keeps_its_store(path: Path, copy: Path) -> None:
    store = open_store(path)
    with pytest.raises(StoreLocked):
        restore(copy, path, NOON)
    store.close()
    assert packed(path) == (3, 6)


def cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: 4096 * 9 + 100])


def scribble(copy: Path) -> None:
    stored = bytearray(copy.read_bytes())
    stored[4096 * 7 : 4096 * 8] = b"\xff" * 4096
    copy.write_bytes(stored)


def empty(copy: Path) -> None:
    copy.write_bytes(b"")


def other(copy: Path) -> None:
    copy.unlink()
    copy.touch()
    raw = connect(copy)
    raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.close()


def not_even(copy: Path) -> None:
    copy.write_bytes(b"a letter to somebody" * 1000)


def newer(copy: Path) -> None:
    raw = connect(copy)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (cut, BackupUnusable),
        (scribble, BackupUnusable),
        (empty, BackupUnusable),
        (other, BackupUnusable),
        (not_even, BackupUnusable),
        (newer, StoreTooNew),
        (Path.unlink, FileNotFoundError),
    ],
)
def test_a_backup_that_will_not_do_changes_nothing(
    path: Path, copy: Path, spoil: Callable[[Path], None], refusal: type[Exception]
) -> None:
    spoil(copy)
    before = path.read_bytes()
    with pytest.raises(refusal):
        restore(copy, path, NOON)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["store.db", "store.db.lock"]


def test_a_demo_store_never_takes_the_place_of_a_real_one(path: Path, copy: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo.db"
    open_store(demo, demo=True).close()
    with pytest.raises(DemoMismatch):
        restore(demo, path, NOON)
    with pytest.raises(DemoMismatch):
        restore(copy, demo, NOON)
    assert packed(path) == (3, 6)


def test_the_journal_goes_on_after_a_restore(path: Path, copy: Path) -> None:
    restore(copy, path, NOON)
    packed(path)
    kinds = [entry.act.kind for entry in read_journal(path)]
    assert kinds[-3:] == ["unit_counted", "station_started", "station_stopped"]
    assert verify_journal(path).sound
