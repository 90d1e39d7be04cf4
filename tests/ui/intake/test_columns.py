"""A table whose columns nobody knows: what they hold is said once, and the file comes in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from packstation.domain.command_code import Command
from packstation.joint import join_intake_verbs, kept_under
from packstation.places import resources
from packstation.ui.desk import Screen
from packstation.ui.translation import set_language
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = pytest.mark.gui

STRANGE = ("Vorgang", "Teil", "Anz", "An", "Weg", "Gebiet", "Stadtname", "Reich")
TABLE = orders(("A1", "MUG", 2), ("A1", "CUP", 1), ("A2", "MUG", "many"), headers=STRANGE)


@pytest.fixture
def bench(at_files: AtFiles) -> AtFiles:
    """Lea is asked what the columns of `office.csv` hold; what she says is kept in a folder."""
    own = join_intake_verbs(
        at_files.warehouse.bench,
        at_files.desk.verbs.intake.import_orders.intake.cutoffs,
        kept=kept_under(at_files.folder),
    )
    at_files.plant(intake=own)
    at_files.lead()
    at_files.drag(at_files.write_file("office.csv", TABLE))
    assert at_files.asked == "Nobody knows the columns of office.csv yet. Say them now?"
    at_files.yes()
    return at_files


def field(bench: AtFiles, place: int) -> QComboBox:
    """What a column holds."""
    found = bench.window.findChild(QComboBox, f"holds_{place}")
    assert isinstance(found, QComboBox)
    return found


def say(bench: AtFiles, place: int, letters: str) -> None:
    """Choose what a column holds, by the first letters of it."""
    field(bench, place).setFocus()
    bench.write(letters)
    bench.show_all()


def label(bench: AtFiles, name: str) -> str:
    """A text that can be seen."""
    found = bench.window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def say_all(bench: AtFiles) -> None:
    """Number, SKU and pieces."""
    for place, letters in enumerate(("Order", "SKU", "Pieces")):
        say(bench, place, letters)


def keep(bench: AtFiles) -> QPushButton:
    """The button that keeps it."""
    return bench.button("columns_keep")


def test_each_column_shows_three_of_its_cells_and_what_is_needed_is_named(bench: AtFiles) -> None:
    assert bench.window._screen is Screen.COLUMNS
    assert bench.asked == "Say what each column of office.csv holds"
    assert label(bench, "column_0") == "Vorgang"
    assert label(bench, "cells_1") == "MUG · CUP · MUG"
    assert label(bench, "columns_missing") == "Still needed: Order number, SKU, Pieces"
    assert not keep(bench).isEnabled()
    assert field(bench, 0).itemText(1) == "Order number *"


def test_the_first_orders_are_shown_as_they_would_come_in(bench: AtFiles) -> None:
    say_all(bench)
    assert label(bench, "columns_missing") == ""
    assert label(bench, "orders_ahead").splitlines() == [
        "A1:  2 × MUG, 1 × CUP",
        "A2: would wait. “many” is no number of pieces.",
    ]
    assert keep(bench).isEnabled()


def test_kept_under_its_name_the_file_comes_in_and_the_next_one_is_known(bench: AtFiles) -> None:
    say_all(bench)
    bench.click("columns_keep")
    assert bench.saying == "The columns are kept as office. office.csv is being taken in."
    assert bench.window._screen is Screen.START
    bench.work()
    assert bench.numbers() == {"A1"}
    bench.key(Qt.Key.Key_Escape)
    bench.drag(bench.write_file("next.csv", TABLE.replace("A1", "B1")))
    assert bench.asked == "Take in orders from next.csv?"


def test_a_name_that_is_taken_is_asked_about_before_anything_is_replaced(bench: AtFiles) -> None:
    say_all(bench)
    bench.click("columns_keep")
    bench.work()
    bench.key(Qt.Key.Key_Escape)
    kept = next(bench.folder.rglob("office.toml"))
    before = kept.read_text("utf-8")
    other = TABLE.replace("Vorgang", "Nummer")
    bench.drag(bench.write_file("Office.csv", other))
    bench.yes()
    say_all(bench)
    bench.click("columns_keep")
    assert bench.asked == "Another table is kept as Office. Replace it?"
    bench.no()
    assert kept.read_text("utf-8") == before
    assert bench.window._screen is Screen.COLUMNS
    assert not bench.worker.jobs
    name = bench.window.findChild(QLineEdit, "columns_name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Office"
    assert field(bench, 0).currentText() == "Order number *"
    bench.click("columns_keep")
    bench.yes()
    assert bench.saying == "The columns are kept as Office. Office.csv is being taken in."
    assert "Nummer" in kept.read_text("utf-8")


def test_another_name_is_kept_without_a_question(bench: AtFiles) -> None:
    say_all(bench)
    bench.click("columns_keep")
    bench.work()
    bench.key(Qt.Key.Key_Escape)
    bench.drag(bench.write_file("shop.csv", TABLE.replace("Vorgang", "Nummer")))
    bench.yes()
    say_all(bench)
    bench.click("columns_keep")
    assert bench.saying == "The columns are kept as shop. shop.csv is being taken in."


def test_a_field_belongs_to_one_column_only(bench: AtFiles) -> None:
    say_all(bench)
    say(bench, 4, "SKU")
    assert field(bench, 1).currentText() == "nothing that is needed here"
    assert field(bench, 4).currentText() == "SKU *"


def test_a_column_can_be_said_to_hold_nothing_after_all(bench: AtFiles) -> None:
    say_all(bench)
    field(bench, 0).setFocus()
    bench.key(Qt.Key.Key_Home)
    assert label(bench, "columns_missing") == "Still needed: Order number"


def test_without_a_name_nothing_is_kept(bench: AtFiles) -> None:
    say_all(bench)
    line = bench.window.findChild(QLineEdit, "columns_name")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    bench.key(Qt.Key.Key_Home)
    for _ in "office":
        bench.key(Qt.Key.Key_Delete)
    assert not keep(bench).isEnabled()
    bench.write("ship")
    assert keep(bench).isEnabled()
    bench.key(Qt.Key.Key_Return)
    assert bench.saying.startswith("The columns are kept as ship.")


def test_what_is_plain_from_its_header_is_chosen_already(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Escape)
    headers = ("Order number", "Teil", "Quantity", *STRANGE[3:])
    bench.drag(bench.write_file("half.csv", orders(("A1", "MUG", 2), headers=headers)))
    bench.yes()
    assert field(bench, 0).currentText() == "Order number *"
    assert label(bench, "columns_missing") == "Still needed: SKU"


def test_back_keeps_nothing_and_the_lock_leaves_nothing_readable(bench: AtFiles) -> None:
    bench.press(Command.LOCK)
    bench.show_all()
    assert "Ada Lovelace" not in bench.everything_written()
    assert bench.asked == "Scan your badge"
    bench.lead()
    bench.drag(bench.folder / "office.csv")
    assert bench.asked == "Nobody knows the columns of office.csv yet. Say them now?"


def test_another_language_is_read_at_once(bench: AtFiles) -> None:
    bench.window.looks.speak = lambda _language: set_language(resources() / "translations", "fr")
    bench.window.looks.choose_language("fr")
    bench.show_all()
    assert label(bench, "columns_missing").startswith("Encore nécessaire\u00a0: Numéro de commande")
    assert field(bench, 0).itemText(1) == "Numéro de commande *"


def test_while_an_order_is_packed_the_columns_are_asked_for_later(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.scan("100234")
    at_files.drag(at_files.write_file("office.csv", TABLE))
    assert at_files.saying.startswith("The columns of office.csv are not known yet.")
