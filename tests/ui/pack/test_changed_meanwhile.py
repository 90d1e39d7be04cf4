"""The shop changes an order while it lies on the bench: the packer is told before anything goes wrong."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.receive_orders import ReceiveOrders
from packstation.domain.command_code import Command
from packstation.domain.order import Order, OrderLine
from packstation.domain.refusal import RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import CUP, MUG, ORDERS
from tests.ui.at_bench import AtBench


def comes_in(bench: AtBench, order: Order, *goods: tuple[str, int]) -> None:
    """The order comes in again with other goods."""
    lines = tuple(OrderLine(number, sku, units) for number, (sku, units) in enumerate(goods, 1))
    ReceiveOrders(bench.warehouse.bench)([replace(order, lines=lines)])


def test_the_next_scan_says_so_once_and_the_screen_shows_the_new_list(bench: AtBench) -> None:
    bench.open("100234")
    bench.scan(MUG)
    comes_in(bench, ORDERS[0], ("MUG", 2), ("CUP", 1))
    bench.scan(CUP)
    assert bench.said == (VerdictKind.NO, RefusalCode.ORDER_CHANGED)
    assert dict(bench.verdict.data) == {"order": "100234", "kept": 0}
    assert bench.pack_view.task is not None
    assert [line.sku for line in bench.pack_view.task.order.lines] == ["MUG", "CUP"]
    assert bench.view.act is not None
    assert (bench.act, bench.view.act.data) == (ActCode.SCAN_GOODS, {"left": 2})
    bench.scan(CUP)
    assert bench.verdict.code is Said.LINE_DONE
    assert bench.nos() == [RefusalCode.ORDER_CHANGED]


def test_a_carton_does_not_close_by_itself_over_a_change(bench: AtBench) -> None:
    bench.pack()
    comes_in(bench, ORDERS[1], ("MUG", 1), ("CUP", 1))
    bench.weigh(500, 10)
    bench.weigh(490, 10)
    assert bench.said == (VerdictKind.NO, RefusalCode.ORDER_CHANGED)
    assert bench.act is ActCode.SCAN_GOODS
    assert bench.nos() == [RefusalCode.ORDER_CHANGED]
    assert bench.warehouse.on_bench("100235").task.unverified_carton is None


def test_undo_after_a_change_is_told_and_costs_nothing(bench: AtBench) -> None:
    bench.open("100234")
    bench.scan(MUG)
    comes_in(bench, ORDERS[0], ("MUG", 3))
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NO, RefusalCode.ORDER_CHANGED)
    assert bench.packed(number="100234") == 1
    bench.press(Command.UNDO)
    assert bench.verdict.code is Said.UNDONE


def test_an_order_that_was_changed_can_be_given_back_at_once(bench: AtBench) -> None:
    bench.open("100234")
    comes_in(bench, ORDERS[0], ("MUG", 1))
    bench.press(Command.BACK)
    assert bench.view.screen is Screen.START
