"""The label: printed once by itself, once more only on a person's word, and proven by being scanned back."""

from __future__ import annotations

import pytest

from packstation.domain.act import LabelAnswered, LabelRequested, LabelUnsent
from packstation.domain.command_code import Command
from packstation.domain.order import OrderState
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import MUG, order
from tests.fakes.label_writer import COPY_MARK
from tests.fakes.printer import READY
from tests.fakes.runner import Lane
from tests.fakes.store import FakeStore
from tests.ui.at_bench import ON_DISK, AtBench

SPOILED = 1
"""The first reason for a copy."""


def requests(bench: AtBench) -> int:
    return sum(isinstance(act, LabelRequested) for act in bench.warehouse.acts())


def unsure(bench: AtBench) -> None:
    """Ida's label is sent and nobody knows whether it came out."""
    bench.printer.fault_at_confirm = FaultCode.PAPER_OUT
    bench.close()
    bench.printer.fault_at_confirm = None
    assert bench.act is ActCode.ANSWER_LABEL


def test_the_label_prints_by_itself_and_its_scan_packs_the_order(bench: AtBench) -> None:
    bench.close()
    assert bench.said == (VerdictKind.YES, Said.LABEL_PRINTED)
    assert bench.act is ActCode.SCAN_LABEL
    assert bench.pack_view.plate == bench.plate[2:]
    assert bench.pack_view.tasks_shown == 2  # opened and closed: the lines do not jump for a label
    bench.scan(bench.plate)
    assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)
    assert (bench.view.screen, bench.act) == (Screen.START, ActCode.CLEAR_BENCH)
    assert bench.warehouse.on_bench("100235").task.order.state is OrderState.PACKED
    bench.weigh(0, 1)
    assert bench.view.acts[-1].code is ActCode.START_ORDER


def test_the_label_is_drawn_while_the_goods_are_packed_and_nobody_waits_for_it(bench: AtBench) -> None:
    bench.badge()
    bench.runner.held.add(Lane.SLOW)
    bench.scan("100235")
    bench.scan(MUG)
    assert bench.said == (VerdictKind.LINE_COMPLETE, Said.GOODS_DONE)
    assert bench.warehouse.writer.contents == []
    bench.runner.held.clear()
    bench.runner.settle()
    assert [content.order_number for content in bench.warehouse.writer.contents] == ["100235"]
    assert bench.said == (VerdictKind.LINE_COMPLETE, Said.GOODS_DONE)


def test_of_the_next_carton_of_an_order_the_label_is_drawn_ahead_too(bench: AtBench) -> None:
    bench.pack(MUG, number="100234")
    bench.press(Command.NEXT_CARTON)
    bench.weigh(500, 1)
    label = bench.warehouse.on_bench("100234").label
    assert label is not None
    bench.scan(label.plate.code)
    assert [content.carton_number for content in bench.warehouse.writer.contents] == [1, 1, 2]


def test_it_prints_once_however_long_nobody_scans_it(bench: AtBench) -> None:
    bench.close()
    bench.wait(60)
    bench.lamp("printer", FaultCode.GONE)
    bench.lamp("printer", None)
    assert (len(bench.printer.paper), requests(bench)) == (1, 1)


def test_while_it_prints_the_bench_says_so_and_asks_nothing(bench: AtBench) -> None:
    bench.runner.held = {Lane.PRINTER}
    bench.close()
    assert bench.act is ActCode.WAIT_FOR_LABEL
    assert bench.view.commands == {Command.HELP, Command.LOCK}
    bench.press(Command.NO)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)


def test_a_label_scanned_before_the_printer_answered_is_good(bench: AtBench) -> None:
    bench.runner.held = {Lane.PRINTER}
    bench.close()
    bench.printer.on_send = lambda: bench.presenter.on_scan(bench.warehouse.read(bench.plate))
    bench.runner.held = set()
    bench.runner.settle()
    assert bench.view.screen is Screen.START
    assert bench.verdicts_of(Said.LABEL_PRINTED) == []
    assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)


def test_a_goods_scan_while_it_prints_does_not_keep_the_printers_answer_from_coming(bench: AtBench) -> None:
    bench.runner.held = {Lane.PRINTER}
    bench.close()
    bench.runner.work(Lane.PRINTER)
    bench.runner.held = {Lane.VERBS}
    bench.scan(MUG)
    assert (bench.act, bench.nos()) == (ActCode.WAIT_FOR_LABEL, [])
    bench.runner.held = set()
    bench.runner.settle()
    assert bench.act is ActCode.SCAN_LABEL
    assert bench.nos() == [RefusalCode.NOT_THE_LABEL]


def test_the_next_label_prints_though_the_last_ones_answer_came_late(bench: AtBench) -> None:
    bench.warehouse.receive(order("100240", ("MUG", 1)))
    bench.runner.held = {Lane.PRINTER}
    bench.close()
    bench.runner.work(Lane.PRINTER)
    waiting = bench.runner._answers.popleft()
    bench.scan(bench.plate)
    bench.scan("100240")
    bench.scan(MUG)
    bench.weigh(0, 1)
    bench.weigh(500, 1)
    assert (bench.act, len(bench.printer.paper)) == (ActCode.WAIT_FOR_LABEL, 1)
    bench.runner.held = set()
    waiting()
    bench.runner.settle()
    assert bench.act is ActCode.SCAN_LABEL
    assert len(bench.printer.paper) == 2


