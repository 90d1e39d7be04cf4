"""Text on a label is readable, stays in its place, and can be anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from packstation.labels.lettering import LONGEST_LINE, Bitmap, Lettering, printable
from packstation.labels.template import Frame
from tests.labels.sample import RESOURCES

LETTERING = Lettering(RESOURCES / "fonts")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
ADDRESS = Frame(width=400, height=200, largest=60, smallest=16, bold=True)
NUMBER = Frame(width=100, height=80, largest=80, smallest=12, bold=True)


def picture(bitmap: Bitmap) -> Image.Image:
    rows = len(bitmap.dots) // bitmap.row_bytes
    return Image.frombytes("1", (bitmap.row_bytes * 8, rows), bitmap.dots)


def ink_rows(bitmap: Bitmap) -> list[bool]:
    """For every row of dots, whether there is ink."""
    step = bitmap.row_bytes
    return [any(bitmap.dots[start : start + step]) for start in range(0, len(bitmap.dots), step)]


def lines_of_ink(bitmap: Bitmap) -> int:
    """How many stretches of rows with ink there are."""
    rows = [False, *ink_rows(bitmap)]
    return sum(1 for before, now in pairwise(rows) if now and not before)


def letter_height(bitmap: Bitmap) -> int:
    """Height of the first stretch of rows with ink."""
    rows = ink_rows(bitmap)
    start = rows.index(True)
    return next((at - start for at in range(start, len(rows)) if not rows[at]), len(rows) - start)


@pytest.mark.parametrize("shape", [LETTERING.block, lambda lines, frame: LETTERING.line(lines[0], frame)])
def test_a_text_that_fits_has_the_largest_type(shape: object) -> None:
    assert callable(shape)
    capital = 60 * 0.729  # a capital of DejaVu, in ems
    assert abs(letter_height(shape(("HH",), ADDRESS)) - capital) <= 1


def test_longer_lines_have_smaller_type() -> None:
    short = letter_height(LETTERING.block(("HHHH", "HH"), ADDRESS))
    long = letter_height(LETTERING.block(("H" * 12, "HH"), ADDRESS))
    assert short > long


def test_a_line_too_long_for_good_type_is_broken() -> None:
    assert lines_of_ink(LETTERING.block(("HHHHHHHH HHHHHHHH HHHHHHHH",), ADDRESS)) > 1


def test_every_number_that_has_room_in_small_type_is_printed_whole() -> None:
    whole = {LETTERING.line(str(number), NUMBER).dots for number in range(100, 2000, 9)}
    assert len(whole) == 212


def test_seven_lines_stand_apart() -> None:
    assert lines_of_ink(LETTERING.block(("HHHHH",) * 7, ADDRESS)) == 7


def test_marks_piled_on_a_letter_do_not_reach_the_line_above() -> None:
    pile = "a" + "\N{COMBINING ACUTE ACCENT}" * 20
    alone = LETTERING.block(("HHH", "aHH", "HHH"), ADDRESS)
    piled = LETTERING.block(("HHH", pile, "HHH"), ADDRESS)
    above = (200 // 3 - 15) * alone.row_bytes
    assert piled.dots[:above] == alone.dots[:above]
    assert piled != alone


@pytest.mark.parametrize("shape", ["line", "block"])
def test_what_has_no_room_in_the_smallest_type_ends_in_an_ellipsis(shape: str) -> None:
    frame = Frame(width=200, height=40, largest=20, smallest=20)

    def shown(text: str) -> Bitmap:
        return LETTERING.line(text, frame) if shape == "line" else LETTERING.block((text,), frame)

    assert shown("W" * 26) in [shown("W" * count + "…") for count in range(3, 10)]


def test_a_banner_is_white_on_black() -> None:
    picture_of = picture(LETTERING.banner("COPY", Frame(280, 96, 192, 1, bold=True, centred=True)))
    dark = picture_of.histogram()[255] / (280 * 96)
    assert 0.5 < dark < 0.9
    assert picture_of.getpixel((0, 0))
    assert picture_of.getpixel((279, 95))


def test_a_letter_the_font_lacks_is_a_box_and_no_gap() -> None:
    assert lines_of_ink(LETTERING.line("京", NUMBER)) == 1


@pytest.mark.parametrize("text", ["Äß", "Łódź", "Αθήνα", "Київ", "שלום", "دبي", "Երևան", "თბილისი", "Hà Nội"])
def test_the_scripts_the_font_holds_are_no_boxes(text: str) -> None:
    boxes = LETTERING.line("京" * len(text), ADDRESS)
    assert LETTERING.line(text, ADDRESS) != boxes
    for letter in text:
        assert LETTERING.line(letter, ADDRESS) != LETTERING.line("京", ADDRESS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\tc", "a b c"),
        ("\x00\x1b[2J", "[2J"),
        ("\u202e123\u202c", "123"),
        ("\u2028x\u2029", "x"),
        ("\ud800x", "?x"),
        ("e\u0301", "é"),
        ("  a   b ", "a b"),
        ("\ufeff\u200b", ""),
    ],
)
def test_what_steers_is_not_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_an_endless_line_is_cut_where_one_can_see_it() -> None:
    assert printable("a" * 10_000) == "a" * (LONGEST_LINE - 1) + "…"


@settings(max_examples=60)
@given(st.lists(ANY_TEXT, max_size=9))
@example(["a" * 10_000] * 9)
@example(["\u202e^XA", "\x00", "\ud800", "\u0301" * 99])
def test_any_address_has_the_size_of_its_frame(lines: list[str]) -> None:
    bitmap = LETTERING.block(tuple(lines), ADDRESS)
    assert (bitmap.row_bytes, len(bitmap.dots)) == (50, 50 * 200)


@settings(max_examples=60)
@given(ANY_TEXT)
@example("a" * 10_000)
def test_any_line_has_the_size_of_its_frame(text: str) -> None:
    bitmap = LETTERING.line(text, NUMBER)
    assert (bitmap.row_bytes, len(bitmap.dots)) == (13, 13 * 80)
