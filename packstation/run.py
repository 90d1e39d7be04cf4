"""The window's life: from an empty home to the last signal handled."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from packstation.bootstrap import Station, build, resources, show_crash
from packstation.domain.refusal import DeviceFault
from packstation.persistence.fault import StoreUnusable
from packstation.settings.section import SettingsError
from packstation.settings.station import load

SETTINGS_NAME = "station.toml"


def run(home: Path) -> int:
    """Run the bench whose files are under `home`; an empty home gets a settings file to fill in."""
    settings_path = home / SETTINGS_NAME
    if not settings_path.exists():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(resources() / SETTINGS_NAME, settings_path)
        sys.stdout.write(f"Made {settings_path}: write your scanner, scale and printer into it.\n")
    return show(lambda: build(load(settings_path), home))


def show(make: Callable[[], Station]) -> int:
    """Make a station, show its window until it is closed, and stop everything in order."""
    app = application()
    try:
        station = make()
    except (SettingsError, StoreUnusable, DeviceFault) as trouble:
        sys.stderr.write(f"packstation cannot start: {trouble}\n")
        return 2
    sys.excepthook = lambda kind, error, trace: show_crash(station.window, kind, error, trace)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    # Python sees signals only between two bytecodes; an idle window would never run one.
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(200)
    station.start()
    station.window.showMaximized()
    try:
        return app.exec()
    finally:
        station.stop()


def application() -> QApplication:
    """The one application object of this process."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("packstation")
    return app
