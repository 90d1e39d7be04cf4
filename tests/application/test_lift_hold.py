"""Lifting a hold: by a lead, by a packer with a lead beside, and never what the office holds."""

from __future__ import annotations

from uuid import UUID

import pytest

from packstation.application.lift_hold import FindHeld, HeldOrders, LiftHold
from packstation.application.open_order import OpenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.application.sign_in import IdentifySecond
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import HoldLifted
from tests.application.site import IDA_BADGE, LEA_BADGE, MUG
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
ORDER_ID = UUID(int=100235)


def hold(warehouse: Warehouse, *reasons: HoldReason) -> None:
    warehouse.change("100235", holds=frozenset(reasons))


def test_a_lead_lifts_a_hold_and_the_order_can_be_packed(warehouse: Warehouse) -> None:
    hold(warehouse, HoldReason.MANUAL)
    order = LiftHold(warehouse.bench)(warehouse.lea, ORDER_ID, HoldReason.MANUAL)
    assert order.holds == frozenset()
    entry = warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor, entry.second_actor) == (HoldLifted("manual"), "lea", None)
    assert entry.order_id == ORDER_ID
    assert OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("100235")).task.order.number == "100235"


def test_what_else_holds_the_order_goes_on_holding_it(warehouse: Warehouse) -> None:
    hold(warehouse, HoldReason.MANUAL, HoldReason.PAYMENT)
    LiftHold(warehouse.bench)(warehouse.lea, ORDER_ID, HoldReason.MANUAL)
    assert warehouse.on_bench("100235").task.order.holds == {HoldReason.PAYMENT}
    facts = {"order": "100235", "reason": "payment"}
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.HOLD_NOT_OURS, **facts):
        LiftHold(warehouse.bench)(warehouse.lea, ORDER_ID, HoldReason.PAYMENT)


def test_a_hold_lifted_already_is_said(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.NOT_HELD, order="100235"):
        LiftHold(warehouse.bench)(warehouse.lea, ORDER_ID, HoldReason.STOCK)
    assert warehouse.opened.journal()[-1].order_id == ORDER_ID


def test_a_packer_lifts_nothing_alone_and_nothing_for_oneself(warehouse: Warehouse) -> None:
    hold(warehouse, HoldReason.MANUAL)
    for beside in (None, warehouse.ida, warehouse.adam):
        with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.ROLE_FORBIDS, role="packer", verb="lift_hold"):
            LiftHold(warehouse.bench)(warehouse.ida, ORDER_ID, HoldReason.MANUAL, beside)


def test_a_hold_that_comes_while_the_carton_is_packed_is_lifted_there_by_two(warehouse: Warehouse) -> None:
    task = warehouse.open("100235")
    hold(warehouse, HoldReason.CUSTOMER)
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ORDER_HELD, order="100235", reasons="customer"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))
    second = IdentifySecond(warehouse.bench, warehouse.secrets)
    with pytest.raises(Refused) as no:
        second.by_badge(warehouse.ida, Verb.LIFT_HOLD, IDA_BADGE)
    assert no.value.code is RefusalCode.SAME_PERSON
    lead = second.by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE)
    LiftHold(warehouse.bench)(warehouse.ida, ORDER_ID, HoldReason.CUSTOMER, lead)
    entry = warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor, entry.second_actor) == (HoldLifted("customer"), "ida", "lea")
    assert ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG)).counted.order_complete


@pytest.mark.parametrize("code", ["100235", "T-7"])
def test_a_held_order_is_found_by_number_and_by_tote(warehouse: Warehouse, code: str) -> None:
    hold(warehouse, HoldReason.MANUAL)
    (found,) = FindHeld(warehouse.bench)(warehouse.lea, warehouse.read(code))
    assert found.order_id == ORDER_ID


def test_what_is_no_order_or_not_held_is_said(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.UNKNOWN_ORDER, read="4711"):
        FindHeld(warehouse.bench)(warehouse.lea, warehouse.read("4711"))
    assert warehouse.newest()[0].payload()["device"] == "scanner"
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.NOT_HELD, order="100235"):
        FindHeld(warehouse.bench)(warehouse.lea, warehouse.read("100235"))
    hold(warehouse, HoldReason.PAYMENT, HoldReason.FRAUD)
    facts = {"order": "100235", "reason": "fraud"}
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.HOLD_NOT_OURS, **facts):
        FindHeld(warehouse.bench)(warehouse.lea, warehouse.read("100235"))


def test_the_orders_a_lead_could_let_go_come_once_and_by_cutoff(warehouse: Warehouse) -> None:
    both = frozenset({HoldReason.MANUAL, HoldReason.SHORT})
    warehouse.change("100234", holds=both)
    warehouse.change("100235", holds=frozenset({HoldReason.SHORT, HoldReason.PAYMENT}))
    warehouse.change("100236", holds=frozenset({HoldReason.FRAUD}))
    warehouse.change("100237", holds=both, state=OrderState.CANCELLED)
    assert [order.number for order in HeldOrders(warehouse.bench)()] == ["100235", "100234"]
