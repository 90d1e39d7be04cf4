"""The disk fails under a working station: it says so, takes nothing more, and what it said before is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from packstation.persistence.read_journal import verify_journal
from tests.crash.cradle import Cradle
from tests.crash.goods import CODES
from tests.crash.oracle import Oracle, is_alarm
from tests.crash.station_process import StationProcess, spawned
from tests.strace import tracer

FAILED = "Disk: failed. Stop packing; nothing confirmed so far is lost."


def counted(oracle: Oracle) -> int:
    """How many pieces were acknowledged."""
    return sum(1 for sign in oracle.notary.acknowledged if sign[0] == "unit_counted")


def pack_until_alarm(oracle: Oracle) -> str:
    """Pack until the store takes nothing; what the screen calls it."""
    alarms = len(oracle.notary.faults)
    oracle.pack(lambda: len(oracle.notary.faults) > alarms)
    return oracle.notary.faults[-1]


def expect_locked(oracle: Oracle, process: StationProcess) -> None:
    """Whatever is scanned now, the bench says that the disk failed, and nothing of it is written down."""
    rows = verify_journal(oracle.store).good
    for code in CODES.values():
        oracle.bench.scan(code)
        event = process.next()
        while "verdict" not in event:
            event = process.next()
        assert is_alarm(event)
        assert (event["kind"], event["verdict"], event["saying"]) == ("lead", "disk_failed", FAILED)
    report = verify_journal(oracle.store)
    assert report.sound
    assert report.good == rows


def expect_nothing_lost(oracle: Oracle) -> None:
    """The next start finds everything acknowledged, and the order is packed to its end."""
    oracle.settle()
    packed = len(oracle.notary.packed)
    with oracle.life() as process:
        oracle.pack(lambda: len(oracle.notary.packed) > packed)
        process.close_window()
    oracle.settle()


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a running process is set by prlimit")
def test_a_disk_that_takes_no_bytes_locks_the_bench_also_when_it_is_well_again(
    cradle: Cradle, tmp_path: Path
) -> None:
    with Oracle(cradle, tmp_path, seed=10) as oracle:
        with oracle.life() as process:
            oracle.pack(lambda: counted(oracle) == 2)
            limit_file_size(process, 0)
            assert pack_until_alarm(oracle) == "disk_failed"
            assert oracle.screen.saying == FAILED
            expect_locked(oracle, process)
            limit_file_size(process, None)
            # No second try behind the packer's back: only a new start reads what the disk really holds.
            expect_locked(oracle, process)
            process.close_window()
        expect_nothing_lost(oracle)


def test_a_disk_that_cannot_promise_locks_the_bench(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=11) as oracle:
        with oracle.life(body=spawned(tmp_path, failing_syncs(8))) as process:
            assert pack_until_alarm(oracle) == "disk_failed"
            assert counted(oracle) > 0
            expect_locked(oracle, process)
            process.kill()
            process.exit_code()
        expect_nothing_lost(oracle)


def test_a_full_disk_stops_the_bench_until_there_is_room(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=12) as oracle:
        with oracle.life() as process:
            oracle.pack(lambda: counted(oracle) == 2)
            process.tell("disk_full")
            assert pack_until_alarm(oracle) == "disk_full"
            assert oracle.screen.saying == "Disk: full. Make room, then go on."
            process.tell("disk_free")
            packed = len(oracle.notary.packed)
            oracle.pack(lambda: len(oracle.notary.packed) > packed)
            process.close_window()
        oracle.settle()


def failing_syncs(first: int) -> list[str]:
    """Let every sync from that one on fail; strace counts for each thread by itself."""
    syncs = "fdatasync,fsync"
    return tracer(Path(os.devnull), f"trace={syncs}", f"inject={syncs}:error=EIO:when={first}+")


def limit_file_size(process: StationProcess, most_bytes: int | None) -> None:
    """Let the station write no byte behind this place in any file; None lifts the limit."""
    if sys.platform == "linux" and process.pid is not None:
        import resource  # noqa: PLC0415  not on Windows

        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        soft = hard if most_bytes is None else most_bytes
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))
