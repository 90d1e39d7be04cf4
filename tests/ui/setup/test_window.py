"""The steps as a person sees them, from an empty home to a bench, with simulated devices at real ends."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from packstation import set_up as module
from packstation.devices.simulated.bench import SimulatedBench
from packstation.devices.simulated.printer import Jam
from packstation.domain.act import PersonEnrolled
from packstation.domain.bench_setup import SetupStep
from packstation.domain.site_act import SettingsChanged
from packstation.persistence.read_journal import read_journal
from packstation.places import SETTINGS_NAME, SETUP_NAME, STORE_NAME
from packstation.run import is_set_up
from packstation.set_up import set_up
from packstation.settings.station import load
from packstation.ui.setup.view import SetupWindow
from packstation.ui.translation import OWN_NAMES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the simulated cables are ptys")


class Person:
    """Reads the window, types into it, clicks in it."""

    def __init__(self, window: SetupWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def read(self, name: str) -> str:
        """A text that can be seen."""
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel), name
        return label.text()

    def wait(self, name: str, part: str) -> None:
        """Wait until a text says this."""
        self._qtbot.waitUntil(lambda: part in self.read(name), timeout=10_000)

    def click(self, name: str) -> None:
        """Click a key that can be seen, once what was asked before is answered."""
        self.settle()
        button = self.window.findChild(QPushButton, name)
        assert isinstance(button, QPushButton), name
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        """Wait for the answer to what was asked."""
        presenter = self.window._presenter
        assert presenter is not None
        self._qtbot.waitUntil(lambda: not presenter._course.busy, timeout=15_000)

    def write(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there."""
        made = self.window.findChild(QWidget, name)
        assert isinstance(made, QLineEdit | QPlainTextEdit), name
        made.selectAll()
        first, *others = text.split("\n")
        QTest.keyClicks(made, first)
        for line in others:
            QTest.keyClick(made, Qt.Key.Key_Return)
            QTest.keyClicks(made, line)

    def go(self, name: str, title: str) -> None:
        """Click BACK, SKIP or NEXT, and wait for the step behind it."""
        self.click(name)
        self.wait("setup_title", title)


Play = Callable[[Person], None]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Play], bool]]:
    """Lead a person through the steps of one home; whether the bench may start."""
    hook, caught = sys.excepthook, threading.excepthook

    def lead(act: Play) -> bool:
        def show(window: SetupWindow) -> int:
            act(Person(window, qtbot))
            window.close()
            return 0

        monkeypatch.setattr(module, "show_until_closed", show)
        return set_up(tmp_path / "home")

    yield lead
    sys.excepthook, threading.excepthook = hook, caught


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[SimulatedBench]:
    """A scanner, a scale and a printer that are switched on."""
    bench = SimulatedBench(tmp_path / "devices")
    yield bench
    bench.switch_off()


