"""The look: readable by everybody, and the next act the largest text on every screen."""

from __future__ import annotations

from dataclasses import fields

import pytest

from packstation.ui.design.palette import LIGHT
from packstation.ui.design.sheet import style_sheet
from packstation.ui.theme import Look, Sizes, Theme, sizes_for

SCREENS = [(800, 600), (1024, 768), (1280, 1024), (1366, 768), (1920, 1080), (3840, 2160)]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_next_act_is_the_largest_text(screen: tuple[int, int]) -> None:
    sizes = sizes_for(*screen)
    others = [sizes.small, sizes.text, sizes.head, sizes.saying, sizes.weight]
    assert sizes.act >= 1.2 * max(others)


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_too_small_for_eyes_or_gloves(screen: tuple[int, int]) -> None:
    sizes = sizes_for(*screen)
    assert sizes.small >= 15
    assert sizes.text >= 17
    assert sizes.button >= 50


@pytest.mark.parametrize("percent", [100, 125, 137, 150, 175, 200])
@pytest.mark.parametrize("screen", SCREENS)
def test_larger_letters_are_larger_everywhere_and_the_next_act_stays_the_largest(
    screen: tuple[int, int], percent: int
) -> None:
    usual, large = sizes_for(*screen), sizes_for(*screen, percent)
    assert large.text == pytest.approx(usual.text * percent / 100, abs=1)
    assert large.small == pytest.approx(usual.small * percent / 100, abs=1)
    for size in fields(Sizes):
        grown = getattr(large, size.name) > getattr(usual, size.name)
        # The room of an act's second line goes to the screen below it.
        assert grown == (percent > 100 and size.name not in {"space", "radius", "act_room"}), size.name
    assert large.act >= 1.2 * max(large.small, large.text, large.head, large.saying, large.weight)


def test_letters_grow_and_shrink_in_steps_and_no_further() -> None:
    sizes = [Look(100)]
    for _ in range(5):
        sizes.append(sizes[-1].larger())
    assert [look.text_percent for look in sizes] == [100, 125, 150, 175, 200, 200]
    assert [Look(percent).smaller().text_percent for percent in (200, 137, 125, 100)] == [175, 125, 100, 100]
    assert Look(137).larger() == Look(150)
    assert Look(137).for_other_hand() == Look(137, left_handed=True)


def test_everything_grows_with_the_window() -> None:
    small, large = sizes_for(1366, 768), sizes_for(1920, 1080)
    assert all(getattr(large, field.name) > getattr(small, field.name) for field in fields(Sizes))


def test_the_narrower_side_decides() -> None:
    assert sizes_for(1366, 5000) == sizes_for(1366, 768) == sizes_for(5000, 768)


def test_the_style_sheet_knows_its_sizes() -> None:
    sizes = sizes_for(1366, 768)
    assert f"font-size: {sizes.weight}px" in style_sheet(sizes, LIGHT)


def test_the_key_for_other_colours_goes_round() -> None:
    look, seen = Look(), []
    for _ in Theme:
        look = look.in_next_theme()
        seen.append(look.theme)
    assert sorted(seen) == sorted(Theme)
    assert look == Look()


def test_tones_are_heard_again_when_they_are_made_louder() -> None:
    assert Look(volume=95).louder() == Look(volume=100)
    assert Look(volume=15).quieter() == Look(volume=10).quieter() == Look(volume=10)
    assert Look().muted_or_not().louder().sounds
