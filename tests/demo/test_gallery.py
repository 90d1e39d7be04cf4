"""The gallery: every part of the window in every theme and language, read from its grabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from packstation.cli import main
from packstation.demo import gallery
from packstation.demo.gallery import PICTURE_PX, PSEUDO, GalleryWindow, choose_language, made_page
from packstation.demo.gallery_pages import PAGES
from packstation.places import resources
from packstation.ui import translation
from packstation.ui.design.palette import LIGHT, PALETTES, wear
from packstation.ui.main_loop import load_fonts
from packstation.ui.pseudo import pseudo
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import languages
from tests.ui.design.grabbed import cut_off, faint

pytestmark = pytest.mark.gui

LANGUAGES = ["en", *languages(resources() / "translations"), PSEUDO]
THEMES = list(PALETTES)
READABLE = 4.5


@pytest.fixture(autouse=True)
def _as_before(qapp: object) -> Iterator[None]:
    load_fonts(resources() / "fonts")
    before = translation._current, translation._spoken
    yield
    translation._current, translation._spoken = before
    wear(LIGHT)


def page(qtbot: QtBot, name: str, look: Look, size: tuple[int, int] = PICTURE_PX, **how: bool) -> QWidget:
    made = made_page(name, look, size, **how)
    qtbot.addWidget(made)
    return made


def in_turn() -> list[ParameterSet]:
    """Every page in every theme; of each page one theme is looked at in minutes, the others with the soak."""
    return [
        pytest.param(name, theme, marks=() if at % len(THEMES) == turn else pytest.mark.slow)
        for at, name in enumerate(PAGES)
        for turn, theme in enumerate(THEMES)
    ]


@pytest.mark.parametrize(("name", "theme"), in_turn())
def test_every_text_of_every_part_is_read_in_every_theme(qtbot: QtBot, name: str, theme: Theme) -> None:
    assert faint(page(qtbot, name, Look(theme=theme)), READABLE) == []


@pytest.mark.parametrize("name", ["bars", "order"])
def test_a_planted_faint_ink_is_found(qtbot: QtBot, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faded = {Theme.LIGHT: replace(LIGHT, ink_soft="#9aa1a9")}
    monkeypatch.setattr(gallery, "PALETTES", faded)
    assert faint(page(qtbot, name, Look()), READABLE) != []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_cut_off_in_any_language(qtbot: QtBot, name: str, language: str) -> None:
    choose_language(language)
    made = page(qtbot, name, Look())
    assert cut_off(made) == []
    # Only pictures may be wider than the window: a page that grows with its words cuts none of them off.
    assert made.width() == PICTURE_PX[0] or name == "pictures"


@pytest.mark.parametrize("language", ["en", PSEUDO])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_cut_off_from_right_to_left(qtbot: QtBot, name: str, language: str) -> None:
    choose_language(language)
    assert cut_off(page(qtbot, name, Look(), mirrored=True)) == []


@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("name", ["verdicts", "pads", "question", "number"])
def test_large_letters_have_room(qtbot: QtBot, name: str, percent: int) -> None:
    assert cut_off(page(qtbot, name, Look(percent), (1920, 1080))) == []


def test_a_planted_long_word_is_found(qtbot: QtBot) -> None:
    made = page(qtbot, "keys", Look())
    button = made.findChild(QWidget, "command_HELP")
    assert isinstance(button, QWidget)
    button.setText("DONAUDAMPFSCHIFFFAHRT")  # type: ignore[attr-defined]
    assert [text for text in cut_off(made) if "command_HELP" in text] != []


def test_the_made_up_language_is_longer_and_keeps_its_facts() -> None:
    assert pseudo("Order {order} is yours.") == "[Ördér {order} îš ýöûrš.~ö~ö]"
    assert len(pseudo("Scan your badge")) >= 1.4 * len("Scan your badge")
    assert pseudo("{name}") == "{name}"


def test_a_picture_of_every_page_in_every_theme_is_written(tmp_path: Path) -> None:
    assert main(["gallery", "--out", str(tmp_path / "gallery")]) == 0
    written = {path.stem for path in (tmp_path / "gallery").glob("*.png")}
    assert written == {f"{theme.value}-{name}" for theme in THEMES for name in PAGES}


def test_every_choice_of_the_window_shows_its_page(qtbot: QtBot) -> None:
    window = GalleryWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    shown = set()
    for box in window.boxes:
        for place in range(box.count()):
            box.setCurrentIndex(place)
            shown.add(box.currentText())
    assert {*PAGES, *(theme.value for theme in Theme), "200", PSEUDO, "right to left"} <= shown
    assert window.look.theme is Theme.SYSTEM
