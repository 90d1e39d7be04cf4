"""The steps before a bench packs: at its first start, and whenever a lead opens the settings.

While they are open nobody packs, so every port is free to be tried; what was chosen takes effect because the
bench is built anew behind them.
"""

from __future__ import annotations

import logging
import sys
from functools import cache
from pathlib import Path

from packstation.application.bench import Bench
from packstation.application.change_settings import ChangeSettings
from packstation.application.sign_in import Enrol
from packstation.devices.port_finder import SystemPorts
from packstation.devices.printers.printer_port import PrinterPort
from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.scanners.serial_scanner import SerialScanner
from packstation.devices.supervisor import PortDriver, PortThread
from packstation.devices.transport.serial_link import SerialLink
from packstation.domain.bench_setup import (
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    ScannerChoice,
    SerialLine,
    SetupStep,
)
from packstation.domain.device import PrinterStatus
from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault
from packstation.dress import dress
from packstation.joint import join_verbs
from packstation.labels.trial_label import write_trial_label
from packstation.links import polled_scale, printer_link, serial_link
from packstation.outside import outside_of
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import SCREEN_NAME, SETTINGS_NAME, SETUP_NAME, resources
from packstation.rules_here import rules_here
from packstation.settings.screen import ScreenMemory
from packstation.settings.setup_file import SetupMark, StationFile, replace_whole
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleProtocol,
    ScaleSettings,
    SerialSettings,
    StationSettings,
)
from packstation.storeroom import SystemClock, new_ids, open_store, settings_of
from packstation.ui.intake.worker import FileThread
from packstation.ui.main_loop import load_fonts, show_until_closed
from packstation.ui.pool_runner import PoolRunner
from packstation.ui.port_signals import PortSignals
from packstation.ui.setup.course import Course, SetupTools
from packstation.ui.setup.join_files import join_files
from packstation.ui.setup.presenter import SetupPresenter
from packstation.ui.setup.view import SetupWindow
from packstation.ui.translation import set_language, whole_languages

log = logging.getLogger(__name__)


class PortTrial:
    """Tries one device at a time, on the roads the bench itself takes."""

    def __init__(self, signals: PortSignals, clock: SystemClock) -> None:
        self._signals = signals
        self._clock = clock
        self._open: PortThread | None = None

    def listen(self, scanner: ScannerChoice) -> None:
        """Open the scanner."""
        link = serial_link(scanner.name, _serial(scanner.line))
        self._start(SerialScanner(link, self._signals.scan, self._clock.mono_ms))

    def weigh(self, scale: ScaleChoice) -> None:
        """Open the scale."""
        settings = ScaleSettings(ScaleProtocol(scale.kind.value), _serial(scale.line))
        self._start(polled_scale(settings, self._signals.reading, self._clock.mono_ms))

    def stop(self) -> None:
        """Close what is open."""
        if self._open is not None:
            self._open.stop()
            self._open = None

    def print_label(self, printer: PrinterChoice, bench_name: str) -> PrinterStatus:
        """Ask, print, wait."""
        self.stop()
        asks = printer.way is not LabelWay.FILE
        serial = _serial(printer.line) if printer.line else None
        settings = PrinterSettings(
            PrinterWay(printer.way.value), printer.host, printer.tcp_port, serial, printer.folder, printer.dpi
        )
        port = ZplPrinter(printer_link(settings), status_supported=asks)
        try:
            status = port.status()
            if status.fault is not None:
                raise DeviceFault(status.fault, port.name)
            port.send(write_trial_label(resources(), printer.dpi, bench_name))
            if status.known:
                port.confirm()
            return status
        finally:
            port.close()

    def _start(self, driver: PortDriver) -> None:
        self.stop()
        self._open = PortThread(driver, self._signals.lamp, _log_bug)
        self._open.start()


def set_up(home: Path, by: Actor | None = None) -> bool:
    """Lead through the steps; whether the bench may start now, or the window was closed in between.

    Once a site has people, only a lead who signed in gets here: without one the bench starts, and the
    steps go on when that one signs in. Raises what building a bench raises.
    """
    settings = _begun(home)
    store = open_store(settings, home, demo=False)
    try:
        with store.transaction() as work:
            has_lead = bool(work.users.all())
        if has_lead and by is None:
            return True
        set_language(resources() / "translations", settings.language)
        load_fonts(resources() / "fonts")
        bench = Bench(store, SystemClock(), new_ids(), settings.policy)
        signals = PortSignals()
        window, runner = SetupWindow(), _runner()
        dress(window, ScreenMemory(home / SCREEN_NAME, settings.screen), runner, settings.language)
        course = Course(window, _tools(bench, home, signals), runner, by=by, has_lead=has_lead)
        presenter = SetupPresenter(course)
        window.attach(presenter)
        verbs = join_verbs(bench, outside_of(settings, home, new_ids()))
        files = FileThread()
        join_files(window, presenter, course, (verbs, runner, SystemClock(), files))
        signals.connect_to(presenter.devices)
        sys.excepthook = lambda kind, error, trace: _show_bug(window, error)  # noqa: ARG005  as Python calls it
        presenter.open()
        try:
            show_until_closed(window)
        finally:
            presenter.close()
            files.stop()
            runner.stop()
        return presenter.finished
    finally:
        store.close()


def _tools(bench: Bench, home: Path, signals: PortSignals) -> SetupTools:
    says_sender = "packing.ship_from" in rules_here(home).keys
    return SetupTools(
        ChangeSettings(bench, StationFile(home / SETTINGS_NAME)),
        Enrol(bench, Argon2Secrets()),
        SetupMark(home / SETUP_NAME),
        SystemPorts(),
        PortTrial(signals, SystemClock()),
        cache(lambda: whole_languages(resources() / "translations")),
        bench.policy.ship_from if says_sender else None,
    )


def _begun(home: Path) -> StationSettings:
    """The settings to begin with. The mark comes first: else power that goes now would skip the steps."""
    if not (home / SETTINGS_NAME).exists():
        home.mkdir(parents=True, exist_ok=True)
        replace_whole(home / SETUP_NAME, SetupStep.LANGUAGE.value)
    settings, made = settings_of(home)
    if made:
        sys.stdout.write(f"Made {home / SETTINGS_NAME}: the steps in the window fill it in.\n")
    return settings


def _show_bug(window: SetupWindow, error: BaseException) -> None:
    """The crash handler of the steps: log it, say it, go on."""
    log.critical("the window failed", exc_info=error)
    if isinstance(error, Exception):
        window.refuse(error)


def _runner() -> PoolRunner:
    """The steps print beside the window: the printer's own thread is never started."""
    nowhere = SerialLink("printer", "no printer yet")
    return PoolRunner(PrinterPort(ZplPrinter(nowhere), lambda _lamp: None, _log_bug))


def _serial(line: SerialLine) -> SerialSettings:
    return SerialSettings(line.port, line.baud, line.data_bits, line.parity, line.stop_bits)


def _log_bug(device: str, error: Exception) -> None:
    log.error("the port of %s failed", device, exc_info=error)
