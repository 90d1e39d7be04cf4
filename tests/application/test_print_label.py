"""Printing once, and knowing what is not known: the bench never prints a second label by itself."""

from __future__ import annotations

import pytest

from packstation.application.bench import OnBench
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.put_back import PutBackUnit
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import (
    Act,
    LabelAnswered,
    LabelInDoubt,
    LabelPrinted,
    LabelRequested,
    LabelUnsent,
    LabelVerified,
    OrderPacked,
)
from packstation.domain.carton import CartonState
from packstation.domain.label import CopyReason, Label, LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode
from packstation.domain.rule import Rule
from tests.application.site import MUG, ON_DISK
from tests.application.warehouse import Warehouse
from tests.fakes.printer import PowerCut
from tests.fakes.store import FakeStore


def print_label(
    warehouse: Warehouse, task: PackTask, *, again: CopyReason | None = None, retry: bool = False
) -> OnBench:
    verb = PrintLabel(warehouse.bench, warehouse.writer)
    return verb(warehouse.ida, task, warehouse.printer, again=again, retry=retry)


def answer(warehouse: Warehouse, task: PackTask, *, came_out: bool) -> OnBench:
    return AnswerLabel(warehouse.bench)(warehouse.ida, task, came_out=came_out)


def label_now(warehouse: Warehouse) -> Label:
    label = warehouse.on_bench("100235").label
    assert label is not None
    return label


def in_doubt(warehouse: Warehouse) -> PackTask:
    """The order with bytes sent and no answer."""
    task = warehouse.close().task
    warehouse.printer.unsure_at_send = True
    with pytest.raises(DeviceFault):
        print_label(warehouse, task)
    warehouse.printer.unsure_at_send = False
    return task


def test_a_label_prints_once_from_the_bytes_that_were_stored(warehouse: Warehouse) -> None:
    closed = warehouse.close()
    assert closed.label is not None
    on_bench = print_label(warehouse, closed.task)
    assert on_bench == warehouse.on_bench("100235")
    assert on_bench.label is not None
    assert (on_bench.label.state, on_bench.label.copies) == (LabelState.PRINTED, 1)
    assert warehouse.printer.paper == [closed.label.data]
    label_id = str(closed.label.label_id)
    assert warehouse.newest(2) == [LabelRequested(label_id, 1), LabelPrinted(label_id)]


def test_that_bytes_are_about_to_leave_is_in_the_store_before_they_do(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    states: list[LabelState] = []
    warehouse.printer.on_send = lambda: states.append(label_now(warehouse).state)
    print_label(warehouse, task)
    assert states == [LabelState.REQUESTED]


# --- the power goes ---


@ON_DISK
@pytest.mark.parametrize(("step", "paper"), [("send", 0), ("sent", 1), ("confirm", 1)])
def test_a_crash_on_the_way_to_the_paper_leaves_a_question_and_no_second_label(
    warehouse: Warehouse, step: str, paper: int
) -> None:
    task = warehouse.close().task
    warehouse.printer.crash_at = step
    with pytest.raises(PowerCut):
        print_label(warehouse, task)
    warehouse.restart()
    warehouse.printer.crash_at = ""
    assert (label_now(warehouse).state, label_now(warehouse).copies) == (LabelState.REQUESTED, 1)
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.QUESTION_OPEN):
        print_label(warehouse, task)
    assert len(warehouse.printer.paper) == paper


