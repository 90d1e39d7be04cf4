"""What a cell says, after a spell in a spreadsheet too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.channels.cell import (
    is_damaged,
    is_lost,
    many_lines,
    moment,
    one_line,
    phone,
    pieces,
    unguarded,
)
from packstation.domain.table_mapping import DayOrder

BERLIN_SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" a \u00a0", "a"),
        ("12\u202f345\u00a0kg", "12 345 kg"),
        ("two\r\nlines", "two lines"),
        ("\ufeffa\u200bb\u202e", "ab"),
        ("=1+1", "=1+1"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_a_text_is_one_line_without_marks_nobody_sees(cell: str, text: str) -> None:
    assert one_line(cell) == text


@given(st.text(max_size=20))
def test_a_text_once_read_reads_the_same_again(cell: str) -> None:
    assert one_line(one_line(cell)) == one_line(cell)
    assert many_lines(many_lines(cell)) == many_lines(cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("'00123", "00123"),
        ("'1234AB", "1234AB"),
        ('="0012345"', "0012345"),
        ("''x", "'x"),
        ("O'Neill", "O'Neill"),
        ('=CMD("x")', '=CMD("x")'),
        ("Mug-Blue ", "Mug-Blue"),
    ],
)
def test_a_guard_around_a_code_is_taken_off_once(cell: str, code: str) -> None:
    assert unguarded(cell) == code


@pytest.mark.parametrize(
    "code",
    ["4.41E+11", "4,41E+11", "4E+11", "3.3610826417E10", "4006381333931.0", "1001,0", "#NAME?", "########"],
)
def test_a_code_that_a_spreadsheet_made_a_number_is_damaged(code: str) -> None:
    assert is_damaged(code)


@pytest.mark.parametrize(
    "code", ["#1001", "12E5", "1E10", "10.0", "4006381333931", "E+11", "A-1.0", "", "##", "0"]
)
def test_a_code_that_only_looks_odd_is_none(code: str) -> None:
    assert not is_damaged(code)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("'+49 30 123", "+49 30 123"),
        ("33610826417.0", "33610826417"),
        ("3.3610826417E10", "33610826417"),
        ("3,3610826417E+10", "33610826417"),
        ("4.41E+11", ""),
        ("030/123-0", "030/123-0"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_mended_where_its_digits_are_there(cell: str, number: str) -> None:
    assert phone(cell) == number


@pytest.mark.parametrize(
    ("cell", "count"), [("2", 2), ("2.0", 2), ("1,0", 1), (" 3\u00a0", 3), ("'4", 4), ("0", 0)]
)
def test_whole_pieces_are_counted(cell: str, count: int) -> None:
    assert pieces(cell) == count


@pytest.mark.parametrize(
    "cell", ["1,000", "1.000", "2.5", "-1", "²", "1e3", "", "two", "9" * 10, "٣", "1 000", "+2"]
)
def test_what_is_no_count_or_could_be_two_is_none(cell: str) -> None:
    assert pieces(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2025-10-07 09:50:26 +0200",
        "2025-10-07T09:50:26+02:00",
        "2025-10-07T07:50:26Z",
        "2025-10-07 07:50:26 UTC",
        "2025-10-07 02:50:26 -05:00",
        "2025-10-07T09:50:26",
        "2025-10-07 09:50:26,000",
        "07.10.2025 09:50:26",
        "'2025-10-07 09:50:26 +0200",
    ],
)
def test_a_time_is_read_in_any_usual_form(cell: str) -> None:
    assert moment(cell, BERLIN_SUMMER) == datetime(2025, 10, 7, 7, 50, 26, tzinfo=UTC)


def test_a_day_above_twelve_says_which_is_the_day() -> None:
    assert moment("10/31/2025", UTC) == moment("31/10/2025", UTC) == datetime(2025, 10, 31, tzinfo=UTC)


def test_a_day_as_ebay_writes_it_is_read() -> None:
    assert moment("Nov-24-26", UTC) == datetime(2026, 11, 24, tzinfo=UTC)
    assert moment("Feb-3-27", BERLIN_SUMMER) == datetime(2027, 2, 2, 22, tzinfo=UTC)


def test_a_date_that_could_be_two_is_none_until_somebody_says_which() -> None:
    assert moment("03/04/2026 09:00", UTC) is None
    assert moment("03/04/2026", UTC, DayOrder.DAY_FIRST) == datetime(2026, 4, 3, tzinfo=UTC)
    assert moment("03/04/2026", UTC, DayOrder.MONTH_FIRST) == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "x",
        "2025-13-01",
        "2025-02-30 10:00:00 +0100",
        "31.02.2025",
        "0001-01-01 00:00:00 +1400",
        "1/2/26",
        "Feb-30-26",
        "Nob-24-26",
    ],
)
def test_what_is_no_time_is_none(cell: str) -> None:
    assert moment(cell, UTC) is None


@given(st.text(max_size=30))
def test_no_cell_whatever_breaks_the_reading(cell: str) -> None:
    read = moment(cell, UTC)
    assert read is None or read.tzinfo is UTC
    assert (pieces(cell) or 0) >= 0
    assert phone(cell) == phone(phone(cell)) or "'" in cell or '="' in cell


@pytest.mark.parametrize(
    ("text", "lost"), [("J\ufffdrgen", True), ("a\x07", True), ("Jürgen 😀", False), ("=1", False)]
)
def test_a_letter_lost_for_good_is_told(text: str, lost: bool) -> None:
    assert is_lost(text) == lost
