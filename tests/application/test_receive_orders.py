"""Orders coming in, and cancellations: a known number is never added twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.open_order import OpenOrder
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import OrderCancelled, OrderReceived, Refusal
from packstation.domain.order import Order, OrderState
from tests.application.site import CARD, ORDERS, order
from tests.application.warehouse import Warehouse


def receive(warehouse: Warehouse, *orders: Order) -> int:
    return ReceiveOrders(warehouse.bench)(orders)


def cancelled(known: Order) -> Order:
    return replace(known, state=OrderState.CANCELLED)


def test_a_new_order_is_ready_and_written_down_by_its_size(warehouse: Warehouse) -> None:
    assert receive(warehouse, order("100300", ("MUG", 2), ("LID", 5))) == 1
    assert warehouse.newest() == [OrderReceived(lines=2, units=7)]
    found = warehouse.on_bench("100300").task.order
    assert found.state is OrderState.READY
    assert [(line.name, line.unit_grams) for line in found.lines] == [("Mug, blue", 300), ("Lid", 20)]


@pytest.mark.parametrize("lines", [(), (("MUG", 0),), (("MUG", -1),)])
def test_an_order_that_asks_for_nothing_does_not_stand_in_everybodys_way(
    warehouse: Warehouse, lines: tuple[tuple[str, int], ...]
) -> None:
    """It could never be packed, and NEXT would offer it again for ever."""
    receive(warehouse, order("100300", *lines, hours=-9))
    assert warehouse.on_bench("100300").task.order.state is OrderState.QUARANTINED
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number != "100300"


def test_an_order_that_is_known_is_not_added_again(warehouse: Warehouse) -> None:
    seen, acts = warehouse.seen(), warehouse.acts()
    assert receive(warehouse, *ORDERS) == 0
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)


def test_the_same_number_twice_in_one_list_is_one_order(warehouse: Warehouse) -> None:
    assert receive(warehouse, order("100300", ("MUG", 2)), order("100300", ("MUG", 2))) == 1


def test_an_open_order_is_not_reset_by_coming_in_again(warehouse: Warehouse) -> None:
    task = warehouse.pack("MUG", number="100234")
    receive(warehouse, *ORDERS)
    assert warehouse.on_bench("100234").task == task


@pytest.mark.parametrize("begin", [False, True])
def test_a_known_order_that_comes_cancelled_is_cancelled_wherever_it_is(
    warehouse: Warehouse, begin: bool
) -> None:
    if begin:
        warehouse.pack("MUG", number="100234")
    assert receive(warehouse, cancelled(ORDERS[0])) == 0
    assert warehouse.on_bench("100234").task.order.state is OrderState.CANCELLED
    assert warehouse.newest() == [OrderCancelled()]


def test_a_cancellation_that_comes_twice_counts_once(warehouse: Warehouse) -> None:
    receive(warehouse, cancelled(ORDERS[0]))
    receive(warehouse, cancelled(ORDERS[0]))
    assert warehouse.acts().count(OrderCancelled()) == 1


def test_a_new_order_may_come_cancelled_already(warehouse: Warehouse) -> None:
    assert receive(warehouse, cancelled(order("100300", ("MUG", 2)))) == 1
    assert warehouse.on_bench("100300").task.order.state is OrderState.CANCELLED


def test_a_cancellation_that_comes_too_late_is_written_down_and_keeps_no_other_order_out(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, warehouse.read(printed.label.plate.code))
    assert receive(warehouse, cancelled(ORDERS[1]), order("100300", ("MUG", 2))) == 1
    assert warehouse.on_bench("100235").task.order.state is OrderState.PACKED
    at = warehouse.clock.now().isoformat()
    assert warehouse.newest(2) == [
        Refusal("receive_orders", "order_packed", {"order": "100235", "at": at}),
        OrderReceived(lines=1, units=2),
    ]


def test_a_customers_address_is_nowhere_in_the_journal(warehouse: Warehouse) -> None:
    warehouse.print()
    assert CARD in str(warehouse.on_bench("100235").task.order)
    assert CARD not in str(warehouse.opened.journal())
