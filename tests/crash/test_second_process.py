"""One store, one station: a second process is told so, and let in as soon as the first is dead."""

from __future__ import annotations

from pathlib import Path

from tests.crash.cradle import Cradle
from tests.crash.notary import SEEN
from tests.crash.oracle import Oracle
from tests.crash.planted import Plan
from tests.crash.station_process import spawned


def test_a_second_station_on_a_store_is_refused_with_a_sentence_until_the_first_is_killed(
    cradle: Cradle, tmp_path: Path
) -> None:
    with Oracle(cradle, tmp_path, seed=13) as oracle:
        with oracle.life() as first:
            oracle.pack(lambda: oracle.screen.act == "scan_goods")
            second = spawned(tmp_path)
            try:
                second.go(Plan())
                assert second.exit_code() == 2
            finally:
                second.bury()
            said = "another packstation is running on this store: close that one first\n"
            assert second.errors().endswith(f"packstation cannot start: {said}")
            oracle.pack(lambda: len(oracle.notary.packed) == 1)
            first.kill()
            first.rest()
        assert oracle.settle() == SEEN
        with oracle.life() as third:
            oracle.pack(lambda: len(oracle.notary.packed) == 2)
            third.close_window()
        oracle.settle()
