"""Only its own label, scanned back, proves a carton."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.bench import OnBench
from packstation.application.close_carton import CloseCarton
from packstation.application.print_label import PrintLabel
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import LabelVerified, OrderPacked
from packstation.domain.carton import CartonState
from packstation.domain.carton_act import CartonVanished
from packstation.domain.label import LabelState, Plate
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import DeviceFault, RefusalCode
from packstation.domain.rule import Rule
from packstation.domain.scan import ElementStrings, Scan
from packstation.domain.weight import WeightResult
from tests.application.site import MUG, ON_DISK, POSTER
from tests.application.warehouse import Warehouse, weighing

FIRST, SECOND = Plate("00095212340000000013", is_sscc=True), Plate("00095212340000000020", is_sscc=True)


def verify(warehouse: Warehouse, task: PackTask, scan: Scan) -> OnBench:
    return VerifyLabel(warehouse.bench)(warehouse.ida, task, scan)


def gs1(warehouse: Warehouse, plate: Plate) -> Scan:
    scan = warehouse.read(plate.code, "]C1")
    return replace(scan, elements=ElementStrings(sscc=plate.number))


def second_carton(warehouse: Warehouse) -> PackTask:
    """Another order behind the first one, its label printed, the first one's still lying about."""
    verify(warehouse, warehouse.print().task, gs1(warehouse, FIRST))
    task = warehouse.pack(POSTER, number="100236")
    CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighing(300))
    return PrintLabel(warehouse.bench, warehouse.writer)(warehouse.ida, task, warehouse.printer).task


def test_its_own_label_verifies_the_carton_and_the_last_one_packs_the_order(warehouse: Warehouse) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    after = verify(warehouse, printed.task, gs1(warehouse, FIRST))
    assert after.task.cartons[0].state is CartonState.VERIFIED
    assert after.label is None
    order = after.task.order
    assert (order.state, order.packed_by, order.packed_at) == (
        OrderState.PACKED,
        "Ida",
        warehouse.clock.now(),
    )
    assert warehouse.on_bench("100235") == after
    with warehouse.store.transaction() as work:
        label = work.labels.by_plate(FIRST.code)
    assert label is not None
    assert label.state is LabelState.VERIFIED
    assert warehouse.newest(2) == [
        LabelVerified(str(printed.label.label_id), FIRST.code),
        OrderPacked(cartons=1, units=1),
    ]


def test_a_scanner_without_aim_id_reads_the_label_just_as_well(warehouse: Warehouse) -> None:
    after = verify(warehouse, warehouse.print().task, warehouse.read(FIRST.code))
    assert after.task.order.state is OrderState.PACKED


@pytest.mark.parametrize("aim", ["", "]C1"])
def test_another_cartons_label_is_refused_by_its_last_digits(warehouse: Warehouse, aim: str) -> None:
    task = second_carton(warehouse)
    scan = gs1(warehouse, FIRST) if aim else warehouse.read(FIRST.code)
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.WRONG_LABEL, read="0013", wanted="0020"):
        verify(warehouse, task, scan)
    verify(warehouse, task, gs1(warehouse, SECOND))
    assert warehouse.on_bench("100236").task.order.state is OrderState.PACKED


def test_with_its_rule_off_another_cartons_label_passes(warehouse: Warehouse) -> None:
    task = second_carton(warehouse)
    warehouse.switch_off(Rule.OWN_LABEL_ONLY)
    assert verify(warehouse, task, gs1(warehouse, FIRST)).task.order.state is OrderState.PACKED


@pytest.mark.parametrize("text", [MUG, "100235", "00095212340000099996", FIRST.number])
def test_what_is_no_label_of_ours_is_refused(warehouse: Warehouse, text: str) -> None:
    task = warehouse.print().task
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.NOT_THE_LABEL):
        verify(warehouse, task, warehouse.read(text))


def test_a_label_that_was_never_sent_cannot_be_on_the_carton(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.LABEL_NOT_PRINTED):
        verify(warehouse, task, gs1(warehouse, FIRST))


def test_an_open_carton_has_no_label_to_verify(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.LABEL_NOT_PRINTED):
        verify(warehouse, task, gs1(warehouse, FIRST))


def test_a_label_in_doubt_is_proven_by_the_scan_itself(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.unsure_at_send = True
    with pytest.raises(DeviceFault):
        PrintLabel(warehouse.bench, warehouse.writer)(warehouse.ida, task, warehouse.printer)
    assert verify(warehouse, task, gs1(warehouse, FIRST)).task.order.state is OrderState.PACKED


def test_an_order_cancelled_after_the_label_was_printed_does_not_leave(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    warehouse.cancel("100235")
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.ORDER_CANCELLED, order="100235"):
        verify(warehouse, task, gs1(warehouse, FIRST))


def test_a_label_scanned_once_more_after_the_order_is_packed_changes_nothing(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    verify(warehouse, task, gs1(warehouse, FIRST))
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.LABEL_NOT_PRINTED):
        verify(warehouse, task, gs1(warehouse, FIRST))


def test_an_empty_carton_beside_the_last_one_vanishes_with_the_proof(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    with_second = task.with_carton(warehouse.new_id(), warehouse.policy.carton_type)
    with warehouse.store.transaction() as work:
        work.orders.save_task(task, with_second)
    after = verify(warehouse, with_second, gs1(warehouse, FIRST))
    assert after.task.order.state is OrderState.PACKED
    assert [c.state for c in after.task.cartons] == [CartonState.VERIFIED, CartonState.VOID]
    assert warehouse.newest(2) == [CartonVanished(2), OrderPacked(cartons=1, units=1)]


@ON_DISK
def test_the_proof_outlives_a_power_cut(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    after = verify(warehouse, task, gs1(warehouse, FIRST))
    warehouse.restart()
    assert warehouse.on_bench("100235") == after
    assert after.task.cartons[0].weight_result is WeightResult.WITHIN
