"""Kits: what has to be scanned for one, and what one weighs."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.kit import unfolded, weighed_kit
from packstation.domain.order import Order, OrderLine
from packstation.domain.product import Component, KitWay, Product

PARTS = (Component("CUP", 2), Component("POT", 1))
SET = Product("SET", "Tea set", components=PARTS, kit_way=KitWay.BY_COMPONENT)


def order(*lines: tuple[str, int]) -> Order:
    return Order(UUID(int=1), "1", tuple(OrderLine(n, sku, many) for n, (sku, many) in enumerate(lines, 1)))


def shown(found: Order) -> list[tuple[int, str, int, str | None]]:
    return [(line.line_no, line.sku, line.quantity, line.kit_sku) for line in found.lines]


def test_a_kit_that_is_scanned_piece_by_piece_becomes_lines_of_its_components() -> None:
    found = unfolded(order(("SET", 3), ("MUG", 1)), {"SET": SET}.get)
    assert shown(found) == [(2, "MUG", 1, None), (3, "CUP", 6, "SET"), (4, "POT", 3, "SET")]


def test_a_kit_with_a_code_of_its_own_stays_one_line() -> None:
    as_one = Product("SET", "Tea set", components=PARTS)
    before = order(("SET", 3))
    assert unfolded(before, {"SET": as_one}.get) == before


def test_a_kit_in_a_kit_is_unfolded_under_the_name_the_customer_ordered() -> None:
    parts = (Component("SET", 2), Component("TRAY", 1))
    gift = Product("GIFT", "Gift", components=parts, kit_way=KitWay.BY_COMPONENT)
    found = unfolded(order(("GIFT", 1)), {"GIFT": gift, "SET": SET}.get)
    assert shown(found) == [(2, "CUP", 4, "GIFT"), (3, "POT", 2, "GIFT"), (4, "TRAY", 1, "GIFT")]


def test_what_was_unfolded_already_stays_as_it_is() -> None:
    once = unfolded(order(("SET", 3)), {"SET": SET}.get)
    assert unfolded(once, {"SET": SET, "CUP": replace(SET, sku="CUP")}.get) == once


def test_a_kit_that_names_itself_is_unfolded_once() -> None:
    loop = Product(
        "SET", "Set", components=(Component("SET", 2), Component("POT", 1)), kit_way=KitWay.BY_COMPONENT
    )
    found = unfolded(order(("SET", 1)), {"SET": loop}.get)
    assert shown(found) == [(2, "SET", 2, "SET"), (3, "POT", 1, "SET")]


@given(st.lists(st.tuples(st.sampled_from(["SET", "MUG", "UNKNOWN"]), st.integers(1, 50)), max_size=8))
def test_every_piece_of_every_kit_is_asked_for_once(lines: list[tuple[str, int]]) -> None:
    before = order(*lines)
    after = unfolded(before, {"SET": SET}.get)
    kits = sum(many for sku, many in lines if sku == "SET")
    assert sum(line.quantity for line in after.lines if line.kit_sku == "SET") == 3 * kits
    assert [line for line in after.lines if not line.kit_sku] == [x for x in before.lines if x.sku != "SET"]
    assert len({line.line_no for line in after.lines}) == len(after.lines)


@pytest.mark.parametrize(
    ("own", "grams", "weighs"),
    [
        (None, {"CUP": 100, "POT": 700}, 900),
        (None, {"CUP": 100}, None),
        (950, {"CUP": 100, "POT": 700}, 950),
    ],
)
def test_a_kit_weighs_what_its_components_weigh_unless_somebody_weighed_one(
    own: int | None, grams: dict[str, int], weighs: int | None
) -> None:
    line = OrderLine(1, "SET", 1, unit_grams=own, components=PARTS)
    assert weighed_kit(line, grams.get).unit_grams == weighs


def test_what_is_no_kit_gets_no_weight_by_itself() -> None:
    assert weighed_kit(OrderLine(1, "MUG", 1), {"MUG": 300}.get).unit_grams is None
