"""Theme, size and language change while the bench runs: at once, on every widget, and none is made anew."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.design.palette import DARK, HIGH_CONTRAST, LIGHT, PALETTES, colours
from packstation.ui.pseudo import PseudoTranslations
from packstation.ui.station.looks import painted
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import OWN_NAMES, languages, set_language, speak, spoken, whole_languages
from packstation.ui.verdict import VerdictKind
from tests.application.site import MUG
from tests.ui.at_window import STATES, AtWindow
from tests.ui.design.grabbed import faint

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
CTRL = Qt.KeyboardModifier.ControlModifier
SLOWEST_S = 0.6
"""Three times what a bench may take: this is no quiet machine. `make bench` holds the number itself."""


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """A bench that speaks whatever is chosen."""

    def say(language: str) -> None:
        set_language(TRANSLATIONS, language)
        at_window.window.speak()

    at_window.window.looks.speak = say
    at_window.window.looks.languages = lambda: whole_languages(TRANSLATIONS)
    return at_window


def ground(bench: AtWindow) -> str:
    """The colour of the window's lower right corner."""
    image = bench.window.grab().toImage()
    return image.pixelColor(image.width() - 3, image.height() - 3).name()


@pytest.mark.parametrize("state", ["pin", "packing", "question"])
def test_a_key_goes_through_the_themes_and_everything_can_be_read(bench: AtWindow, state: str) -> None:
    STATES[state](bench)
    grounds = []
    for _ in range(3):
        grounds.append(ground(bench))
        assert faint(bench.window, 4.5) == []
        QTest.keyClick(bench.focused, Qt.Key.Key_T, CTRL)
        bench.show_all()
    assert grounds == [LIGHT.ground, DARK.ground, HIGH_CONTRAST.ground]


def test_no_widget_is_made_anew_by_another_theme(bench: AtWindow) -> None:
    STATES["packing"](bench)
    bench.window.grab()
    before = set(bench.window.findChildren(QWidget))
    for theme in (Theme.DARK, Theme.HIGH_CONTRAST, Theme.LIGHT):
        bench.window.looks.choose(Look(theme=theme))
        bench.show_all()
        assert colours() is PALETTES[theme]
        assert set(bench.window.findChildren(QWidget)) == before


def test_the_band_in_front_changes_its_colours_with_the_theme(bench: AtWindow) -> None:
    bench.open("100234")
    bench.scan(MUG)
    for theme in PALETTES:
        bench.window.looks.choose(Look(theme=theme))
        bench.show_all()
        band = bench.window.verdict.grab().toImage()
        wanted = PALETTES[theme].verdict_ground[VerdictKind.YES]
        assert band.pixelColor(band.width() - 2, 2) == QColor(wanted)


def test_the_bench_does_as_the_pc_does_where_it_is_told_so(bench: AtWindow) -> None:
    hints = QGuiApplication.styleHints()
    bench.window.looks.choose(Look(theme=Theme.SYSTEM))
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    assert colours() is (DARK if dark else LIGHT)
    assert painted(Theme.SYSTEM) in PALETTES


@pytest.mark.parametrize("language", languages(TRANSLATIONS))
@pytest.mark.parametrize("state", STATES)
def test_another_language_is_spoken_everywhere_at_once(bench: AtWindow, state: str, language: str) -> None:
    STATES[state](bench)
    choose(bench, language)
    live = spoken_texts(bench)
    choose(bench, "en")
    assert spoken() == "en"
    assert spoken_texts(bench) != live
    choose(bench, language)
    assert spoken_texts(bench) == live


@pytest.mark.parametrize("state", ["pin", "packing", "light", "question", "stick"])
def test_no_text_is_forgotten_when_the_language_changes(bench: AtWindow, state: str) -> None:
    STATES[state](bench)
    speak(PseudoTranslations())
    bench.window.speak()
    bench.show_all()
    texts = {text for text in spoken_texts(bench) if any(letter.isalpha() for letter in text)}
    # Names, numbers of orders and devices are facts; all else is in the brackets of the made-up language.
    plain = {text for text in texts if "[" not in text}
    facts = {"Adam", "Ida", "Lea", "MUG", "LID", "TRAY", "OK", "Aa", "Bench 1", "PS", "A", "123\u2009ABC"}
    facts |= {"Mug, blue", "Lid", "Tray", "BOX", "scanner", "Packstation: Bench 1", "Space", "Zoe"}
    assert {text for text in plain if text not in facts and not is_fact(text)} == set()


def choose(bench: AtWindow, language: str) -> None:
    """Choose a language, and let every part of a part find its place."""
    bench.window.looks.choose_language(language)
    for _ in range(3):
        bench.show_all()


def is_fact(text: str) -> bool:
    """A letter of a pad, a key of the keyboard, an address, a number."""
    return (
        len(text) == 1
        or text == "Esc"
        or "Ship street" in text
        or re.fullmatch(r"F\d+|…\d+", text) is not None
    )


def spoken_texts(bench: AtWindow) -> set[str]:
    """Every line that can be seen or heard."""
    # What was taken off the screen is gone only now.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return {line for line in bench.everything_written().split("\n") if line.strip()}


def test_only_languages_with_every_text_are_offered(tmp_path: Path) -> None:
    for language, texts in (("de", 'msgid "a"\nmsgstr "b"\n'), ("fr", 'msgid "a"\nmsgstr ""\n')):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / language / "LC_MESSAGES" / "packstation.po").write_text(texts, "utf-8")
    assert whole_languages(tmp_path) == ("de", "en")
    assert set(whole_languages(TRANSLATIONS)) == set(OWN_NAMES)


def test_languages_are_offered_before_anybody_has_signed_in(bench: AtWindow) -> None:
    bench.window.sign_in.languages.put(bench.window.looks.languages(), spoken())
    bench.show_all()
    bench.click("language_de")
    assert bench.asked == "Badge scannen"
    assert spoken() == "de"


def test_screen_changes_everything_by_number_and_goes_on_asking(bench: AtWindow) -> None:
    kept: list[Look] = []
    bench.window.looks.on_change = kept.append
    bench.open("100234")
    bench.click("screen_key")
    bench.answer(1)
    bench.answer(3)
    bench.answer(2)
    assert colours() is DARK
    bench.answer(4)
    bench.answer(1 + bench.window.looks.languages().index("de"))
    assert bench.asked == "Wie soll der Bildschirm aussehen?"
    bench.answer(6)
    bench.press(Command.BACK)
    assert kept[-1] == Look(125, theme=Theme.DARK, language="de", sounds=False)
    assert bench.asked.startswith("Ware scannen")


@pytest.mark.parametrize(
    "other",
    [
        lambda look: replace(look, theme=look.theme.following()),
        Look.larger,
        lambda look: replace(look, language="de" if look.language != "de" else "fr"),
    ],
    ids=["theme", "size", "language"],
)
def test_a_switch_is_quick(bench: AtWindow, other: type[Look]) -> None:
    STATES["packing"](bench)
    bench.window.grab()
    taken = []
    for _ in range(3):
        begun = perf_counter()
        bench.window.looks.choose(other(bench.window.looks.now))  # type: ignore[arg-type]
        bench.show_all()
        bench.window.repaint()
        taken.append(perf_counter() - begun)
    assert min(taken) < SLOWEST_S
