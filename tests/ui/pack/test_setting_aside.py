"""SHORT and PARK at the bench, by buttons, by keys and by the scanner alone; parked orders fetched again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.packing_act import ShortReported
from packstation.domain.policy import ShortEnding
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE, LID, LID_CASE, MUG, TRAY
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import asked, heard, offered

SHIP, PARK, LEAD = ShortEnding.SHIP, ShortEnding.PARK, ShortEnding.LEAD
Answer = Callable[[AtBench, int], None]
WAYS: dict[str, Answer] = {
    "button": lambda bench, number: bench.answer(number),
    "barcode": lambda bench, number: bench.scan_digits(str(number)),
    "typed": lambda bench, number: bench.type(str(number)),
}
every_way = pytest.mark.parametrize("answer", WAYS.values(), ids=WAYS)


def site(bench: AtBench, ending: ShortEnding, *places: str) -> None:
    """The site decides how shorts end and where orders are parked; the bench is switched on anew."""
    bench.warehouse.policy = replace(bench.warehouse.policy, short_ending=ending, places=places)
    bench.start()


def pack_almost(bench: AtBench) -> None:
    """Of order 100234 a lid and the tray are not packed yet."""
    bench.pack(MUG, MUG, LID_CASE, number="100234")


def row(bench: AtBench, number: str = "100234") -> tuple[OrderState, frozenset[HoldReason], str | None]:
    """How an order stands in the store."""
    order = bench.warehouse.on_bench(number).task.order
    return order.state, order.holds, order.place


class TestShort:
    """Something is missing."""

    @every_way
    def test_one_piece_of_one_line_is_asked_for_by_line_and_reason(
        self, bench: AtBench, answer: Answer
    ) -> None:
        site(bench, SHIP)
        pack_almost(bench)
        bench.press(Command.SHORT)
        assert (asked(bench), offered(bench)) == (
            AskCode.SHORT_LINE,
            ["Everything that is left: 2", "Lid, 1 left", "Tray, 1 left"],
        )
        answer(bench, 3)
        assert offered(bench) == ["Missing", "Damaged", "Something else lies in its place"]
        answer(bench, 2)
        assert heard(bench) == (VerdictKind.YES, Said.SHORT_SHIPS)
        assert dict(bench.verdict.data) == {"order": "100234", "rest": "100234/R1"}
        assert (bench.act, bench.view.question) == (ActCode.SCAN_GOODS, None)
        assert bench.pack_view.task is not None
        assert bench.pack_view.task.line(3).short == 1
        assert bench.warehouse.newest(2)[0] == ShortReported(3, "TRAY", 1, "damaged", "ship")

    def test_everything_that_is_left_sends_what_is_there_to_the_scale(self, bench: AtBench) -> None:
        site(bench, SHIP)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        assert bench.act is ActCode.WEIGH_CARTON
        bench.weigh(0, 1)
        bench.weigh(1040, 1)
        assert bench.view.acts[-1].code is ActCode.SCAN_LABEL

    def test_of_several_pieces_it_is_asked_how_many(self, bench: AtBench) -> None:
        site(bench, SHIP)
        bench.pack(MUG, MUG, TRAY, number="100234")
        bench.press(Command.SHORT)
        assert asked(bench) is AskCode.SHORT_UNITS
        bench.scan_digits("12")
        bench.scan_command(Command.NEXT)
        bench.answer(1)
        assert bench.warehouse.on_bench("100234").task.line(2).short == 12

    @pytest.mark.parametrize("units", ["0", "14", "99"])
    def test_a_number_that_cannot_be_missing_is_refused_and_changes_nothing(
        self, bench: AtBench, units: str
    ) -> None:
        site(bench, SHIP)
        bench.pack(MUG, MUG, TRAY, number="100234")
        seen = bench.warehouse.seen()
        bench.press(Command.SHORT)
        bench.type(units)
        bench.answer(1)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.SHORT_TOO_MANY)
        assert (bench.warehouse.seen(), bench.act) == (seen, ActCode.SCAN_GOODS)

    def test_back_at_any_question_changes_nothing(self, bench: AtBench) -> None:
        site(bench, LEAD)
        pack_almost(bench)
        seen, acts = bench.warehouse.seen(), bench.warehouse.acts()
        for answers in ([], [1], [1, 1], [1, 1, 2], [1, 1, 1]):
            bench.press(Command.SHORT)
            for number in answers:
                bench.answer(number)
            bench.press(Command.BACK)
            assert heard(bench) == (VerdictKind.NOTE, Said.WITHDRAWN)
            assert (bench.warehouse.seen(), bench.warehouse.acts(), bench.act) == (
                seen,
                acts,
                ActCode.SCAN_GOODS,
            )

    def test_goods_scanned_at_a_question_are_refused_aloud(self, bench: AtBench) -> None:
        site(bench, SHIP)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.scan(TRAY)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        assert (asked(bench), bench.packed(3, "100234")) == (AskCode.SHORT_LINE, 0)

    def test_a_found_piece_is_just_scanned(self, bench: AtBench) -> None:
        site(bench, SHIP)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        bench.scan(TRAY)
        assert heard(bench) == (VerdictKind.LINE_COMPLETE, Said.GOODS_DONE)
        assert bench.packed(3, "100234") == 1

    def test_it_means_nothing_once_all_goods_are_in(self, bench: AtBench) -> None:
        bench.pack()
        bench.press(Command.SHORT)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)

    def test_an_order_of_which_nothing_is_there_waits_for_a_lead(self, bench: AtBench) -> None:
        for ending in (SHIP, PARK, LEAD):
            site(bench, ending)
            bench.open("100235")
            bench.press(Command.SHORT)
            bench.answer(1)
            assert heard(bench) == (VerdictKind.YES, Said.WAITS_FOR_LEAD)
            assert bench.view.screen is Screen.START
            assert row(bench, "100235") == (OrderState.READY, frozenset({HoldReason.SHORT}), None)
            bench.warehouse.change("100235", holds=frozenset())


class TestShortByLead:
    """Where the site says that a lead decides."""

    def test_a_lead_beside_the_packer_lets_it_go_by_badge(self, bench: AtBench) -> None:
        site(bench, LEAD)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        assert (asked(bench), offered(bench)) == (
            AskCode.SHORT_ENDING,
            ["Ship what is here, the rest later", "Put it aside until a lead decides"],
        )
        bench.answer(1)
        bench.badge(IDA_BADGE)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.SAME_PERSON)
        bench.badge(LEA_BADGE)
        assert heard(bench) == (VerdictKind.YES, Said.SHORT_SHIPS)
        assert bench.desk.person == bench.warehouse.ida
        rows = [entry for entry in bench.warehouse.opened.journal() if isinstance(entry.act, ShortReported)]
        assert {(entry.actor, entry.second_actor) for entry in rows} == {("ida", "lea")}

    def test_without_a_lead_it_is_put_aside(self, bench: AtBench) -> None:
        site(bench, LEAD, "P 1", "P 2")
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        bench.answer(2)
        assert (asked(bench), offered(bench)) == (AskCode.WHICH_PLACE, ["P 1", "P 2"])
        bench.answer(2)
        assert heard(bench) == (VerdictKind.YES, Said.ORDER_PARKED)
        assert row(bench) == (
            OrderState.READY,
            frozenset({HoldReason.PARKED, HoldReason.SHORT}),
            "P 2",
        )
        bench.scan("P 2")
        assert heard(bench) == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)

    def test_a_lead_at_the_bench_just_decides(self, bench: AtBench) -> None:
        site(bench, PARK)
        bench.badge(LEA_BADGE)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        bench.answer(1)
        assert heard(bench) == (VerdictKind.YES, Said.SHORT_SHIPS)

    def test_where_short_orders_are_parked_a_packer_is_asked_for_the_place_only(self, bench: AtBench) -> None:
        site(bench, PARK)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        assert asked(bench) is AskCode.PLACE_NAME
        bench.scan("SHELF-3")
        assert row(bench)[2] == "SHELF-3"

    def test_goods_scanned_as_the_place_of_a_short_order_are_refused(self, bench: AtBench) -> None:
        site(bench, PARK)
        pack_almost(bench)
        bench.press(Command.SHORT)
        bench.answer(1)
        bench.answer(1)
        bench.scan(TRAY)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.PLACE_IS_OTHER)
        assert (asked(bench), row(bench)[2]) == (AskCode.PLACE_NAME, None)
        bench.scan("SHELF-3")
        assert row(bench)[2] == "SHELF-3"


class TestPark:
    """An order is put aside and fetched again."""

    def test_goods_scanned_as_the_place_are_refused_and_it_is_asked_again(self, bench: AtBench) -> None:
        site(bench, LEAD)
        pack_almost(bench)
        bench.press(Command.PARK)
        bench.scan(TRAY)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.PLACE_IS_OTHER)
        assert (asked(bench), row(bench)[2]) == (AskCode.PLACE_NAME, None)
        bench.scan("SHELF-3")
        assert row(bench)[2] == "SHELF-3"

    def test_a_tote_with_goods_of_another_order_is_no_place(self, bench: AtBench) -> None:
        pack_almost(bench)
        bench.press(Command.PARK)
        bench.scan("T-7")
        assert heard(bench) == (VerdictKind.NO, RefusalCode.PLACE_IS_TOTE)
        assert (asked(bench), row(bench)[2]) == (AskCode.PLACE_NAME, None)

    @every_way
    def test_it_goes_to_a_place_and_comes_back_with_its_counts(self, bench: AtBench, answer: Answer) -> None:
        site(bench, LEAD, "P 1", "P 2")
        pack_almost(bench)
        bench.press(Command.PARK)
        answer(bench, 1)
        assert heard(bench) == (VerdictKind.YES, Said.ORDER_PARKED)
        assert dict(bench.verdict.data) == {"order": "100234", "place": "P 1"}
        assert (bench.view.screen, bench.pack_view.task) == (Screen.START, None)
        bench.press(Command.LOCK)
        bench.badge(LEA_BADGE)
        bench.press(Command.PARK)
        assert asked(bench) is AskCode.WHICH_PARKED
        assert len(offered(bench)) == 1
        assert offered(bench)[0].startswith("100234 on P 1, leaves at ")
        answer(bench, 1)
        assert heard(bench) == (VerdictKind.NOTE, Said.ORDER_FETCHED)
        assert dict(bench.verdict.data) == {"order": "100234", "place": "P 1"}
        assert bench.packed(2, "100234") == 12
        assert bench.view.screen is Screen.PACK

    def test_any_name_will_do_where_the_site_has_none(self, bench: AtBench) -> None:
        pack_almost(bench)
        bench.press(Command.PARK)
        bench.type("by the window")
        assert row(bench)[2] == "by the window"
        bench.type("by the window")
        assert heard(bench) == (VerdictKind.NOTE, Said.ORDER_FETCHED)

    def test_nothing_parked_is_said(self, bench: AtBench) -> None:
        bench.badge()
        bench.press(Command.PARK)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.NOTHING_PARKED)
        assert (bench.view.screen, bench.view.question) == (Screen.START, None)

    def test_an_order_without_a_truck_is_listed_without_a_time(self, bench: AtBench) -> None:
        site(bench, LEAD, "P 1")
        bench.open("100237")
        bench.press(Command.PARK)
        bench.answer(1)
        bench.press(Command.PARK)
        assert offered(bench) == ["100237 on P 1"]

    def test_a_hold_that_comes_while_goods_are_scanned_does_not_block_the_bench(self, bench: AtBench) -> None:
        site(bench, LEAD, "P 1")
        pack_almost(bench)
        bench.warehouse.change("100234", holds=frozenset({HoldReason.PAYMENT}))
        bench.scan(TRAY)
        assert heard(bench) == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)
        bench.press(Command.PARK)
        bench.answer(1)
        assert bench.view.screen is Screen.START
        assert row(bench)[1] == {HoldReason.PAYMENT, HoldReason.PARKED}

    def test_a_hold_that_comes_after_the_carton_is_closed_does_not_block_the_bench(
        self, bench: AtBench
    ) -> None:
        site(bench, LEAD, "P 1")
        bench.close()
        plate = bench.plate
        bench.warehouse.change("100235", holds=frozenset({HoldReason.ADDRESS}))
        bench.scan(plate)
        assert heard(bench) == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)
        bench.press(Command.PARK)
        bench.answer(1)
        assert bench.view.screen is Screen.START
        bench.warehouse.change("100235", holds=frozenset({HoldReason.PARKED}))
        bench.scan("P 1")
        assert bench.act is ActCode.SCAN_LABEL
        bench.scan(plate)
        assert heard(bench) == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)
        assert len(bench.printer.paper) == 1

    def test_a_label_that_waits_for_paper_can_wait_on_a_place(self, bench: AtBench) -> None:
        site(bench, LEAD, "P 1")
        bench.pack()
        bench.printer.refuse(FaultCode.PAPER_OUT)
        bench.weigh(500, 1)
        bench.press(Command.PARK)
        bench.answer(1)
        bench.wait(10)
        assert (bench.view.screen, bench.printer.paper) == (Screen.START, [])


class TestPutBack:
    """A cancelled order that was half packed."""

    def begin(self, bench: AtBench) -> None:
        """Two mugs and a lid are packed when the order is cancelled."""
        bench.pack(MUG, MUG, LID, number="100234")
        bench.warehouse.cancel("100234")
        bench.scan(TRAY)

    def test_the_screen_says_what_goes_back_and_each_piece_is_scanned(self, bench: AtBench) -> None:
        self.begin(bench)
        assert bench.view.act is not None
        assert (bench.act, dict(bench.view.act.data)) == (ActCode.PUT_BACK, {"units": 2, "name": "Mug, blue"})
        bench.scan(MUG)
        assert heard(bench) == (VerdictKind.YES, Said.IS_BACK)
        assert dict(bench.verdict.data) == {"name": "Mug, blue", "left": 2}
        assert (bench.pack_view.counted_line, bench.packed(1, "100234")) == (1, 1)
        bench.scan(MUG)
        assert dict(bench.view.act.data) == {"units": 1, "name": "Lid"}
        bench.scan(LID)
        assert heard(bench) == (VerdictKind.LINE_COMPLETE, Said.ALL_BACK)
        assert bench.view.screen is Screen.START

    @pytest.mark.parametrize(
        ("code", "no"),
        [
            (TRAY, RefusalCode.NOT_PACKED_HERE),
            (LID_CASE, RefusalCode.PUT_BACK_TOO_MANY),
            ("nonsense", RefusalCode.UNKNOWN_CODE),
        ],
    )
    def test_other_goods_are_refused(self, bench: AtBench, code: str, no: RefusalCode) -> None:
        self.begin(bench)
        seen = bench.warehouse.seen()
        bench.scan(code)
        assert (bench.said, bench.warehouse.seen()) == ((VerdictKind.NO, no), seen)
        assert bench.act is ActCode.PUT_BACK

    def test_back_says_how_many_are_left(self, bench: AtBench) -> None:
        self.begin(bench)
        bench.press(Command.BACK)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.PIECES_TO_PUT_BACK)
        assert bench.verdict.data["left"] == 3
        assert bench.view.screen is Screen.PACK

    def test_it_can_be_put_aside_and_its_goods_put_back_later(self, bench: AtBench) -> None:
        self.begin(bench)
        bench.press(Command.PARK)
        bench.type("P 1")
        assert bench.view.screen is Screen.START
        bench.type("P 1")
        assert bench.act is ActCode.PUT_BACK
        for code in (LID, MUG, MUG):
            bench.scan(code)
        assert bench.view.screen is Screen.START
        bench.press(Command.PARK)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.NOTHING_PARKED)
