"""The station's life: from an empty home to the closed window."""

from __future__ import annotations

import shutil
import sys
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
    application()
    try:
        station = make()
    except (SettingsError, StoreUnusable, DeviceFault) as trouble:
        sys.stderr.write(f"packstation cannot start: {trouble}\n")
        return 2
    sys.excepthook = lambda kind, error, trace: show_crash(station.window, kind, error, trace)
    station.start()
    try:
        return show_until_closed(station.window)
    finally:
        station.stop()
