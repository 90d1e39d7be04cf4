"""Every screen in every look: no text is cut, nothing lies on a key or outside, all ink is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.demo.gallery import PSEUDO
from packstation.ui.station.view import StationWindow
from packstation.ui.widgets import aloud
from packstation.ui.widgets.plain_text import OneLine
from tests.ui import heard
from tests.ui.look.eyes import EYES, seen_as
from tests.ui.look.faults import cut, faint, faults, lost, on_each_other, readable
from tests.ui.look.screens import ANSWERS, SIGHTS
from tests.ui.look.sheet import write_sheet
from tests.ui.look.sight import DISPLAYS, EVERY, LANGUAGES, LIGHT, SEEN, THEMES, Appearance, Sight

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("bundled_letters")]

THIN = (
    *zip(("question", "rows wait", "step devices", "long names", "pin", "columns"), SEEN, strict=True),
    ("offline", SEEN[3]),
)
"""What was wrong most often, each in another look: every theme, language and size once."""
WHOLE = (1920, 1080, 100)
"""A display on which no screen has to be scrolled."""
LISTS_LAST = frozenset({"columns"})
"""Not as it should be: Tab comes to the lists of these only behind the commands."""


@pytest.fixture
def ears(qapp: object) -> Iterator[None]:
    """A screen reader listens."""
    QAccessible.setActive(True)
    aloud.tell_roles()
    yield
    QAccessible.setActive(False)


def opened(qtbot: QtBot, name: str, folder: Path) -> Sight:
    sight = SIGHTS[name](folder)
    qtbot.addWidget(sight.window)
    return sight


@pytest.mark.parametrize(("name", "appearance"), THIN, ids=[name for name, _ in THIN])
def test_nothing_is_wrong_with_a_screen(
    qtbot: QtBot, tmp_path: Path, name: str, appearance: Appearance
) -> None:
    sight = opened(qtbot, name, tmp_path)
    sight.wear(appearance)
    assert faults(sight.window, sight.grab()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SIGHTS)
def test_nothing_is_wrong_with_any_screen_in_any_look(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    sight, wrong = opened(qtbot, name, tmp_path), []
    for appearance in EVERY:
        sight.wear(appearance)
        wrong += [f"{appearance.name}: {fault}" for fault in faults(sight.window, sight.grab())]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SIGHTS)
def test_nothing_is_wrong_from_right_to_left(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    sight, wrong = opened(qtbot, name, tmp_path), []
    sight.mirrored = True
    for display in {appearance.display for appearance in EVERY}:
        sight.wear(Appearance(LIGHT, PSEUDO, display))
        wrong += [f"{display}: {fault}" for fault in faults(sight.window)]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.usefixtures("ears")
@pytest.mark.parametrize("name", SIGHTS)
def test_everything_on_any_screen_is_heard_and_reached_by_tab(
    qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    sight, wrong = opened(qtbot, name, tmp_path), []
    window = sight.window
    for language in LANGUAGES:
        sight.wear(Appearance(LIGHT, language, WHOLE))
        found = [*heard.nameless(window), *heard.unspeakable(window), *heard.same_names(window)]
        wrong += [f"{language}: {fault}" for fault in found]
    wrong += [*heard.unreachable(window), *heard.dead_stops(window)]
    wrong += [jump for jump in heard.jumps(window) if name not in LISTS_LAST]
    assert [*wrong, *heard.unmarked(window)] == []


class TestPlanted:
    """What these checks are there to find is found."""

    @pytest.fixture
    def start(self, qtbot: QtBot, tmp_path: Path) -> Sight:
        """The empty bench, as it comes."""
        sight = opened(qtbot, "start", tmp_path)
        sight.wear(SEEN[0])
        assert faults(sight.window, sight.grab()) == []
        return sight

    def plant(self, sight: Sight, part: QWidget, place: QRect) -> None:
        part.setParent(sight.window)
        part.setObjectName("planted")
        part.setGeometry(place)
        part.show()

    def test_a_text_without_room(self, start: Sight) -> None:
        line = OneLine("planted")
        line.put("far too long for such a place")
        self.plant(start, line, QRect(10, 300, 40, 30))
        assert [fault for fault in cut(start.window) if "planted" in fault] != []

    def test_a_key_on_a_key(self, start: Sight) -> None:
        below = start.window.findChild(QPushButton, "command_HELP")
        assert isinstance(below, QPushButton)
        at = QRect(below.mapTo(start.window, below.rect().topLeft()), below.size()).translated(20, 0)
        self.plant(start, QPushButton("planted"), at)
        assert [fault for fault in on_each_other(start.window) if "planted" in fault] != []

    def test_a_part_outside_the_window(self, start: Sight) -> None:
        self.plant(start, QLabel("planted"), QRect(start.window.width() - 20, 300, 200, 30))
        assert [fault for fault in lost(start.window) if "planted" in fault] != []

    def test_a_faint_ink(self, start: Sight) -> None:
        label = QLabel("planted")
        label.setStyleSheet("color: #c8ccd0; background: #ffffff;")
        self.plant(start, label, QRect(10, 300, 300, 40))
        assert [fault for fault in faint(start.window, start.grab()) if "planted" in fault] != []


@pytest.mark.parametrize("eyes", EYES)
def test_each_answer_is_read_and_known_by_eyes_that_lack_a_colour(
    qtbot: QtBot, tmp_path: Path, eyes: str
) -> None:
    sight = opened(qtbot, "answer yes", tmp_path)
    assert isinstance(sight.window, StationWindow)
    band = sight.window.verdict
    for theme in THEMES:
        sight.wear(Appearance(theme, "en", DISPLAYS[0]))
        looks = set()
        for verdict in ANSWERS.values():
            sight.window.show_verdict(verdict)
            image = seen_as(band.grab().toImage(), eyes)
            assert readable(image, image.rect().adjusted(band.height() if band.word else 0, 0, 0, 0)), verdict
            shape = image.copy(0, 0, band.height(), band.height()).scaled(16, 16)
            looks.add(bytes(shape.convertToFormat(QImage.Format.Format_Grayscale8).constBits()))
        assert len(looks) == len(ANSWERS)


def test_a_sheet_is_written(tmp_path: Path) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.red))
    write_sheet(tmp_path / "sheet.png", [("one", image), ("two", image), ("three", image)])
    written = QImage(str(tmp_path / "sheet.png"))
    assert written.pixelColor(500, 200) == QColor(Qt.GlobalColor.red)
