"""The station's life: from an empty home to the closed window."""

from __future__ import annotations

import logging
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from packstation.bootstrap import Station, build, show_crash
from packstation.domain.refusal import DeviceFault
from packstation.persistence.fault import StoreUnusable
from packstation.places import SETTINGS_NAME, resources
from packstation.settings.section import SettingsError
from packstation.settings.station import load
from packstation.ui.main_loop import application, show_until_closed

__all__ = ["SETTINGS_NAME", "run", "show"]


log = logging.getLogger(__name__)


def run(home: Path) -> int:
    """Run the bench whose files are under `home`; an empty home gets a settings file to fill in."""
    settings_path = home / SETTINGS_NAME

    def make() -> Station:
        if not settings_path.exists():
            home.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(resources() / SETTINGS_NAME, settings_path)
            sys.stdout.write(f"Made {settings_path}: write your scanner, scale and printer into it.\n")
        return build(load(settings_path), home)

    return show(make)


def show(make: Callable[[], Station]) -> int:
    """Make a station, show its window until it is closed, and stop everything in order."""
    application()
    try:
        station = make()
    except (SettingsError, StoreUnusable, DeviceFault, OSError) as trouble:
        log.error("cannot start: %s", trouble)
        sys.stderr.write(f"packstation cannot start: {trouble}\n")
        return 2
    sys.excepthook = lambda kind, error, trace: show_crash(station.window, kind, error, trace)
    threading.excepthook = _log_thread
    try:
        station.start()
        return show_until_closed(station.window)
    finally:
        station.stop()


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    """A thread that ended by a bug says so in the log: nobody reads what a windowed program prints."""
    name = failed.thread.name if failed.thread else "unknown"
    log.critical("the thread %s failed", name, exc_info=failed.exc_value)
