"""The lead's menu: to each role what it may do, and nothing else."""

from __future__ import annotations

import pytest

from packstation.domain.badge import Badge
from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.person import Actor
from packstation.ui.lead.menu import MENU, LeadAnswer
from packstation.ui.question import AskCode
from tests.application.site import IDA_BADGE, LEA_BADGE, TOM_BADGE
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import asked, offered


def rows_for(actor: Actor) -> list[str]:
    return [entry.answer.value for entry in MENU if entry.is_for(actor)]


def test_an_admin_looks_after_people_and_files_and_nothing_else(bench: AtBench) -> None:
    assert rows_for(bench.warehouse.adam) == ["people", "file", "rows", "settings", "central"]
    bench.warehouse.hire(bench.warehouse.adam, "654321", TOM_BADGE)
    bench.badge(TOM_BADGE)
    bench.press(Command.LEAD)
    assert asked(bench) is AskCode.PEOPLE


def test_a_packer_is_offered_what_a_lead_beside_may_allow(bench: AtBench) -> None:
    assert rows_for(bench.warehouse.ida) == ["holds", "tasks"]
    # Where the bench is alone central has nothing to settle, and one row is no menu.
    bench.warehouse.change("100235", holds=frozenset({HoldReason.MANUAL}))
    bench.badge(IDA_BADGE)
    bench.press(Command.LEAD)
    assert asked(bench) is AskCode.HELD_ORDER_BESIDE


def test_a_lead_is_offered_everything_by_number(bench: AtBench) -> None:
    assert rows_for(bench.warehouse.lea) == [answer.value for answer in LeadAnswer]
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    assert asked(bench) is AskCode.LEAD_MENU
    # Files, settings, and what is a site's come with the window: that is tested with it.
    assert len(offered(bench)) == len(MENU) - 5


@pytest.mark.parametrize("way", ["key", "card"])
def test_it_is_opened_by_key_and_by_card(bench: AtBench, way: str) -> None:
    bench.badge(Badge(LEA_BADGE.number, LEA_BADGE.secret))
    (bench.press if way == "key" else bench.scan_command)(Command.LEAD)
    assert asked(bench) is AskCode.LEAD_MENU
    bench.press(Command.BACK)
    assert asked(bench) is None


def test_a_lead_opens_the_settings_and_is_asked_first(bench: AtBench) -> None:
    opened: list[str] = []
    bench.desk.open_settings = lambda: opened.append(bench.desk.person.name)
    for answer in (Command.NO, Command.YES):
        bench.badge(LEA_BADGE)
        bench.press(Command.LEAD)
        bench.press(Command.DIGIT, str(len(offered(bench))))
        assert asked(bench) is AskCode.OPEN_SETTINGS
        assert opened == []
        bench.press(answer)
        if answer is Command.NO:
            bench.press(Command.LOCK)
    assert opened == ["Lea"]


def test_steps_that_were_broken_off_go_on_when_a_lead_signs_in(bench: AtBench) -> None:
    opened: list[str] = []
    bench.desk.open_settings = lambda: opened.append(bench.desk.person.name)
    bench.desk.setup_waits = True
    bench.badge(IDA_BADGE)
    assert opened == []
    bench.press(Command.LOCK)
    bench.badge(LEA_BADGE)
    assert opened == ["Lea"]
