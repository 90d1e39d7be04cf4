"""What should be known before it hurts: from its cause on, as it is seen at the window and read aloud."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from packstation.application.central_ports import Held
from packstation.domain.sync_status import SyncAlarm
from packstation.sync.incoming import Answered, Moment, Unanswered
from packstation.sync.outgoing import SayHello
from packstation.ui.central.presenter import CentralPresenter
from packstation.ui.central.view import CentralLine
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import VerdictKind
from packstation.ui.widgets import aloud
from tests.fakes.clock import FakeClock
from tests.sync.at_step import BOOT, PLENTY, WELCOME, AtStep

pytestmark = pytest.mark.gui

HOUR_MS = 3_600_000
MIB = 1024 * 1024
Cause = Callable[[AtStep], None]


def kept(count: int, lease_ms: int = 7 * HOUR_MS, *, open_here: bool = False) -> tuple[Held, ...]:
    """Orders that are claimed."""
    return tuple(Held(UUID(int=n), 1, lease_ms, BOOT, open_here, open_here) for n in range(1, count + 1))


class Watched:
    """A bench that was connected, its window, and what is read aloud at it."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.tones: list[VerdictKind] = []
        self.window = StationWindow("Bench 4", demo=False)
        qtbot.addWidget(self.window)
        self.window.resize(1024, 768)
        self.window.sounds = self.tones.append
        self.line = CentralLine(lambda: None)
        self.window.top.add(self.line)
        self.window.show()
        monkeypatch.setattr(QAccessible, "isActive", lambda: True)
        monkeypatch.setattr(aloud, "deliver", lambda event: self.said.append(event.message()))
        self.clock = FakeClock()
        self.presenter = CentralPresenter(self.line, self.clock, lambda: None)
        self.sync = AtStep()
        self.sync.holds(*kept(30))
        self.sync.connect()
        self.look()

    def cut(self, cause: Cause) -> None:
        """Central is heard no more, and so much is the matter."""
        cause(self.sync)
        self.sync.take(Unanswered(SayHello(), clock_suspect=False))
        self.sync.wait(1_000)
        self.look()

    def mend(self) -> None:
        """Central is heard again, and all is well."""
        self.sync.holds(*kept(30, self.sync.mono_ms + 7 * HOUR_MS))
        self.sync.book(unsent=0)
        self.sync.seen = replace(self.sync.seen, disk_free_bytes=PLENTY)
        self.sync.take(Answered(SayHello(), replace(WELCOME, now=self.sync.wall), self._moment))
        self.look()

    def look(self) -> None:
        """The window follows the sync."""
        self.clock.advance((self.sync.mono_ms - self.clock.mono_ms()) / 1_000)
        assert self.sync.status is not None
        self.presenter.on_status(self.sync.status)

    @property
    def _moment(self) -> Moment:
        return Moment(self.sync.mono_ms, self.sync.wall, self.sync.chance)

    @property
    def loud(self) -> bool:
        return bool(self.line.property("alarm"))


def away(hours: int) -> Cause:
    def cause(sync: AtStep) -> None:
        sync.take(Unanswered(SayHello(), clock_suspect=False))
        sync.holds(*kept(30, sync.mono_ms + 48 * HOUR_MS))
        sync.wait(hours * HOUR_MS)

    return cause


def disk(mib: int) -> Cause:
    def cause(sync: AtStep) -> None:
        sync.seen = replace(sync.seen, disk_free_bytes=mib * MIB)

    return cause


CAUSES: dict[SyncAlarm, tuple[Cause, str]] = {
    SyncAlarm.DISK_FULL: (disk(100), "DISK FULL"),
    SyncAlarm.DISK_LOW: (disk(900), "Disk nearly full"),
    SyncAlarm.CLAIMS_END_SOON: (lambda sync: sync.holds(*kept(30, 20 * 60_000)), "Orders end soon"),
    SyncAlarm.BUNDLE_NEARLY_USED: (lambda sync: sync.holds(*kept(9)), "Few orders left"),
    SyncAlarm.AWAY_A_DAY: (away(25), "Central: away 25 h, pack on"),
    SyncAlarm.AWAY_LONG: (away(8), "Central: away 8 h, pack on"),
    SyncAlarm.UNSENT_MANY: (lambda sync: sync.book(unsent=400_000), "Too much unsent"),
    SyncAlarm.CLOCK_WRONG: (
        lambda sync: setattr(sync, "state", sync.state._replace(clock_offset_ms=180_000)),
        "This PC's clock is wrong",
    ),
}


@pytest.fixture
def at(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(qtbot, monkeypatch)


def test_every_alarm_there_is_has_its_cause_here() -> None:
    assert set(CAUSES) == set(SyncAlarm)


@pytest.mark.parametrize("alarm", SyncAlarm)
def test_a_cause_is_seen_and_read_aloud_once_and_by_no_tone(at: Watched, alarm: SyncAlarm) -> None:
    cause, words = CAUSES[alarm]
    assert not at.loud
    at.cut(cause)
    assert at.sync.status is not None
    assert at.sync.status.alarms[0] is alarm
    assert at.loud
    # All of it is there to be read, whatever else has to make room for it.
    assert at.line.text().startswith(words)
    assert at.line.accessibleName().startswith(words)
    at.look()
    assert at.said == [words]
    assert at.tones == []


def test_it_is_quiet_again_once_central_is_heard(at: Watched) -> None:
    at.cut(disk(100))
    at.mend()
    assert not at.loud
    assert at.line.words.startswith("Central: connected")


def test_an_order_that_lies_open_is_no_reason_to_be_loud(at: Watched) -> None:
    """Its claim runs for minutes, and packing it goes on when that ends."""
    at.cut(lambda sync: sync.holds(*kept(1, 5 * 60_000, open_here=True), *kept(30)[1:]))
    assert not at.loud
    assert at.line.words.startswith("Central: away")
