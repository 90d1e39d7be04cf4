"""Putting the goods of a cancelled order back: xN, by hand, and UNDO of a mistake."""

from __future__ import annotations

import pytest

from packstation.domain.command_code import Command
from packstation.domain.packing_act import UnitPutBack
from packstation.domain.product import CountingPolicy, Product
from packstation.domain.refusal import RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import LID, LID_CASE, MUG, TRAY, order
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import asked, heard, offered


def begin(bench: AtBench) -> None:
    """Two mugs and a case of lids are packed when the order is cancelled."""
    bench.pack(MUG, MUG, LID_CASE, number="100234")
    bench.warehouse.cancel("100234")
    bench.scan(TRAY)


def sand_and_gravel(bench: AtBench) -> None:
    """Three bags of sand, two of gravel and a mug are packed; bags bear no code."""
    by_hand = CountingPolicy(by_touch=True)
    bags = [Product("SAND", "Sand", 900, by_hand), Product("GRAVEL", "Gravel", 900, by_hand)]
    bench.warehouse.stock(bags, [])
    bench.warehouse.receive(order("100300", ("SAND", 3), ("GRAVEL", 2), ("MUG", 1)))
    bench.pack(MUG, number="100300")
    bench.do("press X", "press 2", "type 3", "press X", "type 2")
    bench.warehouse.cancel("100300")
    bench.scan(TRAY)


def test_xn_after_a_scan_puts_back_as_many_in_all(bench: AtBench) -> None:
    begin(bench)
    assert Command.TIMES not in bench.view.commands
    bench.scan(LID)
    assert Command.TIMES in bench.view.commands
    bench.press(Command.TIMES, "12")
    assert heard(bench) == (VerdictKind.YES, Said.IS_BACK)
    assert (bench.packed(2, "100234"), bench.verdict.data["left"]) == (0, 2)
    bench.press(Command.TIMES, "2")
    assert heard(bench) == (VerdictKind.NO, RefusalCode.TIMES_NOT_NOW)


def test_xn_without_a_number_asks_for_it(bench: AtBench) -> None:
    begin(bench)
    bench.scan(LID)
    bench.press(Command.TIMES)
    assert asked(bench) is AskCode.TIMES
    bench.type("5")
    assert bench.packed(2, "100234") == 7


def test_xn_after_a_refused_scan_does_not_mean_the_scan_before(bench: AtBench) -> None:
    begin(bench)
    bench.scan(LID)
    bench.scan(TRAY)
    bench.press(Command.TIMES, "3")
    assert heard(bench) == (VerdictKind.NO, RefusalCode.TIMES_NOT_NOW)
    assert bench.packed(2, "100234") == 11


def test_undo_takes_the_last_put_back_again(bench: AtBench) -> None:
    begin(bench)
    assert Command.UNDO not in bench.view.commands
    bench.scan(MUG)
    bench.scan(LID_CASE)
    bench.press(Command.UNDO)
    assert heard(bench) == (VerdictKind.NOTE, Said.TAKEN_AGAIN)
    assert dict(bench.verdict.data) == {"units": 12, "name": "Lid", "carton": 1, "left": 13}
    bench.press(Command.UNDO)
    assert bench.verdict.data["left"] == 14
    assert Command.UNDO not in bench.view.commands
    for code in (MUG, LID_CASE, MUG):
        bench.scan(code)
    assert bench.view.screen is Screen.START


def test_what_bears_no_code_goes_back_by_hand(bench: AtBench) -> None:
    sand_and_gravel(bench)
    assert (bench.act, Command.TIMES in bench.view.commands) == (ActCode.PUT_BACK_BY_HAND, True)
    bench.press(Command.TIMES)
    assert asked(bench) is AskCode.WHICH_BACK_BY_HAND
    assert offered(bench) == ["Sand: 3 left", "Gravel: 2 left"]
    bench.answer(1)
    assert asked(bench) is AskCode.HOW_MANY_BACK
    bench.type("3")
    assert heard(bench) == (VerdictKind.YES, Said.IS_BACK)
    assert bench.warehouse.newest() == [UnitPutBack(1, "SAND", 3, "", "hand", way="touch")]
    bench.scan(MUG)
    assert bench.act is ActCode.PUT_BACK_BY_HAND
    bench.do("press X", "press 2", "type 2")
    assert (heard(bench)[1], bench.view.screen) == (Said.ALL_BACK, Screen.START)


@pytest.mark.parametrize("units", ["4", "0"])
def test_more_than_there_are_or_none_is_refused_and_changes_nothing(bench: AtBench, units: str) -> None:
    sand_and_gravel(bench)
    seen = bench.warehouse.seen()
    bench.do("press X", "press 1", f"type {units}")
    assert (bench.said[0], bench.warehouse.seen()) == (VerdictKind.NO, seen)
    assert bench.act is ActCode.PUT_BACK_BY_HAND


def test_a_locked_bench_forgets_what_xn_meant_but_a_mistake_can_still_be_undone(bench: AtBench) -> None:
    begin(bench)
    bench.scan(LID)
    bench.press(Command.LOCK)
    bench.badge()
    assert Command.TIMES not in bench.view.commands
    bench.press(Command.UNDO)
    assert (heard(bench)[1], bench.packed(2, "100234")) == (Said.TAKEN_AGAIN, 12)
    bench.press(Command.UNDO)
    assert heard(bench) == (VerdictKind.NO, RefusalCode.NOTHING_TO_UNDO)
    assert Command.UNDO not in bench.view.commands


def test_undo_after_a_refused_scan_leaves_the_good_one_before_it_alone(bench: AtBench) -> None:
    begin(bench)
    bench.scan(LID)
    bench.scan(TRAY)
    bench.press(Command.UNDO)
    assert (heard(bench)[1], bench.packed(2, "100234")) == (Said.NOT_COUNTED, 11)
    bench.press(Command.UNDO)
    assert (heard(bench)[1], bench.packed(2, "100234")) == (Said.TAKEN_AGAIN, 12)
