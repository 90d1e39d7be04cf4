"""Every planted mistake is counted exactly once, and what went out of the door counts most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.demo.score import Mistake, OrderRun, Outcome, Plant, Score, score
from packstation.demo.score_words import advice_words, as_text, head_words, pace_words

ORDERS = st.sampled_from(["A", "B", "C", "D"])
PLANTS = st.lists(st.builds(Plant, st.sampled_from(Mistake), ORDERS), max_size=12)
MISTAKES = st.frozensets(st.sampled_from(Mistake))
RUNS = st.lists(
    st.builds(OrderRun, ORDERS, st.none() | st.floats(0, 36_000), caught=MISTAKES, slipped=MISTAKES),
    max_size=4,
    unique_by=lambda run: run.order,
)


@given(PLANTS, RUNS)
def test_every_planted_mistake_is_counted_exactly_once(plants: list[Plant], runs: list[OrderRun]) -> None:
    result = score(plants, runs, orders=4)
    assert [judged.plant for judged in result.judged] == plants
    assert sum(result.count(outcome) for outcome in Outcome) == len(plants)


@given(PLANTS, RUNS)
def test_a_score_never_lies_outside(plants: list[Plant], runs: list[OrderRun]) -> None:
    result = score(plants, runs, orders=4)
    assert 0 <= result.percent <= 100
    assert 0 <= result.packed <= result.orders
    assert result.orders_per_hour is None or result.orders_per_hour > 0
    assert (result.percent == 100) <= (result.count(Outcome.SLIPPED) == 0)
    assert set(result.practise) <= {plant.mistake for plant in plants}


@given(PLANTS, RUNS)
def test_every_score_can_be_said(plants: list[Plant], runs: list[OrderRun]) -> None:
    text = as_text(score(plants, runs, orders=4))
    assert "{" not in text


def one(run: OrderRun | None, mistake: Mistake = Mistake.WRONG_PRODUCT) -> Score:
    """A round of one order with one mistake."""
    return score([Plant(mistake, "A")], [run] if run else [], orders=1)


@pytest.mark.parametrize(
    ("run", "outcome"),
    [
        (None, Outcome.NOT_MET),
        (OrderRun("A", None, caught=frozenset(Mistake)), Outcome.NOT_MET),
        (OrderRun("A", 30.0), Outcome.NOTICED),
        (OrderRun("A", 30.0, caught=frozenset({Mistake.WRONG_PRODUCT})), Outcome.CAUGHT),
        (OrderRun("A", 30.0, caught=frozenset({Mistake.EXTRA_UNIT})), Outcome.NOTICED),
        (OrderRun("A", 30.0, caught=frozenset(Mistake), slipped=frozenset(Mistake)), Outcome.SLIPPED),
    ],
)
def test_who_stopped_it(run: OrderRun | None, outcome: Outcome) -> None:
    (judged,) = one(run).judged
    assert judged.outcome is outcome


def test_the_pace_is_that_of_the_packed_orders() -> None:
    result = score([], [OrderRun("A", 40.0), OrderRun("B", None), OrderRun("C", 80.0)], orders=3)
    assert (result.packed, result.seconds_per_order, result.orders_per_hour) == (2, 60.0, 60.0)
    assert pace_words(result) == "2 of 3 orders packed, 60 s each: 60 orders an hour."


def test_without_a_packed_order_nobody_is_called_bad() -> None:
    assert head_words(one(None)).startswith("No order was packed yet")
    assert advice_words(one(None)) == ()


def test_what_nobody_can_see_first_needs_no_practice_unless_it_slipped() -> None:
    caught = OrderRun("A", 30.0, caught=frozenset({Mistake.DOUBLE_READ}))
    assert one(caught, Mistake.DOUBLE_READ).practise == ()
    slipped = OrderRun("A", 30.0, slipped=frozenset({Mistake.DOUBLE_READ}))
    assert one(slipped, Mistake.DOUBLE_READ).practise == (Mistake.DOUBLE_READ,)
