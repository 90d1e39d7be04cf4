"""What the demonstration site would find: an act that is lost, doubled or changed, an order packed twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from packstation.demo.site_check import BenchTruth, CentralTruth, Row, differences, told_of

A: tuple[Row, ...] = (
    (1, "a1", "order_opened", "o1"),
    (2, "a2", "order_packed", "o1"),
    (3, "a3", "station_stopped", ""),
)
B: tuple[Row, ...] = ((1, "b1", "order_packed", "o2"),)
BENCHES = {
    "A": BenchTruth(A, frozenset({1, 2}), {"100": "packed", "200": "packed"}),
    "B": BenchTruth(B, frozenset({1}), {"100": "packed", "200": "packed"}),
}
CENTRAL = CentralTruth({"A": A[:2], "B": B}, Counter({"o1": 1, "o2": 1}), 0)


def found(central: CentralTruth = CENTRAL, **benches: BenchTruth) -> list[str]:
    return differences({**BENCHES, **benches}, central, 2)


def test_nothing_is_said_where_everything_has_come_and_the_last_words_come_later() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (A[:1], "act 2 of A (order_packed) is lost"),
        ((*A[:2], A[1]), "act 2 of A is at central twice"),
        ((*A[:2], (9, "a9", "unit_counted", "o1")), "act 9 of A is at central, and nobody did it"),
        ((A[0], (2, "zz", "order_packed", "o1")), "act 2 of A is another one at central"),
    ],
)
def test_an_act_that_is_not_the_same_at_both_ends_is_named(rows: tuple[Row, ...], said: str) -> None:
    assert found(replace(CENTRAL, rows={**CENTRAL.rows, "A": rows})) == [said]


def test_an_act_that_central_said_it_had_is_lost_whatever_it_was() -> None:
    acked = replace(BENCHES["A"], acked=frozenset({1, 2, 3}))
    assert found(A=acked) == ["act 3 of A (station_stopped) is lost"]


def test_an_order_packed_twice_is_named() -> None:
    assert found(replace(CENTRAL, packed=Counter({"o1": 2, "o2": 1}))) == ["order o1 was packed 2 times"]


def test_an_order_that_nobody_packed_is_missed() -> None:
    assert found(replace(CENTRAL, packed=Counter({"o1": 1}))) == ["1 of 2 orders are packed at central"]


def test_benches_that_believe_different_things_are_named() -> None:
    other = replace(BENCHES["B"], orders={"100": "packed", "200": "ready"})
    assert found(B=other) == ["order 200 is packed at A, ready at B"]


def test_two_cartons_with_one_number_are_named() -> None:
    a, b = (replace(bench, plates=("P-1",)) for bench in BENCHES.values())
    assert found(A=a, B=b) == ["2 cartons bear P-1"]


def test_the_summary_counts_both_ends() -> None:
    told = told_of(BENCHES, CENTRAL)
    ends = {"acts": 3, "acts_at_central": 2, "acts_of_switching_off": 1}
    assert told["stations"]["A"] == {**ends, "orders_packed": 1}
    assert (told["acts_at_central"], told["orders_packed_at_central"], told["conflicts"]) == (3, 2, 0)
