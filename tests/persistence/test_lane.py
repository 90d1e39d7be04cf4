"""The write lane: nobody is overtaken."""

from __future__ import annotations

import threading

import pytest

from packstation.persistence.lane import Lane
from tests.persistence.waiting import DEADLINE_S, wait_until


def test_whoever_waits_longest_is_next() -> None:
    lane, served = Lane(), []

    def wait_and_note(name: int) -> None:
        with lane:
            served.append(name)

    threads = [threading.Thread(target=wait_and_note, args=(name,), daemon=True) for name in range(20)]
    with lane:
        for place, thread in enumerate(threads, 1):
            thread.start()
            wait_until(lambda: len(lane._waiting) == place)  # noqa: B023 - waited for within this turn
    for thread in threads:
        thread.join(DEADLINE_S)
    assert served == list(range(20))


def test_a_thread_that_is_in_the_lane_cannot_wait_for_itself() -> None:
    lane = Lane()
    with lane:
        with pytest.raises(RuntimeError, match="inside a transaction"), lane:
            raise AssertionError("entered twice")
        assert lane.mine
    assert not lane.mine


def test_the_lane_is_free_again_after_an_error() -> None:
    lane = Lane()
    with pytest.raises(KeyError), lane:
        raise KeyError
    with lane:
        assert lane.mine
