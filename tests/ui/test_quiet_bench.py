"""A day with every kind of trouble leaves nothing of people, customers and codes in the logs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.devices.simulated.printer import Jam
from packstation.domain.badge import Badge
from packstation.labels.read_plate import read_plate
from packstation.places import LOGS_NAME
from packstation.quiet_log import keep_log
from tests.application.site import CARD, MUG, order
from tests.ui.real_bench import BADGE, RealBench

pytestmark = pytest.mark.gui

PACKER, CUSTOMER, STREET = "Wolfhild Querfurt", "Xaver Zwetschgenberger", "Quittenhain 77a"
TYPED, PIN, FORGED = "quagga-7741", "739184", Badge(17, "c0ffee" * 6 + "c0ff")
SECRETS = (
    PACKER,
    "Wolfhild",
    CUSTOMER,
    STREET,
    CARD,
    TYPED,
    PIN,
    BADGE.secret,
    FORGED.secret,
    "Z-90417",
    MUG,
)


class Broken:
    """A verb with a bug whose words tell everything."""

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Fail, as a database does that repeats a row's values."""
        values = f"INSERT INTO orders {PACKER} {CUSTOMER} {STREET} {BADGE.secret} {MUG}"
        raise ValueError(values) from KeyError(TYPED)

    or_ask = __call__


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[RealBench]:
    """A bench that keeps a log as a running station does."""
    handlers, level = logging.root.handlers[:], logging.root.level
    keep_log(tmp_path / LOGS_NAME)
    made = RealBench(qtbot, tmp_path, packer=PACKER)
    mug = replace(
        order("Z-90417".removeprefix("Z-"), ("MUG", 1)), number="Z-90417", ship_to=(CUSTOMER, STREET)
    )
    ReceiveOrders(made.station.verbs.bench)((mug,))
    yield made
    made.stop()
    ours = logging.root.handlers[:]
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for handler in ours:
        handler.close()


def test_no_log_knows_who_packed_what_for_whom(bench: RealBench, tmp_path: Path) -> None:
    scan, scale, engine = bench.devices.scanner.scan, bench.devices.scale, bench.devices.printer.engine
    presenter, verbs = bench.station.presenter, bench.station.verbs
    bench.asks("Scan your badge")
    scan(FORGED.code)
    bench.answers("NO")
    scan(BADGE.code)
    bench.asks("Scan a tote")
    presenter.on_typed(TYPED)
    bench.answers("NO", TYPED)
    scan("Z-90417")
    bench.asks("Scan the goods: 1 left")
    presenter.on_typed(PIN)
    bench.answers("NO", PIN)
    desk = presenter._desk
    desk.verbs = replace(verbs, scan_unit=Broken())  # type: ignore[arg-type]
    scan(MUG)
    bench.shows("next_act", "Scan the goods")
    bench.wait_for_log(tmp_path / LOGS_NAME, "a verb failed")
    desk.verbs = verbs
    bench.second_scanner.scan(MUG)
    bench.asks("Put the carton on the scale")
    scale.unplug()
    bench.asks("Scale: not there")
    scale.replug()
    engine.jam(Jam.PAPER_OUT)
    bench.shows("lamp_printer", "printer: no labels")
    scale.put(503)
    bench.asks("Printer: no labels left")
    engine.clear()
    bench.asks("Stick label …")
    (label,) = engine.wait_printed(1)
    scan(read_plate(label).text)
    bench.answers("ORDER COMPLETE")
    bench.stop()
    said = "".join(path.read_text("utf-8") for path in (tmp_path / LOGS_NAME).iterdir())
    assert "ValueError" in said
    assert "KeyError" in said
    assert [secret for secret in SECRETS if secret in said] == []
