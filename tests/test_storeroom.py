"""Who works long beside those who pack lets them go first, and leaves the process as it was."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from packstation.domain.lease import lease_end_ms, lease_left_ms
from packstation.storeroom import Courtesy, SystemClock, breathe, rested

MS = 1_000_000


def test_leases_run_on_while_the_pc_sleeps() -> None:
    told = iter([5_000 * MS, (5_000 + 3_600_000) * MS])
    clock = SystemClock(lambda: next(told))
    ends_ms = lease_end_ms(clock.mono_ms(), 600_000)
    assert lease_left_ms(ends_ms, "boot", clock.mono_ms(), "boot") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the steady clock itself counts sleep there")
def test_the_steady_clock_asks_for_the_time_since_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[int]()

    def told(which: int) -> int:
        asked.append(which)
        return 9 * MS

    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 77, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", told, raising=False)
    assert SystemClock().mono_ms() == 9
    assert asked == [77]


class Watch:
    """A clock that only pauses move, and those by what happens in them."""

    def __init__(self) -> None:
        self.now_ns = 0
        self.paused_ms = list[float]()
        self.courtesy = Courtesy(lambda: self.now_ns, self._pause)
        self.scans_in_pauses = 0
        self.painted_after = 0

    def _pause(self, pause_s: float) -> None:
        self.paused_ms.append(pause_s * 1_000)
        self.now_ns += round(pause_s * 1e9)
        if self.scans_in_pauses:
            self.scans_in_pauses -= 1
            self.courtesy.noticed()
        if self.painted_after and len(self.paused_ms) >= 1 and self.now_ns >= self.painted_after * MS:
            self.painted_after = 0
            self.courtesy.shown()

    def work(self, ms: float) -> bool:
        """Work for so long, then breathe."""
        self.now_ns += round(ms * MS)
        return self.courtesy.breathe()


@pytest.fixture
def watch() -> Iterator[Watch]:
    yield Watch()
    rested()


def test_who_works_long_hands_over_sooner_and_only_as_long_as_it_works() -> None:
    rested()
    usual = sys.getswitchinterval()
    breathe()
    during = sys.getswitchinterval()
    rested()
    assert during < usual
    assert sys.getswitchinterval() == usual


def test_where_nobody_packs_work_goes_on_without_a_rest(watch: Watch) -> None:
    assert not any(watch.work(ms) for ms in (0.1, 5, 500))
    assert watch.paused_ms == []


def test_a_scan_has_the_pc_to_itself_until_it_is_answered_and_painted(watch: Watch) -> None:
    watch.work(1)
    watch.courtesy.noticed()
    assert watch.work(0.2)
    assert watch.paused_ms == [pytest.approx(7.8)]
    watch.courtesy.noticed()
    assert watch.work(0)
    assert sum(watch.paused_ms) == pytest.approx(7.8 + 8)


def test_work_waits_until_what_came_of_a_verb_is_painted(watch: Watch) -> None:
    watch.courtesy.asked()
    watch.painted_after = 30
    watch.work(0)
    assert sum(watch.paused_ms) == pytest.approx(30)


def test_a_verb_that_takes_long_does_not_keep_the_work_for_ever(watch: Watch) -> None:
    watch.courtesy.asked()
    watch.work(0)
    assert sum(watch.paused_ms) == pytest.approx(50)


def test_a_scan_that_comes_while_the_work_rests_is_waited_for_too(watch: Watch) -> None:
    watch.courtesy.noticed()
    watch.scans_in_pauses = 1
    watch.work(0)
    assert sum(watch.paused_ms) == pytest.approx(16)


def test_who_also_waits_for_others_in_between_has_not_worked_all_the_time(watch: Watch) -> None:
    watch.courtesy.noticed()
    watch.now_ns += 100 * MS
    watch.courtesy.breathe(most_rest_ns=6 * MS)
    assert sum(watch.paused_ms) == pytest.approx(6)


def test_who_is_in_no_hurry_rests_more_often_than_it_works(watch: Watch) -> None:
    watch.courtesy.noticed()
    watch.work(100)
    watch.paused_ms.clear()
    watch.now_ns += 2 * MS
    watch.courtesy.breathe(10)
    assert sum(watch.paused_ms) == pytest.approx(20)


def test_between_two_scans_the_work_rests_longer_than_it_works_and_not_for_crumbs(watch: Watch) -> None:
    watch.courtesy.noticed()
    watch.work(100)
    watch.paused_ms.clear()
    assert watch.work(0.5)
    assert watch.paused_ms == []
    assert watch.work(1.5)
    assert watch.paused_ms == [pytest.approx(3 * 2)]


def test_scans_without_end_do_not_keep_the_work_for_ever(watch: Watch) -> None:
    watch.courtesy.noticed()
    watch.scans_in_pauses = 1_000
    assert watch.work(1)
    assert sum(watch.paused_ms) == pytest.approx(50)


def test_some_time_after_the_last_scan_nobody_packs(watch: Watch) -> None:
    watch.courtesy.noticed()
    assert watch.work(1_900)
    assert not watch.work(300)
