"""A stranger with a mouse packs the first order: the buttons beside the bench are all that is needed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from packstation.demo.assembly import DemoBench
from packstation.demo.dock import TURNS
from packstation.demo.hands import TouchHands
from packstation.demo.play import LabelChute, add_dock
from packstation.demo.screen_reader import ScreenReader
from packstation.devices.simulated.printer import Jam
from packstation.domain.command_code import Command

pytestmark = pytest.mark.gui


class Stranger:
    """Looks at the screen and clicks."""

    def __init__(self, bench: DemoBench, chute: LabelChute, bot: QtBot) -> None:
        self.dock = add_dock(bench, chute)
        self.window = bench.station.window
        self.screen: ScreenReader = self.dock.player.screen
        self._bot = bot
        self.sees(lambda: len(self.screen.glance().lamps) == 3)

    def sees(self, condition: Callable[[], bool]) -> None:
        """Wait for something to be seen."""
        self._bot.waitUntil(condition, timeout=5000)

    def clicks(self, name: str) -> None:
        """Click a button of the dock, and wait until the bench has answered and all is in its place."""
        before = self.screen.glance()
        button = self.window.findChild(QPushButton, f"world_{name}")
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.sees(lambda: self.screen.glance() != before)

    def reads(self, act: str) -> None:
        """Wait for the next act, and for its section to be marked."""
        self.sees(lambda: self.screen.glance().act.startswith(act))
        self.sees(lambda: self.dock.turn == TURNS[self.window.next_act.code])


@pytest.fixture
def stranger(bench: DemoBench, chute: LabelChute, qtbot: QtBot) -> Stranger:
    return Stranger(bench, chute, qtbot)


def test_the_first_order_is_packed_with_the_mouse_alone(stranger: Stranger) -> None:
    stranger.reads("Scan your badge")
    stranger.clicks("scan_badge_packer")
    stranger.reads("Scan a tote")
    stranger.clicks("scan_tote")
    stranger.reads("Scan the goods")
    while stranger.screen.glance().act.startswith("Scan the goods"):
        stranger.clicks("scan_good")
    stranger.reads("Put the carton on the scale")
    stranger.clicks("put_on")
    stranger.reads("Stick label")
    stranger.clicks("stick")
    stranger.reads("Scan a tote")
    assert stranger.screen.glance().word == "ORDER COMPLETE"
    (box,) = stranger.dock.player.world.table.shelf
    assert box.pieces == {"MUG-BLUE": 2, "TEA-EARL": 1, "NOTE-A5": 1}


def test_a_thing_the_bench_refused_does_not_go_into_the_box(stranger: Stranger) -> None:
    stranger.clicks("scan_badge_packer")
    stranger.reads("Scan a tote")
    stranger.clicks("scan_tote")
    stranger.reads("Scan the goods")
    stranger.dock.others.setCurrentText("Desk lamp, brushed brass")
    stranger.clicks("scan_other")
    assert stranger.screen.glance().word == "NO"
    table = stranger.dock.player.world.table
    assert table.box is not None
    assert table.box.goods == []


@pytest.mark.parametrize(
    ("name", "lamp"), [("cable_scale", "scale: not there"), (f"jam_{Jam.HEAD_OPEN}", "printer: lid open")]
)
def test_trouble_is_made_and_mended_at_the_press_of_a_button(
    stranger: Stranger, name: str, lamp: str
) -> None:
    stranger.clicks(name)
    stranger.sees(lambda: lamp in stranger.screen.glance().lamps)
    stranger.clicks(name)
    stranger.sees(lambda: lamp.partition(":")[0] in stranger.screen.glance().lamps)


def test_the_dock_leaves_the_keyboard_to_the_bench(stranger: Stranger) -> None:
    stranger.clicks("scan_badge_packer")
    stranger.reads("Scan a tote")
    entry = stranger.window.findChild(QLineEdit, "entry")
    assert isinstance(entry, QLineEdit)
    assert stranger.window.focusWidget() is entry
    stranger.clicks("scan_tote")
    assert stranger.window.focusWidget() is entry


def test_the_window_and_the_store_say_that_they_are_a_demo(stranger: Stranger, bench: DemoBench) -> None:
    assert "DEMO" in stranger.window.windowTitle()
    assert "DEMO" in stranger.screen.text("demo_mark")
    assert bench.station.store.demo


def test_the_second_carton_of_an_order_is_another_box(stranger: Stranger) -> None:
    stranger.clicks("scan_badge_packer")
    stranger.reads("Scan a tote")
    stranger.clicks("scan_tote")
    stranger.reads("Scan the goods")
    table = stranger.dock.player.world.table
    stranger.sees(lambda: table.tote is not None)
    stranger.clicks("scan_good")
    stranger.sees(lambda: table.box is not None and len(table.box.goods) == 1)
    TouchHands(stranger.screen).command(Command.NEXT_CARTON)
    stranger.reads("Put the carton on the scale")
    stranger.clicks("put_on")
    stranger.reads("Stick label")
    stranger.clicks("stick")
    stranger.reads("Scan the goods")
    stranger.sees(lambda: len(table.shelf) == 1)
    assert table.box is not None
    assert table.tote is not None
    assert (table.box.goods, len(table.tote.goods)) == ([], 3)


def test_no_section_of_the_dock_moves_whatever_happens_at_the_bench(stranger: Stranger) -> None:
    def places() -> dict[str, int]:
        return {section.title(): section.y() for section in stranger.dock.findChildren(QGroupBox)}

    stranger.reads("Scan your badge")
    stranger.window.show()
    before = places()
    assert len(before) == len(set(before.values())) == 6
    stranger.clicks("scan_badge_packer")
    stranger.reads("Scan a tote")
    stranger.clicks("scan_tote")
    stranger.reads("Scan the goods")
    while stranger.screen.glance().act.startswith("Scan the goods"):
        stranger.clicks("scan_good")
    stranger.reads("Put the carton on the scale")
    stranger.clicks("put_on")
    stranger.reads("Stick label")
    stranger.sees(lambda: not stranger.dock._picture.pixmap().isNull())
    assert places() == before
