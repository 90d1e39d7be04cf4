"""What goes wrong in the demo is spread over the orders, and would hurt if nobody stopped it."""

from collections import Counter

import pytest

from packstation.demo.event import Event
from packstation.demo.goods import picked
from packstation.demo.input import Input
from packstation.demo.mishap import Mishap, Plan, make_plan, mishaps_with
from packstation.demo.trigger import mistyped
from packstation.demo.warehouse import DemoOrder, load_warehouse
from packstation.domain.gtin import check_digit
from packstation.domain.policy import PackingPolicy
from packstation.places import resources

WAREHOUSE = load_warehouse(resources())
POLICY = PackingPolicy()
PLANNED = frozenset(mishaps_with(Input.MIXED)) - {Mishap.UNPACKABLE_ORDER}
AT_THE_PRINTER = {Mishap.JAMMED_PRINTER, Mishap.DOUBTFUL_LABEL, Mishap.LOST_LABEL}


def plan_for(count: int, hands: Input = Input.MIXED) -> Plan:
    return make_plan(WAREHOUSE, WAREHOUSE.orders[:count], POLICY, hands)


def planned(count: int, hands: Input = Input.MIXED) -> Counter[Mishap]:
    return Counter(mishap for mishaps in plan_for(count, hands).values() for mishap in mishaps)


def pieces(order: DemoOrder, *mishaps: Mishap) -> Counter[str]:
    """Pieces by SKU in the tote of an order, when these go wrong."""
    counts: Counter[str] = Counter()
    for good in picked(WAREHOUSE, order, frozenset(mishaps), POLICY):
        counts[good.product.sku] += good.code.pieces
    return counts


def test_a_single_order_has_a_wrong_product_and_a_jammed_printer() -> None:
    assert {Mishap.WRONG_PRODUCT, Mishap.JAMMED_PRINTER} <= set(planned(1))


@pytest.mark.parametrize("count", range(3, 21))
def test_from_three_orders_on_everything_goes_wrong_once(count: int) -> None:
    assert set(planned(count)) == PLANNED


def test_with_ten_orders_or_more_each_mishap_has_an_order_of_its_own() -> None:
    assert all(len(mishaps) <= 1 for mishaps in plan_for(10).values())


def test_with_twenty_orders_everything_goes_wrong_twice() -> None:
    assert set(planned(20).values()) == {2}


@pytest.mark.parametrize("hands", [Input.KEYBOARD, Input.TOUCH])
@pytest.mark.parametrize("count", [4, 6, 20])
def test_who_types_hits_a_wrong_digit_and_reads_nothing_twice(hands: Input, count: int) -> None:
    assert set(planned(count, hands)) == PLANNED - {Mishap.DOUBLE_READ} | {Mishap.MISTYPED}


@pytest.mark.parametrize("number", ["9521234000013", "95201016", "09521234000082"])
def test_a_digit_hit_wrong_is_another_number_with_a_wrong_check_digit(number: str) -> None:
    assert check_digit(number[:-1]) == int(number[-1])
    wrong = mistyped(number)
    assert len(wrong) == len(number)
    assert sum(ours != theirs for ours, theirs in zip(wrong, number, strict=True)) == 1
    assert check_digit(wrong[:-1]) != int(wrong[-1])


def test_what_was_typed_wrong_is_typed_once_more() -> None:
    plan = plan_for(6, Input.TOUCH)
    for order in WAREHOUSE.orders[:6]:
        goods = picked(WAREHOUSE, order, plan[order.number], POLICY)
        wrong = [good for good in goods if good.mishap is Mishap.MISTYPED]
        assert len(wrong) == (Mishap.MISTYPED in plan[order.number])
        assert all(good.code.typed.isdecimal() for good in wrong)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20])
def test_no_label_is_spoilt_in_two_ways(count: int) -> None:
    assert all(len(mishaps & AT_THE_PRINTER) <= 1 for mishaps in plan_for(count).values())


def test_a_wrong_label_needs_a_box_before_it() -> None:
    assert all(Mishap.WRONG_LABEL not in plan_for(count)[WAREHOUSE.orders[0].number] for count in (1, 2, 20))


@pytest.mark.parametrize("order", WAREHOUSE.orders, ids=lambda order: order.number)
def test_without_mishaps_the_tote_brings_what_was_ordered_but_for_one_that_is_short(
    order: DemoOrder,
) -> None:
    missing = Counter(dict(order.lines)) - pieces(order)
    assert missing.total() == (order.event is Event.SHORT)
    assert pieces(order) <= Counter(dict(order.lines))


def test_nothing_goes_wrong_on_purpose_where_something_is_out_of_the_ordinary() -> None:
    unusual = [order for order in WAREHOUSE.orders if order.event]
    plan = make_plan(WAREHOUSE, unusual, POLICY)
    assert list(plan.values()) == [frozenset()] * len(Event)


@pytest.mark.parametrize("order", WAREHOUSE.orders, ids=lambda order: order.number)
def test_a_careless_picker_brings_one_too_many_or_a_stranger(order: DemoOrder) -> None:
    ordered = Counter(dict(order.lines))
    assert pieces(order, Mishap.EXTRA_UNIT) - ordered == {order.lines[0][0]: 1}
    (stranger,) = pieces(order, Mishap.WRONG_PRODUCT) - ordered
    assert stranger not in ordered


@pytest.mark.parametrize("count", [1, 7, 20])
def test_a_unit_that_falls_beside_the_box_is_heavy_enough_to_be_missed(count: int) -> None:
    plan = plan_for(count)
    fallen = [
        (order, good)
        for order in WAREHOUSE.orders[:count]
        for good in picked(WAREHOUSE, order, plan[order.number], POLICY)
        if good.mishap is Mishap.MISSING_UNIT
    ]
    assert fallen
    for order, good in fallen:
        weight = sum(WAREHOUSE.products[sku].real_grams * pieces for sku, pieces in order.lines) + 200
        assert good.grams > 2 * POLICY.tolerance.half_width(weight)
