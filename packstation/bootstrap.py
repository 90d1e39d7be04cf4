"""The one place that builds the station's objects and joins them; starts and stops them in order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from packstation.application.bench import Bench
from packstation.application.ports import NewId
from packstation.devices.printers.printer_port import PrinterPort
from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.scanners.serial_scanner import SerialScanner
from packstation.devices.supervisor import PortThread
from packstation.devices.transport.serial_link import SerialLink
from packstation.domain.refusal import FaultCode
from packstation.domain.rule import ALL_RULES, Rules
from packstation.domain.scan import Scan
from packstation.door import Door, Tell, Told
from packstation.dress import dress
from packstation.joint import join_verbs
from packstation.links import polled_scale, printer_link, serial_link
from packstation.outside import outside_of
from packstation.persistence.nightly import NightlyBackup, OldPhotos
from packstation.persistence.photos import PhotoFolder
from packstation.persistence.reserve import RESERVE_BYTES
from packstation.persistence.store import SqliteStore
from packstation.places import BACKUPS_NAME, PHOTOS_NAME, PICTURES_NAME, SCREEN_NAME, resources
from packstation.settings.paper import KEEP_DAYS
from packstation.settings.screen import ScreenMemory
from packstation.settings.station import PrinterSettings, StationSettings
from packstation.site_desk import LateSiteDesk
from packstation.storeroom import COURTESY, SystemClock, new_ids, open_store
from packstation.ui.desk import Desk
from packstation.ui.main_loop import later, load_fonts
from packstation.ui.pool_runner import PoolRunner
from packstation.ui.port_signals import PortSignals
from packstation.ui.sign_in.view import SignInScreens
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.station.view import StationWindow
from packstation.ui.translation import set_language, spoken
from packstation.ui.verbs import Verbs
from packstation.ui.verdict import Said, Verdict, VerdictKind

if TYPE_CHECKING:
    from packstation.sync.loop import SyncLoop
    from packstation.sync.pace import Pace
    from packstation.ui.central.view import CentralSignals
    from packstation.ui.intake.worker import FileThread
    from packstation.ui.picture_loader import PictureLoader

LATE_MS = 1500
"""By then the first screen stands and nobody has found the badge yet."""

log = logging.getLogger(__name__)


@dataclass
class Station:
    """A whole running bench."""

    window: StationWindow
    presenter: StationPresenter
    store: SqliteStore
    verbs: Verbs
    runner: PoolRunner
    ports: list[PortThread | PrinterPort]
    nightly: NightlyBackup
    desk: Desk
    site_desk: LateSiteDesk
    sync: SyncLoop | None = None
    """Where the station shares its site with others."""
    pictures: PictureLoader | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    _door: Door | None = field(default=None, init=False)
    _files: FileThread | None = field(default=None, init=False)

    def start(self) -> None:
        """Open the ports and show the first screen."""
        self.presenter.open()
        for port in self.ports:
            port.start()
        self.nightly.start()
        if self.sync is not None:
            later(self.window, 0, self.sync.start)

    def open_door(self, home: Path) -> None:
        """Let commands of the same user ask this station to bring files in."""

        def run(asked: Told, tell: Tell, cancelled: Callable[[], bool]) -> Told:
            from packstation.office import run_errand  # noqa: PLC0415  no start waits for readers of files
            from packstation.standing import ERRAND, standing_of_running  # noqa: PLC0415  as above

            if asked.get("errand") == ERRAND:
                status, settings = self.sync.status if self.sync else None, self.site_desk.settings
                return standing_of_running(home, status, self.desk.clock, settings)
            try:
                return run_errand(self.verbs.intake, asked, tell, cancelled)
            finally:
                self._look_again()

        if not self._stopped:
            self._door = Door(home, run)
            self._door.start()

    def _look_again(self) -> None:
        """A command may have left or settled rows that wait, or brought pictures: the window shows it."""
        if self._files is not None and self.desk.files is not None:
            self._files.on_window(self.desk.files.count_again)
            self._files.on_window(self.window.pack.picture.look_again)

    def take_files(self) -> None:
        """Let people bring files to the window."""
        from packstation.ui.intake.join import join_files  # noqa: PLC0415  no start waits for it

        if not self._stopped and self._files is None:
            self._files = join_files(self.desk, self.window, self.presenter.hall)

    def stop(self) -> None:
        """Stop everything in order: door, files, sync, ports, verbs, store. Safe to call twice."""
        if self._stopped:
            return
        self._stopped = True
        try:
            self._stop_threads()
        finally:
            # Whatever went wrong before: the next start, perhaps in this process, needs the store.
            self.store.close()

    def _stop_threads(self) -> None:
        if self._door is not None:
            self._door.stop()
        if self._files is not None:
            self._files.stop()
        if self.sync is not None:
            # A packer who waits for an order is answered, and the pool can end.
            self.sync.stop()
        self.nightly.stop()
        if self.pictures is not None:
            self.pictures.stop()
        for port in self.ports:
            port.ask_to_stop()
        for port in self.ports:
            port.stop()
        self.runner.stop()


def build(
    settings: StationSettings,
    home: Path,
    *,
    demo: bool = False,
    rules: Rules = ALL_RULES,
    store: SqliteStore | None = None,
    pace: Pace | None = None,
) -> Station:
    """Join a station. Fewer `rules` are for demo stores, to prove what each stops; `pace` is the sync's."""
    if rules != ALL_RULES and not demo:
        raise ValueError("rules can be switched off in the demonstration warehouse only")
    clock = SystemClock()
    new_id = new_ids()
    set_language(resources() / "translations", settings.language)
    load_fonts(resources() / "fonts")
    store = store or open_store(settings, home, demo=demo)
    site = _site_of(home, store, clock, new_id, pace)
    bench = Bench(store, clock, new_id, settings.policy, rules, site.sync if site else None)
    outside = outside_of(settings, home, new_id)
    verbs = join_verbs(bench, outside, demo=demo)
    signals = PortSignals()
    printer = _printer(settings.printer, signals)
    runner = PoolRunner(printer, COURTESY)
    window = StationWindow(settings.name, demo=demo)
    dress(window, ScreenMemory(home / SCREEN_NAME, settings.screen), runner, settings.language)
    desk = Desk(window, verbs, runner, clock)
    presenter = StationPresenter(desk, SignInScreens(window.sign_in, window.first_lead), window.pack)
    _listen_to(window, presenter)
    signals.connect_to(presenter)
    signals.setParent(window)
    site_desk = LateSiteDesk(window, desk, presenter.hall, home, (settings, store, new_id))
    if site is not None:
        site.show(desk, window, presenter, site_desk)
    nightly = _nightly(settings, home, store, clock)
    ports: list[PortThread | PrinterPort] = [*_listeners(settings, signals, clock), printer]
    sync = site.sync if site else None
    return Station(window, presenter, store, verbs, runner, ports, nightly, desk, site_desk, sync)


