"""Labels once more, and the totes goods come in, at the bench."""

from __future__ import annotations

from packstation.domain.carton_act import LabelReprinted
from packstation.domain.command_code import Command
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import LID, LID_CASE, TRAY
from tests.fakes.label_writer import COPY_MARK
from tests.fakes.printer import READY
from tests.ui.at_bench import AtBench
from tests.ui.pack.test_cartoning import ORDER, asked, first_carton, label_of


class TestReprint:
    """A label once more."""

    def test_of_the_label_in_hand_with_its_reason(self, bench: AtBench) -> None:
        bench.close()
        bench.scan_command(Command.REPRINT)
        assert asked(bench) is AskCode.COPY_REASON
        bench.answer(3)
        assert bench.printer.paper[1].startswith(COPY_MARK)
        assert len(bench.verdicts_of(Said.COPY_COMES)) == 1
        reasons = [act.reason for act in bench.warehouse.acts() if isinstance(act, LabelReprinted)]
        assert reasons == ["jammed"]

    def test_no_to_the_question_is_a_reason_by_itself(self, bench: AtBench) -> None:
        bench.printer.fault_at_confirm = FaultCode.PAPER_OUT
        bench.close()
        bench.printer.fault_at_confirm = None
        bench.press(Command.NO)
        reasons = [act.reason for act in bench.warehouse.acts() if isinstance(act, LabelReprinted)]
        assert reasons == ["not_out"]
        assert len(bench.verdicts_of(Said.COPY_COMES)) == 1

    def test_of_another_carton_of_the_order(self, bench: AtBench) -> None:
        plate = first_carton(bench)
        bench.press(Command.REPRINT)
        bench.answer(1)
        assert bench.said == (VerdictKind.YES, Said.COPY_PRINTED)
        assert plate.encode() in bench.printer.paper[-1]
        assert bench.act is ActCode.SCAN_GOODS

    def test_at_the_empty_bench_by_the_order_of_several_cartons(self, bench: AtBench) -> None:
        plate = first_carton(bench)
        for code in (LID_CASE, LID, TRAY):
            bench.scan(code)
        bench.weigh(0, 1)
        bench.weigh(860, 1)
        bench.scan(label_of(bench))
        bench.press(Command.REPRINT)
        bench.scan(ORDER)
        assert asked(bench) is AskCode.COPY_OF
        bench.answer(1)
        bench.answer(4)
        assert bench.said == (VerdictKind.YES, Said.COPY_PRINTED)
        assert plate.encode() in bench.printer.paper[-1]
        assert bench.view.screen is Screen.START

    def test_a_printer_that_cannot_says_so(self, bench: AtBench) -> None:
        first_carton(bench)
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.press(Command.REPRINT)
        bench.answer(1)
        assert bench.said == (VerdictKind.NO, FaultCode.PAPER_OUT)
        bench.printer.state = READY
        bench.wait(10)
        assert len(bench.printer.paper) == 1


class TestTote:
    """Where the goods lie."""

    def test_order_then_tote_at_the_empty_bench(self, bench: AtBench) -> None:
        bench.badge()
        bench.scan_command(Command.TOTE)
        bench.scan(ORDER)
        bench.scan("T-9")
        assert bench.said == (VerdictKind.YES, Said.TOTE_BOUND)
        bench.scan("T-9")
        assert bench.view.screen is Screen.PACK
        assert bench.pack_view.task is not None
        assert bench.pack_view.task.order.number == ORDER

    def test_a_further_one_for_the_order_in_hand(self, bench: AtBench) -> None:
        bench.open()
        bench.press(Command.TOTE)
        bench.scan("T-8")
        assert bench.pack_view.task is not None
        assert bench.pack_view.task.order.totes == ("T-7", "T-8")
        assert bench.act is ActCode.SCAN_GOODS

    def test_one_with_other_goods_in_it_is_refused(self, bench: AtBench) -> None:
        bench.badge()
        bench.press(Command.TOTE)
        bench.scan(ORDER)
        bench.scan("T-7")
        assert bench.said == (VerdictKind.NO, RefusalCode.TOTE_TAKEN)
