"""Giving an order back, or clearing away one that was cancelled on the bench."""

from __future__ import annotations

from packstation.application.open_order import OpenOrder
from packstation.application.release_order import ReleaseOrder
from packstation.domain.act import OrderReleased
from packstation.domain.carton import CartonState
from packstation.domain.order import OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from tests.application.site import MUG, ON_DISK
from tests.application.warehouse import Warehouse


def test_an_order_opened_by_mistake_goes_back_into_everybodys_queue(warehouse: Warehouse) -> None:
    released = ReleaseOrder(warehouse.bench)(warehouse.ida, warehouse.open("100235"))
    assert (released.order.state, released.order.holder) == (OrderState.READY, None)
    assert [c.state for c in released.cartons] == [CartonState.VOID]
    assert warehouse.on_bench("100235").task == released
    assert warehouse.newest() == [OrderReleased()]
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number == "100235"


def test_an_order_with_pieces_counted_is_not_given_back(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(Verb.RELEASE_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100235"):
        ReleaseOrder(warehouse.bench)(warehouse.ida, task)


def test_a_stale_picture_of_an_empty_carton_does_not_give_counted_pieces_away(warehouse: Warehouse) -> None:
    stale = warehouse.open("100235")
    warehouse.pack(MUG)
    with warehouse.refused(Verb.RELEASE_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100235"):
        ReleaseOrder(warehouse.bench)(warehouse.ida, stale)


def test_an_order_nobody_has_open_is_not_given_back(warehouse: Warehouse) -> None:
    task = warehouse.on_bench("100235").task
    with warehouse.refused(Verb.RELEASE_ORDER, RefusalCode.ORDER_NOT_READY, order="100235", state="ready"):
        ReleaseOrder(warehouse.bench)(warehouse.ida, task)


def test_an_order_cancelled_before_its_first_piece_is_cleared_away_with_its_carton(
    warehouse: Warehouse,
) -> None:
    task = warehouse.open("100235")
    warehouse.cancel("100235")
    cleared = ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    assert (cleared.order.state, cleared.order.holder) == (OrderState.CANCELLED, None)
    assert [c.state for c in cleared.cartons] == [CartonState.VOID]
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number == "100236"


def test_a_cancelled_order_is_not_cleared_away_while_its_goods_are_in_the_carton(
    warehouse: Warehouse,
) -> None:
    task = warehouse.pack(MUG)
    warehouse.cancel("100235")
    with warehouse.refused(Verb.RELEASE_ORDER, RefusalCode.PIECES_TO_PUT_BACK, order="100235", left=1):
        ReleaseOrder(warehouse.bench)(warehouse.ida, task)


def test_the_clock_of_an_order_opened_by_mistake_begins_anew(warehouse: Warehouse) -> None:
    assert warehouse.open("100235").order.started_at == warehouse.clock.now()
    ReleaseOrder(warehouse.bench)(warehouse.ida, warehouse.on_bench("100235").task)
    warehouse.clock.advance(60)
    assert warehouse.open("100235").order.started_at == warehouse.clock.now()


@ON_DISK
def test_what_was_cleared_away_stays_so_after_a_power_cut(warehouse: Warehouse) -> None:
    task = warehouse.open("100235")
    warehouse.cancel("100235")
    cleared = ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    warehouse.restart()
    assert warehouse.on_bench("100235").task == cleared
