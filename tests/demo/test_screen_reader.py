"""The simulated packer sees what a person would see, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from packstation.demo.screen_reader import ScreenReader
from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.uuid7 import Uuid7Source
from packstation.ui.desk import Screen
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind

pytestmark = pytest.mark.gui

TASK = PackTask(
    Order(
        Uuid7Source(lambda: 1)(),
        "SO-1",
        tuple(OrderLine(number, f"SKU-{number}", 2, f"Thing {number}") for number in range(1, 60)),
    )
)
NO = Verdict(VerdictKind.NO, RefusalCode.NOT_ON_ORDER, {"sku": "LID"})


@pytest.fixture
def window(qtbot: QtBot) -> StationWindow:
    window = StationWindow("Bench", demo=True)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.pack.show_task(TASK)
    return window


@pytest.fixture
def screen(window: StationWindow) -> ScreenReader:
    return ScreenReader(window)


def test_an_order_behind_another_screen_is_not_seen(window: StationWindow, screen: ScreenReader) -> None:
    window.show_screen(Screen.SIGN_IN)
    assert (screen.glance().order, screen.glance().rows) == ("", ())
    window.show_screen(Screen.PACK)
    assert screen.glance().order == "Order SO-1"
    assert screen.glance().rows[0] == ("0 of 2", "SKU-1", "Thing 1")


def test_lines_that_are_scrolled_out_of_sight_are_not_seen(
    window: StationWindow, screen: ScreenReader, qtbot: QtBot
) -> None:
    window.show_screen(Screen.PACK)
    qtbot.waitUntil(lambda: 0 < len(screen.glance().rows) < len(TASK.order.lines))


def test_only_buttons_that_are_offered_can_be_clicked(window: StationWindow, screen: ScreenReader) -> None:
    window.show_screen(Screen.PACK)
    window.show_commands(frozenset({Command.UNDO}))
    assert screen.glance().buttons == {"UNDO"}
    assert screen.click("UNDO")
    assert not screen.click("NEXT")


def test_a_hidden_code_field_takes_no_typing(window: StationWindow, screen: ScreenReader) -> None:
    window.show_screen(Screen.SIGN_IN)
    screen.enter("SO-1")
    assert window.entry.text() == ""


def test_the_same_answer_given_twice_is_seen_twice(window: StationWindow, screen: ScreenReader) -> None:
    window.show_verdict(NO)
    first = screen.glance()
    window.show_verdict(NO)
    second = screen.glance()
    assert (first.word, first.saying) == (second.word, second.saying)
    assert (first.flashes, second.flashes) == (1, 2)


def test_a_double_read_leaves_the_answer_as_it_was(window: StationWindow, screen: ScreenReader) -> None:
    window.show_verdict(Verdict(VerdictKind.YES, Said.COUNTED, {"packed": 1, "wanted": 2, "name": "Mug"}))
    window.show_verdict(Verdict(VerdictKind.NO, RefusalCode.DOUBLE_READ, {"gap_ms": 3}))
    glance = screen.glance()
    assert glance.word == "YES"
    assert "twice" in glance.saying


def test_a_fault_leaves_the_screen_when_its_lamp_is_green_again(
    window: StationWindow, screen: ScreenReader
) -> None:
    window.show_verdict(Verdict(VerdictKind.NO, FaultCode.GONE, {"device": "scale"}))
    window.show_lamp(Lamp("printer", None))
    assert screen.glance().word == "NO"
    window.show_lamp(Lamp("scale", None))
    assert (screen.glance().word, screen.glance().saying) == ("", "")


def test_a_label_in_doubt_stays_so_whatever_the_lamp_says(
    window: StationWindow, screen: ScreenReader
) -> None:
    window.show_verdict(Verdict(VerdictKind.NO, FaultCode.UNSURE, {"device": "printer"}))
    window.show_lamp(Lamp("printer", None))
    assert screen.glance().word == "NO"


def test_waiting_ends_with_what_was_waited_for_or_with_the_time(
    window: StationWindow, screen: ScreenReader, qtbot: QtBot
) -> None:
    assert not screen.wait_until(lambda: False, 0.05)
    screen.flashed.connect(lambda: window.show_act(NextAct(ActCode.SIGN_IN)))
    window.show_verdict(NO)
    assert screen.wait_until(lambda: screen.glance().act == "Scan your badge", 5)


def test_a_key_reaches_the_window_whatever_has_the_focus(
    window: StationWindow, screen: ScreenReader, qtbot: QtBot
) -> None:
    pressed: list[Command] = []

    class Inputs:
        """Remembers commands."""

        def on_typed(self, text: str) -> None:
            raise AssertionError(text)

        def on_edited(self, text: str) -> None:
            raise AssertionError(text)

        def on_command(self, command: Command, argument: str = "") -> None:
            pressed.append(command)

        def on_tick(self) -> None:
            pass

    window.attach(Inputs())
    window.show_screen(Screen.START)
    screen.press(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: pressed == [Command.LOCK])
