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

from packstation.bootstrap import STORE_NAME
from packstation.domain.act import StationStarted, StationStopped
from packstation.persistence.read_journal import read_journal
from packstation.run import SETTINGS_NAME, run
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
