"""A gift, and what is to be written on its card, in the words of many add-ons."""

from __future__ import annotations

import pytest

from packstation.channels.wish import Wishes, pairs_of, wishes


@pytest.mark.parametrize(
    "name",
    [
        "gift_message",
        "Gift note",
        "gift-card-message",
        "_gift_message",
        "Card message",
        "Grußkarte",
        "Message cadeau",
    ],
)
def test_a_message_makes_a_gift(name: str) -> None:
    assert wishes([(name, "All the best")]) == Wishes(gift=True, message="All the best")


@pytest.mark.parametrize(
    ("name", "value"), [("gift", "yes"), ("is_gift", "1"), ("Gift wrap", "red"), ("Geschenk", "ja")]
)
def test_a_gift_needs_no_message(name: str, value: str) -> None:
    assert wishes([(name, value)]) == Wishes(gift=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("gift", "no"), ("gift_message", " "), ("gift_card_code", "4711"), ("colour", "gift"), ("", "x")],
)
def test_what_is_no_wish_stays_none(name: str, value: str) -> None:
    assert wishes([(name, value)], "vip, gifted") == Wishes()


def test_a_tag_will_do() -> None:
    assert wishes([], "vip, Gift").gift


def test_pairs_stand_one_to_a_line_and_may_go_on_below() -> None:
    assert pairs_of("a: 1\nb:2: 3\nand more\n\nlast") == [("a", "1"), ("b", "2: 3\nand more\n\nlast")]
    assert pairs_of("no pair") == []
