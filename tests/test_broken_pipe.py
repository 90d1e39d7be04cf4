"""A command whose reader has read enough (`| head -1`) goes on, and ends as it would have ended."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from packstation.broken_pipe import reader_left
from packstation.settings.station import StationSettings
from packstation.storeroom import open_store


def run_unread(home: Path, *words: str, both: bool = False, at_once: bool = False) -> tuple[int, bytes]:
    """Run a command whose reader has left; its exit code, and what it says on its standard error.

    `both`: that goes into the same pipe. `at_once`: what is said is not gathered until the end.
    """
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, *(["-u"] if at_once else []), "-m", "packstation", "--home", str(home), *words],
            stdout=writer,
            stderr=writer if both else subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr or b""


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe's other end is closed in another way")
def test_a_command_whose_reader_has_left_ends_as_it_would_have_ended(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert run_unread(home, "status", both=True) == (2, b"")  # there is no store
    open_store(StationSettings(), home, demo=False).close()
    assert run_unread(home, "status") == (0, b"")
    assert run_unread(home, "status", at_once=True) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_what_a_full_disk_does_not_take_is_told_in_a_sentence(tmp_path: Path) -> None:
    open_store(StationSettings(), tmp_path, demo=False).close()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "packstation", "--home", str(tmp_path), "status"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    said = b"packstation: what was to be said is lost: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.parametrize(
    ("system", "code", "left"),
    [
        ("linux", errno.EPIPE, True),
        ("win32", errno.EPIPE, True),
        ("win32", errno.EINVAL, True),
        ("linux", errno.EINVAL, False),
        ("linux", errno.ENOSPC, False),
        ("win32", errno.ENOSPC, False),
    ],
)
def test_a_reader_that_left_is_told_from_a_disk_that_is_full(
    monkeypatch: pytest.MonkeyPatch, system: str, code: int, left: bool
) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert reader_left(OSError(code, "no")) is left
