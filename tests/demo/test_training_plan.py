"""A training round is short, holds every mistake once, and is the same for the same seed."""

from __future__ import annotations

import pytest

from packstation.demo.headless import quick_policy
from packstation.demo.score import Mistake
from packstation.demo.training_plan import MOST_THINGS, ORDERS, Round, plan_round
from packstation.demo.warehouse import load_warehouse
from packstation.places import resources

WAREHOUSE = load_warehouse(resources())


def planned(seed: int) -> Round:
    """The round of a seed."""
    return plan_round(WAREHOUSE, seed, quick_policy())


@pytest.mark.parametrize("seed", range(200))
def test_every_mistake_is_planted_once_into_a_few_short_orders(seed: int) -> None:
    found = planned(seed)
    assert sorted(plant.mistake for plant in found.plants) == sorted(Mistake)
    assert len(found.totes) == len(found.warehouse.orders) == ORDERS
    assert all(1 <= len(tote.goods) <= MOST_THINGS + 1 for tote in found.totes)
    assert sum(good.damaged for tote in found.totes for good in tote.goods) == 1
    first = found.totes[0].order.number
    assert all(plant.order != first for plant in found.plants if plant.mistake is Mistake.WRONG_LABEL)


def test_the_same_seed_is_the_same_round_and_another_one_is_another() -> None:
    assert planned(7) == planned(7)
    assert planned(7).plants != planned(8).plants


def test_the_piece_that_is_missing_is_missing_from_the_tote_and_nothing_else_is() -> None:
    for seed in range(20):
        found = planned(seed)
        short = {plant.order for plant in found.plants if plant.mistake is Mistake.MISSING_UNIT}
        for tote in found.totes:
            wanted = sum(count for _, count in tote.order.lines)
            extra = sum(
                plant.order == tote.order.number
                and plant.mistake in {Mistake.WRONG_PRODUCT, Mistake.EXTRA_UNIT}
                for plant in found.plants
            )
            assert len(tote.goods) == wanted + extra - (tote.order.number in short)
