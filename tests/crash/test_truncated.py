"""The power goes while the log is being written: whatever part of it reached the disk opens as one moment.

A process packs and dies without a word; its log is then cut anywhere, or its end is blank, as a disk leaves
it that lost its last sectors. The store must open, and state and journal must tell the same story.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from packstation.domain.act import StationStarted
from packstation.domain.journal import JournalEntry
from packstation.persistence.engine import reading, refuse_damaged
from packstation.persistence.read_journal import read_journal, verify_journal
from tests.persistence.shelf import BLOCK, open_store

ORDERS = 10
COMMITS = 1 + 1 + ORDERS * 7
"""The start and the goods, then for each order: open, four scans, one undo, close."""
CUTS = 60
FRAME = 4096 + 24

_PACK = """
import os
import sys
from pathlib import Path
from uuid import UUID
from packstation.domain.act import CartonClosed, UnitUncounted
from packstation.domain.label import Label
from packstation.domain.piece_act import last_at
from packstation.domain.weight import WeightResult
from tests.persistence.shelf import *

store = open_store(Path(sys.argv[1]))
# All of it stays in the log, so that all of it can be cut.
store._raw.execute("PRAGMA wal_autocheckpoint = 0")
with store.transaction() as work:
    work.catalogue.put(PRODUCTS, CODES)

def pack(number):
    order, carton = make_order(number, ("MUG", 3)), UUID(int=1000 + number)
    with store.transaction() as work:
        open_order(work, store.station_id, order, carton)
    for undo in (False, False, True, False, False):
        with store.transaction() as work:
            if not undo:
                scan(work, order.order_id)
                continue
            task = work.orders.task(order.order_id)
            (row,) = last_at(work.piece_acts(order.order_id), task.open_carton)
            seq, count = row.seq, row.act
            after = task.uncount(count.line_no, count.units)
            work.orders.save_task(task, after)
            act = UnitUncounted(count.line_no, count.sku, count.units, seq)
            work.record(act, IDA, task=after, carton_id=carton)
    with store.transaction() as work:
        plate, block = work.plates.block().allot()
        work.plates.save(block)
        task = work.orders.task(order.order_id)
        after = task.close(plate, 1030, WeightResult.WITHIN)
        work.orders.save_task(task, after)
        work.labels.add(Label(UUID(int=2000 + number), carton, plate, b"^XA^XZ"))
        work.record(CartonClosed(plate.code, 3, 1030, 1030, 30, "within"), IDA, task=after, carton_id=carton)

for number in range(1, int(sys.argv[2]) + 1):
    pack(number)
