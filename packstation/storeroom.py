"""The station's store and clocks without a window: for the window, and for commands that do without."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic_ns, time_ns

import packstation
from packstation.application.ports import NewId
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.store import SqliteStore
from packstation.places import SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.station import StationSettings, load

_SWITCH_S = 0.0005
"""So long a thread that only computes may keep the interpreter from one that answers a scan."""
_USUAL_SWITCH_S = sys.getswitchinterval()
_BREATH_S = 0.001
_PAUSE = Event()
"""Nobody sets it."""


class SystemClock:
    """The clocks of this PC."""

    def now(self) -> datetime:
        """Wall time, UTC."""
        return datetime.fromtimestamp(time_ns() / 1e9, UTC)

    def mono_ms(self) -> int:
        """Milliseconds that never go back."""
        return monotonic_ns() // 1_000_000


def breathe() -> None:
    """Let everybody else go first, for a moment: who works for long beside those who pack calls it often."""
    sys.setswitchinterval(_SWITCH_S)
    _PAUSE.wait(_BREATH_S)


def rested() -> None:
    """The long work is over."""
    sys.setswitchinterval(_USUAL_SWITCH_S)


def new_ids() -> NewId:
    """What makes identifiers."""
    return Uuid7Source(lambda: time_ns() // 1_000_000)


def settings_of(home: Path) -> tuple[StationSettings, bool]:
    """The settings of the station under `home`, and whether the file was made just now.

    An empty home gets one to fill in. SettingsError for one that cannot be used, OSError.
    """
    path = home / SETTINGS_NAME
    made = not path.exists()
    if made:
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(resources() / SETTINGS_NAME, path)
    return load(path), made


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
