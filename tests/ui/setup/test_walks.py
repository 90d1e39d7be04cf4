"""The whole first start by keys alone, by touch alone, by a scanner that types; every step is found again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from packstation.application.change_settings import ChangeSettings
from packstation.application.sign_in import Enrol
from packstation.devices.simulated.bench import SimulatedBench
from packstation.domain.bench_setup import SetupStep
from packstation.places import SETTINGS_NAME, STORE_NAME
from packstation.run import is_set_up
from packstation.settings.station import load
from packstation.ui.setup.course import Course, SetupTools
from packstation.ui.setup.presenter import STEPS, SetupPresenter
from packstation.ui.setup.view import SetupWindow
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner
from tests.fakes.secrets import FakeSecrets
from tests.fakes.setup import FakeFinder, FakeSetupFile, FakeSetupMemory, FakeTrial
from tests.ui.setup.person import Person, Play

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform == "win32", reason="the simulated cables are ptys"),
]

TITLES = ("Which language", "What is this bench called", "first lead", "scanner and scale", "label printer")
MOST_STOPS = 60
TOUCHED = {
    "de": ("Packplatz 7", "Müller & Söhne\nGroße Straße 1", "Jürgen Groß"),
    "pl": ("Stół 7", "Łąka i Syn\nŻółta 1", "Żaneta Wójcik"),
}
"""Name of the bench, sender and lead, in letters of that language."""


class Keys:
    """Somebody without mouse and touch: keys go to whatever has the focus, Tab leads to everything else."""

    def __init__(self, me: Person) -> None:
        self.me = me

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focused: QWidget | None = QApplication.focusWidget()
        assert focused is not None
        return focused

    def tab_to(self, name: str) -> None:
        """Press Tab until this has the focus."""
        self.me.settle()
        stops = []
        for _ in range(MOST_STOPS):
            if self.focus.objectName() == name:
                return
            stops.append(self.focus.objectName())
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}: {stops}")

    def arrow_to(self, name: str) -> None:
        """Tab leads to one of a group of which one is pressed in; arrows lead to the others."""
        group = name.rpartition("_")[0]
        for _ in range(MOST_STOPS):
            if self.focus.objectName() == name:
                return
            inside = self.focus.objectName().startswith(group)
            QTest.keyClick(self.focus, Qt.Key.Key_Right if inside else Qt.Key.Key_Tab)
            self.me.settle()
        raise AssertionError(f"no arrow comes to {name}")

    def enter(self, text: str = "") -> None:
        """Type, then Enter."""
        QTest.keyClicks(self.focus, text)
        QTest.keyClick(self.focus, Qt.Key.Key_Return)

    def replace(self, text: str) -> None:
        """Type in place of what stands there."""
        QTest.keyClick(self.focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self.focus, text)

    def on(self, title: str) -> None:
        """Ctrl and Enter: the step behind this one."""
        self.me.settle()
        QTest.keyClick(self.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.me.wait("setup_title", title)


class Fingers:
    """Somebody without keys: only what lies there and is not covered can be touched."""

    def __init__(self, me: Person) -> None:
        self.me = me

    def touch(self, name: str) -> None:
        """Touch a part of the window; scroll to it where it lies outside."""
        self.me.settle()
        found = [one for one in self.me.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, name
        part = found[0]
        self._scroll_to(part)
        place = part.mapTo(self.me.window, part.rect().center())
        below: QWidget | None = self.me.window.childAt(place)
        assert below is not None, name
        assert below is part or part.isAncestorOf(below), name
        QTest.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFrom(self.me.window, place))
        QApplication.processEvents()

    def write(self, field: str, text: str) -> None:
        """Touch a field, empty it, and tap what is to stand there."""
        self.touch(field)
        self.me._qtbot.waitUntil(self.me.window._keys.isVisible, timeout=2000)
        QTest.qWait(20)
        made = self.me.window.findChild(QWidget, field)
        assert isinstance(made, QLineEdit | QPlainTextEdit)
        while made.text() if isinstance(made, QLineEdit) else made.toPlainText():
            self.touch("write_⌫")
        for letter in text:
            self._tap(letter)

    def _tap(self, letter: str) -> None:
        if letter in {" ", "\n"}:
            self.touch("write_␣" if letter == " " else "write_OK")
            return
        shift = self.me.window.findChild(QPushButton, "write_⇧")
        if shift is not None and letter.isalpha() and shift.isChecked() != letter.isupper():
            self.touch("write_⇧")
        self.touch(f"write_{letter.lower()}")

    def _scroll_to(self, part: QWidget) -> None:
        area: QWidget | None = part
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        bar: QScrollBar = area.verticalScrollBar()
        for way in (bar.maximum(), bar.minimum()):
            for _ in range(20):
                middle = part.mapTo(area.viewport(), part.rect().center())
                if area.viewport().rect().contains(middle) or bar.value() == way:
                    break
                end = QPoint(bar.width() // 2, bar.height() - 3 if way else 3)
                QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=end)
                QApplication.processEvents()

    def on(self, title: str, name: str = "setup_next") -> None:
        """Touch NEXT."""
        self.touch(name)
        self.me.wait("setup_title", title)


def connect_by_keys(keys: Keys, devices: SimulatedBench) -> None:
    """A scanner on a port, then the printer with a label to see."""
    host, port = devices.printer_address
    keys.me.settle()
    keys.tab_to("setup_port")
    keys.replace(devices.scanner.port)
    keys.tab_to("setup_use")
    keys.enter()
    keys.me.wait("setup_answer", "in use at this bench")
    keys.on("label printer")
    keys.tab_to("setup_address")
    keys.replace(f"{host}:{port}")
    keys.tab_to("setup_print")
    keys.enter()
    keys.me.wait("setup_answer", "The test label is printed")


def test_keys_alone_lead_from_an_empty_home_to_a_bench(
    play: Callable[[Play], bool], devices: SimulatedBench, tmp_path: Path
) -> None:
    home = tmp_path / "home"

    def person(me: Person) -> None:
        keys = Keys(me)
        keys.arrow_to("setup_language_en")
        keys.enter()
        keys.on("What is this bench called")
        assert keys.focus.objectName() == "setup_name"
        keys.replace("Bench 7")
        keys.enter()
        assert keys.focus.objectName() == "setup_sender"
        QTest.keyClicks(keys.focus, "Mugs & Co.")
        keys.enter()
        QTest.keyClicks(keys.focus, "Street 1")
        keys.tab_to("setup_prefix")
        keys.enter("9521234")
        me.wait("setup_title", "first lead")
        for text in ("Lea", "123456", "123456"):
            keys.enter(text)
        me.wait("setup_answer", "Lea is the lead")
        keys.on("scanner and scale")
        connect_by_keys(keys, devices)
        keys.on("products and orders")
        keys.on("how the bench stands")
        me.settle()
        QTest.keyClick(keys.focus, Qt.Key.Key_Return)

    assert play(person)
    assert is_set_up(home)
    settings = load(home / SETTINGS_NAME)
    assert (settings.name, settings.policy.ship_from) == ("Bench 7", ("Mugs & Co.", "Street 1"))
    assert settings.printer is not None
    assert (home / STORE_NAME).exists()


def name_a_lead(fingers: Fingers, lead: str) -> None:
    """A name, and a PIN twice."""
    fingers.write("lead_name", lead)
    fingers.touch("write_OK")
    for _ in range(2):
        for digit in "123456":
            fingers.touch(f"write_{digit}")
        fingers.touch("write_OK")


@pytest.mark.parametrize("language", ["de", "pl"])
def test_touch_alone_leads_from_an_empty_home_to_a_bench(
    play: Callable[[Play], bool], devices: SimulatedBench, tmp_path: Path, language: str
) -> None:
    home = tmp_path / "home"
    host, port = devices.printer_address
    name, sender, lead = TOUCHED[language]

    def person(me: Person) -> None:
        fingers = Fingers(me)
        fingers.touch(f"setup_language_{language}")
        fingers.touch("setup_next")
        me._qtbot.waitUntil(lambda: me.window.findChild(QWidget, "setup_name").isVisible(), timeout=5000)  # type: ignore[union-attr]
        fingers.write("setup_name", name)
        fingers.write("setup_sender", sender)
        fingers.touch("setup_next")
        me._qtbot.waitUntil(lambda: me.window.findChild(QWidget, "lead_name").isVisible(), timeout=5000)  # type: ignore[union-attr]
        name_a_lead(fingers, lead)
        me.wait("setup_answer", lead)
        for wanted in ("setup_port", "setup_address"):
            fingers.touch("setup_next")
            me._qtbot.waitUntil(lambda w=wanted: me.window.findChild(QWidget, w).isVisible(), timeout=5000)  # type: ignore[misc,union-attr]
        fingers.write("setup_address", f"{host}:{port}")
        fingers.touch("write_▾")
        fingers.touch("setup_print")
        me._qtbot.waitUntil(lambda: len(devices.printer.engine.printed) == 1, timeout=10_000)
        me.settle()
        fingers.touch("setup_next")
        me._qtbot.waitUntil(me.window.stage.isVisible, timeout=5000)
        fingers.touch("setup_next")
        me._qtbot.waitUntil(lambda: me.window.findChild(QWidget, "setup_line_0") is not None, timeout=5000)
        fingers.touch("setup_next")

    assert play(person)
    settings = load(home / SETTINGS_NAME)
    assert (settings.name, settings.language) == (name, language)
    assert settings.policy.ship_from == tuple(sender.split("\n"))
    assert settings.printer is not None
    assert (settings.printer.host, settings.printer.tcp_port) == (host, port)


def test_a_scanner_that_types_is_tried_where_it_is_asked_for_and_leads_nowhere(
    play: Callable[[Play], bool],
) -> None:
    def person(me: Person) -> None:
        me.click("setup_language_en")
        for title in TITLES[1:4]:
            me.click("setup_skip")
            me.wait("setup_title", title)
        me.settle()
        keys = Keys(me)
        keys.tab_to("setup_typed")
        keys.enter("4006381333931")
        me.wait("setup_answer", "Arrived: 4006381333931")
        assert TITLES[3] in me.read("setup_title")

    assert not play(person)


class AtSettings:
    """A bench at work whose settings a lead has opened."""

    def __init__(self, warehouse: Warehouse, qtbot: QtBot) -> None:
        self.window, self.runner = SetupWindow(), FakeRunner(warehouse.printer)
        qtbot.addWidget(self.window)
        tools = SetupTools(
            ChangeSettings(warehouse.bench, FakeSetupFile()),
            Enrol(warehouse.bench, FakeSecrets()),
            FakeSetupMemory(None),
            FakeFinder(),
            FakeTrial(),
            lambda: ("de", "en"),
        )
        course = Course(self.window, tools, self.runner, by=warehouse.lea, has_lead=True)
        self.presenter = SetupPresenter(course)
        self.window.attach(self.presenter)
        self.presenter.open()
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.runner.settle()
        QApplication.processEvents()

    @property
    def step(self) -> SetupStep:
        """The step in front."""
        return self.presenter._course.step

    def keys(self) -> list[QPushButton]:
        """The keys to steps."""
        found = [one for one in self.window.findChildren(QPushButton) if one.isVisible()]
        return [one for one in found if one.objectName().startswith("setup_to_")]

    def settle(self) -> None:
        """Let what was asked be answered and shown."""
        self.runner.settle()
        QApplication.processEvents()


@pytest.mark.parametrize("by", ["key", "touch"])
def test_every_step_is_found_again_in_the_settings(qtbot: QtBot, warehouse: Warehouse, by: str) -> None:
    at = AtSettings(warehouse, qtbot)
    assert at.step is SetupStep.SUMMARY
    found = []
    for number in range(len(at.keys())):
        key = at.keys()[number]
        if by == "touch":
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        else:
            for _ in range(MOST_STOPS):
                focused: QWidget | None = QApplication.focusWidget()
                if focused is key or focused is None:
                    break
                QTest.keyClick(focused, Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is key
            QTest.keyClick(key, Qt.Key.Key_Return)
        at.settle()
        found.append(at.step)
        skip = at.window.findChild(QPushButton, "setup_skip")
        assert isinstance(skip, QPushButton)
        QTest.mouseClick(skip, Qt.MouseButton.LeftButton)
        at.settle()
        assert at.step is SetupStep.SUMMARY
    assert set(found) == set(STEPS) - {SetupStep.SUMMARY}
