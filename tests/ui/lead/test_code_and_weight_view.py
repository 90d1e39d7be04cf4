"""A lead at the real window maps a code nobody knew, and says which learned weight is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.domain.product import Unit
from packstation.ui.widgets.answer_button import AnswerButton
from tests.application.site import LEA_BADGE
from tests.application.test_learn_weight import learn, poster
from tests.ui.at_window import AtWindow

pytestmark = pytest.mark.gui

UNKNOWN = "07350053850019"
Lead = Callable[[], AtWindow]


@pytest.fixture
def lead(at_window: AtWindow) -> Lead:
    """Lea signs in and opens the menu; whoever was here before has signed out."""

    def come() -> AtWindow:
        at_window.press(Command.LOCK)
        at_window.badge(LEA_BADGE)
        at_window.show_all()
        at_window.key(Qt.Key.Key_F11)
        return at_window

    return come


def touch(bench: AtWindow, words: str) -> None:
    """Touch the answer that reads so."""
    buttons = [button for button in bench.window.findChildren(AnswerButton) if button.isVisible()]
    button = next(button for button in buttons if button.words.startswith(words))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.show_all()


def shown(bench: AtWindow) -> list[str]:
    """The answers as they are read."""
    visible = [button for button in bench.window.findChildren(AnswerButton) if button.isVisible()]
    return [button.words for button in sorted(visible, key=lambda button: button.number)]


def line(bench: AtWindow, text: str) -> None:
    """Type a line and press Enter."""
    bench.write(text)
    bench.key(Qt.Key.Key_Return)


def scanned(bench: AtWindow) -> None:
    """Ida met a code that nobody knows, and gave the order back."""
    bench.open("100234")
    bench.scan(UNKNOWN[1:])
    bench.press(Command.BACK)


def test_an_unknown_code_becomes_a_case_of_a_product(at_window: AtWindow, lead: Lead) -> None:
    scanned(at_window)
    bench = lead()
    touch(bench, "Unknown codes")
    assert bench.asked == "Which code is known?"
    assert shown(bench) == [f"{UNKNOWN}, scanned 1 \N{MULTIPLICATION SIGN}, last on order 100234"]
    touch(bench, shown(bench)[0])
    assert bench.asked == f"What is {UNKNOWN}?"
    touch(bench, "A product")
    line(bench, "MUG")
    assert bench.asked == "Mug, blue: what bears this code?"
    touch(bench, "A case")
    for key in ("6", "OK"):
        bench.click(f"key_{key}")
    assert bench.asked == f"{UNKNOWN} means 6 \N{MULTIPLICATION SIGN} Mug, blue. Right?"
    bench.key(Qt.Key.Key_F3)
    assert bench.window.verdict.saying == "No unknown codes are waiting."
    assert f"YES From now on {UNKNOWN} means 6" in bench.read_text("last_verdict_0")
    with bench.warehouse.store.transaction() as work:
        meaning = work.catalogue.meaning(UNKNOWN)
    assert meaning is not None
    assert (meaning.sku, meaning.unit, meaning.factor) == ("MUG", Unit.CASE, 6)


def test_no_leaves_the_code_on_the_list(at_window: AtWindow, lead: Lead) -> None:
    scanned(at_window)
    bench = lead()
    touch(bench, "Unknown codes")
    touch(bench, shown(bench)[0])
    touch(bench, "A product")
    line(bench, "MUG")
    touch(bench, "One piece")
    bench.key(Qt.Key.Key_F4)
    assert bench.asked == "Which code is known?"


def test_a_code_that_is_no_product_goes_off_the_list(at_window: AtWindow, lead: Lead) -> None:
    scanned(at_window)
    bench = lead()
    touch(bench, "Unknown codes")
    touch(bench, shown(bench)[0])
    touch(bench, "No product of ours")
    assert bench.window.verdict.saying == "No unknown codes are waiting."
    assert bench.asked.startswith("Scan a tote")


def test_without_a_code_or_a_weight_the_lead_is_told(lead: Lead) -> None:
    bench = lead()
    touch(bench, "Unknown codes")
    assert bench.window.verdict.saying == "No unknown codes are waiting."
    bench.key(Qt.Key.Key_F11)
    touch(bench, "Learned weights")
    assert bench.window.verdict.saying == "No learned weights are waiting."


@pytest.mark.parametrize(("answer", "grams"), [("Right", 71), ("Wrong", None)])
def test_a_learned_weight_is_confirmed_or_forgotten(
    at_window: AtWindow, lead: Lead, qtbot: QtBot, answer: str, grams: int | None
) -> None:
    learn(at_window.warehouse)
    bench = lead()
    touch(bench, "Learned weights")
    assert bench.asked == "Which weight is known?"
    assert shown(bench) == ["Poster, rolled: 71 g"]
    bench.write("1")
    qtbot.waitUntil(lambda: _shown_all(bench) == "Does one Poster, rolled weigh 71 g?")
    touch(bench, answer)
    assert bench.window.verdict.saying == "No learned weights are waiting."
    product = poster(bench.warehouse)
    assert (product.unit_grams, product.learned_grams) == (grams, None)


def _shown_all(bench: AtWindow) -> str:
    bench.show_all()
    return bench.asked
