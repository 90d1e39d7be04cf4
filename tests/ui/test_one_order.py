"""One whole order through everything: window, threads, drivers, simulated devices, store on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from packstation.devices.simulated.printer import Jam
from packstation.domain.act import LabelPrinted, LabelVerified, OrderPacked, Refusal, UnitCounted
from packstation.labels.read_plate import read_plate
from tests.application.site import MUG
from tests.ui.real_bench import BADGE, RealBench

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[RealBench]:
    """A bench with everything plugged in."""
    made = RealBench(qtbot, tmp_path)
    yield made
    made.stop()


def test_an_order_is_packed_by_what_the_screen_says(bench: RealBench) -> None:
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
    bench.asks("Take the carton off the scale")
    scale.put(0)
    bench.asks("Scan a tote")
    acts = bench.acts()
    for kind in (UnitCounted, LabelPrinted, LabelVerified, OrderPacked):
        assert sum(isinstance(act, kind) for act in acts) == 1
    refused = [act.code for act in acts if isinstance(act, Refusal)]
    assert refused == ["not_on_order", "weight_light", "paper_out", "not_the_label"]


def test_the_window_lives_on_while_a_verb_does_not_come_back(bench: RealBench, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()
    verbs = bench.station.verbs

    class Stuck:
        def or_ask(self, *_: object) -> object:
            begun.set()
            assert gate.wait(20)
            return verbs.scan_unit.or_ask(*_)  # type: ignore[arg-type]

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
