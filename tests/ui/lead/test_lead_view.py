"""A lead and the real window: keys alone add a packer, and nothing of a PIN can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from packstation.domain.badge import Badge
from packstation.domain.order import HoldReason
from tests.application.site import LEA_BADGE
from tests.ui.at_window import AtWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front, and Lea signed in."""
    at_window.badge(LEA_BADGE)
    at_window.show_all()
    return at_window


def digit(bench: AtWindow, qtbot: QtBot, key: Qt.Key, asks: str) -> None:
    """Press a digit; once it is clear that it stands alone, the next question is read."""

    def asked() -> bool:
        bench.show_all()
        return bench.asked == asks

    bench.key(key)
    qtbot.waitUntil(asked)


def line(bench: AtWindow, text: str) -> None:
    """Type a line and press Enter."""
    bench.write(text)
    bench.key(Qt.Key.Key_Return)


def test_a_packer_is_added_with_keys_alone_and_signs_in_with_the_printed_badge(
    bench: AtWindow, qtbot: QtBot
) -> None:
    bench.key(Qt.Key.Key_F11)
    assert bench.asked == "What needs a lead?"
    digit(bench, qtbot, Qt.Key.Key_1, "People: what is to be done?")
    digit(bench, qtbot, Qt.Key.Key_1, "What is the new person's name?")
    line(bench, "Tom")
    assert bench.asked == "What is Tom to be?"
    digit(bench, qtbot, Qt.Key.Key_1, "Tom types a new PIN: at least 4 digits")
    line(bench, "4711")
    assert bench.asked == "Tom: the same PIN once more"
    line(bench, "4711")
    assert bench.window.verdict.saying == "Tom can sign in now."
    assert bench.asked == "Print a badge for Tom?"
    bench.key(Qt.Key.Key_F3)
    assert bench.window.verdict.saying.startswith("The badge of Tom is printed")
    assert "4711" not in bench.everything_written()
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_F12)
    badge = Badge.parse(bench.printer.paper[-1].decode().removeprefix("BADGE "))
    assert badge is not None
    bench.badge(badge)
    bench.show_all()
    assert bench.read_text("person") == "Tom"


def test_a_pin_is_typed_unseen(bench: AtWindow) -> None:
    bench.key(Qt.Key.Key_F11)
    for number in (1, 5, 2):
        bench.click(f"answer_{number}")
    bench.write("86")
    field = bench.window.findChild(QLineEdit, "answer_field")
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.displayText()) == ("86", "\u25cf\u25cf")


def test_names_are_offered_beside_the_badge_and_can_be_touched(bench: AtWindow) -> None:
    bench.key(Qt.Key.Key_F12)
    bench.badge()
    bench.show_all()
    bench.open("100234")
    bench.warehouse.change("100234", holds=frozenset({HoldReason.MANUAL}))
    bench.scan("MUG")
    bench.key(Qt.Key.Key_F11)
    bench.click("answer_1")
    assert bench.asked == "A lead scans the badge, or picks the name"
    bench.click("answer_1")
    assert bench.asked == "Lea: the PIN, please"
    line(bench, "123456")
    assert bench.window.verdict.saying == "Order 100234 can go on."
