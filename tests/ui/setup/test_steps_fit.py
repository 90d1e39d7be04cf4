"""The steps on a small display: what a step asks is seen at once, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from packstation.ui.setup.view import SetupWindow
from tests.ui.look.screens import SIGHTS
from tests.ui.look.sight import LANGUAGES, LIGHT, Appearance

pytestmark = pytest.mark.gui

STEPS = [name for name in SIGHTS if name.startswith("step ")]


@pytest.mark.usefixtures("bundled_letters")
@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_scrolled_in_letters_as_they_come(qtbot: QtBot, tmp_path: Path, step: str) -> None:
    sight = SIGHTS[step](tmp_path)
    qtbot.addWidget(sight.window)
    assert isinstance(sight.window, SetupWindow)
    scrolled = []
    for language in LANGUAGES:
        sight.wear(Appearance(LIGHT, language, (1366, 768, 100)))
        place = sight.window._stack.currentWidget()
        assert isinstance(place, QScrollArea)
        scrolled += [language] if place.verticalScrollBar().maximum() else []
    assert scrolled == []
