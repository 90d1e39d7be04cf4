"""An open order: counting, undoing, cancelled meanwhile, crashes and bugs."""

from __future__ import annotations

import pytest

from packstation.domain.act import UnitCounted, UnitUncounted
from packstation.domain.command_code import Command
from packstation.domain.refusal import FaultCode, RefusalCode, Refused
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, Verdict, VerdictKind
from tests.application.site import CUP, LID, LID_CASE, MUG, TRAY
from tests.fakes.runner import Lane
from tests.ui.at_bench import ON_DISK, AtBench, BrokenVerb


def test_every_unit_is_answered_and_the_act_says_how_many_are_left(bench: AtBench) -> None:
    bench.open("100234")
    assert bench.view.act is not None
    assert (bench.act, bench.view.act.data) == (ActCode.SCAN_GOODS, {"left": 16})
    bench.scan(MUG)
    assert bench.said == (VerdictKind.YES, Said.COUNTED)
    assert dict(bench.verdict.data) == {"packed": 1, "wanted": 2, "name": "Mug, blue"}
    assert bench.view.act.data == {"left": 15}
    assert bench.pack_view.counted_line == 1


def test_a_complete_line_and_the_last_unit_are_said_apart(bench: AtBench) -> None:
    bench.open("100234")
    bench.scan(MUG)
    bench.scan(MUG)
    assert bench.said == (VerdictKind.LINE_COMPLETE, Said.LINE_DONE)
    bench.scan(LID_CASE)
    bench.scan(LID)
    bench.scan(TRAY)
    assert bench.said == (VerdictKind.LINE_COMPLETE, Said.GOODS_DONE)
    assert bench.act is not ActCode.SCAN_GOODS


@pytest.mark.parametrize(
    ("code", "no"),
    [
        (CUP, RefusalCode.NOT_ON_ORDER),
        ("nonsense", RefusalCode.UNKNOWN_CODE),
        (MUG, RefusalCode.LINE_COMPLETE),
    ],
)
def test_a_wrong_unit_is_a_no_and_changes_nothing(bench: AtBench, code: str, no: RefusalCode) -> None:
    bench.open("100234")
    bench.scan(MUG)
    bench.scan(MUG)
    before = bench.warehouse.seen(), bench.pack_view.task, bench.view.act
    bench.scan(code)
    assert bench.said == (VerdictKind.NO, no)
    assert (bench.warehouse.seen(), bench.pack_view.task, bench.view.act) == before
    assert bench.nos() == [no]


def test_undo_takes_the_last_unit_back(bench: AtBench) -> None:
    bench.open()
    bench.scan(MUG)
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NOTE, Said.UNDONE)
    assert (bench.packed(), bench.act) == (0, ActCode.SCAN_GOODS)
    assert isinstance(bench.warehouse.newest()[0], UnitUncounted)
    assert {Command.BACK, Command.SHORT, Command.PARK} < bench.view.commands
    assert Command.UNDO not in bench.view.commands


def test_undo_after_a_no_does_not_cost_the_good_unit_before_it(bench: AtBench) -> None:
    bench.open()
    bench.scan(MUG)
    bench.scan(CUP)
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NOTE, Said.NOT_COUNTED)
    assert bench.packed() == 1
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NOTE, Said.UNDONE)
    assert bench.packed() == 0


def test_whoever_scans_the_unit_that_was_missing_is_told_to_put_it_in(bench: AtBench) -> None:
    bench.pack(MUG, number="100235")
    bench.weigh(0)
    bench.weigh(100)
    assert bench.act is ActCode.LIGHT_CARTON
    bench.scan(MUG)
    assert bench.said == (VerdictKind.NO, Said.FOUND_UNIT)
    assert bench.nos()[-1] == RefusalCode.LINE_COMPLETE


def test_undo_is_offered_only_while_there_is_something_to_take_back(bench: AtBench) -> None:
    bench.open()
    assert Command.UNDO not in bench.view.commands
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)
    bench.scan(MUG)
    assert Command.UNDO in bench.view.commands


def test_an_order_opened_by_mistake_goes_back_to_the_queue(bench: AtBench) -> None:
    bench.open()
    bench.press(Command.BACK)
    assert bench.said == (VerdictKind.NOTE, Said.ORDER_GIVEN_BACK)
    assert (bench.view.screen, bench.act) == (Screen.START, ActCode.START_ORDER)
    assert bench.pack_view.task is None
    bench.scan("100235")
    assert bench.said == (VerdictKind.NOTE, Said.ORDER_OPENED)


def test_an_order_with_units_in_its_carton_does_not_go_back(bench: AtBench) -> None:
    bench.open()
    bench.scan(MUG)
    bench.scan_command(Command.BACK)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)
    assert bench.packed() == 1


