"""Addresses are broken where a reader expects it, and lose the least where there is no room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.labels.wrapping import ELLIPSIS, LONGEST_WORD, Piece, Row, pieces, shorten, wrap

ROWS = st.lists(
    st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=6), min_size=1, max_size=9
)


@given(st.text())
def test_pieces_make_up_the_line_again(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(0 < len(piece) <= LONGEST_WORD for piece in pieces(text))


def test_a_line_is_broken_after_spaces_hyphens_strokes_and_chinese_characters() -> None:
    assert list(pieces("Bad Neuen-Ahr A/B 北京x")) == ["Bad ", "Neuen-", "Ahr ", "A/", "B ", "北", "京", "x"]


def test_a_row_is_filled_before_the_next_begins() -> None:
    line = [Piece("Am ", 2, 1), Piece("Alten ", 5, 1), Piece("Markt", 5, 0)]
    assert list(wrap(line, 8)) == [Row("Am Alten", 8), Row("Markt", 5)]
    assert list(wrap(line, 7)) == [Row("Am", 2), Row("Alten", 5), Row("Markt", 5)]
    assert list(wrap(line, 14)) == [Row("Am Alten Markt", 14)]


def test_a_piece_that_is_too_wide_has_a_row_of_its_own() -> None:
    line = [Piece("a ", 1, 1), Piece("wide ", 9, 1), Piece("b", 1, 0)]
    assert list(wrap(line, 4)) == [Row("a", 1), Row("wide", 9), Row("b", 1)]


def test_a_long_name_gives_way_before_the_postcode() -> None:
    address = [["Society of", "very long", "names"], ["Street", "12"], ["12345 Town"], ["COUNTRY"]]
    assert shorten(address, 5) == ["Society of" + ELLIPSIS, "Street", "12", "12345 Town", "COUNTRY"]


def test_of_too_many_lines_the_country_stays() -> None:
    assert shorten([["a"], ["b"], ["c"], ["d"], ["COUNTRY"]], 4) == ["a", "b", ELLIPSIS, "COUNTRY"]


@pytest.mark.parametrize("room", [5, 6])
def test_what_has_room_is_left_as_it_is(room: int) -> None:
    assert shorten([["a", "b"], ["c"], ["d", "e"]], room) == ["a", "b", "c", "d", "e"]


@given(ROWS, st.integers(1, 12))
def test_there_are_never_more_rows_than_room_and_nothing_is_lost_unseen(
    lines: list[list[str]], room: int
) -> None:
    rows = [row for line in lines for row in line]
    shown = shorten(lines, room)
    assert len(shown) <= room
    assert shown == rows or any(ELLIPSIS in row for row in shown) or room == 1
