"""Rows that wait are mended, read again or dropped at the window, with keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QTableWidget
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.desk import Screen
from packstation.ui.translation import set_language
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = pytest.mark.gui

WRONG = orders(("A1", "MUG", "many"), ("A2", "", 1), ("A3", "CUP", 2))


@pytest.fixture
def bench(at_files: AtFiles) -> AtFiles:
    """Lea looks at two rows that wait, of the file `orders.csv`."""
    at_files.lead()
    at_files.take_in("orders.csv", WRONG)
    at_files.press(Command.DIGIT, "2")
    at_files.show_all()
    return at_files


def listed(bench: AtFiles) -> list[str]:
    """The rows as they are read."""
    rows = bench.window.findChild(QListWidget, "row_list")
    assert isinstance(rows, QListWidget)
    return [rows.item(place).text() for place in range(rows.count())]


def table(bench: AtFiles) -> QTableWidget:
    """The cells of the row in front."""
    found = bench.window.findChild(QTableWidget, "row_cells")
    assert isinstance(found, QTableWidget)
    return found


def read(bench: AtFiles) -> dict[str, str]:
    """The cells as they are read."""
    found = table(bench)
    pairs = ((found.item(row, 0), found.item(row, 1)) for row in range(found.rowCount()))
    return {name.text(): cell.text() for name, cell in pairs if name and cell}


def write_cell(bench: AtFiles, text: str) -> None:
    """Type over the cell in front."""
    for letter in text:
        bench.write(letter)  # the first one opens the cell: the others go to where it stands
    bench.key(Qt.Key.Key_Return)


def test_each_row_says_where_it_stands_and_why_it_waits(bench: AtFiles) -> None:
    assert bench.window._screen is Screen.WAITING_ROWS
    assert bench.asked == "Mend what is wrong, then read it again"
    assert listed(bench) == [
        "1  orders.csv, line 2, A1\n“many” is no number of pieces.",
        "2  orders.csv, line 3, A2\nA piece has no SKU.",
    ]
    assert bench.read_text("row_why") == "1  orders.csv, line 2, A1: “many” is no number of pieces."
    assert read(bench)["Quantity"] == "many"


def test_a_row_is_mended_and_read_again_with_keys_alone(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Tab)
    assert bench.focused.objectName() == "row_cells"
    write_cell(bench, "4")
    assert read(bench)["Quantity"] == "4"
    while bench.focused.objectName() != "row_again":
        bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_Return)
    assert bench.saying == "orders.csv, line 2: that can be read now, and is settled."
    assert len(listed(bench)) == 1
    assert bench.line("rows_wait") == "Rows that wait: 1"
    assert bench.numbers() == {"A1", "A3"}
    assert bench.warehouse.on_bench("A1").task.order.lines[0].quantity == 4


def test_a_row_that_is_still_wrong_stays_with_what_was_written(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Tab)
    write_cell(bench, "a few")
    bench.click("row_again")
    assert bench.saying == "orders.csv, line 2: something is still wrong. It waits."
    assert read(bench)["Quantity"] == "a few"
    assert "“a few” is no number of pieces." in bench.read_text("row_why")


def test_an_order_is_dropped_after_a_yes_only(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Down)
    assert bench.read_text("row_why").startswith("2  orders.csv, line 3, A2")
    bench.click("row_drop")
    assert bench.asked == "Order A2 of orders.csv is not for packing: right?"
    bench.no()
    assert len(listed(bench)) == 2
    bench.click("row_drop")
    bench.yes()
    assert bench.saying == "orders.csv: not for packing from now on. Rows: 1"
    assert len(listed(bench)) == 1


def test_the_question_is_answered_by_its_number_too(bench: AtFiles, qtbot: QtBot) -> None:
    bench.click("row_drop")
    bench.key(Qt.Key.Key_2)

    def shut() -> bool:
        bench.show_all()
        return bench.asked == "Mend what is wrong, then read it again"

    qtbot.waitUntil(shut)
    assert len(listed(bench)) == 2


def test_once_nothing_waits_the_bench_is_empty_again(bench: AtFiles) -> None:
    for _ in range(2):
        bench.click("row_drop")
        bench.yes()
    assert bench.window._screen is Screen.START
    assert bench.asked == "Scan a tote, an order or a product"
    assert bench.line("rows_wait") == ""


def test_the_rows_of_one_file_can_be_looked_at_alone(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Escape)
    bench.take_in("late.csv", orders(("B1", "MUG", "x")))
    bench.press(Command.DIGIT, "2")
    bench.show_all()
    assert len(listed(bench)) == 3
    files = bench.window.findChild(QComboBox, "row_file")
    assert isinstance(files, QComboBox)
    assert [files.itemText(at) for at in range(files.count())] == [
        "All files (3)",
        "orders.csv (2)",
        "late.csv (1)",
    ]
    files.setFocus()
    bench.key(Qt.Key.Key_End)
    assert listed(bench) == ["1  late.csv, line 2, B1\n“x” is no number of pieces."]


def test_a_number_from_the_card_brings_a_row_to_the_front(bench: AtFiles) -> None:
    bench.scan_command(Command.DIGIT, "2")
    bench.show_all()
    assert bench.read_text("row_why").startswith("2  orders.csv, line 3, A2")
    bench.scan_command(Command.DIGIT, "9")
    assert bench.nos()[-1] == "command_not_here"


def test_the_lock_leaves_nothing_of_a_customer_in_the_window(bench: AtFiles) -> None:
    assert "Ada Lovelace" in read(bench).values()
    bench.press(Command.LOCK)
    bench.show_all()
    assert "Ada Lovelace" not in bench.everything_written()
    assert table(bench).rowCount() == 0


def test_a_goods_scan_on_this_screen_is_refused_aloud(bench: AtFiles) -> None:
    bench.scan("100234")
    bench.show_all()
    assert bench.saying == "Answer the question first."
    assert bench.window._screen is Screen.WAITING_ROWS


def test_back_leads_to_the_empty_bench(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Escape)
    assert bench.window._screen is Screen.START
    bench.scan("100234")
    bench.show_all()
    assert bench.asked.startswith("Scan the goods")


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("de", "„many“ ist keine Stückzahl."),
        ("fr", "\u00ab\u00a0many\u00a0\u00bb n\u2019est pas un nombre de pièces."),
    ],
)
def test_the_reasons_are_told_in_the_language_of_the_window(
    at_files: AtFiles, language: str, why: str
) -> None:
    set_language(resources() / "translations", language)
    at_files.window.speak()
    at_files.lead()
    at_files.take_in("orders.csv", WRONG)
    at_files.press(Command.DIGIT, "2")
    at_files.show_all()
    assert why in listed(at_files)[0]


def test_another_language_is_read_at_once(bench: AtFiles) -> None:
    bench.key(Qt.Key.Key_Tab)
    write_cell(bench, "4")
    bench.window.looks.speak = lambda _language: set_language(resources() / "translations", "de")
    bench.window.looks.choose_language("de")
    bench.show_all()
    assert listed(bench)[0] == "1  orders.csv, Zeile 2, A1\n„many“ ist keine Stückzahl."
    assert bench.button("row_again").text() == "Neu lesen"
    assert bench.line("rows_wait") == "Wartende Zeilen: 2"
    assert read(bench)["Quantity"] == "4"


def test_while_an_order_is_packed_the_rows_wait(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", WRONG)
    at_files.key(Qt.Key.Key_Escape)
    at_files.scan("100234")
    at_files.show_all()
    asked = at_files.asked
    at_files.click("rows_wait")
    assert "100234" in at_files.saying
    assert at_files.asked == asked
