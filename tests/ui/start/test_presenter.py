"""The empty bench: one field that takes an order number, a tote, a product, or just NEXT."""

from __future__ import annotations

import pytest

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.refusal import Fact, RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import MUG, TRAY
from tests.ui.at_bench import AtBench


@pytest.mark.parametrize(
    ("code", "number"), [("100234", "100234"), ("T-7", "100235"), (MUG, "100235"), (TRAY, "100234")]
)
@pytest.mark.parametrize("way", ["scan", "type"])
def test_order_tote_and_product_open_the_order(bench: AtBench, way: str, code: str, number: str) -> None:
    bench.badge()
    (bench.scan if way == "scan" else bench.type)(code)
    assert bench.said == (VerdictKind.NOTE, Said.ORDER_OPENED)
    assert bench.view.screen is Screen.PACK
    assert bench.pack_view.task is not None
    assert bench.pack_view.task.order.number == number


@pytest.mark.parametrize("way", ["key", "barcode", "enter"])
def test_next_opens_the_order_whose_truck_leaves_first(bench: AtBench, way: str) -> None:
    bench.badge()
    {
        "key": lambda: bench.press(Command.NEXT),
        "barcode": lambda: bench.scan_command(Command.NEXT),
        "enter": lambda: bench.type(""),
    }[way]()
    assert bench.pack_view.task is not None
    assert bench.pack_view.task.order.number == "100235"


def test_every_no_of_the_start_is_said_in_its_own_code(bench: AtBench) -> None:
    bench.badge()
    bench.warehouse.change("100234", holds=frozenset({HoldReason.PAYMENT}))
    bench.warehouse.cancel("100236")
    nos: list[tuple[str, VerdictKind, RefusalCode, dict[str, Fact]]] = [
        ("NOBODY", VerdictKind.NO, RefusalCode.UNKNOWN_ORDER, {"read": "NOBODY"}),
        ("100234", VerdictKind.LEAD, RefusalCode.ORDER_HELD, {"order": "100234", "reasons": "payment"}),
        ("100236", VerdictKind.LEAD, RefusalCode.ORDER_CANCELLED, {"order": "100236"}),
    ]
    for code, kind, no, data in nos:
        bench.scan(code)
        assert (bench.said, dict(bench.verdict.data)) == ((kind, no), data)
        assert (bench.view.screen, bench.act) == (Screen.START, ActCode.START_ORDER)
    assert bench.nos() == [no for _, _, no, _ in nos]


def test_a_packed_order_says_by_whom_and_when(bench: AtBench) -> None:
    bench.close()
    bench.scan(bench.plate)
    bench.scan("100235")
    assert bench.said == (VerdictKind.NO, RefusalCode.ORDER_PACKED)
    assert bench.verdict.data["by"] == "Ida"


def test_nothing_ready_is_said(bench: AtBench) -> None:
    bench.badge()
    for number in ("100234", "100235", "100236", "100237"):
        bench.warehouse.cancel(number)
    bench.press(Command.NEXT)
    assert bench.said == (VerdictKind.NO, RefusalCode.NOTHING_READY)
    bench.scan(MUG)
    assert dict(bench.verdict.data) == {"sku": "MUG"}


@pytest.mark.parametrize("command", [Command.UNDO, Command.YES, Command.NO, Command.BACK])
def test_other_commands_mean_nothing_here(bench: AtBench, command: Command) -> None:
    bench.badge()
    bench.press(command)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)
    assert bench.view.commands == {
        Command.NEXT,
        Command.PARK,
        Command.LEAD,
        Command.TOTE,
        Command.REOPEN,
        Command.REPRINT,
        Command.HELP,
        Command.LOCK,
    }
    assert bench.view.screen is Screen.START
