"""A stranger with a mouse packs the first order: the buttons beside the bench are all that is needed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.demo.assembly import DemoBench
from packstation.demo.dock import WorldDock
from packstation.demo.hands import TouchHands
from packstation.demo.play import LabelChute, add_dock
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.turn import TURNS
from packstation.devices.simulated.printer import Jam
from packstation.domain.command_code import Command
from packstation.ui import translation
from packstation.ui.pseudo import PseudoTranslations
from packstation.ui.translation import OWN_NAMES, speak
from tests.ui import heard

pytestmark = pytest.mark.gui

SAME_IN_SOME = {
    "de": {"world_training", "world_cable_scanner", "section 0"},
    "fr": {"world_cable_scanner", "section 0"},
}
"""Words that a language has from English."""


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


@pytest.fixture
def _english() -> Iterator[None]:
    """Whatever a test speaks, the next one speaks English."""
    before = translation._current, translation._spoken
    yield
    translation._current, translation._spoken = before


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize("language", [name for name in OWN_NAMES if name != "en"])
def test_the_dock_speaks_the_language_of_the_window(stranger: Stranger, language: str) -> None:
    english = words(stranger.dock)
    stranger.window.resize(1366, 768)
    stranger.window.looks.speak(language)
    for follow in stranger.window.looks.followers:
        follow(stranger.window.looks.now)
    same = {name for name, text in words(stranger.dock).items() if text == english[name]}
    assert same <= SAME_IN_SOME.get(language, set())
    QApplication.processEvents()
    area = stranger.dock.area
    assert stranger.dock._world.minimumSizeHint().width() <= area.viewport().width()
    assert stranger.dock.width() < stranger.window.width() * 2 // 5
    assert heard.nameless(stranger.dock) == []


@pytest.mark.usefixtures("_english")
def test_no_word_of_the_dock_is_left_without_translation(stranger: Stranger) -> None:
    speak(PseudoTranslations())
    stranger.dock.speak()
    own = {product.name for product in stranger.dock._warehouse.products.values()}
    codes = {person.badge for person in stranger.dock._warehouse.people}
    assert heard.foreign(stranger.dock, frozenset(own | codes)) == []


def words(dock: WorldDock) -> dict[str, str]:
    """What stands on every key and over every section, by name."""
    keys = (key for key in dock.findChildren(QPushButton) if key.objectName().startswith("world_"))
    found = {key.objectName(): key.text() for key in keys}
    found |= {f"section {n}": one.title() for n, one in enumerate(dock.findChildren(QGroupBox))}
    return {**found, "title": dock.windowTitle()}


def test_guide_and_training_are_at_hand_however_far_the_dock_is_scrolled(stranger: Stranger) -> None:
    stranger.window.show()
    bar = stranger.dock.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert bar.value() > 0
    for key in (stranger.dock.guide_switch, stranger.dock.training_button):
        assert not key.visibleRegion().isEmpty()
        assert stranger.dock.rect().contains(key.mapTo(stranger.dock, key.rect().center()))


def test_tab_leads_through_the_dock_as_it_is_read(stranger: Stranger) -> None:
    stranger.window.show()
    QAccessible.setActive(True)
    stops = [one for one in heard.tabbed(stranger.window) if stranger.dock.isAncestorOf(one)]
    names = [one.objectName().removeprefix("world_") for one in stops]
    assert names == [
        *("guide", "training", "scan_badge_lead", "scan_badge_packer", "totes", "scan_tote", "goods"),
        *("scan_good", "put_in", "put_aside", "others", "scan_other", "put_on", "take_off", "box"),
        *("take_out", "look_beside", "stick", "throw_label", "scan_last"),
        *("cable_scanner", "cable_scale", "cable_printer", "jam_paper_out", "jam_head_open"),
    ]
    for stop in stops:
        found = QAccessible.queryAccessibleInterface(stop)
        assert found.text(QAccessible.Text.Name) or found.childCount(), stop.objectName()
        assert found.state().focusable
    assert heard.dead_stops(stranger.window) == []


def test_whoever_has_only_keys_packs_by_the_dock_too(stranger: Stranger) -> None:
    def press(name: str) -> None:
        part = stranger.window.findChild(QWidget, f"world_{name}")
        assert isinstance(part, QWidget)
        before = stranger.screen.glance()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(part, Qt.Key.Key_Return)
        stranger.sees(lambda: stranger.screen.glance() != before)

    stranger.window.activateWindow()
    press("scan_badge_packer")
    stranger.reads("Scan a tote")
    press("totes")
    stranger.reads("Scan the goods")
    while stranger.screen.glance().act.startswith("Scan the goods"):
        press("goods")
    stranger.reads("Put the carton on the scale")
    press("put_on")
    stranger.reads("Stick label")
    press("stick")
    stranger.reads("Scan a tote")
    assert len(stranger.dock.player.world.table.shelf) == 1


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
