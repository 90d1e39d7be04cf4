"""A running station: window, threads, drivers, simulated devices plugged in, store on disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.bootstrap import Station, build
from packstation.devices.simulated.bench import SimulatedBench
from packstation.devices.simulated.far_end import far_end
from packstation.devices.simulated.scanner import SimulatedScanner
from packstation.domain.badge import Badge
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import SsccBlock
from packstation.persistence.read_journal import read_journal
from packstation.places import STORE_NAME
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleProtocol,
    ScaleSettings,
    ScannerSettings,
    SerialSettings,
    StationSettings,
)
from tests.application.site import CODES, ORDERS, PRODUCTS

BADGE = Badge(17, "1" * 40)
QUICK = PackingPolicy(settle_ms=60, patience_ms=150)


class RealBench:
    """A running station, its simulated devices, and what can be read on its window."""

    def __init__(self, qtbot: QtBot, home: Path, packer: str = "Ida") -> None:
        self._qtbot = qtbot
        self._home = home
        self.devices = SimulatedBench(home / "devices")
        self.second_scanner = SimulatedScanner(far_end(home / "devices", "second"))
        host, port = self.devices.printer_address
        settings = StationSettings(
            scanners=(
                ScannerSettings("scanner", SerialSettings(self.devices.scanner.port)),
                ScannerSettings("second", SerialSettings(self.second_scanner.port)),
            ),
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
        self.station.verbs.enrol(lead, packer, Role.PACKER, "1234", BADGE)
        self.station.window.show()
        self.station.start()

    def stop(self) -> None:
        """Switch everything off."""
        self.station.window.close()
        self.station.stop()
        self.second_scanner.unplug()
        self.devices.switch_off()

    def shows(self, name: str, beginning: str) -> None:
        """Wait until a label begins so."""
        self._qtbot.waitUntil(lambda: self.text(name).startswith(beginning), timeout=8000)

    def says(self, name: str, text: str) -> None:
        """Wait until a label says this and nothing more."""
        self._qtbot.waitUntil(lambda: self.text(name) == text, timeout=8000)

    def asks(self, beginning: str) -> None:
        """Wait until the next act begins so."""
        self.shows("next_act", beginning)

    def answers(self, word: str, saying: str = "") -> None:
        """Wait until the band says this."""
        band = self.station.window.verdict
        self._qtbot.waitUntil(lambda: band.word == word and saying in band.saying, timeout=8000)

    def wait_for_log(self, folder: Path, words: str) -> None:
        """Wait until a log says this."""
        self._qtbot.waitUntil(
            lambda: any(words in path.read_text("utf-8") for path in folder.iterdir()), timeout=8000
        )

    def acts(self) -> list[object]:
        """The journal so far."""
        return [entry.act for entry in read_journal(self._home / STORE_NAME)]

    def text(self, name: str) -> str:
        """The text of a label that can be seen, else nothing."""
        label: QLabel | None = self.station.window.findChild(QLabel, name)
        return label.text() if label is not None and label.isVisible() else ""
