"""Copy, restore and verify from the command line: what is said when it does not go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from packstation.maintenance.show_order import show_order
from packstation.maintenance.store_copy import backup_store, restore_store, verify_store
from packstation.places import STORE_NAME
from tests.persistence.shelf import open_store


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (verify_store, "there is no store in {home}: start the station once, or name its --home"),
        (
            lambda home: backup_store(home, home / "copy.db"),
            "there is no store in {home}: start the station once, or name its --home",
        ),
        (
            lambda home: restore_store(home, home / "copy.db"),
            "there is no copy {home}/copy.db: copies of each night lie in {home}/backups",
        ),
        (
            lambda home: show_order(home, "1"),
            "there is no store in {home}: start the station once, or name its --home",
        ),
    ],
    ids=["verify", "backup", "restore", "show"],
)
def test_what_is_missing_is_said_with_its_place_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: Callable[[Path], int], said: str
) -> None:
    assert command(tmp_path) == 2
    assert capsys.readouterr().err == f"packstation: {said.format(home=tmp_path)}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_has_no_place_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_store(tmp_path / STORE_NAME).close()
    assert backup_store(tmp_path, tmp_path / "nowhere" / "copy.db") == 2
    assert "Errno" not in capsys.readouterr().err


def test_while_a_station_runs_it_is_copied_and_verified_but_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(tmp_path / STORE_NAME)
    copy = tmp_path / "copy.db"
    assert backup_store(tmp_path, copy) == 0
    assert verify_store(tmp_path) == 0
    assert restore_store(tmp_path, copy) == 2
    assert "another packstation is running" in capsys.readouterr().err
    store.close()
    assert restore_store(tmp_path, copy) == 0
    assert "kept as" in capsys.readouterr().out


def test_a_copy_named_like_the_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_store(tmp_path / STORE_NAME).close()
    assert backup_store(tmp_path, tmp_path / STORE_NAME) == 2
    assert "a name of its own" in capsys.readouterr().err
