"""Badges: a random secret that is read, never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.badge import Badge, BadgeContent, as_shown, looks_like_badge, some_number

SECRET = "7" * 40


@given(st.integers(0, 999_999))
def test_a_badge_reads_back_as_it_was_made(number: int) -> None:
    badge = Badge.make(number)
    assert Badge.parse(badge.code) == badge
    assert len(badge.code) == 49


def test_no_two_badges_share_a_secret() -> None:
    assert len({Badge.make(17).secret for _ in range(100)}) == 100


def test_numbers_of_badges_come_from_all_over_and_fit_on_a_card() -> None:
    numbers = {some_number() for _ in range(200)}
    assert len(numbers) > 190
    assert all(0 < number < 1_000_000 for number in numbers)


def test_what_stands_on_a_card_is_not_shown_with_its_secret_either() -> None:
    assert SECRET not in repr(BadgeContent(Badge(17, SECRET), "Ida", "Packer", "Bench 1"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PSB",
        f"000017{SECRET}",
        f"PSB000017{SECRET}7",
        f"PSB000017{SECRET[1:]}",
        f"psb000017{SECRET}",
        f"PSB00001A{SECRET}",
        f"PSB000017{SECRET[:-1]}\u0667",
        "4012345678901",
    ],
)
def test_what_is_no_badge_is_none(text: str) -> None:
    assert Badge.parse(text) is None


def test_a_badge_never_shows_its_secret_by_accident() -> None:
    badge = Badge(17, SECRET)
    assert SECRET not in repr(badge)
    assert SECRET not in str(badge)


def test_a_badge_read_with_a_digit_missing_is_still_kept_secret() -> None:
    damaged = Badge.make(17).code[:-1]
    assert Badge.parse(damaged) is None
    assert looks_like_badge(damaged)
    assert as_shown(f" {damaged}") == "PSB"


def test_a_badge_sent_by_a_keyboard_with_caps_lock_on_is_kept_secret_too() -> None:
    swapped = Badge.make(17).code.lower()
    assert looks_like_badge(swapped)
    assert as_shown(swapped) == "PSB"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("psb-bank", "psb-bank"),
        ("4012345678901", "4012345678901"),
        (" MUG ", "MUG"),
        ("x" * 500, "x" * 64),
        ("", ""),
    ],
)
def test_any_other_code_is_shown_by_its_beginning(text: str, shown: str) -> None:
    assert not looks_like_badge(text)
    assert as_shown(text) == shown
