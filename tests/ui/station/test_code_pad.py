"""Codes by touch: keys over the code field for whoever has neither a scanner nor a keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from packstation.domain.refusal import FaultCode
from packstation.ui.theme import Look
from tests.application.site import MUG
from tests.ui.at_window import SIZES, AtWindow, Size

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front, somebody signed in."""
    at_window.badge()
    return at_window


def keys(bench: AtWindow) -> QWidget:
    found = bench.window.findChild(QWidget, "code_pad")
    assert isinstance(found, QWidget)
    return found


def tap(bench: AtWindow, text: str, page: str = "digit") -> None:
    for letter in text:
        bench.click(f"{page}_{letter}")


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())


def test_there_are_no_keys_before_somebody_asks_for_them(bench: AtWindow) -> None:
    assert bench.window.findChild(QWidget, "code_pad") is None


def test_an_order_is_opened_and_packed_with_taps_alone(bench: AtWindow) -> None:
    bench.click("code_keys")
    tap(bench, "100235")
    bench.click("digit_OK")
    assert bench.read_text("order") == "Order 100235"
    bench.click("code_keys")
    tap(bench, MUG)
    bench.click("digit_OK")
    assert bench.window.verdict.saying == "1 of 1: Mug, blue. All goods are in."


def test_letters_are_a_page_further(bench: AtWindow) -> None:
    bench.click("code_keys")
    bench.click("code_turn")
    assert bench.button("code_turn").text() == "123"
    tap(bench, "T-07", "letter")
    bench.click("letter_⌫")
    assert bench.window.entry.text() == "T-0"


def test_ok_with_nothing_in_the_field_is_no_next(bench: AtWindow) -> None:
    bench.click("code_keys")
    bench.click("digit_OK")
    assert bench.asked == "Scan a tote, an order or a product"


def test_the_keys_go_when_another_screen_or_a_question_comes(bench: AtWindow) -> None:
    bench.click("code_keys")
    assert keys(bench).isVisible()
    bench.click("command_HELP")
    assert not keys(bench).isVisible()
    bench.click("command_BACK")
    bench.click("code_keys")
    bench.click("command_LOCK")
    assert not keys(bench).isVisible()
    assert not bench.button("code_keys").isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("left_handed", [False, True])
def test_keys_are_large_and_hide_neither_field_nor_commands(
    bench: AtWindow, size: Size, left_handed: bool
) -> None:
    bench.window.resize(*size)
    bench.window.looks.wear(Look(left_handed=left_handed), Look())
    bench.show_all()
    for _ in range(2):
        bench.click("code_keys")
        for turned in (False, True):
            if turned:
                bench.click("code_turn")
            shown = [key for key in keys(bench).findChildren(QPushButton) if key.isVisible()]
            least = bench.button("command_LOCK").height()
            assert all(key.height() >= least * 0.9 and key.width() >= 44 for key in shown)
            pad = place(keys(bench))
            assert not pad.intersects(place(bench.window.entry))
            assert not pad.intersects(place(bench.window.commands))
        bench.click("code_turn")
        bench.click("code_keys")


def test_they_give_way_to_an_act_that_has_answers(at_window: AtWindow) -> None:
    at_window.pack()
    at_window.click("code_keys")
    assert keys(at_window).isVisible()
    at_window.printer.fault_at_confirm = FaultCode.PAPER_OUT
    at_window.weigh(500, 1)
    at_window.show_all()
    assert at_window.asked == "Did label …0013 come out?"
    assert not keys(at_window).isVisible()


def test_they_stay_below_what_is_to_do_next_while_other_parts_take_more_room(at_window: AtWindow) -> None:
    at_window.pack()
    at_window.window.looks.wear(Look(200), Look())
    at_window.show_all()
    at_window.click("code_keys")
    assert not place(keys(at_window)).intersects(place(at_window.window.act))
