"""One whole order through everything: window, threads, drivers, simulated devices, store on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.bootstrap import STORE_NAME, Station, build
from packstation.devices.simulated.bench import SimulatedBench
from packstation.devices.simulated.printer import Jam
from packstation.domain.act import LabelPrinted, LabelVerified, OrderPacked, Refusal, UnitCounted
from packstation.domain.badge import Badge
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import SsccBlock
from packstation.labels.read_plate import read_plate
from packstation.persistence.read_journal import read_journal
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleProtocol,
    ScaleSettings,
    ScannerSettings,
    SerialSettings,
    StationSettings,
)
from tests.application.site import CODES, MUG, ORDERS, PRODUCTS

pytestmark = pytest.mark.gui

BADGE = Badge(17, "1" * 40)
QUICK = PackingPolicy(settle_ms=60, patience_ms=150)


class Bench:
    """A running station, its simulated devices, and what can be read on its window."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self._qtbot = qtbot
        self._home = home
        self.devices = SimulatedBench(home / "devices")
        host, port = self.devices.printer_address
        settings = StationSettings(
            scanners=(ScannerSettings("scanner", SerialSettings(self.devices.scanner.port)),),
            scale=ScaleSettings(ScaleProtocol.MT_SICS, SerialSettings(self.devices.scale.port), poll_ms=20),
            printer=PrinterSettings(PrinterWay.TCP, host=host, tcp_port=port),
            policy=QUICK,
            block=SsccBlock(0, "9521234", "P", 1, 99_999),
        )
        self.station: Station = build(settings, home)
        with self.station.store.transaction() as work:
            work.catalogue.put(PRODUCTS, CODES)
        ReceiveOrders(self.station.verbs.bench)(ORDERS)
        lead = self.station.verbs.enrol(None, "Lea", Role.LEAD, "123456", None)
        self.station.verbs.enrol(lead, "Ida", Role.PACKER, "1234", BADGE)
        self.station.window.show()
        self.station.start()

    def stop(self) -> None:
        """Switch everything off."""
        self.station.window.close()
        self.station.stop()
        self.devices.switch_off()

    def shows(self, name: str, beginning: str) -> None:
        """Wait until a label begins so."""
        self._qtbot.waitUntil(lambda: self._text(name).startswith(beginning), timeout=8000)

    def asks(self, beginning: str) -> None:
        """Wait until the next act begins so."""
        self.shows("next_act", beginning)

    def answers(self, word: str, saying: str = "") -> None:
        """Wait until the band says this."""
        band = self.station.window.verdict
        self._qtbot.waitUntil(lambda: band.word == word and saying in band.saying, timeout=8000)

    def acts(self) -> list[object]:
        """The journal so far."""
        return [entry.act for entry in read_journal(self._home / STORE_NAME)]

    def _text(self, name: str) -> str:
        label: QLabel | None = self.station.window.findChild(QLabel, name)
        return label.text() if label is not None and label.isVisible() else ""


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """A bench with everything plugged in."""
    made = Bench(qtbot, tmp_path)
    yield made
    made.stop()


def test_an_order_is_packed_by_what_the_screen_says(bench: Bench) -> None:
    scan, scale, engine = bench.devices.scanner.scan, bench.devices.scale, bench.devices.printer.engine
    for device in ("scanner", "scale", "printer"):
        bench.shows(f"lamp_{device}", device)
    bench.asks("Scan your badge")
    scan(BADGE.code)
    bench.asks("Scan a tote")
    scan("T-7")
    bench.asks("Scan the goods: 1 left")
    scan("4012345678932")
    bench.answers("NO", "CUP is not on this order")
    scan(MUG, aim="]E0")
    bench.asks("Put the carton on the scale")
    scale.unplug()
    bench.asks("Scale: not there")
    bench.shows("lamp_scale", "scale: not there")
    scale.replug()
    bench.asks("Put the carton on the scale")
    scale.put(300)
    bench.asks("Too light by 200 g")
    engine.jam(Jam.PAPER_OUT)
    bench.shows("lamp_printer", "printer: no labels")
    scale.put(503)
    bench.asks("Printer: no labels left")
    engine.clear()
    bench.asks("Stick label …")
    (label,) = engine.wait_printed(1)
    scan("nonsense")
    bench.answers("NO", "not a label of ours")
    scan(read_plate(label).text)
    bench.answers("ORDER COMPLETE", "Order 100235 is packed.")
    bench.asks("Scan a tote")
    acts = bench.acts()
    for kind in (UnitCounted, LabelPrinted, LabelVerified, OrderPacked):
        assert sum(isinstance(act, kind) for act in acts) == 1
    refused = [act.code for act in acts if isinstance(act, Refusal)]
    assert refused == ["not_on_order", "weight_light", "paper_out", "not_the_label"]


def test_the_window_lives_on_while_a_verb_does_not_come_back(bench: Bench, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()
    verbs = bench.station.verbs

    class Stuck:
        def __call__(self, *_: object) -> object:
            begun.set()
            assert gate.wait(20)
            return verbs.scan_unit(*_)  # type: ignore[arg-type]

    desk = bench.station.presenter._desk
    desk.verbs = replace(desk.verbs, scan_unit=Stuck())  # type: ignore[arg-type]
    scan = bench.devices.scanner.scan
    scan(BADGE.code)
    bench.asks("Scan a tote")
    scan("100234")
    bench.asks("Scan the goods: 16 left")
    scan(MUG)
    qtbot.waitUntil(begun.is_set)
    scan("4012345678918")
    bench.devices.scale.put(1234)
    bench.shows("weight", "1.234 kg")
    bench.devices.scanner.unplug()
    bench.shows("lamp_scanner", "scanner: not there")
    bench.asks("Scan the goods: 16 left")
    gate.set()
    bench.asks("Scan the goods: 14 left")
