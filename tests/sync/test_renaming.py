"""Benches get new names with work unsent, among all other trouble: each carton counts once, or is a task."""

from __future__ import annotations

from packstation.domain.central import Outcome
from tests.sync.renaming import RenamingSchedule


def test_what_was_packed_under_a_former_name_is_packed_once_or_a_task() -> None:
    brought = 0
    outcomes: set[Outcome] = set()
    for seed in range(80):
        day = RenamingSchedule(seed)
        day.play()
        brought += len(day.packed_before)
        for station in day.world.central.books.stations.values():
            outcomes |= {kept.outcome for kept in station.rows if kept.event.kind == "packing_handed_over"}
    assert brought > 10
    assert outcomes >= {Outcome.ACCEPTED, Outcome.PACKED_TWICE}
