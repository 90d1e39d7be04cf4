"""Whatever happens to wires, clocks, disks, stations and central: nothing is lost, doubled, or left apart."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context

import pytest

from tests.architecture.source import ROOT
from tests.sync.referee import Violation
from tests.sync.schedule import NONE, Schedule, play
from tests.sync.world import Plants

SEEDS = range(300)
SOAKED = range(1_000_000, 1_100_000, 10_000)
FOUND_WITHIN = {
    "fence_unchecked": 60,
    "numbered_before_commit": 10,
    "answered_before_commit": 120,
    "feed_over_unsent": 40,
    "lease_from_answer": 160,
}
"""Schedules in which a planted fault is found at the latest."""


def found(fault: str) -> Violation | None:
    """What the first schedule says that this fault spoils."""
    for seed in range(FOUND_WITHIN[fault]):
        try:
            play(seed, replace(NONE, **{fault: True}))
        except Violation as violation:
            return violation
    return None


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, 50))
def test_a_day_with_every_trouble_ends_with_all_of_one_mind(first: int) -> None:
    for seed in range(first, first + 50):
        play(seed)


def test_every_planted_fault_is_looked_for() -> None:
    assert FOUND_WITHIN.keys() == {field.name for field in fields(Plants)}


@pytest.mark.parametrize("fault", FOUND_WITHIN)
def test_a_planted_fault_is_found_and_says_how_to_replay_it(fault: str) -> None:
    violation = found(fault)
    assert violation is not None
    assert "python -m tests.sync.replay" in str(violation)


def test_a_seed_is_one_and_the_same_day_each_time() -> None:
    days = [Schedule(7), Schedule(7)]
    for day in days:
        day.play()
    one, other = (day.world.central.books for day in days)
    assert one.feed == other.feed
    assert one.documents == other.documents


def test_a_replay_goes_wrong_where_the_schedule_did() -> None:
    fault = "numbered_before_commit"
    seed = str(found(fault)).rstrip(")").rpartition(" ")[2]
    words = [sys.executable, "-m", "tests.sync.replay", seed, fault]
    replayed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert replayed.returncode == 1, replayed.stderr
    assert "Push(" in replayed.stdout


def test_the_days_hold_what_they_are_there_to_show() -> None:
    """A simulation in which nothing happens finds nothing."""
    outcomes: set[str] = set()
    forked = restored = troubles = 0
    for seed in range(40):
        day = Schedule(seed)
        day.play()
        rows = [kept for station in day.world.central.books.stations.values() for kept in station.rows]
        outcomes |= {kept.outcome for kept in rows}
        forked += sum(station.pages.forked for station in day.stations)
        restored += day.referee.restores
        troubles += day.troubles
    assert outcomes >= {"accepted", "stale_fence", "packed_twice", "packed_after_cancel", "not_understood"}
    assert forked > 3
    assert restored > 2
    assert troubles > 60


def _soak(seed: int) -> str | None:
    try:
        play(seed)
    except Violation as violation:
        return str(violation)
    return None


@pytest.mark.slow
@pytest.mark.parametrize("first", SOAKED)
def test_a_hundred_thousand_days_end_with_all_of_one_mind(first: int) -> None:
    """In ten parts, each on all cores: one can be played alone, by its first seed."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        wrong = [said for said in pool.map(_soak, range(first, first + SOAKED.step), chunksize=100) if said]
    assert wrong == []
