"""The shapes of the answers: known by their outline alone, and seen on their ground in every theme."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from packstation.ui.design.palette import PALETTES, Palette
from packstation.ui.design.shapes import draw_verdict, outline
from packstation.ui.theme import sizes_for
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.widgets.verdict_band import VerdictBand
from tests.ui.design.grabbed import contrast_in

pytestmark = pytest.mark.gui

SIDE = 60
MOST_ALIKE = 0.86
"""Of the pixels of two outlines together, the share that is in both."""
LETTER_SHARE = 200
"""Letters are read from a distance of so many times their height (16 minutes of arc, ISO 9241-303)."""
DISTANCE_MM, PIXEL_MM = 2000, 0.277
"""Two metres; a pixel of a display of 24 inches with 1920 by 1080."""
CAPITAL = 0.73
"""The height of a capital in parts of the letters' size."""
ANSWERS = [kind for kind in VerdictKind if kind is not VerdictKind.NOTE]


def inside(kind: VerdictKind) -> set[tuple[int, int]]:
    path = outline(kind, QRectF(5, 5, SIDE, SIDE))
    points = ((x, y) for x in range(SIDE + 10) for y in range(SIDE + 10))
    return {(x, y) for x, y in points if path.contains(QRectF(x, y, 1, 1).center())}


@pytest.mark.parametrize(("one", "other"), list(combinations(ANSWERS, 2)))
def test_no_two_answers_have_the_same_outline(one: VerdictKind, other: VerdictKind) -> None:
    first, second = inside(one), inside(other)
    assert len(first & second) / len(first | second) < MOST_ALIKE


def drawn(kind: VerdictKind) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    palette = PALETTES[next(iter(PALETTES))]
    ground, ink = palette.verdict_ground[kind], palette.verdict_ink[kind]
    image.fill(QColor(ground))
    painter = QPainter(image)
    draw_verdict(painter, kind, QRectF(0, 0, SIDE, SIDE), QColor(ink), QColor(ground))
    painter.end()
    return image


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_shape_has_a_mark_in_it(kind: VerdictKind) -> None:
    assert contrast_in(drawn(kind), drawn(kind).rect().adjusted(18, 24, -18, -8)) >= 3


@pytest.mark.parametrize("palette", PALETTES.values(), ids=[theme.value for theme in PALETTES])
@pytest.mark.parametrize("kind", ANSWERS)
def test_shape_and_word_stand_out_in_the_band(
    qtbot: QtBot, kind: VerdictKind, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("packstation.ui.widgets.verdict_band.colours", lambda: palette)
    band = VerdictBand()
    qtbot.addWidget(band)
    band.fit(sizes_for(1366, 768))
    band.setFixedWidth(1366)
    band.put(Verdict(kind, Said.SIGNED_OUT))
    image = band.grab().toImage()
    side = band.height()
    assert contrast_in(image, image.rect().adjusted(0, 0, side - image.width(), 0)) >= 4.5
    assert contrast_in(image, image.rect().adjusted(side, 0, 0, -side // 2)) >= 4.5


def test_the_word_is_read_from_two_metres() -> None:
    head = sizes_for(1920, 1080).head
    assert head * CAPITAL * PIXEL_MM >= DISTANCE_MM / LETTER_SHARE
