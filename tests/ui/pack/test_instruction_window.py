"""What a customer wrote, in the window: all of it there to be read, as plain letters, at any size."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from packstation.domain.instruction import Instruction, InstructionKind
from packstation.ui.widgets.written_text import WrittenText
from tests.application.site import order
from tests.ui.at_window import SIZES, AtWindow, Size

pytestmark = pytest.mark.gui
MESSAGE = (
    "Dear Anna & <b>Ben</b>,\nmany happy returns! " + "We look forward to seeing you in the summer. " * 12
)


def shown(at_window: AtWindow, text: str, size: Size = SIZES[1]) -> WrittenText | None:
    at_window.window.resize(*size)
    wanted = Instruction(UUID(int=1), InstructionKind.GIFT_MESSAGE, text=text)
    at_window.warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=(wanted,)))
    at_window.open("100300")
    at_window.show_all()
    return at_window.window.findChild(WrittenText)


@pytest.mark.parametrize("size", SIZES)
def test_a_message_of_six_hundred_letters_can_be_read_whole(at_window: AtWindow, size: Size) -> None:
    text = shown(at_window, MESSAGE, size)
    assert text is not None
    assert text.isVisible()
    assert text.shown() == MESSAGE.strip()
    assert text.textFormat() is Qt.TextFormat.PlainText


def test_a_short_one_is_written_large(at_window: AtWindow) -> None:
    text = shown(at_window, "Anna")
    assert text is not None
    assert text.letters().pixelSize() == text._largest > text._smallest


def test_what_no_eye_could_read_ends_in_dots_and_hides_no_answer(at_window: AtWindow) -> None:
    text = shown(at_window, "word " * 5_000)
    assert text is not None
    assert text.shown().endswith("…")
    assert len(text.shown()) > 500
    assert text.accessibleName().endswith("word")
    for number in (1, 2, 3):
        assert at_window.button(f"answer_{number}").isVisible()


def test_without_words_there_is_no_empty_place_for_them(at_window: AtWindow) -> None:
    assert shown(at_window, " ") is None


def test_nothing_of_it_stays_readable_when_the_bench_is_locked(at_window: AtWindow) -> None:
    assert shown(at_window, "Anna") is not None
    at_window.key(Qt.Key.Key_F12)
    at_window.show_all()
    texts = at_window.window.findChildren(WrittenText)
    assert not any(text.isVisible() for text in texts)
