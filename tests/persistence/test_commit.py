"""A yes is on the disk before it is said (R1): every commit is followed by a sync, before anything else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.strace import strace

COMMITS = 20
SAID = "said yes"

_PACK = """
import os
import sys
from pathlib import Path
from uuid import UUID
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_order, open_store, scan
store = open_store(Path(sys.argv[1]))
for planted in sys.argv[3:]:
    store._raw.execute(planted)
with store.transaction() as work:
    work.catalogue.put(PRODUCTS, CODES)
    open_order(work, store.station_id, make_order(1, ("MUG", 1000)), UUID(int=77))
os.write(1, b"said yes")
for _ in range(int(sys.argv[2])):
    with store.transaction() as work:
        scan(work, UUID(int=1))
    os.write(1, b"said yes")
store.close()
"""


def calls_while_packing(folder: Path, *planted: str) -> list[str]:
    """What a child asked of the system while it packed, from its first yes to its last."""
    command = [sys.executable, "-c", _PACK, str(folder / "store.db"), str(COMMITS), *planted]
    calls = strace(command, folder, "trace=write,fsync,fdatasync", "signal=none").calls
    said = [place for place, call in enumerate(calls) if SAID in call]
    return calls[said[0] : said[-1] + 1]


def yeses_before_their_sync(calls: list[str]) -> int:
    """How many verdicts were said with no successful sync since the one before."""
    early, synced = 0, True
    for call in calls:
        if SAID in call:
            early += not synced
            synced = False
        elif "sync(" in call and call.endswith("= 0"):
            synced = True
    return early


def test_every_committed_scan_is_synced_before_it_is_said(tmp_path: Path) -> None:
    calls = calls_while_packing(tmp_path)
    assert sum(SAID in call for call in calls) == COMMITS + 1
    assert sum("sync(" in call for call in calls) >= COMMITS
    assert yeses_before_their_sync(calls) == 0


def test_a_store_that_does_not_sync_is_found(tmp_path: Path) -> None:
    calls = calls_while_packing(tmp_path, "PRAGMA synchronous = OFF")
    assert yeses_before_their_sync(calls) == COMMITS


def test_a_store_that_syncs_only_now_and_then_is_found(tmp_path: Path) -> None:
    # Without carrying the log over, which syncs as well: what is committed in between is lost all the same.
    seldom = ("PRAGMA synchronous = NORMAL", "PRAGMA wal_autocheckpoint = 0")
    calls = calls_while_packing(tmp_path, *seldom)
    assert yeses_before_their_sync(calls) == COMMITS


def test_a_sync_that_failed_is_none() -> None:
    assert yeses_before_their_sync(["fsync(5) = -1 EIO (INJECTED)", f'write(1, "{SAID}")']) == 0
    said = f'write(1, "{SAID}")'
    assert yeses_before_their_sync([said, "fsync(5) = -1 EIO (INJECTED)", said, "fsync(5) = 0", said]) == 1


@pytest.mark.parametrize(("in_ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_strace_ci_fails_and_others_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", in_ci)
    with pytest.raises(outcome, match="strace is missing"):
        strace([sys.executable, "-c", ""], tmp_path, "trace=fsync")
