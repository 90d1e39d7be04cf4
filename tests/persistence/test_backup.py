"""Copies of the store: whole, proven, and made while the station works."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.backup import (
    NIGHT_HOUR,
    backup,
    backup_name,
    copy_pages,
    due,
    newest,
    rotate,
    stamp,
)
from packstation.persistence.disk import make_owner_only
from packstation.persistence.engine import connect, reading
from packstation.persistence.fault import BackupUnusable
from packstation.persistence.read_journal import verify_journal
from tests.fakes.clock import NOON
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_order, open_store, scan

ORDER = make_order(1, ("MUG", 100_000))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was stopped after some work."""
    path = tmp_path / "store.db"
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, ORDER, UUID(int=77))
        for number in range(2, 1500):
            work.orders.add(make_order(number, ("MUG", 1), ("LID", 1)))
    store.close()
    return path


def units_in(path: Path) -> tuple[int, int]:
    """Pieces in cartons, and pieces counted by the journal."""
    with reading(path) as raw:
        (state,) = raw.execute("SELECT coalesce(sum(units), 0) FROM carton_lines").fetchone()
        (journal,) = raw.execute("SELECT count(*) FROM journal WHERE kind = 'unit_counted'").fetchone()
    return state, journal


def test_a_backup_is_one_whole_file_for_its_owner_only(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    written = backup(path, target)
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    assert written == target.stat().st_size > 100_000
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        target.chmod(0o400)
    assert verify_journal(target).sound
    opened = connect(target, read_only=True)
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    opened.close()


def test_a_backup_taken_while_the_station_packs_is_one_moment_of_it(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    stop, packed = threading.Event(), threading.Event()

    def pack() -> None:
        while not stop.is_set():
            with store.transaction() as work:
                scan(work, ORDER.order_id)
            packed.set()

    packer = threading.Thread(target=pack)
    packer.start()
    assert packed.wait(10)
    for number in range(3):
        target = tmp_path / f"copy-{number}.db"
        backup(path, target)
        state, journal = units_in(target)
        assert state == journal > 0
        assert verify_journal(target).sound
    stop.set()
    packer.join()
    store.close()


class BetweenSteps:
    """A connection whose copying lets something happen after every step."""

    def __init__(self, raw: sqlite3.Connection, happens: Callable[[], None]) -> None:
        self._raw = raw
        self._happens = happens
        self.steps = 0

    def execute(self, statement: str) -> sqlite3.Cursor:
        return self._raw.execute(statement)

    def backup(self, target: sqlite3.Connection, *, pages: int) -> None:
        self._raw.backup(target, pages=pages, progress=self._after_step)

    def _after_step(self, _status: int, _remaining: int, _total: int) -> None:
        self.steps += 1
        assert self.steps < 100, "the copy begins anew at every scan"
        self._happens()


def test_a_busy_station_does_not_make_the_copy_begin_anew(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    target = tmp_path / "copy.db"
    make_owner_only(target)

    def pack() -> None:
        with store.transaction() as work:
            scan(work, ORDER.order_id)

    with reading(path) as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        source = BetweenSteps(raw, pack)
        copy_pages(source, target, pages // 4)  # type: ignore[arg-type]
    store.close()
    assert source.steps in {4, 5, 6}
    assert units_in(target) == (0, 0)
    assert units_in(path) == (source.steps, source.steps)


def test_a_backup_of_a_damaged_store_does_not_take_a_good_ones_place(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup(path, target)
    good = target.read_bytes()
    with path.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 4)
    with pytest.raises(DeviceFault) as fault:
        backup(path, target)
    assert fault.value.code is FaultCode.DISK_FAILED
    assert target.read_bytes() == good
    assert not list(tmp_path.glob(".*")), "the failed copy keeps the room the station needs"


def test_a_copy_that_was_interrupted_is_begun_anew(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    (tmp_path / ".copy.db.part").write_bytes(b"half of a copy" * 1000)
    backup(path, target)
    assert verify_journal(target).sound
    assert not (tmp_path / ".copy.db.part").exists()


def test_without_a_store_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(tmp_path / "store.db", tmp_path / "copy.db")


# --- every night ---

CET = timezone(timedelta(hours=1))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, 30, tzinfo=CET)


@pytest.mark.parametrize(
    ("now", "last", "is_due"),
    [
        (at(5, 9), None, True),
        (at(5, 9), at(5, 3), False),
        (at(5, 9), at(4, 23), True),  # switched off at night: as soon as it is on again
        (at(5, 1), at(4, 9), False),
        (at(5, 2), at(4, 9), True),
        (at(5, 2), at(5, 2), False),
        (at(5, 9), at(1, 9), True),
        (at(5, 9), at(5, 3).astimezone(UTC), False),
    ],
)
def test_a_backup_is_due_once_a_night(now: datetime, last: datetime | None, is_due: bool) -> None:
    assert due(now, last) is is_due


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(CET)))  # noqa: DTZ001
def test_a_backup_just_made_is_never_due_and_a_day_old_one_always_is(now: datetime) -> None:
    assert not due(now, now)
    assert due(now, now - timedelta(days=1))
    assert due(now, now - timedelta(seconds=1)) == (now - timedelta(seconds=1) < _night(now))


def _night(now: datetime) -> datetime:
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night <= now else night - timedelta(days=1)


def test_rotation_keeps_the_newest_and_touches_no_other_file(tmp_path: Path) -> None:
    days = [NOON + timedelta(days=day) for day in range(20)]
    for day in days:
        (tmp_path / backup_name(day)).write_bytes(b"")
    others = ["station.db", "packstation-mine.db", f"packstation-{stamp(NOON)}.db.txt"]
    for name in others:
        (tmp_path / name).write_bytes(b"")
    assert newest(tmp_path) == days[-1]
    removed = rotate(tmp_path)
    assert [path.name for path in removed] == [backup_name(day) for day in days[:6]]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {backup_name(day) for day in days[6:]} | set(others)
    assert rotate(tmp_path) == ()
    assert len(rotate(tmp_path, keep=1)) == 13
    assert newest(tmp_path) == days[-1]


def test_rotation_clears_away_halves_but_not_one_that_is_being_made(tmp_path: Path) -> None:
    halves = [tmp_path / f".{backup_name(NOON + timedelta(hours=hours))}.part" for hours in (0, 24, 48)]
    for half in halves:
        half.write_bytes(b"half")
    assert rotate(tmp_path) == ()
    whole = tmp_path / backup_name(NOON + timedelta(hours=24))
    whole.write_bytes(b"")
    assert rotate(tmp_path) == tuple(halves[:2])
    assert sorted(tmp_path.iterdir()) == sorted([whole, halves[2]])


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert newest(tmp_path / "nowhere") is None
    assert rotate(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("ending", ["", "-wal", ".lock"])
def test_a_copy_is_never_put_over_the_store_it_was_made_of(path: Path, ending: str) -> None:
    own = path.with_name(path.name + ending)
    before = path.read_bytes()
    with pytest.raises(BackupUnusable):
        backup(path, own)
    assert path.read_bytes() == before


def test_another_name_of_the_store_is_the_store(path: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    with pytest.raises(BackupUnusable):
        backup(path, tmp_path / "deep" / ".." / path.name)
