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
from packstation.ui.verdict import Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE
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
    assert asked(bench) is AskCode.HELD_ORDER
    bench.scan("100235")
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


def test_one_of_two_reasons_is_lifted_and_the_other_is_said(bench: AtBench) -> None:
    hold(bench, HoldReason.MANUAL, HoldReason.PAYMENT)
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    bench.type("100235")
    assert offered(bench) == ["held by hand", "not paid yet"]
    bench.answer(1)
    assert heard(bench) == (VerdictKind.NOTE, Said.HOLD_REMAINS)


def test_what_only_the_office_settles_is_a_no(bench: AtBench) -> None:
    hold(bench, HoldReason.PAYMENT)
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    bench.answer(HOLDS)
    bench.type("100235")
    bench.answer(1)
    assert heard(bench) == (VerdictKind.NO, RefusalCode.HOLD_NOT_OURS)
    assert bench.warehouse.on_bench("100235").task.order.holds == {HoldReason.PAYMENT}
    assert (bench.view.screen, asked(bench)) == (Screen.START, None)


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
