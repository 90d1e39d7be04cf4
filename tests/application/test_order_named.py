"""A number is found with or without the mark of its shop; where two could be meant, a person says."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.application.bench import OnBench
from packstation.application.bind_tote import BindTote, FindPicked
from packstation.application.find_carton import FindCarton
from packstation.application.lift_hold import FindHeld
from packstation.application.open_order import OpenOrder, WhichOrder
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.scan import Scan
from tests.application.site import order
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


def marked(number: str) -> Order:
    """An order as Shopify numbers it."""
    return replace(
        order(number, ("MUG", 1), hours=3), number=f"#{number}", order_id=UUID(int=int(number) + 9_000_000)
    )


def typed(text: str) -> Scan:
    return Scan(text, "keyboard", 1, typed=True)


def which(warehouse: Warehouse, text: str) -> list[str]:
    """The orders that are offered."""
    found = OpenOrder(warehouse.bench).or_ask(warehouse.ida, typed(text))
    assert isinstance(found, WhichOrder)
    return [one.number for one in found.orders]


@pytest.mark.parametrize("text", ["1002", "#1002", " 1002 "])
def test_an_order_is_opened_with_or_without_the_mark(warehouse: Warehouse, text: str) -> None:
    warehouse.receive(marked("1002"))
    found = OpenOrder(warehouse.bench).or_ask(warehouse.ida, warehouse.read(text))
    assert isinstance(found, OnBench)
    assert found.task.order.number == "#1002"


def test_one_that_is_written_without_is_opened_by_a_paper_that_has_it(warehouse: Warehouse) -> None:
    assert OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("#100234")).task.order.number == "100234"


def test_where_two_can_be_packed_a_person_says_which_and_nothing_is_opened(warehouse: Warehouse) -> None:
    warehouse.receive(order("1002", ("MUG", 1)), marked("1002"))
    before = warehouse.acts()
    assert which(warehouse, "1002") == ["1002", "#1002"]
    assert which(warehouse, "#1002") == ["#1002", "1002"]
    assert warehouse.acts() == before
    assert OpenOrder(warehouse.bench)(warehouse.ida, typed("#1002")).task.order.number == "#1002"


@pytest.mark.parametrize(("over", "left"), [("1002", "#1002"), ("#1002", "1002")])
def test_one_that_is_over_is_not_meant(warehouse: Warehouse, over: str, left: str) -> None:
    warehouse.receive(order("1002", ("MUG", 1)), marked("1002"))
    warehouse.change(over, state=OrderState.SHIPPED)
    found = OpenOrder(warehouse.bench).or_ask(warehouse.ida, typed("1002"))
    assert isinstance(found, OnBench)
    assert found.task.order.number == left


def test_of_two_that_are_over_the_one_that_was_typed_says_why(warehouse: Warehouse) -> None:
    warehouse.receive(order("1002", ("MUG", 1)), marked("1002"))
    for number in ("1002", "#1002"):
        warehouse.cancel(number)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_CANCELLED, order="#1002"):
        OpenOrder(warehouse.bench).or_ask(warehouse.ida, typed("#1002"))


def test_a_tote_or_a_product_of_that_name_is_not_hidden(warehouse: Warehouse) -> None:
    assert OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("T-7")).task.order.number == "100235"
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.UNKNOWN_ORDER, read="#T-7"):
        OpenOrder(warehouse.bench)(warehouse.lea, warehouse.read("#T-7"))


def test_a_tote_may_be_called_like_an_order_without_its_mark_and_opens_its_own(warehouse: Warehouse) -> None:
    warehouse.receive(marked("1002"))
    order = FindPicked(warehouse.bench)(warehouse.ida, warehouse.read("100237"))
    BindTote(warehouse.bench)(warehouse.ida, order, warehouse.read("1002"))
    found = OpenOrder(warehouse.bench).or_ask(warehouse.ida, warehouse.read("1002"))
    assert isinstance(found, OnBench)
    assert found.task.order.number == "100237"


def test_the_lead_finds_a_held_order_without_the_mark_and_is_asked_where_two_are_held(
    warehouse: Warehouse,
) -> None:
    warehouse.receive(order("1002", ("MUG", 1)), marked("1002"))
    find, held = FindHeld(warehouse.bench), frozenset({HoldReason.MANUAL})
    warehouse.change("#1002", holds=held)
    assert [one.number for one in find(warehouse.lea, typed("1002"))] == ["#1002"]
    warehouse.change("1002", holds=held)
    assert [one.number for one in find(warehouse.lea, typed("1002"))] == ["1002", "#1002"]


def test_paper_for_a_tote_or_a_copy_is_found_without_the_mark(warehouse: Warehouse) -> None:
    warehouse.receive(marked("1002"))
    assert FindPicked(warehouse.bench)(warehouse.ida, typed("1002")).number == "#1002"
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NO_LABEL_YET, order="#1002"):
        FindCarton(warehouse.bench)(warehouse.ida, typed("1002"))
