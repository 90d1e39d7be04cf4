"""Every verb a packer meets at the bench, with its commit, on the big store."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from packstation.application.open_order import OpenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.domain.scan import Scan
from packstation.persistence.engine import reading
from packstation.ui.verbs import CartonVerbs, LeadVerbs, Verbs
from tests.benchmarks.bench_site import RawFloor, bench_of, lead_of, newest_entry, open_store
from tests.benchmarks.big_store import LONG_ORDER, ean
from tests.benchmarks.day import ALIKE, Day
from tests.benchmarks.report import Figure, p50, p99
from tests.benchmarks.rounds import lead_and_people, like_order, side_order, whole_order

ROUNDS = 300
P99_MS = 10.0
"""Of the 14.6 ms a verdict has from the scan to the screen (see `scan`): a third stays for line and paint."""
WARM_UP = 5
"""Rounds before the measured ones: the modules that draw labels are loaded by the first of them."""
ROW_OF_EQUALS = 200
"""So many orders for the same single piece wait while one of them is packed."""
SLOW = {
    "sign_in": "checks a secret, slow on purpose",
    "identify_second": "checks a secret, slow on purpose",
    "enrol": "makes a secret, slow on purpose",
    "new_badge": "makes a secret, slow on purpose",
    "print_badge": "waits for the printer",
    "print_label": "waits for the printer",
    "print_paper": "waits for the printer",
    "take_photo": "waits for the camera",
}
"""Verbs that run beside the write lane and have no budget here, and why."""


def measure(store_path: Path, folder: Path, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> list[Figure]:
    """Each verb's commit against the raw rows of a scan written in the same rounds.

    The raw p99 stands in each row: what the disk takes now and then, no verb can be quicker than.
    """
    floor, day = _packed_days(store_path, folder, rounds, warm_up)
    samples = {f"verb {name}": taken for name, taken in sorted(day.samples.items())}
    refuse_unless_all(day.samples)
    figures = [_figure("raw sqlite3 between the verbs", floor, floor, "floor", None)]
    for name, taken in samples.items():
        figures.append(_figure(name, taken, floor, f"p99 < {P99_MS}", p99(taken) < P99_MS))
        if name == "verb close_carton":
            figures += [
                _figure("of that, what is drawn of the label", day.labels.drawn_ms, floor, "beside it", None),
                _figure("drawn while the goods were packed", day.ahead_ms, floor, "beside it", None),
            ]
    return figures


def refuse_unless_all(names: Iterable[str]) -> None:
    """AssertionError where a verb of the bench is neither measured nor named as slow, or both."""
    measured = {name.partition(":")[0] for name in names}
    # What comes in by file is no packer's verb: it is measured by how long it holds the lane.
    grouped = {"bench", "cartons", "lead", "intake"}
    known = {field.name for kind in (Verbs, CartonVerbs, LeadVerbs) for field in fields(kind)}
    wanted = known - grouped - SLOW.keys()
    if measured != wanted:
        raise AssertionError(f"verbs without a figure, or the reverse: {sorted(measured ^ wanted)}")


def _figure(name: str, taken: list[float], floor: list[float], target: str, ok: bool | None) -> Figure:
    ratio, against = round(p50(taken) / p50(floor), 2), f"raw sqlite3, p99 {p99(floor)}"
    return Figure(name, p50(taken), p99(taken), len(taken), ratio, against, target, ok)


def _packed_days(store_path: Path, folder: Path, rounds: int, warm_up: int) -> tuple[list[float], Day]:
    ours, raw = folder / "ours" / store_path.name, folder / "raw" / store_path.name
    for copy in (ours, raw):
        copy.parent.mkdir(parents=True)
        shutil.copyfile(store_path, copy)
    counted = _one_counted(raw)
    floor = RawFloor(raw)
    store = open_store(ours)
    day = Day(store)
    day.stock()
    for number in range(ROW_OF_EQUALS):
        day.order(f"EQUAL-{number}", [(ALIKE, 1)])
    floor_ms: list[float] = []
    with reading(ours) as written:
        for number in range(warm_up + rounds):
            if number == warm_up:
                floor_ms.clear()
                day.forget()
            for act in (whole_order, side_order, like_order, lead_and_people):
                act(day, number)
                floor_ms.append(floor.write((*counted[:3], number + 1), newest_entry(written)))
    floor.close()
    store.close()
    return floor_ms, day


def _one_counted(path: Path) -> tuple[object, ...]:
    """A carton in that copy with one piece counted: its row, to be written again and again."""
    store = open_store(path)
    bench, actor = bench_of(store), lead_of(store)
    task = OpenOrder(bench)(actor, Scan(LONG_ORDER, "scanner", 0)).task
    ScanUnit(bench)(actor, task, Scan(ean(0), "scanner", 1, "]E0"))
    store.close()
    with reading(path) as raw:
        row: tuple[object, ...] = raw.execute("SELECT * FROM carton_lines").fetchone()
        return row
