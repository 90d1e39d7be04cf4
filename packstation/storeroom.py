"""The station's store and clocks without a window: for the window, and for commands that do without."""

from __future__ import annotations

import logging
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, local
from time import monotonic_ns, time_ns

import packstation
from packstation.application.ports import NewId
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.read_site_settings import site_settings_of
from packstation.persistence.store import SqliteStore
from packstation.places import CENTRAL_NAME, SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.site import BenchSettings, load_under_site
from packstation.settings.station import StationSettings

log = logging.getLogger(__name__)

_SWITCH_S = 0.0005
"""So long a thread that only computes may keep the interpreter from one that answers a scan."""
_USUAL_SWITCH_S = sys.getswitchinterval()
_NS = 1_000_000_000
_PACKING_NS = 2 * _NS
"""So long after a scan somebody is packing, and scans again."""
_SCAN_NS = 8_000_000
"""So long after it was noticed a scan has the whole PC, and from then on until its answer is painted."""
_WORK_NS = 1_000_000
_REST_TIMES = 3
"""So long whoever works for long goes on at a time while somebody packs; then it rests so many times as long.

The one interpreter is what they share: a scan that comes in between should rarely meet it taken.
"""
_LOOK_NS = 1_000_000
"""So often who rests looks whether an answer was painted."""
SYNC_REST_TIMES = 10
"""The sync is in less of a hurry than who waits for an import: what it holds back is safe here."""
SYNC_REST_NS = 20_000_000
"""The sync rests so long at most: of the time between two breaths it has mostly waited for central."""
_MOST_NS = 50_000_000
"""Nobody scans so fast that other work never goes on."""


def awake_or_not_ns() -> Callable[[], int]:
    """A clock that never goes back and goes on while the PC sleeps, in nanoseconds.

    On Linux and macOS Python's steady clock stands still meanwhile, and a lease measured by it would outlive
    itself. On Windows it does not: GetTickCount64, and the counter behind newer releases, count sleep, too.
    """
    if sys.platform == "win32":
        return monotonic_ns
    return partial(time.clock_gettime_ns, getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SystemClock:
    """The clocks of this PC."""

    def __init__(self, steady_ns: Callable[[], int] | None = None) -> None:
        self._steady_ns = steady_ns or awake_or_not_ns()

    def now(self) -> datetime:
        """Wall time, UTC."""
        return datetime.fromtimestamp(time_ns() / 1e9, UTC)

    def mono_ms(self) -> int:
        """Milliseconds that never go back, and go on while the PC sleeps."""
        return self._steady_ns() // 1_000_000


class _Own(local):
    since_ns = 0


class Courtesy:
    """Who packs goes first: what is noticed on any thread lets whoever works for long wait."""

    def __init__(
        self,
        mono_ns: Callable[[], int] = monotonic_ns,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self._mono_ns = mono_ns
        # Nobody sets the event.
        self._pause = pause or Event().wait
        self._noticed_ns: int | None = None
        self._unseen = 0
        # Each thread that works for long has its own.
        self._own = _Own()

    def noticed(self) -> None:
        """Somebody scanned."""
        self._noticed_ns = self._mono_ns()

    def asked(self) -> None:
        """The window asked for a verb; on its thread, like `shown`."""
        self._unseen += 1
        self.noticed()

    def shown(self) -> None:
        """What came of a verb is painted, and all that changed with it: now is the time to go on."""
        self._unseen -= 1
        if not self._unseen and self._noticed_ns is not None:
            self._noticed_ns = self._mono_ns() - _SCAN_NS

    def breathe(self, rest_times: int = _REST_TIMES, most_rest_ns: int = _MOST_NS) -> bool:
        """Let them go first: who works for long calls it every fraction of a millisecond.

        True while somebody packs: then little is to be done at once. Who also waits for others in between
        has not worked all the time, and says how long it rests at most.
        """
        sys.setswitchinterval(_SWITCH_S)
        now, noticed = self._mono_ns(), self._noticed_ns
        if noticed is None or now - noticed > _PACKING_NS:
            self._own.since_ns = now
            return False
        worked = now - self._own.since_ns
        if worked > _WORK_NS or now - noticed < _SCAN_NS or self._unseen:
            self._rest(now + _MOST_NS, now + min(rest_times * worked, most_rest_ns))
            self._own.since_ns = self._mono_ns()
        return True

    def _rest(self, latest: int, rested: int) -> None:
        """Wait until scans are answered, also those that come meanwhile, and the work is rested from."""
        while True:
            now = self._mono_ns()
            painted = now + _LOOK_NS if self._unseen else now
            answered = (self._noticed_ns or 0) + _SCAN_NS
            left = min(max(rested, answered, painted), latest) - now
            if left <= 0:
                return
            self._pause(left / _NS)


COURTESY = Courtesy()
"""One interpreter, one courtesy."""
breathe = COURTESY.breathe


def rested() -> None:
    """The long work is over. Who still works beside it breathes within a fraction of a millisecond."""
    sys.setswitchinterval(_USUAL_SWITCH_S)


def new_ids() -> NewId:
    """What makes identifiers."""
    return Uuid7Source(lambda: time_ns() // 1_000_000)


def settings_of(home: Path) -> tuple[StationSettings, bool]:
    """The settings of the station under `home`, and whether the file was made just now.

    An empty home gets one to fill in. What the site of an enrolled station says counts before it.
    SettingsError for a file that cannot be used, OSError, StoreTooNew, DeviceFault.
    """
    path = home / SETTINGS_NAME
    made = not path.exists()
    if made:
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(resources() / SETTINGS_NAME, path)
    found = settings_at_work(home)
    if found.ignored is not None:
        log.warning(
            "the settings of the site are left out: this release cannot read them (%s)", found.ignored
        )
    return found.settings, made


def settings_at_work(home: Path) -> BenchSettings:
    """station.toml with what the site says before it, as the store last heard. Raises as `settings_of`."""
    # A station alone does not open its store for this.
    joined = (home / CENTRAL_NAME).exists()
    return load_under_site(home / SETTINGS_NAME, site_settings_of(home / STORE_NAME) if joined else "")


def open_store(settings: StationSettings, home: Path, *, demo: bool) -> SqliteStore:
    """The store of the station whose files are under `home`."""
    return SqliteStore.open(
        home / STORE_NAME,
        clock=SystemClock(),
        new_id=new_ids(),
        app_version=packstation.__version__,
        block=settings.block,
        demo=demo,
    )
