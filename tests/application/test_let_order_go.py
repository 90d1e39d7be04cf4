"""An order that names a product nobody knows waits for it, and says which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.order import HoldReason
from packstation.domain.person import Verb
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import RefusalCode
from packstation.domain.site_act import HoldLifted
from tests.application.products_come import receive_products
from tests.application.site import MUG, order
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
ODD = order("100240", ("MUG", 1), ("GLASS", 1), ("BOWL", 2), hours=1)
GLASS, BOWL = Product("GLASS", "Glass", 200), Product("BOWL", "Bowl", 350)


def holds(warehouse: Warehouse, number: str = "100240") -> frozenset[HoldReason]:
    """What holds an order."""
    return warehouse.on_bench(number).task.order.holds


def test_an_order_with_an_unknown_product_is_held_and_says_which(warehouse: Warehouse) -> None:
    warehouse.receive(ODD)
    assert holds(warehouse) == {HoldReason.PRODUCT_UNKNOWN}
    with warehouse.refused(
        Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100240", reasons="product_unknown", sku="GLASS"
    ):
        warehouse.open("100240")


def test_other_orders_of_the_same_delivery_are_not_held(warehouse: Warehouse) -> None:
    warehouse.receive(ODD, order("100241", ("MUG", 1)))
    assert holds(warehouse, "100241") == frozenset()


def test_next_does_not_offer_it(warehouse: Warehouse) -> None:
    warehouse.receive(ODD)
    assert warehouse.open(MUG).order.number == "100235"


def test_it_goes_once_the_last_unknown_product_is_known(warehouse: Warehouse) -> None:
    warehouse.receive(ODD)
    assert receive_products(warehouse.bench, [GLASS]) == 0
    with warehouse.refused(
        Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100240", reasons="product_unknown", sku="BOWL"
    ):
        warehouse.open("100240")
    assert receive_products(warehouse.bench, [BOWL], [ProductCode("4711", "BOWL")]) == 1
    assert warehouse.newest() == [HoldLifted("product_unknown")]
    assert holds(warehouse) == frozenset()
    assert warehouse.open("100240").order.number == "100240"


def test_what_else_holds_it_goes_on_holding_it(warehouse: Warehouse) -> None:
    warehouse.receive(replace(ODD, holds=frozenset({HoldReason.PAYMENT})))
    receive_products(warehouse.bench, [GLASS, BOWL])
    assert holds(warehouse) == {HoldReason.PAYMENT}


def test_a_product_that_was_known_lifts_nothing(warehouse: Warehouse) -> None:
    warehouse.receive(ODD)
    acts = warehouse.acts()
    assert receive_products(warehouse.bench, [Product("MUG", "Mug, blue", 300)]) == 0
    assert warehouse.acts() == acts
