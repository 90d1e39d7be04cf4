"""One number, two orders: the bench asks, by number, before anything is opened."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import Said
from tests.application.site import LEA_BADGE, order
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import HOLDS, asked, offered


@pytest.fixture
def two(bench: AtBench) -> AtBench:
    """The bench of a site with the orders 1002 and #1002."""
    plain = order("1002", ("MUG", 1))
    marked = replace(order("1003", ("TRAY", 2), ("LID", 1)), number="#1002", order_id=UUID(int=77))
    bench.warehouse.receive(plain, marked)
    return bench


@pytest.mark.parametrize("way", ["scan", "type"])
def test_the_one_that_is_picked_lies_open(two: AtBench, way: str) -> None:
    two.badge()
    (two.scan if way == "scan" else two.type)("1002")
    assert asked(two) is AskCode.WHICH_ORDER
    assert offered(two) == ["1002, pieces: 1, Mug, blue", "#1002, pieces: 3, Tray"]
    two.answer(2)
    assert two.pack_view.task is not None
    assert two.pack_view.task.order.number == "#1002"
    assert two.nos() == []


def test_back_opens_neither(two: AtBench) -> None:
    two.badge()
    two.scan("1002")
    two.press(Command.BACK)
    assert two.view.screen is Screen.START
    assert two.warehouse.on_bench("1002").task.order.holder is None


def test_without_another_the_mark_need_not_be_typed(two: AtBench) -> None:
    two.warehouse.cancel("1002")
    two.badge()
    two.type("1002")
    assert two.pack_view.task is not None
    assert two.pack_view.task.order.number == "#1002"


def test_the_lead_is_asked_which_held_one(two: AtBench) -> None:
    for number in ("1002", "#1002"):
        two.warehouse.change(number, holds=frozenset({HoldReason.MANUAL}))
    two.badge(LEA_BADGE)
    two.press(Command.LEAD)
    two.answer(HOLDS)
    two.type("1002")
    assert asked(two) is AskCode.WHICH_ORDER
    two.answer(2)
    two.answer(1)
    assert two.said[1] == Said.HOLD_LIFTED
    assert two.warehouse.on_bench("#1002").task.order.holds == frozenset()
    assert two.warehouse.on_bench("1002").task.order.holds != frozenset()
