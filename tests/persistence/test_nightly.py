"""The nightly copy, made by the running station without being asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from packstation.domain.act import BackupMade
from packstation.persistence import nightly as nightly_module
from packstation.persistence.nightly import NightlyBackup
from packstation.persistence.read_journal import read_journal, verify_journal
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import FakeClock
from tests.persistence.shelf import open_store
from tests.persistence.waiting import wait_until

DAY_S = 24 * 3600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "store.db")
    yield store
    store.close()


def test_a_copy_is_made_once_a_day_noted_and_the_oldest_thrown_away(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock = FakeClock()
    nightly = NightlyBackup(store, tmp_path / "backups", 2, clock)
    made = []
    for _ in range(3):
        target = nightly.look()
        assert target is not None
        made.append(target)
        assert nightly.look() is None
        clock.advance(DAY_S)
    assert sorted((tmp_path / "backups").iterdir()) == made[1:]
    noted = [entry.act for entry in read_journal(store.path) if isinstance(entry.act, BackupMade)]
    assert len(noted) == 3
    assert noted[-1] == BackupMade(made[-1].stat().st_size)
    assert verify_journal(made[-1]).sound


def test_the_thread_checks_the_store_makes_the_copy_and_ends_when_told(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly_module, "FIRST_LOOK_S", 0.01)
    nightly = NightlyBackup(store, tmp_path / "backups", 2, FakeClock())
    nightly.start()
    wait_until(lambda: (tmp_path / "backups").is_dir() and bool(list((tmp_path / "backups").glob("p*.db"))))
    nightly.stop()
    assert not nightly._thread.is_alive()


def test_a_folder_that_cannot_be_written_is_logged_and_the_bench_goes_on(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(nightly_module, "FIRST_LOOK_S", 0.01)
    (tmp_path / "backups").write_text("a file where the folder should be")
    nightly = NightlyBackup(store, tmp_path / "backups", 2, FakeClock())
    with caplog.at_level(logging.WARNING):
        nightly.start()
        wait_until(lambda: "no backup was made" in caplog.text)
        nightly.stop()
    with store.transaction() as work:
        assert work.users.all() == ()


def test_a_station_that_stops_at_once_does_not_wait_for_the_night(store: SqliteStore, tmp_path: Path) -> None:
    nightly = NightlyBackup(store, tmp_path / "backups", 2, FakeClock())
    nightly.stop()
    nightly = NightlyBackup(store, tmp_path / "backups", 2, FakeClock())
    nightly.start()
    nightly.stop()
    assert not (tmp_path / "backups").exists()