os._exit(9)
"""


@dataclass(frozen=True, slots=True)
class Killed:
    """What the dead process left, and the journal it had committed."""

    store: bytes
    log: bytes
    journal: tuple[JournalEntry, ...]

    def reopened_with(self, log: bytes, folder: Path) -> Path:
        """The store beside this log."""
        path = folder / "store.db"
        path.write_bytes(self.store)
        Path(f"{path}-wal").write_bytes(log)
        return path


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    path = tmp_path_factory.mktemp("killed") / "store.db"
    ran = subprocess.run([sys.executable, "-c", _PACK, str(path), str(ORDERS)], check=False, timeout=60)
    assert ran.returncode == 9
    store, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    return Killed(store, log, tuple(read_journal(path)))


@dataclass(frozen=True, slots=True)
class Story:
    """Pieces by carton and line, cartons, and plates: as the tables have it, or as the journal tells it."""

    units: Counter[tuple[str, int]]
    cartons: frozenset[str]
    plates: frozenset[str]
    next_serial: int


def told_by_tables(path: Path) -> Story:
    with reading(path) as raw:
        lines = raw.execute("SELECT hex(carton_id), line_no, units FROM carton_lines").fetchall()
        cartons = raw.execute("SELECT hex(carton_id) FROM cartons").fetchall()
        closed = raw.execute("SELECT plate_code FROM cartons WHERE state = 'closed' ORDER BY 1").fetchall()
        labels = raw.execute("SELECT plate_code FROM labels ORDER BY 1").fetchall()
        serial = raw.execute("SELECT next_serial FROM sscc_blocks").fetchone()
    assert labels == closed
    return Story(
        Counter({(carton, line_no): units for carton, line_no, units in lines}),
        frozenset(carton for (carton,) in cartons),
        frozenset(plate for (plate,) in closed),
        serial[0] if serial else BLOCK.next_serial,
    )


def told_by_journal(path: Path) -> Story:
    """Replayed from the stored rows alone, with no code of the bench."""
    units: Counter[tuple[str, int]] = Counter()
    cartons, plates = set(), set()
    with reading(path) as raw:
        for kind, carton, text in raw.execute(
            "SELECT kind, hex(carton_id), payload FROM journal ORDER BY seq"
        ):
            said = json.loads(text)
            if kind == "carton_opened":
                cartons.add(carton)
            elif kind == "unit_counted":
                units[carton, said["line_no"]] += said["units"]
            elif kind == "unit_uncounted":
                units[carton, said["line_no"]] -= said["units"]
            elif kind == "carton_closed":
                plates.add(said["plate"])
    return Story(+units, frozenset(cartons), frozenset(plates), BLOCK.next_serial + len(plates))


def proven(path: Path, killed: Killed) -> int:
    """Open the store, prove that it is one moment of the dead process's work; how many rows survived."""
    store = open_store(path)
    assert store.station_id == killed.journal[0].station_id
    store.close()
    with reading(path) as raw:
        refuse_damaged(raw)
    assert verify_journal(path).sound
    entries = tuple(read_journal(path))
    survived = len(entries) - 2
    assert entries[:survived] == killed.journal[:survived]
    started = entries[survived].act
    assert isinstance(started, StationStarted)
    assert started.clean is (survived == 0)
    assert told_by_tables(path) == told_by_journal(path)
    return survived


def cut(log: bytes, at: int) -> bytes:
    return log[:at]


def blank(log: bytes, at: int) -> bytes:
    return log[:at] + bytes(len(log) - at)


def torn(log: bytes, at: int) -> bytes:
    """Sectors came in another order: this one is missing, later ones are there."""
    return log[:at] + bytes(len(log[at : at + 512])) + log[at + 512 :]


def test_the_whole_log_gives_back_every_commit(killed: Killed, tmp_path: Path) -> None:
    assert 32 + FRAME * COMMITS < len(killed.log) < 32 + FRAME * 1000, "a checkpoint came in between"
    assert proven(killed.reopened_with(killed.log, tmp_path), killed) == len(killed.journal) == COMMITS - 1
    story = told_by_tables(tmp_path / "store.db")
    assert (story.units.total(), len(story.plates)) == (3 * ORDERS, ORDERS)


@pytest.mark.parametrize("spoil", [cut, blank, torn])
def test_whatever_part_of_the_log_is_left_opens_as_one_moment(
    killed: Killed, tmp_path: Path, spoil: Callable[[bytes, int], bytes]
) -> None:
    chance = random.Random(CUTS)
    size = len(killed.log)
    edges = [0, 31, 32, 33, 32 + 24, 32 + FRAME, size - FRAME, size - FRAME + 1, size - 1]
    survivors = set()
    for number, at in enumerate([*edges, *(chance.randrange(size) for _ in range(CUTS))]):
        folder = tmp_path / str(number)
        folder.mkdir()
        survivors.add(proven(killed.reopened_with(spoil(killed.log, at), folder), killed))
    assert 0 in survivors
    assert len(survivors) > CUTS // 4


def test_a_store_that_tells_two_stories_is_found(killed: Killed, tmp_path: Path) -> None:
    path = killed.reopened_with(killed.log, tmp_path)
    store = open_store(path)
    store._raw.execute("UPDATE carton_lines SET units = units + 1")
    store.close()
    assert told_by_tables(path) != told_by_journal(path)
