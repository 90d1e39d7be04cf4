"""What is known of products beyond what a scan needs, and the orders that wait for a product."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.hold import HeldOrder
from packstation.domain.order import HoldReason
from packstation.domain.product import Product
from packstation.domain.product_facts import NOTHING_KNOWN, Hazard, ProductFacts
from tests.contract.store.opened import Opened, put
from tests.persistence.shelf import make_order

FACTS = ProductFacts((120, 80, 95), Hazard("UN3481", "9", battery=True), "DE", "85171300", "5f0c")


def test_what_is_known_of_a_product_is_found_again_and_replaced(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.catalogue.put([Product("PHONE", "Phone")], [])
        assert work.catalogue.facts("PHONE") == work.catalogue.facts("JUG") == NOTHING_KNOWN
        work.catalogue.put_facts("PHONE", FACTS)
    with opened.again().transaction() as work:
        assert work.catalogue.facts("PHONE") == FACTS
        work.catalogue.put_facts("PHONE", replace(FACTS, dimensions_mm=None, hazard=None))
        assert work.catalogue.facts("PHONE") == ProductFacts(None, None, "DE", "85171300", "5f0c")
        work.catalogue.put([Product("PHONE", "Phone, new")], [])
        assert work.catalogue.facts("PHONE").origin == "DE"


def test_orders_held_for_one_reason_are_told_by_and_by(opened: Opened) -> None:
    for number in range(1, 6):
        holds = frozenset({HoldReason.PRODUCT_UNKNOWN if number % 2 else HoldReason.PAYMENT})
        put(opened.store, replace(make_order(number, ("MUG", 1)), holds=holds))
    with opened.store.transaction() as work:
        first = work.queue.held(HoldReason.PRODUCT_UNKNOWN, None, 2)
        assert first == (UUID(int=1), UUID(int=3))
        assert work.queue.held(HoldReason.PRODUCT_UNKNOWN, first[-1], 2) == (UUID(int=5),)
        assert work.queue.held(HoldReason.PRODUCT_UNKNOWN, UUID(int=5), 2) == ()


def test_a_list_of_held_orders_has_each_once_with_all_that_holds_it(opened: Opened) -> None:
    both = frozenset({HoldReason.MANUAL, HoldReason.ADDRESS})
    held = replace(make_order(2, ("MUG", 1), hours=1), holds=both)
    for order in (replace(make_order(1, ("MUG", 1)), holds=frozenset({HoldReason.PAYMENT})), held):
        put(opened.store, order)
    put(opened.store, replace(make_order(3, ("MUG", 1)), holds=both))
    with opened.store.transaction() as work:
        first, second = work.queue.held_orders([HoldReason.MANUAL, HoldReason.ADDRESS], 2)
        assert (first, second.order_id) == (HeldOrder.of(held), UUID(int=3))
        assert len(work.queue.held_orders([HoldReason.MANUAL], 1)) == 1
