"""The station's life from an empty home to its end, and what it says when it cannot begin."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from packstation.bootstrap import build
from packstation.domain.act import StationStarted, StationStopped
from packstation.domain.bench_setup import SetupStep
from packstation.persistence.nightly import NightlyBackup
from packstation.persistence.read_journal import read_journal
from packstation.places import SETUP_NAME, STORE_NAME
from packstation.run import SETTINGS_NAME, is_set_up, run
from packstation.settings.station import StationSettings
from packstation.storeroom import open_store
from packstation.ui.setup.view import SetupWindow
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.station.view import StationWindow
from tests.ui.quitting import take_back_quit

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    """Hooks, signals and the application as other tests know them."""
    hooks = sys.excepthook, threading.excepthook
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    sys.excepthook, threading.excepthook = hooks
    for number, handler in handlers.items():
        signal.signal(number, handler)
    gc.unfreeze()
    # The window that closes behind the loop is the last one, and asks once more to quit.
    take_back_quit(qapp)


def test_an_empty_home_becomes_a_station_that_stops_in_good_order(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "new" / "home"
    QTimer.singleShot(0, qapp.quit)
    assert run(home) == 0
    assert str(home / SETTINGS_NAME) in capsys.readouterr().out
    acts = [type(entry.act) for entry in read_journal(home / STORE_NAME)]
    assert (acts[0], acts[-1]) == (StationStarted, StationStopped)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[station]\nnmae = "Bench 2"\n', "line 2: station.nmae"),
        ("[packing]\n\ntolerance_grams = 1.5\n", "line 3: packing.tolerance_grams"),
        ('[[scanner]]\nname = "left"\n', "line 1: scanner.port"),
        ('[station\nname = "x"\n', "line 1"),
        ('[scale]\nport = "COM4"\npoll_ms = 2000\n', "line 3: scale.poll_ms"),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, said: str
) -> None:
    (tmp_path / SETTINGS_NAME).write_text(settings, "utf-8")
    assert run(tmp_path) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / STORE_NAME).exists()


def test_a_home_that_cannot_be_made_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(tmp_path / "file" / "home") == 2
    said = capsys.readouterr().err
    assert said.startswith("packstation cannot start: ")
    assert len(said.splitlines()) == 1


def test_a_bug_on_a_thread_of_ours_is_in_the_log(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a bug")

    def at_work() -> None:
        broken = threading.Thread(target=fail, name="nightly backup")
        broken.start()
        broken.join()
        qapp.quit()

    QTimer.singleShot(0, at_work)
    with caplog.at_level(logging.CRITICAL):
        assert run(tmp_path) == 0
    assert "nightly backup" in caplog.text
    assert "ZeroDivisionError" in caplog.text


MOST_LOOKS = 1000
"""Twenty seconds: then the window is closed over the head of whoever is lost in it."""


class Passing:
    """Somebody who goes through the steps, names a lead, and opens the settings of the bench once."""

    def __init__(self, qapp: QApplication) -> None:
        self.seen: list[str] = []
        self._app = qapp
        self._looks_left = MOST_LOOKS
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        self._looks_left -= 1
        if self._looks_left <= 0:
            # Each window that comes after it, too: a run that is lost fails, and never hangs.
            self._app.quit()
            return
        for window in self._app.topLevelWidgets():
            if window.isVisible() and isinstance(window, SetupWindow):
                self._at_step(window)
            elif window.isVisible() and isinstance(window, StationWindow):
                self._at_bench(window)

    def _note(self, seen: str) -> None:
        if self.seen[-1:] != [seen]:
            self.seen.append(seen)

    def _at_step(self, window: SetupWindow) -> None:
        presenter = window._presenter
        assert presenter is not None
        course = presenter._course
        self._note(course.step.value)
        if course.busy:
            return
        if course.step is SetupStep.LEAD and not course.has_lead:
            presenter.on_first_lead("Lea", "123456")
        else:
            presenter.on_next()

    def _at_bench(self, window: StationWindow) -> None:
        self._note("bench")
        presenter = window._inputs
        assert isinstance(presenter, StationPresenter)
        desk = presenter._desk
        if self.seen.count("bench") == 2:
            self._timer.stop()
            window.close()
        elif desk.actor is None and (people := desk.verbs.people()):
            presenter.sign_in._signed_in(people[0])
        elif desk.actor is not None and desk.open_settings is not None:
            desk.open_settings()


def test_behind_the_steps_the_bench_starts_and_a_lead_comes_back_to_them(
    qapp: QApplication, tmp_path: Path
) -> None:
    passing = Passing(qapp)
    assert run(tmp_path) == 0
    assert passing.seen == [*SetupStep, "bench", SetupStep.SUMMARY, "bench"]
    assert is_set_up(tmp_path)


def test_a_bench_with_people_waits_for_a_lead_before_it_asks_on(qapp: QApplication, tmp_path: Path) -> None:
    first = Passing(qapp)
    assert run(tmp_path) == 0
    assert first.seen[-1] == "bench"
    (tmp_path / SETUP_NAME).write_text("printer", "utf-8")
    passing = Passing(qapp)
    assert run(tmp_path) == 0
    assert passing.seen == ["bench", "printer", "files", "summary", "bench"]
    assert is_set_up(tmp_path)


def test_a_station_that_stumbles_at_its_end_lets_go_of_its_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_nightly: NightlyBackup) -> None:
        raise RuntimeError("a bug")

    station = build(StationSettings(), tmp_path)
    with monkeypatch.context() as planted:
        planted.setattr(NightlyBackup, "stop", stumble)
        with pytest.raises(RuntimeError, match="a bug"):
            station.stop()
    open_store(StationSettings(), tmp_path, demo=False).close()
    station.runner.stop()
