"""An order is put aside with its counts; somebody else goes on with it, under one clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.close_carton import CloseCarton
from packstation.application.lift_hold import LiftHold
from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkedOrders, ParkOrder
from packstation.application.put_back import PutBackUnit
from packstation.application.scan_unit import ScanUnit
from packstation.application.verify_label import VerifyLabel
from packstation.domain import badge, command_code
from packstation.domain.act import OrderPacked, Refusal
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked, OrderResumed
from packstation.domain.person import Actor, Role, Verb
from packstation.domain.refusal import RefusalCode, Refused
from tests.application.site import MUG, TRAY
from tests.application.warehouse import Warehouse, weighing

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
BO = Actor("bo", "Bo", Role.PACKER)


def park(warehouse: Warehouse, task: PackTask, place: str = "P 1") -> PackTask:
    """Ida puts an order aside."""
    return ParkOrder(warehouse.bench)(warehouse.ida, task, place)


def resume(warehouse: Warehouse, text: str) -> PackTask:
    """Bo opens what he scans."""
    return OpenOrder(warehouse.bench)(BO, warehouse.read(text)).task


def half_packed(warehouse: Warehouse, number: str = "100234") -> PackTask:
    """An order with one mug of two."""
    return warehouse.pack(MUG, number=number)


def test_a_parked_order_keeps_its_counts_and_leaves_the_bench_to_the_next_one(warehouse: Warehouse) -> None:
    after = park(warehouse, half_packed(warehouse))
    assert warehouse.on_bench("100234").task == after
    assert (after.order.state, after.order.place, after.units_packed) == (OrderState.READY, "P 1", 1)
    assert warehouse.newest() == [OrderParked(None)]
    assert warehouse.open("100236").order.number == "100236"


def test_the_journal_names_a_place_of_the_site_and_never_a_typed_one(warehouse: Warehouse) -> None:
    warehouse.policy = replace(warehouse.policy, places=("P 1", "P 2"))
    park(warehouse, half_packed(warehouse), "p 2")
    assert warehouse.newest() == [OrderParked("P 2")]
    assert warehouse.on_bench("100234").task.order.place == "P 2"


def test_a_place_the_site_does_not_have_is_refused(warehouse: Warehouse) -> None:
    warehouse.policy = replace(warehouse.policy, places=("P 1",))
    task = half_packed(warehouse)
    with warehouse.refused(Verb.PARK_ORDER, RefusalCode.PLACE_UNKNOWN, place="P 9"):
        park(warehouse, task, "P 9")


def test_next_never_offers_a_parked_order(warehouse: Warehouse) -> None:
    park(warehouse, half_packed(warehouse, "100235"))
    assert OpenOrder(warehouse.bench)(BO, None).task.order.number == "100236"


@pytest.mark.parametrize("text", ["100235", "T-7", "P 1", "p 1"])
def test_anybody_resumes_it_by_number_tote_or_place(warehouse: Warehouse, text: str) -> None:
    started = half_packed(warehouse, "100235").order.started_at
    park(warehouse, warehouse.on_bench("100235").task)
    warehouse.clock.advance(3600)
    on_bench = OpenOrder(warehouse.bench)(BO, warehouse.read(text))
    order = on_bench.task.order
    assert (order.number, on_bench.task.units_packed, on_bench.fetched_from) == ("100235", 1, "P 1")
    assert (order.holds, order.place, order.started_at) == (frozenset(), None, started)
    assert warehouse.newest() == [OrderResumed(None)]


def test_two_orders_on_one_place_are_never_guessed_at(warehouse: Warehouse) -> None:
    park(warehouse, half_packed(warehouse, "100234"))
    park(warehouse, half_packed(warehouse, "100235"))
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.PLACE_SHARED, place="P 1"):
        resume(warehouse, "P 1")
    assert resume(warehouse, "100235").units_packed == 1


def test_the_list_has_the_one_whose_truck_leaves_first_in_front(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NOTHING_PARKED):
        ParkedOrders(warehouse.bench)(BO)
    for number in ("100237", "100234", "100235"):
        park(warehouse, warehouse.open(number), f"P {number[-1]}")
    waiting = ParkedOrders(warehouse.bench)(BO)
    assert [(order.number, order.place) for order in waiting] == [
        ("100235", "P 5"),
        ("100234", "P 4"),
        ("100237", "P 7"),
    ]


def test_hand_over_keeps_both_names_and_the_order_is_packed_by_who_ends_it(warehouse: Warehouse) -> None:
    park(warehouse, half_packed(warehouse, "100235"))
    task = resume(warehouse, "P 1")
    closed = CloseCarton(warehouse.bench, warehouse.writer)(BO, task, weighing(500))
    assert closed.label is not None
    with warehouse.store.transaction() as work:
        work.labels.save(closed.label.requested().printed())
    after = VerifyLabel(warehouse.bench)(BO, closed.task, warehouse.read(closed.label.plate.code, "]C1"))
    assert after.task.order.packed_by == "Bo"
    rows = [entry for entry in warehouse.opened.journal() if entry.order_id == task.order.order_id]
    assert {entry.actor for entry in rows if entry.actor} == {"ida", "bo"}
    (packed,) = [entry.actor for entry in rows if isinstance(entry.act, OrderPacked)]
    assert packed == "bo"


@pytest.mark.parametrize("closed", [False, True])
def test_a_hold_that_arrives_meanwhile_does_not_block_the_bench(warehouse: Warehouse, closed: bool) -> None:
    task = warehouse.print().task if closed else half_packed(warehouse, "100235")
    warehouse.change("100235", holds=frozenset({HoldReason.ADDRESS}))
    after = park(warehouse, task)
    assert after.order.holds == {HoldReason.ADDRESS, HoldReason.PARKED}
    assert warehouse.open("100236").order.number == "100236"


def test_a_parked_order_goes_on_once_what_else_holds_it_is_lifted(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    plate = warehouse.on_bench("100235").label
    assert plate is not None
    warehouse.change("100235", holds=frozenset({HoldReason.ADDRESS}))
    park(warehouse, task)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100235", reasons="address"):
        resume(warehouse, "P 1")
    LiftHold(warehouse.bench)(warehouse.lea, task.order.order_id, HoldReason.ADDRESS)
    resumed = resume(warehouse, "P 1")
    after = VerifyLabel(warehouse.bench)(BO, resumed, warehouse.read(plate.plate.code, "]C1"))
    assert after.task.order.state is OrderState.PACKED


def test_a_cancelled_order_can_be_put_aside_and_its_goods_put_back_later(warehouse: Warehouse) -> None:
    task = half_packed(warehouse, "100235")
    warehouse.cancel("100235")
    park(warehouse, task)
    assert [order.number for order in ParkedOrders(warehouse.bench)(BO)] == ["100235"]
    resumed = resume(warehouse, "100235")
    assert resumed.cancelled
    assert PutBackUnit(warehouse.bench)(BO, resumed, warehouse.read(MUG)).cleared
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NOTHING_PARKED):
        ParkedOrders(warehouse.bench)(BO)


def test_what_does_not_lie_open_is_not_put_aside(warehouse: Warehouse) -> None:
    task = warehouse.on_bench("100235").task
    with warehouse.refused(Verb.PARK_ORDER, RefusalCode.ORDER_NOT_READY, order="100235", state="ready"):
        park(warehouse, task)


def test_the_claim_of_a_resumed_order_is_a_new_one(warehouse: Warehouse) -> None:
    first = half_packed(warehouse, "100235").order.fence
    park(warehouse, warehouse.on_bench("100235").task)
    assert resume(warehouse, "P 1").order.fence == first + 1


def test_other_products_are_refused_after_resuming_as_before(warehouse: Warehouse) -> None:
    park(warehouse, half_packed(warehouse, "100235"))
    task = resume(warehouse, "P 1")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.NOT_ON_ORDER, sku="TRAY"):
        ScanUnit(warehouse.bench)(BO, task, warehouse.read(TRAY))


@pytest.mark.parametrize(
    "text", [MUG, f"010{MUG}21A7", "100236", f"{badge.PREFIX}17", f"{command_code.PREFIX}X"]
)
def test_a_code_that_means_something_else_is_no_place(warehouse: Warehouse, text: str) -> None:
    task = half_packed(warehouse)
    with warehouse.refused(Verb.PARK_ORDER, RefusalCode.PLACE_IS_OTHER, read=text):
        park(warehouse, task, text)
    assert warehouse.newest() == [Refusal("park_order", "place_is_other", {}, None)]


def test_a_typed_place_is_on_the_screen_and_never_in_the_journal(warehouse: Warehouse) -> None:
    task = half_packed(warehouse, "100234")
    with warehouse.refused(Verb.PARK_ORDER, RefusalCode.PLACE_UNKNOWN, place="Mrs Miller, Long Road 12"):
        park(warehouse, task, "Mrs Miller, Long Road 12, behind the church")
    assert warehouse.newest() == [Refusal("park_order", "place_unknown", {}, None)]
    park(warehouse, task)
    park(warehouse, half_packed(warehouse, "100235"))
    with pytest.raises(Refused):
        resume(warehouse, "P 1")
    assert warehouse.newest() == [Refusal("open_order", "place_shared", {}, "scanner")]


def test_a_place_of_the_site_is_named_in_the_journal(warehouse: Warehouse) -> None:
    warehouse.policy = replace(warehouse.policy, places=("P 1",))
    park(warehouse, half_packed(warehouse, "100234"))
    park(warehouse, half_packed(warehouse, "100235"))
    with pytest.raises(Refused):
        resume(warehouse, "P 1")
    assert warehouse.newest() == [Refusal("open_order", "place_shared", {"place": "P 1"}, "scanner")]


@pytest.mark.parametrize("text", ["T-7", "t-7"])
def test_a_tote_with_goods_in_it_is_no_place(warehouse: Warehouse, text: str) -> None:
    """Whoever scanned it to fetch the order would get the one whose goods lie in it."""
    task = half_packed(warehouse)
    with warehouse.refused(Verb.PARK_ORDER, RefusalCode.PLACE_IS_TOTE, place=text, order="100235"):
        park(warehouse, task, text)
    assert warehouse.newest() == [Refusal("park_order", "place_is_tote", {"order": "100235"}, None)]


def test_a_tote_whose_goods_have_left_may_be_a_place(warehouse: Warehouse) -> None:
    warehouse.cancel("100235")
    assert park(warehouse, half_packed(warehouse), "T-7").order.place == "T-7"
