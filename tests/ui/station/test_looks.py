"""Letters and hand are changed by key on every screen; what is read stays where reading begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QTableView, QWidget

from packstation.ui.theme import Look
from tests.ui.at_window import STATES, AtWindow

pytestmark = pytest.mark.gui

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front."""
    return at_window


def press(bench: AtWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(bench.focused, key, CTRL)
    bench.show_all()


def left_of(bench: AtWindow, kind: type[QWidget], name: str) -> int:
    widget = bench.window.findChild(kind, name)
    assert isinstance(widget, QWidget)
    return widget.mapTo(bench.window, QPoint(0, 0)).x()


@pytest.mark.parametrize("state", ["signed out", "pin", "start", "packing", "question"])
def test_keys_change_the_letters_on_every_screen(bench: AtWindow, state: str) -> None:
    STATES[state](bench)
    kept: list[Look] = []
    bench.window.looks.on_change = kept.append
    before = bench.window.fontInfo().pixelSize()
    press(bench, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)
    assert kept == [Look(125), Look(150), Look(125)]
    assert bench.window.fontInfo().pixelSize() > before
    press(bench, Qt.Key.Key_0, Qt.Key.Key_0, Qt.Key.Key_Minus)
    assert kept[3:] == [Look(100)]
    assert bench.window.fontInfo().pixelSize() == before


def test_the_usual_size_is_the_one_of_the_settings(bench: AtWindow) -> None:
    bench.window.looks.wear(Look(200), Look(150))
    press(bench, Qt.Key.Key_0)
    assert bench.window.looks.now == Look(150)


def test_the_other_hand_gets_weight_and_buttons_and_reads_as_before(bench: AtWindow) -> None:
    STATES["packing"](bench)
    assert left_of(bench, QLabel, "weight") > left_of(bench, QTableView, "lines")
    assert left_of(bench, QPushButton, "command_BACK") < bench.window.entry.x()
    act = left_of(bench, QLabel, "next_act")
    press(bench, Qt.Key.Key_L)
    assert left_of(bench, QLabel, "weight") < left_of(bench, QTableView, "lines")
    assert left_of(bench, QPushButton, "command_BACK") > bench.window.entry.x()
    assert left_of(bench, QLabel, "next_act") == act
    assert bench.window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    press(bench, Qt.Key.Key_L)
    assert left_of(bench, QLabel, "weight") > left_of(bench, QTableView, "lines")


def test_the_keys_of_the_pin_change_sides_too(bench: AtWindow) -> None:
    STATES["pin"](bench)
    press(bench, Qt.Key.Key_L)
    assert left_of(bench, QPushButton, "pad_1") < left_of(bench, QPushButton, "pick_Ida")


def test_what_large_letters_leave_no_room_for_is_reached_by_the_page_keys(bench: AtWindow) -> None:
    STATES["blind"](bench)
    bench.window.looks.wear(Look(200), Look())
    bench.show_all()
    warning = bench.window.findChild(QLabel, "weight_warning")
    assert isinstance(warning, QLabel)
    assert not in_sight(warning)
    for _ in range(4):
        bench.key(Qt.Key.Key_PageDown)
    assert in_sight(warning)


def in_sight(widget: QWidget) -> bool:
    """Whether its end can be seen."""
    place: QWidget | None = widget
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    assert isinstance(place, QScrollArea)
    end = widget.mapTo(place, QPoint(0, widget.height())).y()
    return end <= place.height() + 1