def _listen_to(window: StationWindow, presenter: StationPresenter) -> None:
    window.sign_in.on_picked = presenter.sign_in.on_picked
    window.sign_in.on_pin = presenter.sign_in.on_pin
    window.first_lead.on_first_lead = presenter.sign_in.on_first_lead
    window.attach(presenter)


class _Site(NamedTuple):
    """What an enrolled station has besides, until its window is made."""

    sync: SyncLoop
    signals: CentralSignals

    def show(self, desk: Desk, window: StationWindow, station: StationPresenter, told: LateSiteDesk) -> None:
        """Say at the window how the bench and its central stand."""
        from packstation.ui.central.join import join_central  # noqa: PLC0415  no station alone loads it

        central = join_central(window, desk, station, self.signals, self.sync.recorded, told)
        told.shown = lambda: central.now
        desk.site = told


def _site_of(
    home: Path, store: SqliteStore, clock: SystemClock, new_id: NewId, pace: Pace | None
) -> _Site | None:
    if not store.identity.enrolled:
        return None
    from packstation.site_link import sync_of  # noqa: PLC0415  no station alone loads it
    from packstation.ui.central.view import CentralSignals  # noqa: PLC0415  the same

    signals = CentralSignals()
    return _Site(sync_of(home, store, clock, new_id, signals.tell, pace), signals)


def show_crash(
    window: StationWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """The crash handler of the window's thread: log it, say it, go on."""
    log.critical("the window failed", exc_info=(kind, error, trace))
    window.show_verdict(Verdict(VerdictKind.LEAD, Said.BUG))


def _old_photos(settings: StationSettings, home: Path) -> OldPhotos:
    """The pictures that go with time; a bench whose camera was taken away still has some."""
    keep = settings.sheets.camera.keep_days if settings.sheets.camera else KEEP_DAYS
    return OldPhotos(PhotoFolder(home / PHOTOS_NAME), keep)


def _nightly(settings: StationSettings, home: Path, store: SqliteStore, clock: SystemClock) -> NightlyBackup:
    """What keeps the store copied, and the disk tidy."""
    old_photos = _old_photos(settings, home)
    return NightlyBackup(store, home / BACKUPS_NAME, settings.backups_kept, clock, old_photos, RESERVE_BYTES)


def _listeners(settings: StationSettings, signals: PortSignals, clock: SystemClock) -> list[PortThread]:
    """The threads of scanners and scale."""

    def heard(scan: Scan) -> None:
        COURTESY.noticed()
        signals.scan(scan)

    threads = []
    for scanner in settings.scanners:
        link = serial_link(scanner.name, scanner.serial)
        threads.append(PortThread(SerialScanner(link, heard, clock.mono_ms), signals.lamp, _log_bug))
    if settings.scale is not None:
        scale = polled_scale(settings.scale, signals.reading, clock.mono_ms)
        threads.append(PortThread(scale, signals.lamp, _log_bug, bug_fault=FaultCode.SCALE_ERROR))
    return threads


def _printer(printer: PrinterSettings | None, signals: PortSignals) -> PrinterPort:
    """The printer's thread; where none is configured its lamp stays red and printing says why."""
    link = printer_link(printer) if printer else SerialLink("printer", "no printer in station.toml")
    status = printer.status if printer else True
    return PrinterPort(ZplPrinter(link, status_supported=status), signals.lamp, _log_bug)


def add_late(station: Station, home: Path) -> None:
    """What a bench can be scanned at without, and what costs the start too much."""
    window = station.window

    def tune() -> None:
        from packstation.persistence.product_pictures import ProductPictures  # noqa: PLC0415  not before it is used
        from packstation.ui.picture_loader import PictureLoader  # noqa: PLC0415  the same
        from packstation.ui.sounds import SystemSounds  # noqa: PLC0415  QtMultimedia is slow to load

        station.pictures = PictureLoader(ProductPictures(home / PICTURES_NAME), window)
        window.pack.picture.load_from(station.pictures)
        sounds = SystemSounds(resources() / "sounds", window)
        sounds.follow(window.looks.now)
        window.looks.followers.append(sounds.follow)
        window.sounds = sounds.play
        window.sign_in.languages.put(window.looks.languages(), spoken())
        window.looks.followers.append(lambda _look: window.sign_in.languages.mark(spoken()))

    later(window, LATE_MS, tune)
    later(window, LATE_MS, lambda: station.open_door(home))
    later(window, LATE_MS, station.take_files)


def _log_bug(device: str, error: Exception) -> None:
    log.error("the port of %s failed", device, exc_info=error)
