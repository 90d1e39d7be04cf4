"""The real station in a process of its own, telling its parent when each verdict was painted."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from time import monotonic_ns

from PySide6.QtCore import QTimer

from packstation.bootstrap import build
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import SsccBlock
from packstation.domain.weight import WeightRule
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScannerSettings,
    SerialSettings,
    StationSettings,
)
from packstation.ui.main_loop import application, settle_memory
from packstation.ui.widgets.plain_text import PlainText
from tests.benchmarks.memory import rss_kb


def run() -> int:
    """Run until the parent ends us."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("scanner")
    parser.add_argument("printer_port", type=int)
    options = parser.parse_args()
    app = application()
    station = build(settings(options.scanner, options.printer_port), options.home, demo=True)
    window = station.window

    def ready_yet() -> None:
        lamp = window.findChild(PlainText, "lamp_scanner")
        if lamp is not None and lamp.text() == "scanner" and window.act.text():
            ready.stop()
            _tell("ready")

    ready = QTimer()
    ready.timeout.connect(ready_yet)
    ready.start(2)
    window.on_painted = lambda verdict: _tell(verdict.code.value)
    window.resize(1920, 1080)
    window.show()
    station.start()
    station.open_door(options.home)
    QTimer.singleShot(0, settle_memory)
    try:
        return app.exec()
    finally:
        station.stop()


def settings(scanner: str, printer_port: int) -> StationSettings:
    """The settings of a bench that does not weigh, with these ports."""
    return StationSettings(
        name="Benchmark",
        scanners=(ScannerSettings("scanner", SerialSettings(scanner)),),
        printer=PrinterSettings(PrinterWay.TCP, host="127.0.0.1", tcp_port=printer_port),
        policy=PackingPolicy(weight_rule=WeightRule.OFF),
        block=SsccBlock(0, "9521234", "P", 1, 99_999),
    )


def _tell(verdict: str) -> None:
    line = {"verdict": verdict, "at_ns": monotonic_ns(), "rss_kb": rss_kb()}
    os.write(1, json.dumps(line).encode() + b"\n")
