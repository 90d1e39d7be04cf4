"""What the line about central says, and when it is loud."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from packstation.domain.central import Standing
from packstation.domain.sync_status import ALONE, Link, SyncAlarm, SyncStatus
from packstation.ui.central.presenter import CentralPresenter, CentralShown
from packstation.ui.central.view import CentralLine, CentralSignals
from packstation.ui.central.words import central_words
from packstation.ui.station.view import StationWindow
from tests.fakes.clock import FakeClock

pytestmark = pytest.mark.gui

HOUR_MS = 3_600_000
WELL = SyncStatus(Link.CONNECTED, Standing.GO, 0, 0, None, 27, 7 * HOUR_MS, 0, 9, 9, 12, ())


class Window:
    """A bench's window with the line, and what its presenter asked of the others."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = FakeClock()
        self.window = StationWindow("Bench 4", demo=False)
        qtbot.addWidget(self.window)
        self.line = CentralLine(lambda: None)
        self.window.top.add(self.line)
        self.looks = self.news = 0
        self.presenter = CentralPresenter(self.line, self.clock, self._look, self._hear)

    def _look(self) -> None:
        self.looks += 1

    def _hear(self, _link: Link) -> None:
        self.news += 1

    @property
    def loud(self) -> bool:
        return bool(self.line.property("alarm"))


@pytest.fixture
def at(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_a_bench_that_is_connected_says_so_quietly(at: Window) -> None:
    at.presenter.on_status(replace(WELL, held_until_mono_ms=at.clock.mono_ms() + 7 * HOUR_MS))
    assert at.line.words == "Central: connected · all sent · orders 27, 7 h"
    assert not at.line.isHidden()
    assert not at.loud


def test_time_goes_by_without_any_news(at: Window) -> None:
    now = at.clock.now()
    at.presenter.on_status(
        replace(
            WELL,
            link=Link.AWAY,
            since_mono_ms=at.clock.mono_ms(),
            unsent=14,
            oldest_unsent_at=now,
            held_until_mono_ms=at.clock.mono_ms() + HOUR_MS,
        )
    )
    assert at.line.words == "Central: away 0 min, pack on · unsent 14, 0 min · orders 27, 60 min"
    at.clock.advance(35 * 60)
    at.presenter.on_tick()
    assert at.line.words == "Central: away 35 min, pack on · unsent 14, 35 min · orders 27, 25 min"
    assert not at.loud
    assert at.looks == 1


@pytest.mark.parametrize("alarm", SyncAlarm)
def test_every_alarm_is_loud_and_goes_again(at: Window, alarm: SyncAlarm) -> None:
    at.presenter.on_status(replace(WELL, link=Link.AWAY, alarms=(alarm,)))
    assert at.loud
    at.presenter.on_status(WELL)
    assert not at.loud


@pytest.mark.parametrize(
    ("orders", "alarm"), [(0, None), (27, SyncAlarm.DISK_FULL)], ids=["no orders are left", "a full disk"]
)
def test_nobody_is_told_to_pack_on_who_cannot(orders: int, alarm: SyncAlarm | None) -> None:
    shown = CentralShown(Link.AWAY, None, 35, 14, 34, orders, None, alarm)
    assert "Central: away 35 min · " in central_words(shown)


@pytest.mark.parametrize("link", [Link.BARRED, Link.FORKED])
def test_a_bench_that_central_does_not_want_is_loud(at: Window, link: Link) -> None:
    at.presenter.on_status(replace(WELL, link=link))
    assert at.loud
    assert "fetch the lead" in at.line.words
    assert "carton" in at.line.words


@pytest.mark.parametrize(
    ("standing", "first"),
    [
        (None, "Finish this carton, fetch the lead: central says no"),
        (Standing.TOO_OLD, "Finish this carton, fetch the lead: this Packstation is too old"),
        (Standing.CLOSED, "Leave the carton, fetch the lead: central closed this bench"),
    ],
)
def test_what_to_do_with_the_carton_comes_before_why_central_says_no(
    standing: Standing | None, first: str
) -> None:
    """The end is what a narrow window cuts off."""
    shown = CentralShown(Link.BARRED, standing, 0, 0, None, 0, None, None)
    assert central_words(shown).startswith(f"{first} · ")


def test_few_orders_are_told_first(at: Window) -> None:
    shown = CentralShown(Link.AWAY, None, 10, 5, 10, 4, 20, SyncAlarm.BUNDLE_NEARLY_USED)
    assert central_words(shown).startswith("Few orders left · orders 4, 20 min · Central: away")


def test_news_of_the_site_is_passed_on_and_a_mere_count_is_not(at: Window) -> None:
    at.presenter.on_status(WELL)
    heard = at.news
    at.presenter.on_status(replace(WELL, unsent=3, oldest_unsent_at=at.clock.now()))
    assert at.news == heard
    at.presenter.on_status(replace(WELL, cursor=10))
    assert at.news == heard + 1


def test_what_the_sync_says_on_its_thread_is_read_on_the_windows(at: Window, qtbot: QtBot) -> None:
    signals = CentralSignals()
    signals.connect_to(at.presenter)
    signals.tell(WELL)
    assert at.line.words == ""
    qtbot.waitUntil(lambda: at.line.words.startswith("Central: connected"), timeout=2_000)


def test_a_station_alone_says_nothing(at: Window) -> None:
    at.presenter.on_tick()
    assert at.line.isHidden()
    assert ALONE.link is Link.ALONE
