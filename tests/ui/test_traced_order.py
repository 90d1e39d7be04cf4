"""Lots, xN and serial numbers by scanner alone: serial line, GS1 parser, window, store on disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.domain.act import UnitCounted
from packstation.domain.command_code import Command, command_code
from tests.application.traced import CODES, GOODS, MILK, ORDERS, RADIO
from tests.ui.real_bench import BADGE, RealBench

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[RealBench]:
    """A bench with everything plugged in, and goods that have to be counted with care."""
    made = RealBench(qtbot, tmp_path)
    with made.station.store.transaction() as work:
        work.catalogue.put(GOODS, CODES)
    ReceiveOrders(made.station.verbs.bench)(ORDERS)
    yield made
    made.stop()


def test_an_order_with_lots_and_serial_numbers_is_packed_by_scanner_alone(bench: RealBench) -> None:
    scan, secret = bench.devices.scanner.scan, bench.station.store.site_secret
    today = bench.station.verbs.bench.clock.now().astimezone().date()
    day, past = today + timedelta(days=90), today - timedelta(days=1)
    label = f"010{MILK}17{day:%y%m%d}10"
    scan(BADGE.code)
    bench.asks("Scan a tote")
    scan("200001")
    bench.asks("Scan the goods: 13 left")
    scan(f"010{MILK}17{past:%y%m%d}10OLD", aim="]d2")
    bench.answers("NO", "It must not leave")
    scan(f"{label}A1", aim="]d2")
    bench.asks("Scan the goods: 12 left")
    scan(command_code(Command.TIMES, secret, "6"))
    bench.asks("Scan the goods: 7 left")
    scan(MILK, aim="]E0")
    bench.asks("Which lot? Milk")
    scan(f"{label}B2\x1d21CASE", aim="]d2")
    bench.asks("Scan the goods: 6 left")
    scan(RADIO, aim="]E0")
    bench.asks("Serial number? Radio")
    scan(MILK, aim="]E0")
    bench.answers("NO", "That is the code of MILK")
    scan("S-1")
    bench.asks("Scan the goods: 5 left")
    scan(f"010{RADIO}21S-1", aim="]d2")
    bench.answers("NO", "Serial number S-1 is in order 200001 already")
    counts = [act for act in bench.acts() if isinstance(act, UnitCounted)]
    told = [(act.units, act.way, act.lot, act.expiry, act.serial) for act in counts]
    assert told == [
        (1, "scan", "A1", day.isoformat(), None),
        (5, "times", "A1", day.isoformat(), None),
        (1, "scan", "B2", day.isoformat(), None),
        (1, "scan", None, None, "S-1"),
    ]
