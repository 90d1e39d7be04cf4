"""Identifiers made alone: they grow, whatever the wall clock does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.uuid7 import Uuid7Source

NOON_MS = 1_772_452_800_000


@given(st.lists(st.integers(0, 2**48 - 2), min_size=1, max_size=50))
def test_identifiers_grow_though_the_clock_jumps_at_will(instants: list[int]) -> None:
    clock = iter(instants)
    source = Uuid7Source(lambda: next(clock))
    made = [source() for _ in instants]
    assert made == sorted(made)
    assert len({identifier.int >> 64 for identifier in made}) == len(made)


@given(st.integers(0, 2**48 - 1))
def test_version_and_variant_stand_where_the_standard_puts_them(now_ms: int) -> None:
    identifier = Uuid7Source(lambda: now_ms)()
    assert (identifier.version, identifier.variant) == (7, "specified in RFC 4122")


def test_the_first_48_bits_are_the_clock() -> None:
    assert Uuid7Source(lambda: NOON_MS)().int >> 80 == NOON_MS


def test_more_identifiers_than_a_millisecond_can_count_borrow_from_the_next() -> None:
    source = Uuid7Source(lambda: NOON_MS)
    made = [source() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert made[-1].int >> 80 == NOON_MS + 1


def test_threads_never_get_the_same_identifier() -> None:
    source = Uuid7Source(lambda: NOON_MS)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: source(), range(2_000)))
    assert len({identifier.int >> 64 for identifier in made}) == 2_000
