"""Every screen from right to left, in texts a good third longer: nothing is cut off or lies on another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.places import resources
from packstation.ui import translation
from packstation.ui.main_loop import load_fonts
from packstation.ui.pseudo import PseudoTranslations
from packstation.ui.theme import Look
from packstation.ui.translation import languages, set_language, speak
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.widgets.verdict_band import VerdictBand
from tests.application.warehouse import Warehouse
from tests.ui.at_window import AtWindow
from tests.ui.station.test_view_fits import clipped
from tests.ui.test_accessible import SCREENS, TRANSLATIONS, opened

pytestmark = pytest.mark.gui

DISPLAYS = ((1024, 768), (1366, 768))


@pytest.fixture(autouse=True)
def _as_before(qapp: object) -> Iterator[None]:
    load_fonts(resources() / "fonts")
    before = translation._current, translation._spoken
    yield
    translation._current, translation._spoken = before


def mirrored(qtbot: QtBot, warehouse: Warehouse, screen: str) -> AtWindow:
    """A screen from right to left, in the made-up language."""
    speak(PseudoTranslations())
    bench = opened(qtbot, warehouse, screen)
    bench.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bench.window.speak()
    return bench


def place(part: QWidget) -> QRect:
    """Where it lies in its window, as far as it can be seen."""
    seen = part.visibleRegion().boundingRect()
    return seen.translated(part.mapTo(part.window(), QPoint(0, 0)))


def overlapping(window: QWidget) -> list[str]:
    """Parts with words that lie on each other; the keys for a code lie on the screen on purpose."""
    over = window.findChild(QWidget, "code_pad")
    parts = [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, QLabel | QPushButton | QLineEdit | VerdictBand)
        and part.isVisible()
        and not part.visibleRegion().isEmpty()
        and not (over is not None and over.isAncestorOf(part))
    ]
    return [
        f"{a.objectName()} on {b.objectName()}"
        for a, b in combinations(parts, 2)
        if not a.isAncestorOf(b) and not b.isAncestorOf(a) and place(a).intersects(place(b))
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_fits_from_right_to_left(
    qtbot: QtBot, warehouse: Warehouse, screen: str, percent: int
) -> None:
    bench = mirrored(qtbot, warehouse, screen)
    window = bench.window
    window.looks.wear(Look(percent), Look())
    for size in DISPLAYS:
        window.resize(*size)
        bench.take_place()
        assert (window.width(), window.height()) == size
        assert clipped(window) == []
        assert overlapping(window) == []
        assert window.act.fits()


@pytest.mark.parametrize("language", languages(TRANSLATIONS))
def test_the_largest_letters_lie_on_nothing_where_an_act_has_answers(
    qtbot: QtBot, warehouse: Warehouse, language: str
) -> None:
    set_language(TRANSLATIONS, language)
    bench = opened(qtbot, warehouse, "question")
    bench.window.looks.wear(Look(200), Look())
    for size in DISPLAYS:
        bench.window.resize(*size)
        bench.take_place()
        assert overlapping(bench.window) == []


def test_the_shape_of_an_answer_and_the_mark_of_a_choice_stand_at_the_right(
    qtbot: QtBot, warehouse: Warehouse
) -> None:
    bench = mirrored(qtbot, warehouse, "yes or no")
    bench.window.show_verdict(Verdict(VerdictKind.NO, Said.SIGNED_OUT))
    for part in (bench.window.verdict, bench.button("answer_1")):
        image = part.grab().toImage()
        middle = image.height() // 2
        row = [image.pixelColor(x, middle).lightness() for x in range(12, image.width() - 12)]
        ground = max(set(row), key=row.count)
        inked = [x for x, light in enumerate(row) if abs(light - ground) > 60]
        assert min(len(row) - x for x in inked) < len(row) // 8


def test_digits_lie_as_on_every_telephone(qtbot: QtBot, warehouse: Warehouse) -> None:
    bench = mirrored(qtbot, warehouse, "number")
    places = [place(bench.button(f"key_{digit}")).left() for digit in "123"]
    assert places == sorted(places)


def test_planted_parts_that_lie_on_each_other_are_found(qtbot: QtBot, warehouse: Warehouse) -> None:
    bench = mirrored(qtbot, warehouse, "start")
    lock, shown = bench.button("command_LOCK"), bench.button("command_HELP")
    lock.setGeometry(shown.geometry())
    assert "command_HELP on command_LOCK" in overlapping(bench.window)
