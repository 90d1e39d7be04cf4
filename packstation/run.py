"""The station's life: from an empty home to the closed window."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from packstation.bootstrap import Station, add_late, build, show_crash
from packstation.domain.refusal import DeviceFault
from packstation.persistence.fault import StoreUnusable
from packstation.places import SETTINGS_NAME
from packstation.settings.section import SettingsError
from packstation.storeroom import settings_of
from packstation.ui.main_loop import application, show_until_closed

__all__ = ["SETTINGS_NAME", "run", "show"]


log = logging.getLogger(__name__)


def run(home: Path) -> int:
    """Run the bench whose files are under `home`; an empty home gets a settings file to fill in."""

    def make() -> Station:
        settings, made = settings_of(home)
        if made:
            sys.stdout.write(f"Made {home / SETTINGS_NAME}: write your scanner, scale and printer into it.\n")
        station = build(settings, home)
        add_late(station, home)
        return station

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
