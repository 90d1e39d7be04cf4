"""xN, counting by hand, and the questions for lot, date and serial number at the bench."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from packstation.devices.scanners.gs1 import element_strings
from packstation.domain.command_code import Command
from packstation.domain.lot import Lot
from packstation.domain.refusal import RefusalCode
from packstation.domain.scan import Scan
from packstation.domain.trace import Trace
from packstation.ui.answer import QuantityAnswer, TraceAnswer
from packstation.ui.question import AskCode, Takes
from packstation.ui.verdict import Said, VerdictKind
from tests.application.site import CUP, MUG, TRAY, order
from tests.application.traced import GONE, LATER, LATEST, MILK, RADIO, move_in
from tests.application.warehouse import Warehouse
from tests.ui.at_bench import AtBench


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its difficult goods."""
    return move_in(warehouse)


def asked(bench: AtBench) -> AskCode | None:
    return bench.view.question.code if bench.view.question else None


def scan_label(bench: AtBench, text: str) -> None:
    """Read a GS1 DataMatrix as the scanner's driver does."""
    bench.clock.advance(1)
    read = Scan(text, "scanner", bench.clock.mono_ms(), "]d2")
    bench.presenter.on_scan(replace(read, elements=element_strings("]d2", text)))
    bench.runner.settle()


def gs1(code: str, *, lot: str = "", expiry: date | None = None, serial: str = "") -> str:
    parts = [f"01{code.zfill(14)}", f"17{expiry:%y%m%d}" if expiry else ""]
    parts += [f"10{lot}\x1d" if lot else "", f"21{serial}" if serial else ""]
    return "".join(parts).rstrip("\x1d")


def know(bench: AtBench, *lots: Lot) -> None:
    with bench.warehouse.store.transaction() as work:
        work.catalogue.put_lots(lots)


def traces(bench: AtBench, number: str = "200001") -> tuple[Trace, ...]:
    return bench.warehouse.on_bench(number).task.cartons[0].traces


