"""What a verified carton tells of a product nobody has weighed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.learned_weight import PieceWeight, learned_grams, weighed_piece
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.weight import Tolerance

MUG = OrderLine(1, "MUG", 9, unit_grams=300)
POSTER = OrderLine(2, "POSTER", 9)
LAMP = OrderLine(3, "LAMP", 9)
BOX = CartonType("BOX", 180, 20)


def told(
    gross_grams: int | None, *contents: tuple[int, int], poster: OrderLine = POSTER
) -> PieceWeight | None:
    order = Order(UUID(int=1), "100", (MUG, poster, LAMP))
    carton = Carton(UUID(int=2), 1, BOX, CartonState.VERIFIED, contents, gross_grams=gross_grams)
    return weighed_piece(PackTask(order, (carton,)), carton)


def test_what_is_left_after_box_fill_and_known_goods_is_the_unknown_ones() -> None:
    assert told(200 + 2 * 300 + 3 * 70, (1, 2), (2, 3)) == PieceWeight("POSTER", 70)


def test_a_weight_is_rounded_to_the_gram() -> None:
    assert told(200 + 7, (2, 2)) == PieceWeight("POSTER", 4)


def test_a_learned_weight_goes_on_being_learned_until_somebody_confirms_it() -> None:
    learned = replace(POSTER, unit_grams=60, weight_learned=True)
    assert told(200 + 70, (2, 1), poster=learned) == PieceWeight("POSTER", 70)


@pytest.mark.parametrize(
    ("gross_grams", "contents"),
    [
        (None, ((2, 1),)),
        (1000, ((1, 2),)),
        (1000, ((2, 1), (3, 1))),
        (200, ((2, 1),)),
        (150, ((2, 1),)),
    ],
    ids=["not weighed", "all known", "two unknown", "weighs nothing", "weighs less than the box"],
)
def test_a_carton_that_tells_nothing(gross_grams: int | None, contents: tuple[tuple[int, int], ...]) -> None:
    assert told(gross_grams, *contents) is None


def test_two_lines_of_one_unknown_product_are_one_product() -> None:
    again = replace(LAMP, sku="POSTER")
    order = Order(UUID(int=1), "100", (MUG, POSTER, again))
    carton = Carton(UUID(int=2), 1, BOX, contents=((2, 1), (3, 3)), gross_grams=200 + 4 * 55)
    assert weighed_piece(PackTask(order, (carton,)), carton) == PieceWeight("POSTER", 55)


def test_too_few_cartons_teach_nothing() -> None:
    assert learned_grams((70, 71), 3) is None
    assert learned_grams((70, 71, 75), 3) == 71
    assert learned_grams((), 0) is None


@given(st.lists(st.integers(40, 60), min_size=5), st.integers(1, 10_000))
def test_one_wrong_box_does_not_move_the_weight_out_of_what_the_others_say(
    honest: list[int], wrong: int
) -> None:
    grams = learned_grams(tuple(sorted([*honest, wrong])), 3)
    assert grams is not None
    assert min(honest) <= grams <= max(honest)


def test_a_carton_with_a_learned_weight_inside_says_so_and_one_without_does_not() -> None:
    learned = replace(POSTER, unit_grams=60, weight_learned=True)
    order = Order(UUID(int=1), "100", (MUG, learned))
    with_it = Carton(UUID(int=2), 1, BOX, contents=((1, 1), (2, 1)))
    without = Carton(UUID(int=3), 2, BOX, contents=((1, 1),))
    task, band = PackTask(order, (with_it, without)), Tolerance(15, 20)
    said = [task.expected(carton, band) for carton in (with_it, without)]
    assert [weight and (weight.grams, weight.learned) for weight in said] == [(560, True), (500, False)]
