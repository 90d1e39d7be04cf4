"""The keys that pull the cables of the demonstration site: what they tell, and whose hand they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from packstation.demo.site import _obey
from packstation.demo.site_cables import CableDock
from packstation.demo.wire import CUT, FAIR

if TYPE_CHECKING:
    from packstation.demo.site import BenchProcess
    from packstation.demo.wire import Weather, Wire

pytestmark = pytest.mark.gui


class Cable:
    """Pulled, or not."""

    weather = FAIR

    def set(self, weather: Weather) -> None:
        self.weather = weather


class Hearing:
    """A bench that hears what is said to all."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def tell(self, word: str) -> None:
        self.heard.append(word)


def test_a_key_cuts_one_bench_off_and_joins_it_again(qtbot: QtBot) -> None:
    told: list[str] = []
    dock = CableDock(4, told.append, set())
    qtbot.addWidget(dock)
    for words in ("Bench 2: cut off", "Bench 2: connected"):
        dock.keys[1].click()
        assert dock.keys[1].text() == words
    assert told == ["cut 2", "join 2"]


@pytest.mark.parametrize(("width", "rows"), [(300, 2), (3_000, 1)])
def test_every_key_is_in_sight_however_large_the_letters_are(qtbot: QtBot, width: int, rows: int) -> None:
    told: list[str] = []
    window, dock = QMainWindow(), CableDock(4, told.append, set())
    qtbot.addWidget(window)
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.setFixedWidth(width)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: len({key.y() for key in dock.keys}) == rows, timeout=5_000)


def test_a_key_follows_whoever_typed_it_and_tells_nobody_again(qtbot: QtBot) -> None:
    told: list[str] = []
    out = {3}
    dock = CableDock(4, told.append, out)
    qtbot.addWidget(dock)
    qtbot.waitUntil(lambda: dock.keys[2].text() == "Bench 3: cut off", timeout=5_000)
    out.clear()
    qtbot.waitUntil(lambda: dock.keys[2].text() == "Bench 3: connected", timeout=5_000)
    assert told == []


@pytest.mark.parametrize(
    ("line", "pulled"),
    [("cut 2", [2]), ("cut", [1, 2, 3, 4]), ("cut 9", []), ("cut x", []), ("packing", []), ("", [])],
)
def test_what_is_typed_or_pressed_pulls_those_cables_and_no_others(line: str, pulled: list[int]) -> None:
    cables, bench = [Cable() for _ in range(4)], Hearing()
    wires, benches = cast("list[Wire]", cables), cast("list[BenchProcess]", [bench])
    _obey(line, wires, benches)
    assert [n for n, cable in enumerate(cables, 1) if cable.weather is CUT] == pulled
    assert bench.heard == [f"cut {n}" for n in pulled]
    _obey("join", wires, benches)
    assert all(cable.weather is FAIR for cable in cables)
