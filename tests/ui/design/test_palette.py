"""Three themes by the same names: read by everybody, and told apart by eyes that lack a kind of cone."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from packstation.ui.design.palette import ANSWERS, HIGH_CONTRAST, PALETTES, Palette, colours, wear
from packstation.ui.verdict import VerdictKind
from tests.architecture.source import Module, modules
from tests.ui.design.colour import ciede2000, contrast, distance

READABLE, STRICT, SEEN = 4.5, 7.0, 3.0
TOLD_APART, YES_FROM_NO, YES_FROM_NO_IN_GREY = 9.0, 13.0, 8.0
COLOUR = re.compile(
    r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|Qt\.GlobalColor\.(?!transparent)\w+"
)
ALLOWED = {"packstation/ui/design/palette.py", "packstation/demo/barcode_picture.py"}
"""The palettes, and bars: a scanner reads black on white, whatever the theme."""

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=[theme.value for theme in PALETTES])
VERDICTS = [kind for kind in VerdictKind if kind is not VerdictKind.NOTE]


@every_palette
def test_every_text_can_be_read_on_its_ground(palette: Palette) -> None:
    least = STRICT if palette is HIGH_CONTRAST else READABLE
    assert [pair for pair in palette.read_on() if contrast(*pair) < least] == []


@every_palette
def test_lamps_rims_and_bands_stand_out_from_what_is_around_them(palette: Palette) -> None:
    assert [pair for pair in palette.seen_on() if contrast(*pair) < SEEN] == []


@every_palette
@pytest.mark.parametrize("eyes", ["usual", "protan", "deutan", "tritan"])
def test_the_answers_differ_in_colour_to_everybody(palette: Palette, eyes: str) -> None:
    grounds = palette.verdict_ground
    near = {
        (one, other): round(distance(grounds[one], grounds[other], eyes), 1)
        for one, other in combinations(VERDICTS, 2)
    }
    assert {pair: apart for pair, apart in near.items() if apart < TOLD_APART} == {}


@every_palette
@pytest.mark.parametrize("eyes", ["usual", "protan", "deutan", "tritan", "grey"])
def test_yes_is_never_taken_for_no(palette: Palette, eyes: str) -> None:
    apart = distance(palette.verdict_ground[VerdictKind.YES], palette.verdict_ground[VerdictKind.NO], eyes)
    assert apart >= (YES_FROM_NO_IN_GREY if eyes == "grey" else YES_FROM_NO)


@every_palette
def test_a_lamp_that_is_well_is_no_lamp_that_is_ill(palette: Palette) -> None:
    for eyes in ("usual", "protan", "deutan", "tritan"):
        assert distance(palette.lamp_well, palette.lamp_bad, eyes) >= TOLD_APART


def test_red_and_green_of_one_lightness_are_found_out() -> None:
    assert distance("#7f6a00", "#a35b00") > TOLD_APART
    assert distance("#7f6a00", "#a35b00", "deutan") < TOLD_APART


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_is_measured_right(
    one: tuple[float, float, float], other: tuple[float, float, float], apart: float
) -> None:
    """Pairs of the test data published with the formula."""
    assert ciede2000(one, other) == pytest.approx(apart, abs=1e-4)


def test_contrast_is_measured_right() -> None:
    assert round(contrast("#ffffff", "#000000"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@every_palette
def test_every_kind_of_answer_has_its_own_colour(palette: Palette) -> None:
    assert len(set(palette.verdict_ground.values())) == len(VerdictKind)
    assert set(ANSWERS) < set(palette.verdict_ground)


@every_palette
def test_what_is_worn_is_what_is_painted_in(palette: Palette) -> None:
    wear(palette)
    assert colours() is palette


def literals(module: Module) -> list[str]:
    """Colours written down outside the palettes."""
    return COLOUR.findall(module.text)


def test_no_colour_stands_outside_the_palettes() -> None:
    painted = [*modules("packstation/ui"), *modules("packstation/demo")]
    assert {m.path: literals(m) for m in painted if m.path not in ALLOWED and literals(m)} == {}


@pytest.mark.parametrize(
    "planted", ['QColor("#fff")', "'#12ab9f'", "Qt.GlobalColor.red", "background: #ff000080;"]
)
def test_a_planted_colour_is_found(planted: str) -> None:
    assert len(literals(Module("planted.py", f"x = {planted!r}"))) == 1