class TestTimes:
    def test_x12_typed_after_a_scan_counts_twelve_in_all(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.type("x12")
        assert bench.said == (VerdictKind.YES, Said.COUNTED)
        assert dict(bench.verdict.data) == {"packed": 12, "wanted": 30, "name": "Mug, blue"}

    def test_without_a_number_it_is_asked_for(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.press(Command.TIMES)
        assert asked(bench) is AskCode.TIMES
        bench.type("30")
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.LINE_DONE)
        assert asked(bench) is None

    def test_too_many_is_a_no_and_leaves_the_scan_counted(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.type("x31")
        assert bench.said == (VerdictKind.NO, RefusalCode.TOO_MANY)
        assert bench.packed(3, "200004") == 1

    def test_it_is_offered_only_after_a_scan_and_no_more_after_undo(self, bench: AtBench) -> None:
        bench.open("200004")
        assert Command.TIMES not in bench.view.commands
        bench.scan(MUG)
        assert Command.TIMES in bench.view.commands
        bench.press(Command.UNDO)
        assert Command.TIMES not in bench.view.commands
        bench.type("x3")
        assert bench.said == (VerdictKind.NO, RefusalCode.TIMES_NOT_NOW)

    @pytest.mark.parametrize("refused", [TRAY, "MUGS", "9999"])
    def test_after_a_refused_scan_it_does_not_mean_the_one_before(self, bench: AtBench, refused: str) -> None:
        bench.warehouse.receive(order("100300", ("MUG", 5), ("LID", 2)))
        bench.open("100300")
        bench.scan(MUG)
        bench.scan(refused)
        assert bench.verdict.kind is VerdictKind.NO
        assert Command.TIMES not in bench.view.commands
        bench.type("x3")
        assert bench.said == (VerdictKind.NO, RefusalCode.TIMES_NOT_NOW)
        assert bench.packed(1, "100300") == 1

    def test_after_a_question_left_it_does_not_mean_the_scan_before(self, bench: AtBench) -> None:
        bench.open("200001")
        scan_label(bench, gs1(MILK, lot="A1", expiry=LATER))
        bench.scan(MILK)
        bench.press(Command.BACK)
        bench.type("x3")
        assert bench.said == (VerdictKind.NO, RefusalCode.TIMES_NOT_NOW)

    def test_after_too_many_the_right_number_still_counts(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.type("x31")
        bench.type("x30")
        assert bench.packed(3, "200004") == 30

    def test_a_parked_order_fetched_back_was_not_scanned_into_just_now(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.press(Command.PARK)
        bench.type("P1")
        bench.scan("200004")
        assert bench.said == (VerdictKind.NOTE, Said.ORDER_FETCHED)
        bench.press(Command.TIMES, "3")
        assert bench.verdict.code is RefusalCode.TIMES_NOT_NOW
        assert bench.packed(3, "200004") == 1

    def test_back_leaves_the_one_that_was_scanned(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.press(Command.TIMES)
        bench.press(Command.BACK)
        assert (asked(bench), bench.packed(3, "200004")) == (None, 1)

    def test_undo_takes_it_back_in_one_step(self, bench: AtBench) -> None:
        bench.open("200004")
        bench.scan(MUG)
        bench.type("x12")
        bench.press(Command.UNDO)
        assert bench.packed(3, "200004") == 1

    def test_a_case_over_two_lines_shows_both(self, bench: AtBench) -> None:
        bench.open("200006")
        bench.scan("MUGS")
        assert dict(bench.verdict.data) == {"packed": 12, "wanted": 12, "name": "Mug, blue"}
        assert bench.pack_view.counted_line == 3


class TestByHand:
    def test_times_asks_which_line_and_how_many(self, bench: AtBench) -> None:
        bench.open("200003")
        assert Command.TIMES in bench.view.commands
        bench.press(Command.TIMES)
        assert asked(bench) is AskCode.WHICH_BY_HAND
        assert bench.view.question is not None
        assert [choice.facts["name"] for choice in bench.view.question.choices] == ["Screw", "Ham"]
        bench.type("1")
        assert asked(bench) is AskCode.HOW_MANY_BY_HAND
        bench.type("40")
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.LINE_DONE)

    def test_x40_without_a_scan_asks_only_which(self, bench: AtBench) -> None:
        bench.open("200003")
        bench.type("x40")
        bench.type("1")
        assert bench.packed(1, "200003") == 40

    def test_after_a_scan_more_of_it_is_the_first_answer(self, bench: AtBench) -> None:
        bench.open("200003")
        bench.scan(MUG)
        bench.press(Command.TIMES)
        assert bench.view.question is not None
        assert bench.view.question.choices[0].code is QuantityAnswer.SCANNED
        bench.type("1")
        assert asked(bench) is AskCode.TIMES
        bench.type("5")
        assert bench.packed(3, "200003") == 5

    def test_x5_after_a_scan_means_that_scan(self, bench: AtBench) -> None:
        bench.open("200003")
        bench.scan(MUG)
        bench.type("x5")
        assert (asked(bench), bench.packed(3, "200003")) == (None, 5)

    def test_the_lot_is_asked_for_too(self, bench: AtBench) -> None:
        bench.open("200003")
        bench.press(Command.TIMES)
        bench.type("2")
        bench.type("2")
        assert asked(bench) is AskCode.LOT
        bench.type("h7")
        assert traces(bench, "200003") == (Trace(2, 2, "H7"),)


class TestLots:
    def test_one_scan_of_a_gs1_label_is_enough(self, bench: AtBench) -> None:
        bench.open("200001")
        scan_label(bench, gs1(MILK, lot="A1", expiry=LATER))
        assert bench.said == (VerdictKind.YES, Said.COUNTED)
        assert traces(bench) == (Trace(1, 1, "A1", LATER),)

    def test_best_before_stands_in_for_the_expiry_date(self, bench: AtBench) -> None:
        bench.open("200001")
        scan_label(bench, f"01{MILK.zfill(14)}15{GONE:%y%m%d}10A1")
        assert bench.said == (VerdictKind.NO, RefusalCode.EXPIRED)

    def test_lot_and_date_are_asked_for_and_nothing_counts_before(self, bench: AtBench) -> None:
        bench.open("200001")
        bench.scan(MILK)
        assert asked(bench) is AskCode.LOT
        bench.type("a1")
        assert asked(bench) is AskCode.EXPIRY
        assert bench.packed(1, "200001") == 0
        bench.type(LATER.strftime("%d%m%y"))
        assert bench.said == (VerdictKind.YES, Said.COUNTED)
        assert traces(bench) == (Trace(1, 1, "A1", LATER),)

    def test_what_is_no_date_is_asked_for_again(self, bench: AtBench) -> None:
        bench.open("200001")
        bench.scan(MILK)
        bench.type("a1")
        bench.type("soon")
        assert bench.said == (VerdictKind.NO, RefusalCode.TRACE_UNREADABLE)
        assert asked(bench) is AskCode.EXPIRY
        bench.type(LATER.isoformat())
        assert bench.packed(1, "200001") == 1

    def test_known_lots_are_numbered_the_first_to_expire_in_front_another_one_last(
        self, bench: AtBench
    ) -> None:
        know(bench, Lot("MILK", "C3", LATEST), Lot("MILK", "B2", LATER))
        bench.open("200001")
        bench.scan(MILK)
        question = bench.view.question
        assert question is not None
        assert (question.code, question.takes) == (AskCode.WHICH_LOT, Takes.SCAN_OR_CHOICE)
        assert [choice.facts.get("lot") for choice in question.choices] == ["B2", "C3", None]
        assert question.choices[-1].code is TraceAnswer.OTHER_LOT
        bench.type("1")
        assert traces(bench) == (Trace(1, 1, "B2", LATER),)

    def test_a_lot_of_the_list_may_be_scanned_or_typed_instead(self, bench: AtBench) -> None:
        know(bench, Lot("MILK", "C3", LATEST), Lot("MILK", "B2", LATER))
        bench.open("200001")
        bench.scan(MILK)
        bench.scan("C3")
        assert bench.said == (VerdictKind.YES, Said.SOONER_LOT)
        assert dict(bench.verdict.data)["lot"] == "B2"
        bench.scan(MILK)
        bench.type("b2")
        assert traces(bench) == (Trace(1, 1, "B2", LATER), Trace(1, 1, "C3", LATEST))

    def test_another_lot_is_asked_for_by_name(self, bench: AtBench) -> None:
        know(bench, Lot("MILK", "B2", LATER))
        bench.open("200001")
        bench.scan(MILK)
        bench.type("2")
        assert asked(bench) is AskCode.LOT
        bench.type("D4")
        bench.type(LATEST.isoformat())
        assert traces(bench) == (Trace(1, 1, "D4", LATEST),)

    def test_the_next_product_scanned_too_early_is_refused_and_the_question_stays(
        self, bench: AtBench
    ) -> None:
        bench.open("200001")
        bench.scan(MILK)
        bench.scan(CUP, aim="]E0")
        assert bench.said == (VerdictKind.NO, RefusalCode.ANSWER_IS_PRODUCT)
        assert asked(bench) is AskCode.LOT

    def test_back_counts_nothing_and_undo_then_costs_no_good_piece(self, bench: AtBench) -> None:
        bench.open("200001")
        scan_label(bench, gs1(MILK, lot="A1", expiry=LATER))
        scan_label(bench, gs1(MILK))
        bench.press(Command.BACK)
        assert (asked(bench), bench.packed(1, "200001")) == (None, 1)
        bench.press(Command.UNDO)
        assert bench.said == (VerdictKind.NOTE, Said.NOT_COUNTED)
        assert bench.packed(1, "200001") == 1

    def test_an_expired_piece_ends_the_questions(self, bench: AtBench) -> None:
        bench.open("200001")
        bench.scan(MILK)
        bench.type("a1")
        bench.type(GONE.isoformat())
        assert bench.said == (VerdictKind.NO, RefusalCode.EXPIRED)
        assert (asked(bench), bench.packed(1, "200001")) == (None, 0)

    def test_xn_carries_the_lot_over(self, bench: AtBench) -> None:
        bench.open("200001")
        scan_label(bench, gs1(MILK, lot="A1", expiry=LATER))
        bench.type("x8")
        assert traces(bench) == (Trace(1, 8, "A1", LATER),)

    def test_a_lock_in_the_middle_leaves_nothing(self, bench: AtBench) -> None:
        bench.open("200001")
        bench.scan(MILK)
        bench.press(Command.LOCK)
        assert asked(bench) is None
        assert bench.packed(1, "200001") == 0


class TestSerials:
    def test_a_serial_number_is_scanned_after_the_product(self, bench: AtBench) -> None:
        bench.open("200002")
        bench.scan(RADIO)
        assert asked(bench) is AskCode.SERIAL
        bench.scan("S1")
        assert traces(bench, "200002") == (Trace(1, 1, serial="S1"),)

    def test_one_seen_before_is_refused_with_its_order_and_another_one_is_asked_for(
        self, bench: AtBench
    ) -> None:
        bench.open("200002")
        scan_label(bench, gs1(RADIO, serial="S1"))
        bench.scan(RADIO)
        bench.scan("S1")
        assert bench.said == (VerdictKind.NO, RefusalCode.SERIAL_SEEN)
        assert bench.verdict.data["order"] == "200002"
        assert asked(bench) is AskCode.SERIAL
        bench.scan("S2")
        assert [trace.serial for trace in traces(bench, "200002")] == ["S1", "S2"]

    def test_every_piece_of_a_case_is_asked_for_one_refused_answer_costs_none_before_it(
        self, bench: AtBench
    ) -> None:
        bench.open("200001")
        bench.scan("RADIOS")
        for serial in ("S1", "S2", "S2"):
            assert asked(bench) is AskCode.SERIAL_OF
            bench.scan(serial)
        assert bench.said == (VerdictKind.NO, RefusalCode.SERIAL_SEEN)
        assert bench.view.question is not None
        assert bench.view.question.facts["number"] == 3
        bench.scan("S3")
        assert [trace.serial for trace in traces(bench)] == ["S1", "S2", "S3"]

    def test_xn_is_refused_in_words_of_its_own(self, bench: AtBench) -> None:
        bench.open("200002")
        scan_label(bench, gs1(RADIO, serial="S1"))
        bench.type("x2")
        assert bench.said == (VerdictKind.NO, RefusalCode.SERIAL_EACH)
