"""Every commit is on the disk before its verdict is on the screen: seen at the kernel; no kill can see it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.cradle import Cradle
from tests.crash.ledger import Ledger, Violation, demand
from tests.crash.oracle import Oracle
from tests.crash.planted import Plan
from tests.crash.station_process import spawned
from tests.strace import tracer

log = logging.getLogger(__name__)

CALL = re.compile(r"(?P<pid>\d+) +(?:<\.\.\. \w+ resumed>)?(?P<rest>.*)")
SYNC = re.compile(r"(?:fdatasync|fsync)\(\d+.*\) += 0")
SAID = re.compile(r'write\(1, "\{\\"verdict\\": \\"(?P<verdict>\w+)\\"')
UNFINISHED = " <unfinished ...>"
SYNCED = "synced"

SAME_COMMIT = frozenset({"carton_opened", "order_packed"})
"""Acts that are recorded together with the one before them; all others have a commit of their own."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What strace saw of one life."""

    verdicts: int
    syncs: int
    commits: int


def watch(cradle: Cradle, home: Path, plan: Plan) -> Watched:
    """Pack two orders under strace; Violation for a verdict with nothing brought to the disk before it."""
    report = home / "strace.log"
    trace = tracer(report, "trace=fdatasync,fsync,write", "signal=none")
    with Oracle(cradle, home, seed=9) as oracle:
        before = len(Ledger(oracle.store, home / "before.sqlite3").rows)
        with oracle.life(plan, body=spawned(home, trace)) as process:
            oracle.pack(lambda: len(oracle.notary.packed) == 2)
            process.close_window()
            assert process.exit_code() == 0
        rows = Ledger(oracle.store, home / "after.sqlite3").rows[before:]
    verdicts, syncs, since = 0, 0, 0
    for event in timeline(report.read_text("utf-8", errors="replace").splitlines()):
        if event == SYNCED:
            syncs, since = syncs + 1, since + 1
        elif event != "checking":
            demand(since > 0, f"the screen said {event}, and nothing was brought to the disk")
            verdicts, since = verdicts + 1, 0
    return Watched(verdicts, syncs, sum(1 for row in rows if row.kind not in SAME_COMMIT))


def timeline(lines: Iterable[str]) -> Iterator[str]:
    """In order: each verdict the witness told, and `synced` for each time a file was on the disk.

    A call that was interrupted by another thread's stands on two lines and counts where it ended.
    """
    begun: dict[str, str] = {}
    for line in lines:
        found = CALL.match(line)
        if found is None:
            continue
        call = begun.pop(found["pid"], "") + found["rest"]
        if call.endswith(UNFINISHED):
            begun[found["pid"]] = call.removesuffix(UNFINISHED)
        elif SYNC.match(call):
            yield SYNCED
        elif said := SAID.match(call):
            yield said["verdict"]


def test_every_verdict_is_said_after_its_act_is_on_the_disk(cradle: Cradle, tmp_path: Path) -> None:
    watched = watch(cradle, tmp_path, Plan())
    log.info("%s: %.2f syncs a commit", watched, watched.syncs / watched.commits)
    assert watched.verdicts >= 10
    assert watched.syncs >= watched.commits >= watched.verdicts


def test_a_store_that_does_not_wait_for_the_disk_is_seen(cradle: Cradle, tmp_path: Path) -> None:
    with pytest.raises(Violation, match="nothing was brought to the disk"):
        watch(cradle, tmp_path, Plan(plant="synchronous_off"))


def test_a_sync_that_failed_or_has_not_ended_is_none() -> None:
    lines = [
        "71 fsync(9) = -1 EIO (Input/output error) (INJECTED)",
        "71 fsync(9 <unfinished ...>",
        r'70 write(1, "{\"verdict\": \"counted\", \"kind\": \"yes\"}\n", 40) = 40',
        "71 <... fsync resumed>) = 0",
        '70 write(2, "Qt says something", 17) = 17',
        "71 fdatasync(9) = 0",
    ]
    assert list(timeline(lines)) == ["counted", SYNCED, SYNCED]
