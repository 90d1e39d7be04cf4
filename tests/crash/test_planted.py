"""The same oracle that finds nothing wrong with the station objects to a station that is wrong."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.cradle import Cradle
from tests.crash.ledger import Ledger, Violation
from tests.crash.oracle import Oracle
from tests.crash.planted import Plan
from tests.crash.station_process import Gone, StationProcess


def test_a_verdict_before_its_commit_is_seen(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=6) as oracle:
        with oracle.life(Plan(plant="late_commit")) as process:
            oracle.pack(lambda: any(sign[0] == "unit_counted" for sign in oracle.notary.acknowledged))
            _kill(process)
        with pytest.raises(Violation, match=r"acknowledged and lost: .*unit_counted"):
            oracle.settle()


def test_the_same_kill_of_a_sound_station_is_no_offence(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=6) as oracle:
        with oracle.life() as process:
            oracle.pack(lambda: any(sign[0] == "unit_counted" for sign in oracle.notary.acknowledged))
            _kill(process)
        oracle.settle()


@pytest.mark.parametrize(
    ("plan", "seen"),
    [
        (Plan("before_commit:label_requested", plant="early_print"), "1 prints of .*, 0 requests committed"),
        (Plan("before_paint:label_printed", plant="printed_twice"), "2 prints of .*, 1 requests committed"),
    ],
)
def test_a_print_that_nobody_committed_is_seen(cradle: Cradle, tmp_path: Path, plan: Plan, seen: str) -> None:
    with Oracle(cradle, tmp_path, seed=7) as oracle:
        with oracle.life(plan):
            with pytest.raises(Gone):
                oracle.pack(lambda: False)
            # The printer goes on when the station is dead.
            oracle.paper.wait(int(seen[0]))
        with pytest.raises(Violation, match=seen):
            oracle.settle()


FAULTS = {
    "DELETE FROM journal WHERE seq = 12": "the journal has a gap",
    "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'unit_counted')": "gap",
    "UPDATE journal SET payload = replace(payload, '\"units\":1', '\"units\":2')": "chain is broken",
    "UPDATE journal SET at = '2026-01-01T00:00:00.000000Z' WHERE seq = 7": "chain is broken at 7",
    "UPDATE carton_lines SET units = units + 1": "cartons",
    "DELETE FROM carton_lines WHERE units = 1": "cartons",
    "DELETE FROM labels": "labels",
    "UPDATE labels SET copies = copies + 1": "labels",
    "UPDATE labels SET state = 'wanted'": "labels",
    "UPDATE labels SET plate_code = replace(plate_code, '952', '953')": "labels",
    "UPDATE cartons SET state = 'open' WHERE state = 'verified'": "cartons",
    "UPDATE cartons SET plate_code = (SELECT min(plate_code) FROM cartons)": "cartons",
    "INSERT INTO cartons SELECT site_id, randomblob(16), order_id, 9, state, type_code, tare_grams, "
    "fill_grams, 'x', 1, gross_grams, weight_result, type_name, aside FROM cartons LIMIT 1": "cartons",
    "UPDATE orders SET state = 'ready' WHERE state = 'packed'": "orders? .* is ready",
    "UPDATE sscc_blocks SET next_serial = next_serial - 1": "serials are used up",
    "UPDATE sscc_blocks SET next_serial = next_serial + 1": "serials are used up",
    "UPDATE order_lines SET quantity = quantity + 1": "left with",
}


@pytest.fixture(scope="module")
def packed_store(cradle: Cradle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a few packed orders, and what was printed for them."""
    home = tmp_path_factory.mktemp("packed")
    with Oracle(cradle, home, seed=8) as oracle:
        with oracle.life() as process:
            oracle.pack(lambda: len(oracle.notary.packed) == 3)
            process.close_window()
        oracle.settle()
        return oracle.store


@pytest.mark.parametrize(("fault", "seen"), FAULTS.items())
def test_a_store_that_was_tampered_with_is_seen(
    packed_store: Path, tmp_path: Path, fault: str, seen: str
) -> None:
    doctored = tmp_path / "doctored.sqlite3"
    shutil.copy(packed_store, doctored)
    with closing(sqlite3.connect(doctored)) as raw:
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute("DROP TRIGGER " + trigger)
        assert raw.execute(fault).rowcount > 0
        raw.commit()
    with pytest.raises(Violation, match=seen):
        Ledger(doctored, tmp_path / "copy.sqlite3").agree()


def _kill(process: StationProcess) -> None:
    process.kill()
    process.rest()
