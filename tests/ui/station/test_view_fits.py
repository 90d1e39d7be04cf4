"""Every screen, act and answer has room, in every language, on small displays too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode
from packstation.places import resources
from packstation.ui.theme import Look
from packstation.ui.translation import _, languages, set_language
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of
from packstation.ui.widgets.plain_text import FittedText
from tests.application.warehouse import Warehouse
from tests.ui.at_window import SIZES, STATES, AtWindow, Size
from tests.ui.test_sentences import ACTS, REFUSALS, SAID, no

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
SMALL_DISPLAYS: tuple[Size, ...] = ((1024, 768), (1366, 700))
"""The second is what a task bar leaves of 1366 by 768."""


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front."""
    return at_window


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
@pytest.mark.parametrize("state", STATES)
def test_every_screen_fits_on_a_small_display(
    qtbot: QtBot, warehouse: Warehouse, state: str, language: str
) -> None:
    set_language(TRANSLATIONS, language)
    bench = AtWindow(warehouse)
    qtbot.addWidget(bench.window)
    for device in ("scanner", "scanner 2", "scale", "printer"):
        bench.lamp(device, FaultCode.OVER_TEMPERATURE)
    STATES[state](bench)
    for width, height in SMALL_DISPLAYS:
        bench.window.resize(width, height)
        bench.take_place()
        assert (bench.window.width(), bench.window.height()) == (width, height)
        assert clipped(bench.window) == []


@pytest.mark.parametrize("percent", [125, 150, 175, 200])
@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
@pytest.mark.parametrize("state", ["pin", "start", "blind", "question", "cancelled"])
def test_large_letters_cut_nothing_off_and_make_no_window_larger_than_its_display(
    qtbot: QtBot, warehouse: Warehouse, state: str, language: str, percent: int
) -> None:
    set_language(TRANSLATIONS, language)
    bench = AtWindow(warehouse)
    qtbot.addWidget(bench.window)
    for device in ("scanner", "scanner 2", "scale", "printer"):
        bench.lamp(device, FaultCode.OVER_TEMPERATURE)
    STATES[state](bench)
    bench.window.looks.wear(Look(percent, left_handed=percent > 150), Look())
    for width, height in SMALL_DISPLAYS:
        bench.window.resize(width, height)
        bench.take_place()
        assert (bench.window.width(), bench.window.height()) == (width, height)
        assert clipped(bench.window) == []
        assert bench.window.act.fits()


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_every_answer_fits_in_the_largest_letters(bench: AtWindow, language: str) -> None:
    set_language(TRANSLATIONS, language)
    bench.window.resize(*SIZES[2])
    bench.window.looks.wear(Look(200), Look())
    bench.show_all()
    band, cramped = bench.window.verdict, []
    for code in RefusalCode:
        band.put(no(code, REFUSALS.get(code, {})))
        cramped += [] if band.fits() else [band.saying]
    assert cramped == []


def clipped(window: QWidget) -> list[str]:
    """Buttons and wrapped texts whose place is too small for what they say."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if (
            isinstance(widget, QPushButton)
            and widget.fontMetrics().horizontalAdvance(max(widget.text().split("\n"), key=len))
            > widget.contentsRect().width()
        ):
            found.append(widget.text())
        if isinstance(widget, QLabel) and widget.wordWrap() and not isinstance(widget, FittedText):
            needed = widget.heightForWidth(widget.width())
            found += [widget.text()] if widget.height() < needed else []
    return found


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
@pytest.mark.parametrize("width", [960, 1020, 1366])
def test_a_code_is_seen_while_it_is_typed_whatever_stands_beside_the_bench(
    bench: AtWindow, language: str, width: int
) -> None:
    set_language(TRANSLATIONS, language)
    bench.window.speak()
    bench.window.resize(width, 768)
    bench.open("100234")
    bench.take_place()
    entry = bench.window.entry
    assert entry.width() > entry.fontMetrics().horizontalAdvance("00" * 10)
    assert entry.placeholderText() != _("Code")


def test_an_act_with_the_longest_of_names_is_shown_whole(bench: AtWindow) -> None:
    bench.window.show_act(NextAct(ActCode.ENTER_PIN, {"name": "Anna-Katharina " * 7}))
    assert bench.window.act.fits()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_every_act_and_every_answer_fits_in_large_letters(bench: AtWindow, language: str, size: Size) -> None:
    set_language(TRANSLATIONS, language)
    bench.window.resize(*size)
    bench.show_all()
    act, band = bench.window.act, bench.window.verdict
    largest = act.letters().pixelSize()
    for code in ActCode:
        bench.window.show_act(NextAct(code, ACTS.get(code, {})))
        assert act.letters().pixelSize() >= 0.8 * largest, act.text()
        assert act.fits(), act.text()
    answers = [no(code, REFUSALS.get(code, {})) for code in RefusalCode]
    answers += [verdict_of(DeviceFault(code, "scanner 2")) for code in FaultCode]
    answers += [Verdict(VerdictKind.YES, code, SAID.get(code, {})) for code in Said]
    cramped = []
    for answer in answers:
        band.put(answer)
        cramped += [] if band.fits() else [band.saying]
    assert cramped == []
