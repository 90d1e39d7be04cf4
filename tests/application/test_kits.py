"""Kits as they come in, are packed, and are weighed, over both stores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.order import HoldReason
from packstation.domain.product import Component, KitWay, Product
from packstation.domain.weight import Tolerance
from tests.application.products_come import receive_products
from tests.application.site import CUP, order
from tests.application.traced import move_in
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its kits."""
    return move_in(warehouse)


def lines(warehouse: Warehouse, number: str) -> list[tuple[int, str, int, str | None, str]]:
    found = warehouse.on_bench(number).task.order.lines
    return [(line.line_no, line.sku, line.quantity, line.kit_sku, line.kit_name) for line in found]


def test_two_kits_that_are_scanned_by_component_are_lines_of_their_parts(warehouse: Warehouse) -> None:
    assert lines(warehouse, "200005") == [
        (2, "CUP", 1, None, ""),
        (3, "BOX", 1, None, ""),
        (4, "CUP", 4, "SET", "Tea set"),
        (5, "POT", 2, "SET", "Tea set"),
    ]


def test_a_cup_alone_and_the_cups_of_the_kits_are_filled_one_after_the_other(warehouse: Warehouse) -> None:
    task = warehouse.pack(*[CUP] * 5, number="200005")
    assert (task.packed(2), task.packed(4)) == (1, 4)


def test_a_kit_nobody_weighed_weighs_what_its_parts_do(warehouse: Warehouse) -> None:
    task = warehouse.pack("BOX", number="200005")
    carton = task.cartons[0]
    expected = task.expected(carton, Tolerance(20, 20))
    assert expected is not None
    assert expected.grams == 250 + 600 + carton.carton_type.tare_grams + carton.carton_type.fill_grams


def test_a_kit_that_was_weighed_keeps_its_own_weight(warehouse: Warehouse) -> None:
    with warehouse.store.transaction() as work:
        kit = work.catalogue.product("BOX")
        assert kit is not None
        work.catalogue.put([replace(kit, unit_grams=900)], [])
    line = warehouse.on_bench("200005").task.line(3)
    assert (line.unit_grams, [part.sku for part in line.components]) == (900, ["CUP", "POT"])


def test_a_kit_that_becomes_known_later_is_unfolded_then(warehouse: Warehouse) -> None:
    warehouse.receive(order("200007", ("BIG", 2), ("MUG", 1)))
    assert warehouse.on_bench("200007").task.order.holds == {HoldReason.PRODUCT_UNKNOWN}
    parts = (Component("CUP", 3), Component("RARE", 1))
    kit = Product("BIG", "Big set", components=parts, kit_way=KitWay.BY_COMPONENT)
    assert receive_products(warehouse.bench, [kit]) == 0
    assert lines(warehouse, "200007")[1:] == [
        (3, "CUP", 6, "BIG", "Big set"),
        (4, "RARE", 2, "BIG", "Big set"),
    ]
    assert warehouse.on_bench("200007").task.order.holds == {HoldReason.PRODUCT_UNKNOWN}
    assert receive_products(warehouse.bench, [Product("RARE", "Rare thing", 5)]) == 1
    assert warehouse.on_bench("200007").task.order.holds == frozenset()
