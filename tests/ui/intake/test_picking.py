"""A file is picked in the dialog, with keys alone: from LEAD to the orders that come in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.design.palette import PALETTES
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import languages, set_language
from tests.application.warehouse import Warehouse
from tests.ui.design.grabbed import contrast_in
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = [
    pytest.mark.gui,
    # The list of names under a field is a window of its own, which no display is there for.
    pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True),
]

NOW_S = 1_800_000_000
TWO = orders(("A1", "MUG", 2), ("A1", "CUP", 1), ("A2", "MUG", 1))
TRANSLATIONS = resources() / "translations"


def dialog_of(bench: AtFiles) -> QFileDialog | None:
    """The dialog as it is seen, else None."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = [dialog for dialog in bench.window.findChildren(QFileDialog) if dialog.isVisible()]
    return found[0] if found else None


def opened(bench: AtFiles) -> QFileDialog:
    """LEAD by its key, the file by its number: the dialog."""
    bench.key(Qt.Key.Key_F11)
    number = next(n for n, answer in enumerate(bench.answers(), 1) if "Take in a file" in answer)
    bench.press(Command.DIGIT, str(number))
    bench.show_all()
    dialog = dialog_of(bench)
    assert dialog is not None
    return dialog


def part(dialog: QFileDialog, kind: type[QWidget], name: str) -> QWidget:
    """A part of the dialog."""
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def type_name(dialog: QFileDialog, path: Path) -> None:
    """Write the name of a file and press Enter."""
    field = part(dialog, QLineEdit, "fileNameEdit")
    QTest.keyClicks(field, str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_from_the_key_to_the_orders_that_are_in(at_files: AtFiles) -> None:
    at_files.lead()
    path = at_files.write_file("orders.csv", TWO)
    type_name(opened(at_files), path)
    at_files.show_all()
    assert dialog_of(at_files) is None
    assert at_files.asked == "Take in orders from orders.csv?"
    at_files.yes()
    at_files.work()
    assert at_files.asked == "orders.csv is in"
    assert at_files.numbers() == {"A1", "A2"}


def test_a_key_leads_to_it_by_touch_too(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.click("command_LEAD")
    assert any("Take in a file" in answer for answer in at_files.answers())


def test_escape_shuts_it_and_takes_nothing_in(at_files: AtFiles) -> None:
    at_files.lead()
    QTest.keyClick(opened(at_files), Qt.Key.Key_Escape)
    at_files.show_all()
    assert dialog_of(at_files) is None
    assert at_files.asked == "Scan a tote, an order or a product"
    assert not at_files.worker.jobs


@pytest.mark.parametrize("way", ["escape", "file"])
def test_behind_it_the_keys_go_to_the_bench_again(at_files: AtFiles, way: str, qtbot: QtBot) -> None:
    at_files.lead()
    path = at_files.write_file("orders.csv", TWO)
    dialog = opened(at_files)
    qtbot.waitUntil(dialog.isActiveWindow)
    if way == "file":
        type_name(dialog, path)
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    at_files.show_all()
    qtbot.waitUntil(at_files.window.isActiveWindow)
    assert QApplication.focusWidget() is at_files.window.entry
    QTest.keyClick(at_files.window.windowHandle(), Qt.Key.Key_F4 if way == "file" else Qt.Key.Key_F1)
    at_files.show_all()
    assert at_files.asked == (
        "What would you like to do?" if way == "escape" else "Scan a tote, an order or a product"
    )


def words_of(dialog: QFileDialog) -> dict[str, str]:
    """What is read in the dialog: its keys, its labels."""
    keys = [button.text() for button in dialog.findChildren(QPushButton) if button.text()]
    labels = [part(dialog, QLabel, name) for name in ("lookInLabel", "fileNameLabel", "fileTypeLabel")]
    read = [*keys, *(label.text() for label in labels if isinstance(label, QLabel))]
    return {str(place): words.replace("&", "") for place, words in enumerate(read)}


def test_the_dialog_speaks_the_language_of_the_window_and_follows_it(at_files: AtFiles) -> None:
    looks = at_files.window.looks
    looks.speak = lambda language: set_language(TRANSLATIONS, language)
    at_files.lead()
    read = {}
    for language in ("en", *languages(TRANSLATIONS), "en"):
        looks.choose_language(language)
        at_files.files_view.pick_files(at_files.files.on_files)
        dialog = dialog_of(at_files)
        assert dialog is not None
        read[language] = words_of(dialog)
        dialog.reject()
    assert read["en"]["0"] == "Open"
    assert read["de"] == {
        "0": "Öffnen",
        "1": "Abbrechen",
        "2": "Ordner:",
        "3": "Dateiname:",
        "4": "Art der Datei:",
    }
    for language in set(read) - {"en"}:
        english = set(read[language].values()) & set(read["en"].values())
        assert english == set(), language


def test_a_bench_that_starts_in_another_language_has_its_dialog_in_it(
    warehouse: Warehouse, tmp_path: Path, qtbot: QtBot
) -> None:
    set_language(TRANSLATIONS, "fr")
    bench = AtFiles(warehouse)
    qtbot.addWidget(bench.window)
    bench.files_view.pick_files(bench.files.on_files)
    dialog = dialog_of(bench)
    assert dialog is not None
    assert words_of(dialog)["0"] == "Ouvrir"
    dialog.reject()
    set_language(TRANSLATIONS, "en")
    bench.window.looks.wear(Look(), Look())
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_names_and_when_they_came_are_read_in_full_the_newest_first(at_files: AtFiles, qtbot: QtBot) -> None:
    at_files.lead()
    for age_s, name in ((60, "old_orders_with_a_long_name.csv"), (0, "new.csv")):
        path = at_files.write_file(name, TWO)
        os.utime(path, (NOW_S - age_s, NOW_S - age_s))
    dialog = opened(at_files)
    dialog.setDirectory(str(at_files.folder))
    files = part(dialog, QTreeView, "treeView")
    assert isinstance(files, QTreeView)
    qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) == 2)
    names = [files.model().index(row, 0, files.rootIndex()) for row in range(2)]
    assert [files.model().data(name) for name in names] == ["new.csv", "old_orders_with_a_long_name.csv"]
    for place in (names[1], names[1].siblingAtColumn(3)):
        assert files.visualRect(place).width() >= files.sizeHintForIndex(place).width()
    dialog.reject()


@pytest.mark.parametrize("theme", PALETTES)
def test_the_keys_between_folders_are_seen_in_every_theme(at_files: AtFiles, theme: Theme) -> None:
    at_files.lead()
    at_files.window.looks.wear(Look(theme=theme), Look())
    dialog = opened(at_files)
    ways = [part(dialog, QToolButton, name) for name in ("backButton", "forwardButton", "toParentButton")]
    for way in ways:
        way.setEnabled(True)
        seen = contrast_in(dialog.grab().toImage(), QRect(way.mapTo(dialog, QPoint(0, 0)), way.size()))
        assert seen >= 4.5, way.objectName()
        assert way.accessibleName()
    dialog.reject()


def test_the_menu_of_a_field_speaks_it_too(at_files: AtFiles) -> None:
    looks = at_files.window.looks
    looks.speak = lambda language: set_language(TRANSLATIONS, language)
    looks.choose_language("pl")
    menu = at_files.window.entry.createStandardContextMenu()
    assert "Wklej" in "".join(action.text().replace("&", "") for action in menu.actions())
    looks.choose_language("en")
    menu = at_files.window.entry.createStandardContextMenu()
    assert "Paste" in "".join(action.text().replace("&", "") for action in menu.actions())