def test_scans_that_come_while_one_is_counted_are_all_counted_in_order(bench: AtBench) -> None:
    bench.open("100234")
    bench.runner.held = {Lane.VERBS}
    for code in (MUG, LID, MUG, TRAY, LID):
        bench.scan(code)
    assert bench.runner.waiting(Lane.VERBS) == 1
    bench.runner.held = set()
    bench.runner.settle()
    counted = [act.sku for act in bench.warehouse.acts() if isinstance(act, UnitCounted)]
    assert counted == ["MUG", "LID", "MUG", "TRAY", "LID"]
    assert len(bench.verdicts_of(Said.COUNTED)) + len(bench.verdicts_of(Said.LINE_DONE)) == 5


def test_a_scan_behind_the_last_one_belongs_to_the_screen_of_then(bench: AtBench) -> None:
    """The label and the next tote scanned at once: the tote opens the next order, not a no."""
    bench.close()
    plate = bench.plate
    bench.runner.held = {Lane.VERBS}
    bench.scan(plate)
    bench.scan("100237")
    bench.runner.held = set()
    bench.runner.settle()
    assert [verdict.code for verdict in bench.view.verdicts[-2:]] == [Said.ORDER_DONE, Said.ORDER_OPENED]
    assert bench.pack_view.task is not None
    assert bench.pack_view.task.order.number == "100237"


class TestCancelledMeanwhile:
    """The shop calls the order off while it lies on the bench."""

    def cancelled(self, bench: AtBench) -> None:
        assert bench.verdict == Verdict(VerdictKind.NO, Said.STOP_CANCELLED, {"order": "100235"})
        if bench.packed():
            assert bench.act is ActCode.PUT_BACK
            assert bench.view.commands == {Command.BACK, Command.PARK, Command.HELP, Command.LOCK}
            bench.press(Command.BACK)
            assert bench.said == (VerdictKind.NO, RefusalCode.PIECES_TO_PUT_BACK)
            bench.scan(MUG)
            assert bench.verdict.code is Said.ALL_BACK
        else:
            assert bench.act is ActCode.CLEAR_CANCELLED
            assert bench.view.commands == {Command.BACK, Command.HELP, Command.LOCK}
            bench.press(Command.BACK)
        assert bench.view.screen is Screen.START
        assert bench.warehouse.on_bench("100235").task.order.holder is None

    def test_before_the_first_unit(self, bench: AtBench) -> None:
        bench.open()
        bench.warehouse.cancel("100235")
        bench.scan(MUG)
        assert bench.packed() == 0
        self.cancelled(bench)

    def test_another_order_than_the_one_on_the_bench(self, bench: AtBench) -> None:
        """Paper for the order before, which comes late: its carton is not the one in hand."""
        bench.open()
        code = RefusalCode.ORDER_CANCELLED
        assert bench.desk.verdict_of(Refused(code, order="100236")).code is code
        assert bench.desk.verdict_of(Refused(code, order="100235")).code is Said.STOP_CANCELLED

    def test_before_it_is_given_back(self, bench: AtBench) -> None:
        bench.open()
        bench.warehouse.cancel("100235")
        bench.press(Command.BACK)
        assert bench.view.screen is Screen.START

    def test_while_it_is_weighed(self, bench: AtBench) -> None:
        bench.pack()
        bench.warehouse.cancel("100235")
        bench.weigh(500, 10)
        bench.weigh(490, 10)
        assert bench.nos() == [RefusalCode.ORDER_CANCELLED]
        self.cancelled(bench)

    def test_while_a_unit_is_taken_back(self, bench: AtBench) -> None:
        bench.pack()
        bench.warehouse.cancel("100235")
        bench.press(Command.UNDO)
        assert bench.said == (VerdictKind.NOTE, Said.UNDONE)
        assert (bench.act, bench.packed()) == (ActCode.CLEAR_CANCELLED, 0)

    def test_while_its_label_waits_for_the_printer(self, bench: AtBench) -> None:
        bench.runner.held = {Lane.PRINTER}
        bench.close()
        bench.warehouse.cancel("100235")
        bench.runner.held = set()
        bench.runner.settle()
        assert bench.printer.paper == []
        self.cancelled(bench)
        bench.wait(10)
        assert bench.nos() == [RefusalCode.ORDER_CANCELLED, RefusalCode.PIECES_TO_PUT_BACK]

    def test_while_the_bench_is_locked_and_its_label_waits_for_paper(self, bench: AtBench) -> None:
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.close()
        bench.press(Command.LOCK)
        bench.warehouse.cancel("100235")
        bench.badge()
        bench.wait(10)
        assert bench.act is ActCode.PUT_BACK
        assert bench.nos() == [FaultCode.PAPER_OUT]

    def test_before_its_label_is_scanned(self, bench: AtBench) -> None:
        bench.close()
        bench.warehouse.cancel("100235")
        bench.scan(bench.plate)
        self.cancelled(bench)

    def test_while_the_bench_is_locked(self, bench: AtBench) -> None:
        bench.pack()
        bench.press(Command.LOCK)
        bench.warehouse.cancel("100235")
        bench.badge()
        assert bench.act is ActCode.PUT_BACK
        bench.scan(MUG)
        assert bench.view.screen is Screen.START


