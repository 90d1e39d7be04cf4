"""The table of all benches, as the office reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from packstation.maintenance.central_status import as_table
from packstation.persistence.central.office import StationLine
from tests.postgres.journal import NOON


def line(**told: object) -> StationLine:
    known = StationLine(
        site="main", station_id="bench-4", closed_at=None, last_seen=NOON, acked_seq=9, unsent=0,
        oldest_unsent_at=None, cursor=5, head=7, clock_offset_ms=200, app_version="0.1.0", standing="go",
        claims=12, not_understood=0, tasks=0, oldest_task_at=None, knows_settings=True,
    )  # fmt: skip
    return replace(known, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "bench-4  3 s ago  0       2       12      +0.2 s  heard     0.1.0"),
        ({"knows_settings": False}, "+0.2 s  not yet   0.1.0"),
        ({"knows_settings": None}, "+0.2 s            0.1.0"),
        ({"last_seen": NOON - timedelta(hours=5)}, "away"),
        ({"last_seen": None}, "never"),
        ({"closed_at": NOON}, "closed"),
        ({"clock_offset_ms": -200_000}, "clock"),
        ({"standing": "fork"}, "fork"),
        ({"not_understood": 4}, "4 rows not understood"),
        ({"tasks": 2, "oldest_task_at": NOON - timedelta(hours=2)}, "cartons to settle: 2, oldest 2 h"),
        ({"closed_at": NOON, "tasks": 1}, "closed, cartons to settle: 1: the next bench that is enrolled"),
        ({"unsent": 48_000, "oldest_unsent_at": NOON - timedelta(days=3)}, "48000, oldest 3 d"),
    ],
)
def test_the_table_says_how_each_bench_is(told: dict[str, object], said: str) -> None:
    assert said in as_table([line(**told)], NOON + timedelta(seconds=3))


def test_with_several_sites_each_bench_says_which() -> None:
    assert "north/bench-4" in as_table([line(site="north"), line(site="south")], NOON)
    assert "no bench is enrolled yet" in as_table([], NOON)
