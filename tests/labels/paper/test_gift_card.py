"""The gift card: every word of the message is on it, whatever its length, and nothing of it outside."""

from __future__ import annotations

import pytest

from packstation.labels.lettering import Lettering
from packstation.labels.paper.gift_card import HEIGHT_DOTS, WIDTH_DOTS, _rows, draw_card
from packstation.labels.paper.sheet import HEIGHT, MARGIN, WIDTH, Sheet
from tests.labels.paper.scanner_eye import FONTS, ink_in

INSIDE = (MARGIN + 4, MARGIN + 4, MARGIN + WIDTH_DOTS - 4, MARGIN + HEIGHT_DOTS - 4)


def cards(text: str) -> list[Sheet]:
    return list(draw_card(text, "Order 100234", FONTS))


def test_a_message_stands_in_a_frame_as_large_as_a_postcard() -> None:
    (sheet,) = cards("Happy birthday")
    corners = [(MARGIN, MARGIN), (MARGIN + WIDTH_DOTS, MARGIN + HEIGHT_DOTS)]
    assert [sheet.picture.getpixel(corner) for corner in corners] == [0, 0]
    assert ink_in(sheet.picture, *INSIDE) > 0
    assert ink_in(sheet.picture, MARGIN + WIDTH_DOTS + 4, 0, WIDTH, HEIGHT) == 0


def test_its_lines_are_those_of_the_sender() -> None:
    # Two lines begin at the left edge; in one line the second word stands further right.
    left = (MARGIN + 110, MARGIN + 4, MARGIN + 300, MARGIN + HEIGHT_DOTS - 4)
    (apart,), (together,) = cards("Anna,\nAnna,"), cards("Anna, Anna,")
    assert ink_in(apart.picture, *left) == 2 * ink_in(together.picture, *left)


@pytest.mark.parametrize(("length", "count"), [(1, 1), (200, 1), (1_000, 1), (4_000, 2), (8_000, 3)])
def test_a_message_of_any_length_stays_on_its_sheets(length: int, count: int) -> None:
    sheets = cards("word " * (length // 5 + 1))
    for sheet in sheets:
        assert ink_in(sheet.picture, MARGIN + WIDTH_DOTS + 4, 0, WIDTH, HEIGHT) == 0
        assert ink_in(sheet.picture, 0, HEIGHT - MARGIN + 20, WIDTH, HEIGHT) == 0
    assert len(sheets) == count


def test_every_word_of_a_message_is_on_the_card_in_its_order() -> None:
    words = [f"word{n}" for n in range(700)]
    rows = list(_rows(" ".join(words), 44, Lettering(FONTS)))
    assert " ".join(rows).split() == words
    font = Lettering(FONTS).font(44, bold=False)
    assert max(font.getlength(row) for row in rows) <= WIDTH_DOTS - 220


def test_the_order_stands_outside_the_frame() -> None:
    (with_number,), (without,) = cards("Hello"), list(draw_card("Hello", "", FONTS))
    assert ink_in(with_number.picture, *INSIDE) == ink_in(without.picture, *INSIDE)
    below = (MARGIN, MARGIN + HEIGHT_DOTS + 20, WIDTH, MARGIN + HEIGHT_DOTS + 100)
    assert ink_in(with_number.picture, *below) > ink_in(without.picture, *below) == 0


@pytest.mark.parametrize(
    "text", ["", "   \n\n ", "\N{RIGHT-TO-LEFT OVERRIDE}trick <b>bold</b>", "Χρόνια πολλά"]
)
def test_no_text_breaks_it(text: str) -> None:
    assert len(cards(text)) == 1
