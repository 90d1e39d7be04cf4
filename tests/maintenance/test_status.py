"""How a bench stands, as the person at its terminal reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.maintenance.status import told_lines
from packstation.persistence.unsent import Unsent
from packstation.standing import standing_of_store
from tests.fakes.clock import NOON
from tests.maintenance.home import stopped

RUNS = {
    "station": "bench-4", "enrolled": True, "running": True, "link": "away", "since_s": 2_400, "unsent": 1,
    "oldest_unsent_s": 2_340, "orders_ahead": 27, "orders_ahead_for_s": 23_000, "clock_offset_ms": 300,
    "disk_free_bytes": 75_613_106_176, "tasks": 1, "alarms": ["unsent_many"], "settled_by_site": [],
    "site_settings_left_out": None, "settings_wait_for_start": False,
}  # fmt: skip


def test_a_bench_of_a_site_is_told_in_words_and_units_of_people() -> None:
    assert list(told_lines(RUNS)) == [
        "bench: bench-4",
        "central: away for 40 min",
        "not sent: 1 act, the oldest 39 min ago",
        "orders kept: 27, for 6 h",
        "clock: right",
        "disk: 75.6 GB free",
        "to settle: 1 task",
        "look at: unsent many",
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"unsent": 1_200, "oldest_unsent_s": 172_900}, "not sent: 1200 acts, the oldest 2 d ago"),
        ({"unsent": 0, "oldest_unsent_s": None}, "not sent: nothing"),
        ({"orders_ahead": 3, "orders_ahead_for_s": None}, "orders kept: 3"),
        ({"clock_offset_ms": 180_000}, "clock: 3 min slow"),
        ({"clock_offset_ms": -5_000}, "clock: 5 s fast"),
        ({"tasks": 2}, "to settle: 2 tasks"),
        ({"settled_by_site": ["packing.weight_check"]}, "settled by the site: packing.weight_check"),
        ({"running": False}, "this bench does not run: its store says so"),
    ],
)
def test_each_thing_is_told_where_there_is_something_to_tell(told: dict[str, object], said: str) -> None:
    assert said in list(told_lines({**RUNS, **told}))


def test_a_bench_alone_tells_nothing_of_a_central(tmp_path: Path) -> None:
    stopped(tmp_path)
    bench, central, disk, runs = told_lines(standing_of_store(tmp_path, NOON))
    assert bench.startswith("bench: ")
    assert central == "central: alone"
    assert disk.endswith(" GB free")
    assert runs == "this bench does not run: its store says so"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 act of this bench has"), (3, "3 acts of this bench have")]
)
def test_one_act_is_one(count: int, words: str) -> None:
    assert str(Unsent(count)).startswith(f"{words} not been sent")
