"""The steps as a person sees them, from an empty home to a bench, with simulated devices at real ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget

from packstation.devices.simulated.bench import SimulatedBench
from packstation.devices.simulated.printer import Jam
from packstation.domain.act import PersonEnrolled
from packstation.domain.bench_setup import SetupStep
from packstation.domain.intake_act import OrdersImported
from packstation.domain.site_act import SettingsChanged
from packstation.persistence.read_journal import read_journal
from packstation.places import SETTINGS_NAME, SETUP_NAME, STORE_NAME
from packstation.run import is_set_up
from packstation.settings.station import load
from packstation.ui.intake.columns.view import ColumnsScreen
from packstation.ui.intake.waiting.view import RowsScreen
from packstation.ui.translation import OWN_NAMES
from tests.ui.intake.at_files import HEADERS, drop_files, orders
from tests.ui.setup.person import Person, Play

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the simulated cables are ptys")


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


def make_a_lead(me: Person) -> None:
    """Through the first steps to the one of files, with a lead or without."""
    me.click("setup_language_en")
    me.go("setup_next", "What is this bench called")
    me.go("setup_next", "first lead")
    me.write("lead_name", "Lea")
    me.write("lead_pin", "123456")
    me.write("lead_pin_again", "123456")
    me.click("lead_ok")
    me.wait("setup_answer", "Lea is the lead")


def to_files(me: Person) -> None:
    """Skip on to the step of files."""
    while "products and orders" not in me.read("setup_title"):
        before = me.read("setup_title")
        me.click("setup_skip")
        me._qtbot.waitUntil(lambda b=before: me.read("setup_title") != b, timeout=5000)  # type: ignore[misc]
    me.settle()


def drag(me: Person, *paths: Path) -> None:
    """Drag files onto the step."""
    stage = me.window.stage
    drop_files(me.window, stage.mapTo(me.window, stage.rect().center()), *paths)


def test_the_step_of_files_takes_a_file_in_with_the_screens_of_the_bench(
    play: Callable[[Play], bool], tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(orders(("A1", "MUG", 1), ("A2", "MUG", "many")), "utf-8")

    def person(me: Person) -> None:
        make_a_lead(me)
        to_files(me)
        drag(me, path)
        me.wait("setup_asked", "Take in orders from orders.csv?")
        me.click("setup_next")
        me.wait("setup_answer", "question")
        assert "products and orders" in me.read("setup_title")
        me.click("answer_1")
        me.wait("setup_asked", "orders.csv is in")
        me.click("answer_2")
        me._qtbot.waitUntil(lambda: me.window.findChild(RowsScreen) is not None, timeout=5000)
        rows = me.window.findChild(RowsScreen)
        assert isinstance(rows, RowsScreen)
        me._qtbot.waitUntil(rows.isVisible, timeout=5000)
        (cell,) = rows._cells.findItems("many", Qt.MatchFlag.MatchExactly)
        cell.setText("2")
        me.click("row_again")
        me._qtbot.waitUntil(lambda: not rows.isVisible(), timeout=5000)
        me.go("setup_next", "how the bench stands")
        me.click("setup_next")

    assert play(person)
    acts = [entry.act for entry in read_journal(tmp_path / "home" / STORE_NAME)]
    assert any(isinstance(act, OrdersImported) for act in acts)


def test_columns_that_nobody_knows_are_named_at_the_step(
    play: Callable[[Play], bool], tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(orders(("A1", "MUG", 1), headers=("Beleg", "Teil", "Zahl", *HEADERS[3:])), "utf-8")

    def person(me: Person) -> None:
        make_a_lead(me)
        to_files(me)
        drag(me, path)
        me.wait("setup_asked", "odd.csv")
        me.click("answer_1")
        me._qtbot.waitUntil(lambda: me.window.findChild(ColumnsScreen) is not None, timeout=5000)
        screen = me.window.findChild(ColumnsScreen)
        assert isinstance(screen, ColumnsScreen)
        me._qtbot.waitUntil(screen.isVisible, timeout=5000)
        me.click("setup_back")
        me._qtbot.waitUntil(lambda: not screen.isVisible(), timeout=5000)
        assert "products and orders" in me.read("setup_title")
        me.click("setup_back")
        me.wait("setup_title", "label printer")

    assert not play(person)


def test_without_a_lead_the_step_says_who_takes_files_in(
    play: Callable[[Play], bool], tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(orders(("A1", "MUG", 1)), "utf-8")

    def person(me: Person) -> None:
        me.click("setup_language_en")
        to_files(me)
        acts: tuple[Callable[[], None], ...] = (lambda: drag(me, path), lambda: me.click("setup_pick"))
        for act in acts:
            me.window.say(None)
            act()
            me.wait("setup_answer", "Only a lead takes files in")

    assert not play(person)


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


def test_a_lead_who_is_typed_and_not_confirmed_is_not_lost_by_next(play: Callable[[Play], bool]) -> None:
    def person(me: Person) -> None:
        me.click("setup_language_en")
        me.go("setup_next", "What is this bench called")
        me.go("setup_next", "first lead")
        me.write("lead_name", "Lea")
        me.click("setup_next")
        assert "first lead" in me.read("setup_title")
        for name in ("lead_pin", "lead_pin_again"):
            me.write(name, "123456")
        me.click("setup_next")
        me.wait("setup_answer", "Lea is the lead")
        focused: QWidget | None = me.window.focusWidget()
        assert focused is not None
        assert focused.objectName() == "setup_next"
        me.go("setup_next", "scanner and scale")

    assert not play(person)


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


def test_what_was_answered_is_said_in_the_language_that_is_switched_to(play: Callable[[Play], bool]) -> None:
    def person(me: Person) -> None:
        me.go("setup_skip", "What is this bench called")
        me.write("setup_name", " ")
        me.click("setup_next")
        assert me.read("setup_answer") == "\u2717  The bench needs a name."
        me.window.speak("de")
        assert me.read("setup_answer") == "\u2717  Der Packplatz braucht einen Namen."

    assert not play(person)


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
