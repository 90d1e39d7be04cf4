"""The made-up warehouse could be a real one, and can be taken for none."""

import pytest

from packstation.demo.command import MOST_ORDERS
from packstation.demo.event import Event
from packstation.demo.warehouse import DemoProduct, Warehouse, load_warehouse
from packstation.domain.badge import Badge
from packstation.domain.gtin import has_check_digit
from packstation.domain.order import OrderState
from packstation.domain.person import Role, shortest_pin
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Tracking
from packstation.places import resources

WAREHOUSE: Warehouse = load_warehouse(resources())
PRODUCTS = list(WAREHOUSE.products.values())

DEMONSTRATION = "952"
WITHIN_A_COMPANY = "04"
"""GS1 prefixes 040 to 049, free for use within a company: no UPC-A can begin with 952."""


def numbers(product: DemoProduct) -> list[str]:
    """Every trade item number on the product."""
    codes = [code.gtin or code.text for code in product.codes]
    return [code for code in codes if code.isdigit()]


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.sku)
def test_every_number_is_one_for_demonstrations_and_has_its_check_digit(product: DemoProduct) -> None:
    for number in numbers(product):
        significant = number[1:] if len(number) == 14 else number
        assert significant.startswith((DEMONSTRATION, WITHIN_A_COMPANY)), number
        assert has_check_digit(number), number


def test_no_code_stands_for_two_products() -> None:
    texts = [code.text for product in PRODUCTS for code in product.codes]
    assert len(set(texts)) == len(texts) > len(PRODUCTS)


def test_there_is_a_product_nobody_weighed_one_too_light_to_see_and_one_in_cases() -> None:
    band = PackingPolicy().tolerance.grams
    assert [product.sku for product in PRODUCTS if product.unit_grams is None] == ["STONE-DOOR"]
    assert any(product.unit_grams and product.unit_grams < band for product in PRODUCTS)
    assert any(code.pieces > 1 for product in PRODUCTS for code in product.codes)


def test_lots_and_dates_are_printed_on_some_products() -> None:
    aims = {code.aim for product in PRODUCTS for code in product.codes}
    assert {"]C1", "]d2", "]E0", "]E4"} <= aims


def test_as_many_orders_as_the_command_packs_have_one_to_five_lines_each() -> None:
    assert len(WAREHOUSE.orders) == MOST_ORDERS
    for order in WAREHOUSE.orders:
        assert 1 <= len(order.lines) <= 5
        assert all(sku in WAREHOUSE.products and count > 0 for sku, count in order.lines)
        assert order.state is OrderState.READY
        assert not order.holds


def test_the_orders_leave_one_after_the_other_over_the_day() -> None:
    times = [order.leaves_in_min for order in WAREHOUSE.orders]
    assert times == sorted(set(times))
    assert times[-1] - times[0] > 8 * 60


def test_after_twenty_usual_orders_everything_out_of_the_ordinary_happens_once() -> None:
    assert [order.event for order in WAREHOUSE.orders[:20]] == [None] * 20
    assert sorted(order.event or "" for order in WAREHOUSE.orders[20:]) == sorted(Event)


def test_there_is_a_product_of_lots_with_dates_and_one_with_serial_numbers() -> None:
    tracked = {product.sku: product.tracked for product in PRODUCTS if product.tracked}
    assert tracked == {
        "CHOC-DARK": {Tracking.LOT, Tracking.EXPIRY},
        "RADIO-OAK": {Tracking.SERIAL},
    }


def test_some_orders_are_held_cancelled_or_packed_already() -> None:
    states = {order.state for order in WAREHOUSE.unpackable}
    assert states == {OrderState.READY, OrderState.CANCELLED, OrderState.PACKED}
    assert all(order.holds for order in WAREHOUSE.unpackable if order.state is OrderState.READY)


def test_no_number_and_no_tote_is_given_twice() -> None:
    orders = (*WAREHOUSE.orders, *WAREHOUSE.unpackable)
    codes = [order.number for order in orders] + [order.tote for order in orders if order.tote]
    assert len(set(codes)) == len(codes)


def test_a_packer_and_a_lead_have_badges_and_long_enough_pins() -> None:
    assert {person.role for person in WAREHOUSE.people} == {Role.PACKER, Role.LEAD}
    for person in WAREHOUSE.people:
        assert Badge.parse(person.badge) is not None
        assert len(person.pin) >= shortest_pin(person.role)
