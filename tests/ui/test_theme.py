"""The look: readable by everybody, and the next act the largest text on every screen."""

from __future__ import annotations

from dataclasses import fields

import pytest

from packstation.ui import theme
from packstation.ui.theme import READ_ON, Look, Sizes, sizes_for, style_sheet
from packstation.ui.verdict import VerdictKind

READABLE = 4.5
SCREENS = [(800, 600), (1024, 768), (1280, 1024), (1366, 768), (1920, 1080), (3840, 2160)]


def luminance(colour: str) -> float:
    """Relative luminance, as in WCAG 2.1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio, as in WCAG 2.1."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_every_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= READABLE


@pytest.mark.parametrize("mark", [theme.LAMP_WELL, theme.LAMP_BAD, theme.ACCENT])
def test_lamps_and_the_focus_stand_out_from_what_is_around_them(mark: str) -> None:
    assert min(contrast(mark, ground) for ground in (theme.GROUND, theme.PANEL)) >= 3


def test_the_band_stands_out_from_the_gauge() -> None:
    assert contrast(theme.LAMP_WELL, theme.EDGE) >= 3


def test_contrast_is_measured_right() -> None:
    assert round(contrast("#ffffff", "#000000"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_every_verdict_has_its_own_colour() -> None:
    assert len(set(theme.VERDICT_GROUND.values())) == len(VerdictKind)


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
        assert grown == (percent > 100 and size.name != "space"), size.name
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
    assert f"font-size: {sizes.weight}px" in style_sheet(sizes)
