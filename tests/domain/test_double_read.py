"""One pull of the trigger is one unit, even when the scanner sends it twice."""

from __future__ import annotations

import pytest

from packstation.domain.double_read import DoubleReadWatch
from packstation.domain.scan import Scan

MUG, CUP = "4012345678901", "4012345678918"


def scan(text: str, at_ms: int, device: str = "scanner") -> Scan:
    return Scan(text, device, at_ms)


def watch(*scans: Scan) -> DoubleReadWatch:
    seen = DoubleReadWatch(250)
    for read in scans:
        seen = seen.after(read)
    return seen


@pytest.mark.parametrize(
    ("at_ms", "gap_ms"), [(1_000, 0), (1_001, 1), (1_249, 249), (1_250, None), (9_000, None)]
)
def test_the_same_code_counts_again_only_after_the_window(at_ms: int, gap_ms: int | None) -> None:
    assert watch(scan(MUG, 1_000)).gap_ms(scan(MUG, at_ms)) == gap_ms


def test_another_code_is_another_unit_however_quick() -> None:
    assert watch(scan(MUG, 1_000)).gap_ms(scan(CUP, 1_010)) is None


def test_two_scanners_on_one_bench_are_two_hands() -> None:
    assert watch(scan(MUG, 1_000)).gap_ms(scan(MUG, 1_010, "scanner 2")) is None


def test_a_scanner_that_repeats_without_pause_counts_once_however_long() -> None:
    seen = watch(*(scan(MUG, 1_000 + 200 * n) for n in range(10)))
    assert seen.gap_ms(scan(MUG, 3_000)) == 200


def test_nothing_read_yet_is_no_double_read() -> None:
    assert watch().gap_ms(scan(MUG, 0)) is None


def test_the_first_code_after_start_counts_even_when_it_is_empty() -> None:
    assert watch().gap_ms(scan("", 0)) is None


def test_a_site_may_switch_the_window_off() -> None:
    off = DoubleReadWatch(0).after(scan(MUG, 1_000))
    assert off.gap_ms(scan(MUG, 1_000)) is None


def test_remembering_a_scan_leaves_the_earlier_watch_as_it_was() -> None:
    before = watch(scan(MUG, 1_000))
    before.after(scan(CUP, 1_100))
    assert before.gap_ms(scan(MUG, 1_100)) == 100
