"""An import takes as many orders at once as the lane bears, on this PC, whatever else it is busy with."""

from __future__ import annotations

from packstation.application.lane_pace import LANE_MS, LanePace


def paced(*held_ms: int) -> LanePace:
    """After transactions that were full and kept the lane for so long."""
    pace = LanePace()
    for each in held_ms:
        pace.took(pace.at_once, each)
    return pace


def test_a_quick_disk_is_given_more_and_more() -> None:
    few, more = paced(1), paced(1, 1, 1, 1, 1, 1)
    assert LanePace().at_once < few.at_once < more.at_once


def test_a_slow_disk_is_given_less_but_never_nothing() -> None:
    assert paced(LANE_MS + 1).at_once < LanePace().at_once
    assert paced(*[50] * 60).at_once == 1


def test_one_transaction_that_was_interrupted_says_nothing() -> None:
    pace = paced(1, 1, 1, 1)
    before = pace.at_once
    pace.took(before, 80)
    assert pace.at_once > before


def test_a_small_rest_says_nothing_of_how_much_fits() -> None:
    pace = paced(LANE_MS, LANE_MS)
    before = pace.at_once
    pace.took(before - 1, 0)
    assert pace.at_once == before


def test_while_somebody_packs_less_is_done_at_once_but_never_nothing() -> None:
    pace = paced(1, 1, 1)
    assert pace.most(hurried=False) == pace.at_once
    assert 1 < pace.most(hurried=True) < pace.at_once
    assert paced(*[50] * 60).most(hurried=True) == 1
