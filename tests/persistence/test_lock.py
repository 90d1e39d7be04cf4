"""Two stations never run on one store (R18)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from packstation.persistence.fault import StoreLocked
from packstation.persistence.lock import FileLock
from tests.persistence.shelf import open_store

_HOLD = """
import sys
from pathlib import Path
from packstation.persistence.lock import FileLock
with FileLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process_on(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of this store."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "secret place" / "store.db"
    open_store(path).close()
    before = path.read_bytes()
    with another_process_on(path), pytest.raises(StoreLocked) as refused:
        open_store(path)
    assert path.read_bytes() == before
    assert "secret" not in str(refused.value)


def test_a_station_that_was_killed_holds_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with another_process_on(path) as process:
        process.kill()
        process.wait()
        open_store(path).close()


def test_the_same_process_is_no_exception(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    with pytest.raises(StoreLocked):
        open_store(tmp_path / "store.db")
    with store.transaction() as work:
        assert work.users.all() == ()
    store.close()


def test_a_closed_store_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(3):
        open_store(tmp_path / "store.db").close()


def test_a_start_that_fails_lets_go_of_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path, demo=True).close()
    with pytest.raises(Exception, match="demo"):
        open_store(path)
    with FileLock(path):
        pass
