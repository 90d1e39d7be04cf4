"""The screen of rows that wait, as it is seen: what is open, in any colours, letters and languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QListWidget, QScrollArea, QTableWidget, QWidget

from packstation.places import resources
from packstation.ui.design.palette import DARK, LIGHT
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import languages, set_language
from tests.ui.at_window import Size
from tests.ui.design.grabbed import cut_off
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
WRONG = orders(("A1", "MUG", "many"), ("A2", "", 1), ("A3", "CUP", 2))
DISPLAYS: tuple[Size, ...] = ((1024, 768), (1366, 768))


@pytest.fixture
def bench(at_files: AtFiles) -> AtFiles:
    """Lea looks at two rows that wait, the first one open."""
    at_files.lead()
    at_files.take_in("orders-of-november.csv", WRONG)
    at_files.answer(2)
    at_files.take_place()
    return at_files


def part(bench: AtFiles, name: str) -> QWidget:
    found = bench.window.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def blamed_ground(bench: AtFiles) -> str:
    """The ground of the cell that is wrong."""
    cells = part(bench, "row_cells")
    assert isinstance(cells, QTableWidget)
    (item,) = cells.findItems("many", Qt.MatchFlag.MatchExactly)
    return item.background().color().name()


def wholly_seen(bench: AtFiles, name: str) -> bool:
    """Whether all of it is seen without scrolling."""
    wanted, place = part(bench, name), bench.window.stack.currentWidget()
    assert isinstance(place, QScrollArea)
    viewport = place.viewport()
    return viewport.rect().contains(QRect(wanted.mapTo(viewport, QPoint(0, 0)), wanted.size()))


def test_another_theme_recolours_what_is_marked_as_wrong(bench: AtFiles) -> None:
    assert blamed_ground(bench) == LIGHT.alarm_ground
    bench.window.looks.choose(Look(theme=Theme.DARK))
    assert blamed_ground(bench) == DARK.alarm_ground


def test_the_open_row_bears_its_number_over_its_cells_in_the_colours_of_the_list(bench: AtFiles) -> None:
    assert bench.read_text("row_why").startswith("1  orders-of-november.csv, line 2, A1: ")
    bench.key(Qt.Key.Key_Down)
    bench.take_place()
    assert bench.read_text("row_why").startswith("2  ")
    rows = part(bench, "row_list")
    assert isinstance(rows, QListWidget)
    listed = rows.visualItemRect(rows.item(1)).translated(rows.viewport().mapTo(bench.window, QPoint(0, 0)))
    why = part(bench, "row_why")
    over = QRect(why.mapTo(bench.window, QPoint(0, 0)), why.size())
    image = bench.window.grab().toImage()
    grounds = [image.pixelColor(place.right() - 3, place.center().y()) for place in (listed, over)]
    assert grounds == [QColor(LIGHT.accent)] * 2


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_each_act_is_seen_in_the_largest_letters(bench: AtFiles, language: str) -> None:
    set_language(TRANSLATIONS, language)
    bench.window.speak()
    for percent in (150, 175, 200):
        bench.window.looks.choose(Look(percent))
        for size in DISPLAYS:
            bench.window.resize(*size)
            bench.take_place()
            names = ("row_file", "row_list", "row_why", "row_cells", "row_again", "row_drop")
            unseen = [name for name in names if not wholly_seen(bench, name)]
            assert (percent, size, unseen) == (percent, size, [])
            row = part(bench, "row_cells")
            assert isinstance(row, QTableWidget)
            assert row.viewport().height() >= row.verticalHeader().defaultSectionSize()
            assert [text for text in cut_off(bench.window) if "row_" in text] == []


def test_the_list_of_files_speaks_the_language_of_the_window(bench: AtFiles) -> None:
    box = part(bench, "row_file")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "All files (2)"
    set_language(TRANSLATIONS, "de")
    bench.window.looks.choose(Look(language="de"))
    assert box.currentText() == "Alle Dateien (2)"
