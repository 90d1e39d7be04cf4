"""Copy, restore and verify from the command line: what is said when it does not go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from packstation.maintenance.store_copy import backup_store, restore_store, verify_store
from packstation.places import STORE_NAME
from tests.persistence.shelf import open_store


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (verify_store, STORE_NAME),
        (lambda home: backup_store(home, home / "copy.db"), STORE_NAME),
        (lambda home: restore_store(home, home / "copy.db"), "copy.db"),
    ],
    ids=["verify", "backup", "restore"],
)
def test_the_file_that_is_missing_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: Callable[[Path], int], missing: str
) -> None:
    assert command(tmp_path) == 2
    said = capsys.readouterr().err
    assert said.startswith("packstation: ")
    assert "No such file" in said
    assert str(tmp_path / missing) in said


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