@ON_DISK
class TestCrash:
    """The power goes; the next start knows the store and nothing else."""

    def resumed(self, bench: AtBench) -> None:
        before = bench.warehouse.on_bench("100235")
        bench.restart()
        bench.badge()
        assert len(bench.verdicts_of(Said.ORDER_RESUMED)) == 1
        assert bench.pack_view.task == bench.warehouse.on_bench("100235").task == before.task

    def test_after_the_order_was_opened(self, bench: AtBench) -> None:
        bench.open()
        self.resumed(bench)
        assert bench.act is ActCode.SCAN_GOODS

    def test_between_two_units(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.restart()
        bench.badge()
        bench.scan(MUG)
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.LINE_DONE)
        assert bench.packed(1, "100234") == 2

    def test_with_all_goods_in_and_the_carton_on_the_scale(self, bench: AtBench) -> None:
        bench.pack()
        self.resumed(bench)
        bench.weigh(500)
        assert bench.act is ActCode.CLEAR_SCALE
        bench.weigh(0, 1)
        bench.weigh(500, 1)
        assert bench.printer.paper != []

    def test_before_the_label_left_the_bench(self, bench: AtBench) -> None:
        bench.runner.held = {Lane.PRINTER}
        bench.close()
        self.resumed(bench)
        assert len(bench.printer.paper) == 1
        assert bench.act is ActCode.SCAN_LABEL

    def test_between_sending_and_knowing(self, bench: AtBench) -> None:
        bench.printer.crash_at = "confirm"
        bench.runner.held = {Lane.PRINTER}
        bench.close()
        with pytest.raises(BaseException, match="confirm"):
            bench.runner.work(Lane.PRINTER)
        bench.printer.crash_at = ""
        self.resumed(bench)
        assert bench.act is ActCode.ANSWER_LABEL
        assert len(bench.printer.paper) == 1
        bench.scan(bench.plate)
        assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)

    def test_with_the_label_printed(self, bench: AtBench) -> None:
        bench.close()
        self.resumed(bench)
        assert bench.act is ActCode.SCAN_LABEL
        assert len(bench.printer.paper) == 1

    def test_after_the_order_is_packed_nothing_is_resumed(self, bench: AtBench) -> None:
        bench.close()
        bench.scan(bench.plate)
        bench.restart()
        bench.badge()
        assert bench.view.screen is Screen.START


class TestBug:
    """A verb breaks in a way nobody foresaw."""

    @pytest.mark.parametrize("verb", ["scan_unit", "undo_scan", "release_order"])
    def test_it_is_said_and_the_bench_goes_on(self, bench: AtBench, verb: str) -> None:
        bench.open("100234")
        good = getattr(bench.desk.verbs, verb)
        if verb == "undo_scan":
            bench.scan(MUG)
        bench.plant(**{verb: BrokenVerb()})
        {
            "scan_unit": lambda: bench.scan(MUG),
            "undo_scan": lambda: bench.press(Command.UNDO),
            "release_order": lambda: bench.press(Command.BACK),
        }[verb]()
        assert bench.said == (VerdictKind.LEAD, Said.BUG)
        bench.plant(**{verb: good})
        bench.scan(LID)
        assert bench.said == (VerdictKind.YES, Said.COUNTED)

    def test_in_closing_it_is_said_once_and_next_tries_again(self, bench: AtBench) -> None:
        good = bench.desk.verbs.close_carton
        bench.plant(close_carton=BrokenVerb())
        bench.pack()
        bench.weigh(500, 10)
        assert len(bench.verdicts_of(Said.BUG)) == 1
        assert (bench.act, bench.printer.paper) == (ActCode.CLOSE_CARTON, [])
        bench.plant(close_carton=good)
        bench.press(Command.NEXT)
        assert bench.act is ActCode.SCAN_LABEL

    def test_in_printing_it_waits_for_the_lead_and_next_tries_again(self, bench: AtBench) -> None:
        good = bench.desk.verbs.print_label
        bench.plant(print_label=BrokenVerb())
        bench.close()
        bench.wait(10)
        assert len(bench.verdicts_of(Said.BUG)) == 1
        assert (bench.act, bench.printer.paper) == (ActCode.FETCH_LEAD, [])
        bench.plant(print_label=good)
        bench.press(Command.NEXT)
        assert bench.act is ActCode.SCAN_LABEL
        assert len(bench.printer.paper) == 1

    def test_in_resuming_it_leaves_a_bench_that_can_be_used(self, bench: AtBench) -> None:
        bench.plant(resume_order=BrokenVerb())
        bench.badge()
        assert bench.said == (VerdictKind.LEAD, Said.BUG)
        assert (bench.view.screen, bench.act) == (Screen.START, ActCode.START_ORDER)
        bench.scan("100235")
        assert bench.said == (VerdictKind.NOTE, Said.ORDER_OPENED)