def test_an_empty_home_becomes_a_bench_from_start_to_end(
    play: Callable[[Play], bool], devices: SimulatedBench, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    host, port = devices.printer_address

    def person(me: Person) -> None:
        me.click("setup_language_en")
        me.go("setup_next", "What is this bench called")
        me.write("setup_name", "Bench 7")
        me.write("setup_sender", "Mugs & Co.\nStreet 1")
        me.go("setup_next", "first lead")
        me.write("lead_name", "Lea")
        me.write("lead_pin", "123456")
        me.write("lead_pin_again", "123456")
        me.click("lead_ok")
        me.wait("setup_answer", "Lea is the lead")
        me.go("setup_next", "scanner and scale")
        scan_and_weigh(me, devices)
        me.go("setup_next", "label printer")
        me.write("setup_address", f"{host}:{port}")
        print_a_test(me, devices)
        me.go("setup_next", "products and orders")
        me.go("setup_next", "how the bench stands")
        assert "tested" in me.read("setup_line_5")
        me.click("setup_next")

    assert play(person)
    assert is_set_up(home)
    settings = load(home / SETTINGS_NAME)
    assert (settings.name, settings.policy.ship_from) == ("Bench 7", ("Mugs & Co.", "Street 1"))
    assert [each.serial.port for each in settings.scanners] == [devices.scanner.port]
    assert settings.scale is not None
    assert settings.printer is not None
    assert (settings.printer.host, settings.printer.tcp_port) == (host, port)
    acts = [entry.act for entry in read_journal(home / STORE_NAME)]
    assert any(isinstance(act, PersonEnrolled) for act in acts)
    keys = {key for act in acts if isinstance(act, SettingsChanged) for key in act.keys.split()}
    assert keys == {"station.language", "station.name", "packing.ship_from", "scanner", "scale", "printer"}


def print_a_test(me: Person, devices: SimulatedBench) -> None:
    """First without paper, then with a new roll."""
    devices.printer.engine.jam(Jam.PAPER_OUT)
    me.click("setup_print")
    me.wait("setup_answer", "no labels left")
    assert devices.printer.engine.received == ()
    devices.printer.engine.clear()
    me.click("setup_print")
    me.wait("setup_answer", "The test label is printed")
    assert len(devices.printer.engine.printed) == 1


def scan_and_weigh(me: Person, devices: SimulatedBench) -> None:
    me.write("setup_port", devices.scanner.port)
    me.click("setup_test")
    me.wait("setup_answer", "Scan any barcode")
    scanned = False

    def scan() -> bool:
        nonlocal scanned
        devices.scanner.scan("4006381333931")
        QTest.qWait(100)
        scanned = "4006381333931" in me.read("setup_answer")
        return scanned

    me._qtbot.waitUntil(scan, timeout=10_000)
    me.click("setup_use")
    me.wait("setup_answer", "in use at this bench")
    me.write("setup_port", devices.scale.port)
    me.click("setup_kind_mt-sics")
    devices.scale.put(500)
    me.click("setup_test")
    me.wait("setup_answer", "The scale works. It shows 500 g")
    me.click("setup_use")
    me.wait("setup_answer", "in use at this bench")


def test_the_power_goes_in_between_and_the_steps_go_on(play: Callable[[Play], bool], tmp_path: Path) -> None:
    home = tmp_path / "home"

    def first(me: Person) -> None:
        me.go("setup_next", "What is this bench called")
        me.write("setup_name", "Bench 7")
        me.go("setup_next", "first lead")

    def second(me: Person) -> None:
        me.wait("setup_title", "first lead")
        me.go("setup_back", "What is this bench called")
        field = me.window.findChild(QLineEdit, "setup_name")
        assert isinstance(field, QLineEdit)
        assert field.text() == "Bench 7"

    assert not play(first)
    assert not is_set_up(home)
    assert (home / SETUP_NAME).read_text("utf-8") == SetupStep.LEAD.value
    assert not play(second)


def test_keys_lead_through_the_steps_too(play: Callable[[Play], bool]) -> None:
    def person(me: Person) -> None:
        me.settle()
        QTest.keyClick(me.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        me.wait("setup_title", "What is this bench called")
        me.settle()
        QTest.keyClick(me.window, Qt.Key.Key_Escape)
        me.wait("setup_title", "Which language")

    assert not play(person)


def test_another_language_is_spoken_at_once(play: Callable[[Play], bool], tmp_path: Path) -> None:
    def person(me: Person) -> None:
        me.click("setup_language_de")
        me.wait("setup_title", "Welche Sprache")
        me.go("setup_next", "Wie heißt dieser Packplatz")

    assert not play(person)
    assert load(tmp_path / "home" / SETTINGS_NAME).language == "de"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("language", OWN_NAMES)
def test_no_step_is_cut_off_at_the_side(
    play: Callable[[Play], bool], language: str, size: tuple[int, int]
) -> None:
    def person(me: Person) -> None:
        me.window.resize(QSize(*size))
        me.click(f"setup_language_{language}")
        for number in range(1, len(SetupStep)):
            before = me.read("setup_place")
            me.click("setup_skip")
            assert me.read("setup_place") != before, number
            me.settle()
            for area in me.window.findChildren(QScrollArea):
                inside = area.widget()
                if area.isVisible() and inside is not None:
                    assert inside.minimumSizeHint().width() <= area.maximumViewportSize().width()
            for button in me.window.findChildren(QPushButton):
                if button.isVisible() and button.text():
                    wide = max(map(button.fontMetrics().horizontalAdvance, button.text().split("\n")))
                    assert wide <= button.width(), (button.objectName(), button.text())

    assert not play(person)


def test_a_home_whose_settings_were_written_by_hand_needs_no_steps(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_text('[station]\nname = "Bench 2"\n', "utf-8")
    assert is_set_up(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [SETTINGS_NAME]
