"""The station's life: from an empty home to the closed window."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from packstation.application.site_door import Errand
from packstation.bootstrap import Station, add_late, build, show_crash
from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault
from packstation.persistence.fault import StoreUnusable
from packstation.places import CENTRAL_NAME, SETTINGS_NAME, SETUP_NAME
from packstation.settings.section import SettingsError
from packstation.storeroom import settings_of
from packstation.ui.main_loop import application, later, show_until_closed
from packstation.ui.verdict import Verdict

__all__ = ["SETTINGS_NAME", "run", "show"]


log = logging.getLogger(__name__)

CANNOT_START = (SettingsError, StoreUnusable, DeviceFault, OSError)


class _Life:
    """What was asked of the bench for when its window has closed, and what is to be said then."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.settings_by: Actor | None = None
        self._errand: tuple[Errand, Verdict] | None = None
        self._said: Verdict | None = None

    def make(self) -> Station:
        """A bench at work, as its settings are now."""
        home = self._home
        settings, _made = settings_of(home)
        if (home / CENTRAL_NAME).exists():
            from packstation.site_link import join_if_enrolled  # noqa: PLC0415  no station alone loads it

            join_if_enrolled(home, settings)
        station = build(settings, home)
        add_late(station, home)
        desk, window = station.desk, station.window

        def open_settings() -> None:
            self.settings_by = desk.person
            window.close()

        def restart(errand: Errand, verdict: Verdict) -> None:
            self._errand = errand, verdict
            window.close()

        desk.open_settings = open_settings
        station.site_desk.restart, desk.site = restart, station.site_desk
        verdict, self._said = self._said, None
        if verdict is not None:
            later(window, 0, lambda: desk.say(verdict))
        desk.setup_waits = (home / SETUP_NAME).exists()
        return station

    def goes_on(self) -> bool:
        """Do what needs the store for itself; whether the bench is to start again."""
        if self._errand is not None:
            (errand, verdict), self._errand = self._errand, None
            self._said = _meanwhile(errand, verdict)
            return True
        return self.settings_by is not None


def run(home: Path) -> int:
    """Run the bench whose files are under `home`; an empty home is led through the steps first.

    A lead who opens the settings goes through them again, and the bench comes back as they say; so it does
    when it has joined a site, or left it.
    """
    life = _Life(home)
    while True:
        by, life.settings_by = life.settings_by, None
        if by is not None or not is_set_up(home):
            ended = _lead_through(home, by)
            if ended is not None:
                return ended
        ended = show(life.make)
        if not life.goes_on():
            return ended


def _meanwhile(errand: Errand, verdict: Verdict) -> Verdict:
    """Do what needs the store for itself; what is said of it then."""
    from packstation.ui.site.view import Moment  # noqa: PLC0415  a bench joins a site once

    return Moment().during(errand) or verdict


def is_set_up(home: Path) -> bool:
    """Whether this home has been through the steps, or somebody wrote its settings by hand."""
    return (home / SETTINGS_NAME).exists() and not (home / SETUP_NAME).exists()


def _lead_through(home: Path, by: Actor | None) -> int | None:
    """Show the steps; the exit code where the bench does not start behind them."""
    from packstation.set_up import set_up  # noqa: PLC0415  no bench that is set up waits for it

    application()
    threading.excepthook = _log_thread
    try:
        return None if set_up(home, by) else 0
    except CANNOT_START as trouble:
        return _give_up(trouble)


def show(make: Callable[[], Station]) -> int:
    """Make a station, show its window until it is closed, and stop everything in order."""
    application()
    try:
        station = make()
    except CANNOT_START as trouble:
        return _give_up(trouble)
    sys.excepthook = lambda kind, error, trace: show_crash(station.window, kind, error, trace)
    threading.excepthook = _log_thread
    try:
        station.start()
        return show_until_closed(station.window)
    finally:
        station.stop()


def _give_up(trouble: Exception) -> int:
    log.error("cannot start: %s", trouble)
    sys.stderr.write(f"packstation cannot start: {trouble}\n")
    return 2


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    """A thread that ended by a bug says so in the log: nobody reads what a windowed program prints."""
    name = failed.thread.name if failed.thread else "unknown"
    log.critical("the thread %s failed", name, exc_info=failed.exc_value)
