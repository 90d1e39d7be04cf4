"""A carton from flat board to proven label, and every step it may not take."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.carton import MOVES, Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.weight import WeightResult

ALLOWED = {
    ("open", "closed"),
    ("open", "void"),
    ("closed", "verified"),
    ("closed", "open"),
    ("closed", "void"),
    ("verified", "open"),
    ("verified", "void"),
}
PLATE = Plate("00376104250021234569", is_sscc=True)


def carton(state: CartonState = CartonState.OPEN, *contents: tuple[int, int]) -> Carton:
    return Carton(UUID(int=2), 1, CartonType("BOX", 180, 20), state=state, contents=contents)


@pytest.mark.parametrize(("state", "target"), list(product(CartonState, CartonState)))
def test_a_carton_moves_only_along_its_table(state: CartonState, target: CartonState) -> None:
    if (state.value, target.value) in ALLOWED:
        assert carton(state)._move_to(target).state is target
    else:
        with pytest.raises(Refused) as no:
            carton(state)._move_to(target)
        assert no.value.code is RefusalCode.CARTON_CLOSED


def test_every_state_has_a_row_in_the_table() -> None:
    assert set(MOVES) == set(CartonState)


def test_units_are_counted_by_line_and_together() -> None:
    box = carton().with_units(2, 3).with_units(1, 1).with_units(2, 1)
    assert (box.units_of(1), box.units_of(2), box.units_of(9), box.units) == (1, 4, 0, 5)


def test_the_last_piece_taken_out_takes_its_line_with_it() -> None:
    assert carton().with_units(1, 2).with_units(1, -2).contents == ()


def test_nothing_more_comes_out_than_went_in() -> None:
    with pytest.raises(Refused) as no:
        carton().with_units(1, 2).with_units(1, -3)
    assert no.value.code is RefusalCode.NOTHING_TO_UNDO


@given(st.permutations([(1, 2), (2, 1), (3, 5)]))
def test_the_same_goods_make_the_same_carton_whatever_came_first(
    goods: list[tuple[int, int]],
) -> None:
    box = carton()
    for line_no, units in goods:
        box = box.with_units(line_no, units)
    assert box == carton(CartonState.OPEN, (1, 2), (2, 1), (3, 5))


@pytest.mark.parametrize("state", sorted(set(CartonState) - {CartonState.OPEN}))
def test_only_an_open_carton_takes_goods(state: CartonState) -> None:
    with pytest.raises(Refused) as no:
        carton(state, (1, 1)).with_units(1, 1)
    assert no.value.code is RefusalCode.CARTON_CLOSED


def test_a_closed_carton_bears_its_plate_and_its_weight() -> None:
    closed = carton(CartonState.OPEN, (1, 2)).closed(PLATE, 1_240, WeightResult.WITHIN)
    assert closed == replace(
        carton(CartonState.CLOSED, (1, 2)), plate=PLATE, gross_grams=1_240, weight_result=WeightResult.WITHIN
    )


def test_an_empty_carton_is_not_closed() -> None:
    with pytest.raises(Refused) as no:
        carton().closed(PLATE, 200, WeightResult.WITHIN)
    assert no.value.code is RefusalCode.CARTON_EMPTY


def test_a_carton_is_not_closed_twice() -> None:
    with pytest.raises(Refused) as no:
        carton(CartonState.CLOSED, (1, 1)).closed(PLATE, 200, WeightResult.WITHIN)
    assert no.value.code is RefusalCode.CARTON_CLOSED


def test_only_a_closed_carton_is_verified() -> None:
    assert carton(CartonState.CLOSED).verified().state is CartonState.VERIFIED
    with pytest.raises(Refused):
        carton(CartonState.OPEN).verified()


def test_a_voided_carton_stays_void() -> None:
    void = carton().voided()
    assert void.state is CartonState.VOID
    with pytest.raises(Refused):
        void.voided()