class TestFault:
    """The printer cannot print, and says so before a byte is sent."""

    def paper_out(self, bench: AtBench) -> None:
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.close()

    def test_it_is_said_once_and_the_act_is_to_mend_it(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.wait(20)
        assert len(bench.verdicts_of(FaultCode.PAPER_OUT)) == 1
        assert bench.nos() == [FaultCode.PAPER_OUT]
        assert bench.view.act is not None
        assert (bench.act, bench.view.act.data["fault"]) == (ActCode.MEND_PRINTER, FaultCode.PAPER_OUT)
        offered = {Command.NEXT, Command.REOPEN, Command.PARK, Command.HELP, Command.LOCK}
        assert bench.view.commands == offered

    def test_asking_again_leaves_the_screen_alone(self, bench: AtBench) -> None:
        self.paper_out(bench)
        seen = len(bench.view.acts), bench.pack_view.tasks_shown
        bench.wait(20)
        assert (len(bench.view.acts), bench.pack_view.tasks_shown) == seen

    def test_once_mended_the_label_prints_by_itself(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.printer.state = READY
        bench.wait(3)
        assert bench.said == (VerdictKind.YES, Said.LABEL_PRINTED)
        assert (bench.act, len(bench.printer.paper)) == (ActCode.SCAN_LABEL, 1)
        assert not bench.printer.paper[0].startswith(COPY_MARK)

    def test_its_green_lamp_is_enough(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.printer.state = READY
        bench.lamp("printer", None)
        assert bench.act is ActCode.SCAN_LABEL

    def test_another_fault_after_the_first_is_said_too(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.printer.refuse(FaultCode.HEAD_OPEN)
        bench.wait(10)
        assert len(bench.verdicts_of(FaultCode.HEAD_OPEN)) == 1

    def test_next_asks_at_once_and_says_it_again(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.press(Command.NEXT)
        assert len(bench.verdicts_of(FaultCode.PAPER_OUT)) == 2
        bench.printer.state = READY
        bench.press(Command.NEXT)
        assert bench.act is ActCode.SCAN_LABEL

    def test_gone_before_the_first_byte_is_tried_again(self, bench: AtBench) -> None:
        bench.printer.gone = True
        bench.close()
        assert bench.view.act is not None
        assert (bench.act, bench.view.act.data["fault"]) == (ActCode.MEND_PRINTER, FaultCode.GONE)
        bench.printer.gone = False
        bench.wait(3)
        assert (bench.act, len(bench.printer.paper)) == (ActCode.SCAN_LABEL, 1)
        assert any(isinstance(act, LabelUnsent) for act in bench.warehouse.acts())

    @ON_DISK
    def test_it_waits_through_lock_and_restart(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.press(Command.LOCK)
        bench.printer.state = READY
        bench.wait(10)
        assert bench.printer.paper == []
        bench.restart()
        bench.badge()
        assert (bench.act, len(bench.printer.paper)) == (ActCode.SCAN_LABEL, 1)

    def test_a_cancelled_order_is_not_printed_once_mended(self, bench: AtBench) -> None:
        self.paper_out(bench)
        bench.warehouse.cancel("100235")
        bench.printer.state = READY
        bench.wait(3)
        assert bench.act is ActCode.PUT_BACK
        bench.scan(MUG)
        bench.wait(10)
        assert bench.printer.paper == []
        assert bench.nos() == [FaultCode.PAPER_OUT, RefusalCode.ORDER_CANCELLED]


class TestUnsure:
    """Bytes left the bench, and nobody knows what became of them."""

    def test_the_bench_asks_and_does_nothing_by_itself(self, bench: AtBench) -> None:
        unsure(bench)
        asked = {Command.YES, Command.NO}
        assert bench.view.commands == asked | {Command.REOPEN, Command.PARK, Command.HELP, Command.LOCK}
        bench.wait(60)
        bench.lamp("printer", None)
        assert (len(bench.printer.paper), requests(bench)) == (1, 1)
        assert bench.act is ActCode.ANSWER_LABEL

    def test_yes_goes_on(self, bench: AtBench) -> None:
        unsure(bench)
        bench.press(Command.YES)
        assert bench.said == (VerdictKind.YES, Said.LABEL_PRINTED)
        assert (bench.act, len(bench.printer.paper)) == (ActCode.SCAN_LABEL, 1)

    def test_no_prints_a_copy(self, bench: AtBench) -> None:
        unsure(bench)
        bench.press(Command.NO)
        assert bench.said == (VerdictKind.YES, Said.COPY_PRINTED)
        assert bench.act is ActCode.SCAN_COPY
        assert [paper.startswith(COPY_MARK) for paper in bench.printer.paper] == [False, True]
        answers = [act.came_out for act in bench.warehouse.acts() if isinstance(act, LabelAnswered)]
        assert answers == [False]

    def test_the_label_scanned_is_the_best_answer(self, bench: AtBench) -> None:
        unsure(bench)
        bench.scan(bench.plate)
        assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)

    def test_a_copy_that_is_in_doubt_is_asked_about_again(self, bench: AtBench) -> None:
        unsure(bench)
        bench.printer.unsure_at_send = True
        bench.press(Command.NO)
        bench.wait(10)
        assert (bench.act, len(bench.printer.paper)) == (ActCode.ANSWER_LABEL, 2)

    def test_a_copy_the_printer_refuses_prints_once_it_is_mended(self, bench: AtBench) -> None:
        unsure(bench)
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.press(Command.NO)
        assert bench.view.act is not None
        assert (bench.act, bench.view.act.data["fault"]) == (ActCode.MEND_PRINTER, FaultCode.PAPER_OUT)
        bench.wait(10)
        assert len(bench.printer.paper) == 1
        bench.printer.state = READY
        bench.wait(3)
        assert bench.act is ActCode.SCAN_COPY
        assert [paper.startswith(COPY_MARK) for paper in bench.printer.paper] == [False, True]
        bench.wait(30)
        assert len(bench.printer.paper) == 2

    def test_a_copy_that_waits_is_not_needed_once_the_first_label_is_scanned(self, bench: AtBench) -> None:
        unsure(bench)
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.press(Command.NO)
        bench.scan(bench.plate)
        assert bench.view.screen is Screen.START
        bench.printer.state = READY
        bench.wait(10)
        assert len(bench.printer.paper) == 1

    @ON_DISK
    def test_after_a_restart_the_question_stands(self, bench: AtBench) -> None:
        unsure(bench)
        bench.restart()
        bench.badge()
        assert bench.act is ActCode.ANSWER_LABEL
        bench.wait(10)
        assert len(bench.printer.paper) == 1


def test_a_spoiled_label_is_printed_again_as_a_copy_and_nothing_is_said_too_early(bench: AtBench) -> None:
    bench.close()
    bench.runner.held = {Lane.PRINTER}
    bench.press(Command.NO)
    bench.answer(SPOILED)
    assert bench.said == (VerdictKind.NOTE, Said.COPY_COMES)
    assert len(bench.verdicts_of(Said.LABEL_PRINTED)) == 1
    assert bench.act is ActCode.WAIT_FOR_LABEL
    bench.runner.held = set()
    bench.runner.settle()
    assert len(bench.verdicts_of(Said.LABEL_PRINTED)) == 1
    assert bench.said == (VerdictKind.YES, Said.COPY_PRINTED)
    assert bench.view.acts[-1].code is ActCode.SCAN_COPY
    assert bench.printer.paper[1].startswith(COPY_MARK)
    bench.scan(bench.plate)
    assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)


def test_between_the_printers_answer_and_the_stores_nothing_is_asked(bench: AtBench) -> None:
    unsure(bench)
    bench.runner.held = {Lane.PRINTER}
    bench.press(Command.NO)
    bench.runner.work(Lane.PRINTER)
    bench.runner.held = {Lane.VERBS}
    bench.runner.settle()
    bench.wait(1)
    assert bench.act is ActCode.WAIT_FOR_LABEL
    assert bench.view.commands == {Command.HELP, Command.LOCK}


def test_no_pressed_twice_prints_one_copy(bench: AtBench) -> None:
    bench.close()
    bench.runner.held = {Lane.VERBS}
    bench.press(Command.NO)
    bench.answer(SPOILED)
    bench.answer(SPOILED)
    bench.press(Command.NO)
    bench.runner.held = set()
    bench.runner.settle()
    assert len(bench.printer.paper) == 2


@pytest.mark.parametrize("code", [MUG, "000952123400000000099", "nonsense"])
def test_anything_but_its_own_label_is_a_no(bench: AtBench, code: str) -> None:
    bench.close()
    bench.scan(code)
    assert bench.said == (VerdictKind.NO, RefusalCode.NOT_THE_LABEL)
    assert bench.act is ActCode.SCAN_LABEL


def test_the_label_of_another_carton_is_named_and_refused(bench: AtBench) -> None:
    bench.warehouse.receive(order("100240", ("MUG", 1)))
    bench.close()
    first = bench.plate
    bench.scan(first)
    bench.scan("100240")
    bench.scan(MUG)
    bench.weigh(0, 1)
    bench.weigh(500, 1)
    bench.scan(first)
    assert bench.said == (VerdictKind.NO, RefusalCode.WRONG_LABEL)
    assert bench.verdict.data["read"] == first[-4:]
    assert bench.act is ActCode.SCAN_LABEL


def test_a_copy_whose_record_failed_on_a_full_disk_is_not_printed_once_more_by_itself(bench: AtBench) -> None:
    bench.close()
    store = bench.warehouse.store
    assert isinstance(store, FakeStore)
    bench.printer.on_send = lambda: store.fail(FaultCode.DISK_FULL)
    bench.press(Command.NO)
    bench.answer(SPOILED)
    bench.wait(60)
    bench.lamp("printer", None)
    assert len(bench.printer.paper) == 2
    assert bench.act is ActCode.ANSWER_LABEL