@ON_DISK
def test_a_crash_before_anything_was_sent_leaves_the_label_wanted(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.crash_at = "status"
    with pytest.raises(PowerCut):
        print_label(warehouse, task)
    warehouse.restart()
    assert label_now(warehouse).state is LabelState.WANTED


@ON_DISK
def test_after_a_crash_a_person_says_that_it_came_out(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.crash_at = "sent"
    with pytest.raises(PowerCut):
        print_label(warehouse, task)
    warehouse.restart()
    on_bench = answer(warehouse, task, came_out=True)
    assert on_bench == warehouse.on_bench("100235")
    assert label_now(warehouse).state is LabelState.PRINTED
    assert warehouse.newest() == [LabelAnswered(str(label_now(warehouse).label_id), came_out=True)]


@ON_DISK
def test_after_a_crash_a_person_says_no_and_has_it_printed_again_as_a_copy(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.crash_at = "send"
    with pytest.raises(PowerCut):
        print_label(warehouse, task)
    warehouse.restart()
    warehouse.printer.crash_at = ""
    assert answer(warehouse, task, came_out=False) == warehouse.on_bench("100235")
    assert label_now(warehouse).state is LabelState.REQUESTED
    print_label(warehouse, task, again=CopyReason.DAMAGED)
    assert warehouse.printer.paper == [b"COPY " + label_now(warehouse).data]
    assert (label_now(warehouse).state, label_now(warehouse).copies) == (LabelState.PRINTED, 2)


# --- the printer ---


@pytest.mark.parametrize("fault", [FaultCode.PAPER_OUT, FaultCode.HEAD_OPEN, FaultCode.PAUSED])
def test_a_printer_that_cannot_print_is_not_sent_anything(warehouse: Warehouse, fault: FaultCode) -> None:
    task = warehouse.close().task
    warehouse.printer.refuse(fault)
    with warehouse.faulty(Verb.PRINT_LABEL, fault, "printer"):
        print_label(warehouse, task)
    assert warehouse.printer.paper == []


def test_a_printer_that_does_not_answer_is_not_sent_anything(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.silent = True
    with warehouse.faulty(Verb.PRINT_LABEL, FaultCode.SILENT, "printer"):
        print_label(warehouse, task)


def test_asking_a_printer_once_more_is_not_written_down_a_second_time(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.refuse(FaultCode.PAPER_OUT)
    with warehouse.faulty(Verb.PRINT_LABEL, FaultCode.PAPER_OUT, "printer"):
        print_label(warehouse, task)
    seen, acts = warehouse.seen(), warehouse.acts()
    with pytest.raises(DeviceFault):
        print_label(warehouse, task, retry=True)
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)


def test_a_printer_gone_before_the_first_byte_leaves_the_label_as_it_was(warehouse: Warehouse) -> None:
    closed = warehouse.close()
    warehouse.printer.gone = True
    with pytest.raises(DeviceFault) as fault:
        print_label(warehouse, closed.task)
    assert fault.value.code is FaultCode.GONE
    assert warehouse.on_bench("100235") == closed
    assert warehouse.newest() == [LabelUnsent(str(label_now(warehouse).label_id))]


def test_a_label_that_never_left_prints_later_as_the_first_and_not_as_a_copy(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.printer.gone = True
    with pytest.raises(DeviceFault):
        print_label(warehouse, task)
    warehouse.printer.gone = False
    print_label(warehouse, task)
    assert warehouse.printer.paper == [label_now(warehouse).data]


@pytest.mark.parametrize("fault", [FaultCode.UNSURE, FaultCode.PAPER_OUT, FaultCode.SILENT, FaultCode.GONE])
def test_bytes_sent_without_a_good_answer_are_a_doubt_and_never_an_unsent_label(
    warehouse: Warehouse, fault: FaultCode
) -> None:
    task = warehouse.close().task
    warehouse.printer.fault_at_confirm = fault
    with pytest.raises(DeviceFault) as doubt:
        print_label(warehouse, task)
    assert (doubt.value.code, doubt.value.device, doubt.value.detail) == (
        FaultCode.UNSURE,
        "printer",
        fault.value,
    )
    assert (label_now(warehouse).state, label_now(warehouse).copies) == (LabelState.REQUESTED, 1)
    assert warehouse.newest() == [LabelInDoubt(str(label_now(warehouse).label_id), fault.value)]


def test_a_printer_lost_in_the_middle_of_the_bytes_is_a_doubt(warehouse: Warehouse) -> None:
    in_doubt(warehouse)
    assert label_now(warehouse).state is LabelState.REQUESTED
    assert warehouse.newest() == [LabelInDoubt(str(label_now(warehouse).label_id), "unsure")]


def test_a_doubt_is_never_printed_away_without_a_person(warehouse: Warehouse) -> None:
    task = in_doubt(warehouse)
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.QUESTION_OPEN):
        print_label(warehouse, task)
    assert len(warehouse.printer.paper) == 1


def test_a_printed_label_is_not_printed_again_without_a_person(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.QUESTION_OPEN):
        print_label(warehouse, task)


def test_the_second_and_every_later_print_says_copy(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    print_label(warehouse, task, again=CopyReason.DAMAGED)
    print_label(warehouse, task, again=CopyReason.DAMAGED)
    data = label_now(warehouse).data
    assert warehouse.printer.paper == [data, b"COPY " + data, b"COPY " + data]
    requests = [act for act in warehouse.acts() if isinstance(act, LabelRequested)]
    assert [act.copy for act in requests] == [1, 2, 3]


def test_a_second_print_that_never_left_keeps_the_first_paper_in_mind(warehouse: Warehouse) -> None:
    task = warehouse.print().task
    warehouse.printer.gone = True
    with pytest.raises(DeviceFault):
        print_label(warehouse, task, again=CopyReason.DAMAGED)
    warehouse.printer.gone = False
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.QUESTION_OPEN):
        print_label(warehouse, task)
    plate = label_now(warehouse).plate.code
    VerifyLabel(warehouse.bench)(warehouse.ida, task, warehouse.read(plate))
    assert isinstance(warehouse.newest()[0], OrderPacked)


def test_with_the_read_back_off_nobody_asks_what_became_of_the_bytes(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.switch_off(Rule.PRINTER_READS_BACK)
    warehouse.printer.refuse(FaultCode.PAPER_OUT)
    warehouse.printer.fault_at_confirm = FaultCode.PAPER_OUT
    print_label(warehouse, task)
    assert label_now(warehouse).state is LabelState.PRINTED
    assert warehouse.printer.confirmed == 0


# --- what happens while the printer takes its seconds ---


def test_a_label_scanned_back_while_the_printer_still_confirms_stays_verified(warehouse: Warehouse) -> None:
    closed = warehouse.close()
    assert closed.label is not None
    plate = closed.label.plate.code

    def scan_back() -> None:
        VerifyLabel(warehouse.bench)(warehouse.ida, closed.task, warehouse.read(plate))

    warehouse.printer.on_send = scan_back
    after = print_label(warehouse, closed.task)
    assert after.label is None
    assert after.task.cartons[0].state is CartonState.VERIFIED
    with warehouse.store.transaction() as work:
        label = work.labels.by_plate(plate)
    assert label is not None
    assert label.state is LabelState.VERIFIED
    kinds: list[type[Act]] = [LabelRequested, LabelVerified, OrderPacked, LabelPrinted]
    assert [type(act) for act in warehouse.newest(4)] == kinds


def test_a_label_voided_with_its_order_while_it_prints_stays_void(warehouse: Warehouse) -> None:
    closed = warehouse.close()
    assert closed.label is not None

    def clear_away() -> None:
        warehouse.cancel("100235")
        PutBackUnit(warehouse.bench)(warehouse.ida, closed.task, warehouse.read(MUG))

    warehouse.printer.on_send = clear_away
    print_label(warehouse, closed.task)
    with warehouse.store.transaction() as work:
        label = work.labels.by_plate(closed.label.plate.code)
    assert label is not None
    assert label.state is LabelState.VOID


# --- the order ---


def test_nothing_is_printed_for_an_order_cancelled_meanwhile(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.cancel("100235")
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.ORDER_CANCELLED, order="100235"):
        print_label(warehouse, task)
    assert warehouse.printer.paper == []


def test_there_is_no_label_before_the_carton_is_closed(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(Verb.PRINT_LABEL, RefusalCode.CARTON_CLOSED):
        print_label(warehouse, task)
    with warehouse.refused(Verb.ANSWER_LABEL, RefusalCode.LABEL_NOT_PRINTED):
        answer(warehouse, task, came_out=True)


def test_nobody_is_asked_about_a_label_that_was_never_sent(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    with warehouse.refused(Verb.ANSWER_LABEL, RefusalCode.LABEL_NOT_PRINTED):
        answer(warehouse, task, came_out=True)


def test_an_answer_is_taken_for_a_cancelled_order_too_for_it_is_about_paper(warehouse: Warehouse) -> None:
    task = in_doubt(warehouse)
    warehouse.cancel("100235")
    answer(warehouse, task, came_out=True)
    assert label_now(warehouse).state is LabelState.PRINTED


@pytest.mark.parametrize("code", [FaultCode.DISK_FULL, FaultCode.DISK_FAILED])
def test_a_disk_that_fails_once_the_bytes_are_out_leaves_a_question(
    warehouse: Warehouse, code: FaultCode
) -> None:
    """Any other fault says that nothing left the bench, and is tried again: that were a second label."""
    task, store = warehouse.close().task, warehouse.store
    assert isinstance(store, FakeStore)
    warehouse.printer.on_send = lambda: store.fail(code)
    with pytest.raises(DeviceFault) as fault:
        print_label(warehouse, task)
    assert (fault.value.code, fault.value.device) == (FaultCode.UNSURE, "printer")
    assert len(warehouse.printer.paper) == 1
