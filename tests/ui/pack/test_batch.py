"""Equal orders packed in a row: each opens by itself, with its own scan, label and proof."""

from __future__ import annotations

import pytest

from packstation.domain.act import LabelVerified, OrderPacked
from packstation.domain.command_code import Command
from packstation.domain.order import OrderState
from packstation.domain.refusal import RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.pack.batch import Place
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import MUG, order
from tests.application.warehouse import Warehouse
from tests.ui.at_bench import ON_DISK, AtBench

FIRST, SECOND, THIRD = "100235", "300", "301"


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """Three orders of one mug."""
    warehouse.receive(order(SECOND, ("MUG", 1), hours=3), order(THIRD, ("MUG", 1), hours=5))
    return warehouse


def number_in_hand(bench: AtBench) -> str | None:
    task = bench.pack_view.task
    return task.order.number if task else None


def pack_in_hand(bench: AtBench) -> None:
    """Scan, weigh, scan the label."""
    bench.scan(MUG)
    bench.weigh(0, 1)
    bench.weigh(500, 1)
    number = number_in_hand(bench)
    assert number is not None
    label = bench.warehouse.on_bench(number).label
    assert label is not None
    bench.scan(label.plate.code)


def test_the_next_one_opens_by_itself_until_none_is_left(bench: AtBench) -> None:
    bench.open(FIRST)
    bench.scan_command(Command.BATCH)
    assert bench.verdict.data == {"order": FIRST, "number": 1, "count": 3}
    assert bench.pack_view.batch == Place(1, 3)
    pack_in_hand(bench)
    assert len(bench.verdicts_of(Said.ORDER_DONE)) == 1
    assert (number_in_hand(bench), bench.pack_view.batch) == (SECOND, Place(2, 3))
    assert bench.act is ActCode.SCAN_GOODS
    pack_in_hand(bench)
    assert (number_in_hand(bench), bench.pack_view.batch) == (THIRD, Place(3, 3))
    pack_in_hand(bench)
    assert bench.said == (VerdictKind.NOTE, Said.BATCH_DONE)
    assert bench.view.screen is Screen.START
    acts = bench.warehouse.acts()
    plates = {act.plate for act in acts if isinstance(act, LabelVerified)}
    assert (len(plates), sum(isinstance(act, OrderPacked) for act in acts)) == (3, 3)


def test_it_begins_after_such_an_order_too(bench: AtBench) -> None:
    bench.open(FIRST)
    pack_in_hand(bench)
    assert Command.BATCH in bench.view.commands
    bench.press(Command.BATCH)
    assert (number_in_hand(bench), bench.pack_view.batch) == (SECOND, Place(1, 2))
    pack_in_hand(bench)
    assert (number_in_hand(bench), bench.pack_view.batch) == (THIRD, Place(2, 2))


def test_pressed_again_it_ends_with_the_order_in_hand(bench: AtBench) -> None:
    bench.open(FIRST)
    bench.press(Command.BATCH)
    bench.press(Command.BATCH)
    assert bench.said == (VerdictKind.NOTE, Said.BATCH_ENDED)
    assert bench.pack_view.batch is None
    pack_in_hand(bench)
    assert bench.view.screen is Screen.START


def test_back_gives_the_order_back_and_ends_the_row(bench: AtBench) -> None:
    bench.open(FIRST)
    bench.press(Command.BATCH)
    pack_in_hand(bench)
    bench.press(Command.BACK)
    assert bench.said == (VerdictKind.NOTE, Said.ORDER_GIVEN_BACK)
    assert bench.view.screen is Screen.START
    assert bench.warehouse.on_bench(SECOND).task.order.state is OrderState.READY
    assert Command.BATCH not in bench.view.commands


def test_an_order_of_several_lines_has_no_row(bench: AtBench) -> None:
    bench.open("100234")
    bench.press(Command.BATCH)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)


def test_a_row_that_is_over_before_it_begins_says_so(bench: AtBench) -> None:
    bench.warehouse.cancel(SECOND)
    bench.warehouse.cancel(THIRD)
    bench.open(FIRST)
    pack_in_hand(bench)
    bench.press(Command.BATCH)
    assert bench.said == (VerdictKind.NOTE, Said.BATCH_DONE)
    assert bench.view.screen is Screen.START


def test_a_lock_ends_the_row_and_keeps_the_order(bench: AtBench) -> None:
    bench.open(FIRST)
    bench.press(Command.BATCH)
    pack_in_hand(bench)
    bench.press(Command.LOCK)
    bench.badge()
    assert (number_in_hand(bench), bench.pack_view.batch) == (SECOND, None)
    pack_in_hand(bench)
    assert bench.view.screen is Screen.START


@ON_DISK
def test_so_does_a_crash(bench: AtBench) -> None:
    bench.open(FIRST)
    bench.press(Command.BATCH)
    pack_in_hand(bench)
    bench.restart()
    bench.badge()
    assert (number_in_hand(bench), bench.pack_view.batch) == (SECOND, None)
