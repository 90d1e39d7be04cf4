"""Giving an order back, or clearing away one that was cancelled on the bench."""

from __future__ import annotations

from packstation.application.open_order import OpenOrder
from packstation.application.release_order import ReleaseOrder
from packstation.domain.act import OrderReleased
from packstation.domain.carton import CartonState
from packstation.domain.label import LabelState
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


def test_a_cancelled_order_is_cleared_away_with_its_carton(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.cancel("100235")
    cleared = ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    assert (cleared.order.state, cleared.order.holder) == (OrderState.CANCELLED, None)
    assert cleared.units_packed == 0
    assert OpenOrder(warehouse.bench)(warehouse.ida, None).task.order.number == "100236"


def test_the_label_of_a_cancelled_orders_carton_is_void_and_its_plate_is_never_issued_again(
    warehouse: Warehouse,
) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    warehouse.cancel("100235")
    ReleaseOrder(warehouse.bench)(warehouse.ida, printed.task)
    with warehouse.store.transaction() as work:
        label = work.labels.by_plate(printed.label.plate.code)
        next_plate, _ = work.plates.block().allot()
    assert label is not None
    assert label.state is LabelState.VOID
    assert next_plate != printed.label.plate


@ON_DISK
def test_what_was_cleared_away_stays_so_after_a_power_cut(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.cancel("100235")
    cleared = ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    warehouse.restart()
    assert warehouse.on_bench("100235").task == cleared
