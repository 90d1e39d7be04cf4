"""A held order goes on: at the empty bench by number, by a lead or with one beside."""

from __future__ import annotations

from uuid import UUID

import pytest

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.refusal import RefusalCode
from packstation.domain.site_act import HoldLifted
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE, MUG
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import HOLDS, asked, heard, offered

ORDER_ID = UUID(int=100235)


def hold(bench: AtBench, *reasons: HoldReason) -> None:
    bench.warehouse.change("100235", holds=frozenset(reasons))


def by_whom(bench: AtBench) -> tuple[str | None, str | None]:
    """Who lifted the newest hold, and who stood beside."""
    rows = [entry for entry in bench.warehouse.opened.journal() if isinstance(entry.act, HoldLifted)]
    return rows[-1].actor, rows[-1].second_actor


@pytest.mark.parametrize("way", ["number", "tote"])
def test_a_lead_lifts_a_hold_and_packs_the_order(bench: AtBench, way: str) -> None:
    hold(bench, HoldReason.MANUAL)
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    if way == "number":
        bench.type("100235")
    else:
        bench.scan("T-7")
    assert offered(bench) == ["held by hand"]
    bench.answer(1)
    assert heard(bench) == (VerdictKind.YES, Said.HOLD_LIFTED)
    assert by_whom(bench) == ("lea", None)
    bench.scan("100235")
    assert bench.view.screen is Screen.PACK


def test_a_packer_fetches_the_lead_who_allows_it_there(bench: AtBench) -> None:
    hold(bench, HoldReason.CUSTOMER)
    bench.badge()
    bench.scan("100235")
    assert heard(bench) == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)
    bench.press(Command.LEAD)
    assert asked(bench) is AskCode.HELD_ORDER_BESIDE
    assert offered(bench) == ["100235: the customer asked to wait"]
    bench.answer(1)
    bench.answer(1)
    assert asked(bench) is AskCode.LEAVE_BADGE_OR_NAME
    bench.badge(IDA_BADGE)
    assert heard(bench) == (VerdictKind.NO, RefusalCode.SAME_PERSON)
    bench.badge(LEA_BADGE)
    assert heard(bench) == (VerdictKind.YES, Said.HOLD_LIFTED)
    assert by_whom(bench) == ("ida", "lea")
    assert bench.view.person == bench.warehouse.ida
    bench.scan("100235")
    assert bench.view.screen is Screen.PACK


def test_a_packer_without_an_order_to_let_go_gets_a_plain_sentence_and_no_question(bench: AtBench) -> None:
    hold(bench, HoldReason.PAYMENT)
    bench.badge()
    bench.press(Command.LEAD)
    assert heard(bench) == (VerdictKind.NOTE, Said.NOTHING_HELD)
    assert asked(bench) is None


def test_a_packer_may_scan_the_held_order_in_place_of_picking_it(bench: AtBench) -> None:
    hold(bench, HoldReason.CUSTOMER)
    bench.badge()
    bench.press(Command.LEAD)
    bench.scan("T-7")
    assert asked(bench) is AskCode.WHICH_HOLD


def test_one_of_two_reasons_is_lifted_and_the_other_is_said(bench: AtBench) -> None:
    hold(bench, HoldReason.MANUAL, HoldReason.PAYMENT)
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    bench.type("100235")
    assert offered(bench) == ["held by hand"]
    bench.answer(1)
    assert heard(bench) == (VerdictKind.NOTE, Said.HOLD_REMAINS)


def test_what_only_the_office_settles_is_a_no(bench: AtBench) -> None:
    hold(bench, HoldReason.PAYMENT)
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    bench.type("100235")
    assert heard(bench) == (VerdictKind.NO, RefusalCode.HOLD_NOT_OURS)
    assert asked(bench) is AskCode.HELD_ORDER
    assert bench.warehouse.on_bench("100235").task.order.holds == {HoldReason.PAYMENT}


def test_a_number_nobody_knows_and_an_order_nothing_holds_are_asked_for_again(bench: AtBench) -> None:
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    bench.type("4711")
    assert heard(bench) == (VerdictKind.NO, RefusalCode.UNKNOWN_ORDER)
    bench.type("100235")
    assert heard(bench) == (VerdictKind.NO, RefusalCode.NOT_HELD)
    assert asked(bench) is AskCode.HELD_ORDER
    bench.press(Command.BACK)
    assert (bench.view.screen, asked(bench)) == (Screen.START, None)


class TestWhilePacking:
    """The hold comes while the order lies open: it is lifted right there."""

    @pytest.fixture
    def held(self, bench: AtBench) -> AtBench:
        """Ida with one of two mugs in the carton, and the customer who asks to wait."""
        bench.open("100234")
        bench.scan(MUG)
        bench.warehouse.change("100234", holds=frozenset({HoldReason.CUSTOMER}))
        bench.scan(MUG)
        return bench

    def test_the_screen_says_so_and_offers_the_lead(self, held: AtBench) -> None:
        assert heard(held) == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)
        assert held.act is ActCode.HELD
        assert Command.LEAD in held.view.commands

    def test_a_lead_beside_lifts_it_and_the_count_stays(self, held: AtBench) -> None:
        held.press(Command.LEAD)
        held.answer(1)
        held.badge(LEA_BADGE)
        assert heard(held) == (VerdictKind.YES, Said.HOLD_LIFTED)
        assert by_whom(held) == ("ida", "lea")
        assert (held.act, held.packed(1, "100234")) == (ActCode.SCAN_GOODS, 1)
        assert Command.LEAD not in held.view.commands
        held.scan(MUG)
        assert held.packed(1, "100234") == 2

    def test_back_leaves_it_held(self, held: AtBench) -> None:
        held.press(Command.LEAD)
        held.press(Command.BACK)
        assert (held.act, asked(held)) == (ActCode.HELD, None)
        held.scan(MUG)
        assert (heard(held), held.packed(1, "100234")) == ((VerdictKind.LEAD, RefusalCode.ORDER_HELD), 1)

    def test_without_a_hold_lead_means_nothing_here(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.press(Command.LEAD)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)

    def test_a_closed_carton_that_waits_for_its_label_is_held_and_let_go_too(self, bench: AtBench) -> None:
        bench.close()
        hold(bench, HoldReason.MANUAL)
        bench.scan(bench.plate)
        assert bench.act is ActCode.HELD
        bench.press(Command.LEAD)
        bench.answer(1)
        bench.badge(LEA_BADGE)
        bench.scan(bench.plate)
        assert heard(bench) == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)

    def test_what_only_the_office_settles_offers_no_lead_here(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.warehouse.change("100234", holds=frozenset({HoldReason.FRAUD}))
        bench.scan(MUG)
        assert bench.act is ActCode.FETCH_LEAD
        assert Command.LEAD not in bench.view.commands
