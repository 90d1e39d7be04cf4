"""A file is dragged into the window: who may, what is asked, how far it is, what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QProgressBar

from packstation.application.import_progress import ImportProgress, ImportStage
from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.desk import Screen
from packstation.ui.intake.note import Fare, FileNote
from packstation.ui.intake.told import note_words
from packstation.ui.translation import set_language
from tests.application.site import IDA_BADGE, MUG, TOM_BADGE
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = pytest.mark.gui

TWO = orders(("A1", "MUG", 2), ("A1", "CUP", 1), ("A2", "MUG", 1))
ONE_WAITS = orders(("A1", "MUG", 2), ("A2", "MUG", "many"))


def test_nobody_is_signed_in_and_a_file_is_told_so(at_files: AtFiles) -> None:
    at_files.drag(at_files.write_file("orders.csv", TWO))
    assert "badge" in at_files.saying
    assert not at_files.worker.jobs


def test_a_packer_is_told_to_fetch_the_lead(at_files: AtFiles) -> None:
    at_files.badge(IDA_BADGE)
    at_files.drag(at_files.write_file("orders.csv", TWO))
    assert at_files.saying == "Files are for a lead to take in. Fetch the lead."
    assert not at_files.worker.jobs
    assert at_files.nos() == ["role_forbids"]


@pytest.mark.parametrize("onto", ["verdict", "entry", "start"])
def test_a_lead_is_asked_wherever_it_is_dropped(at_files: AtFiles, onto: str) -> None:
    at_files.lead()
    path = at_files.write_file("orders.csv", TWO)
    at_files.drag(path, onto=getattr(at_files.window, onto))
    assert at_files.asked == "Take in orders from orders.csv?"
    assert "a table of our own" in at_files.read_text("act_hint")
    at_files.no()
    assert not at_files.worker.jobs
    assert at_files.window.entry.text() == ""


def test_an_admin_may_as_well(at_files: AtFiles) -> None:
    at_files.warehouse.hire(at_files.warehouse.adam, "654321", TOM_BADGE)
    at_files.lead(TOM_BADGE)
    at_files.drag(at_files.write_file("orders.csv", TWO))
    assert at_files.asked == "Take in orders from orders.csv?"


def test_at_the_end_the_lead_reads_what_became_of_it(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", TWO)
    assert at_files.asked == "orders.csv is in"
    assert at_files.read_text("written") == "New orders: 2"
    assert at_files.numbers() == {"A1", "A2"}
    at_files.key(Qt.Key.Key_Escape)
    at_files.take_in("orders.csv", TWO)
    assert at_files.read_text("written") == "Orders as before: 2"
    at_files.key(Qt.Key.Key_Escape)
    at_files.take_in("orders.csv", TWO.replace("A2,MUG,1", "A2,MUG,3"))
    assert at_files.read_text("written") == "Changed orders: 1\nOrders as before: 1"


def test_what_became_of_it_is_told_in_the_language_that_is_switched_to(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", TWO)
    set_language(resources() / "translations", "de")
    at_files.window.speak()
    at_files.show_all()
    shown = [part for part in at_files.window.findChildren(QLabel, "written") if part.isVisible()]
    assert [part.text() for part in shown] == ["Neue Aufträge: 2"]


def test_orders_that_wait_for_an_unknown_product_are_counted_and_the_way_out_is_said(
    at_files: AtFiles,
) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", orders(("A1", "MUG", 1), ("A2", "NEW", 1), ("A3", "NEW", 2)))
    said = "Orders that wait for a product nobody knows here: {}. Take in a file of products: LEAD."
    assert at_files.read_text("written").splitlines() == ["New orders: 3", said.format(2)]
    at_files.key(Qt.Key.Key_Escape)
    at_files.take_in("orders.csv", orders(("A1", "NEW", 1), ("A2", "NEW", 1), ("A3", "NEW", 2)))
    assert said.format(1) in at_files.read_text("written")


def test_what_waits_is_counted_marked_and_one_answer_away(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", ONE_WAITS)
    assert at_files.read_text("written").splitlines() == [
        "New orders: 1",
        "Orders that wait for a lead: 1",
        "Rows that wait for a lead: 1",
    ]
    assert at_files.line("rows_wait") == "Rows that wait: 1"
    at_files.press(Command.DIGIT, "2")
    at_files.show_all()
    assert at_files.window._screen is Screen.WAITING_ROWS


def test_a_packer_sees_no_mark_of_what_waits(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.take_in("orders.csv", ONE_WAITS)
    at_files.press(Command.LOCK)
    at_files.show_all()
    assert at_files.line("rows_wait") == ""
    at_files.badge(IDA_BADGE)
    at_files.show_all()
    assert at_files.line("rows_wait") == ""
    at_files.press(Command.LOCK)
    at_files.lead()
    assert at_files.line("rows_wait") == "Rows that wait: 1"


def test_while_an_order_is_packed_nothing_but_a_quiet_line_says_that_a_file_is_in(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.scan("100234")
    at_files.drag(at_files.write_file("orders.csv", TWO))
    at_files.yes()
    assert at_files.line() == "orders.csv: begins"
    at_files.scan(MUG)
    at_files.show_all()
    asked, said = at_files.asked, at_files.saying
    at_files.work()
    assert (at_files.asked, at_files.saying) == (asked, said)
    assert at_files.line() == "orders.csv: is in"
    at_files.click("file_note")
    assert at_files.asked == "orders.csv is in"
    at_files.key(Qt.Key.Key_Escape)
    assert at_files.asked == asked
    assert at_files.numbers() == {"A1", "A2"}


def test_the_line_says_how_fast_it_goes_and_how_long_still(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.drag(at_files.write_file("orders.csv", TWO))
    at_files.yes()
    at_files.worker.tell(ImportProgress(ImportStage.READING, 1500, 0, 0, 7000, None))
    assert at_files.line() == "orders.csv: 1500 rows, 7000 a second"
    at_files.worker.tell(ImportProgress(ImportStage.TAKING_IN, 9000, 3000, 700, 2000, 90))
    assert at_files.line() == "orders.csv: 2 min left, 3000 rows, 2000 a second"


def test_a_bar_grows_by_steps_while_a_file_comes_in_and_is_gone_behind_it(at_files: AtFiles) -> None:
    bar = at_files.window.findChild(QProgressBar, "file_bar")
    assert isinstance(bar, QProgressBar)
    at_files.lead()
    at_files.drag(at_files.write_file("orders.csv", TWO))
    at_files.yes()
    assert not bar.isVisible()
    seen, places = [], set()
    for percent in (0, 3, 7, 9, 10, 62, 99):
        at_files.worker.tell(ImportProgress(ImportStage.TAKING_IN, 9000, 3000, 700, 2000, 90, percent))
        at_files.show_all()
        assert bar.isVisible()
        seen.append(bar.value())
        places.add(bar.geometry().getRect())
    assert seen == [0, 0, 5, 5, 10, 60, 95]
    assert len(places) == 1
    heard = QAccessible.queryAccessibleInterface(bar)
    assert heard.role() is QAccessible.Role.ProgressBar
    assert heard.text(QAccessible.Text.Name) == "How far orders.csv is"
    at_files.click("file_note")
    assert at_files.asked == "Stop taking in orders.csv?"
    at_files.no()
    at_files.work()
    assert not bar.isVisible()


def test_a_long_name_leaves_room_for_how_long_it_takes() -> None:
    now = ImportProgress(ImportStage.TAKING_IN, 104_000, 33_000, 700, 12_000, 5)
    note = FileNote("orders_export_2026-11-22.csv", Fare.RUNNING, now)
    assert note_words(note) == "orders_export_\u2026csv: 5 s left, 33000 rows, 12000 a second"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "o.csv: noch 5 s, 3000 Zeilen, 2000 je Sekunde (+1)"),
        ("fr", "o.csv: encore 5 s, 3000 lignes, 2000 par seconde (+1)"),
    ],
)
def test_the_line_speaks_the_language_of_the_window(language: str, words: str) -> None:
    set_language(resources() / "translations", language)
    now = ImportProgress(ImportStage.TAKING_IN, 9000, 3000, 700, 2000, 5)
    assert note_words(FileNote("o.csv", Fare.RUNNING, now, behind=1)) == words


def test_a_file_is_stopped_by_a_touch_and_a_yes_and_goes_on_later(at_files: AtFiles) -> None:
    at_files.lead()
    path = at_files.write_file("orders.csv", TWO)
    at_files.drag(path)
    at_files.yes()
    at_files.click("file_note")
    assert at_files.asked == "Stop taking in orders.csv?"
    at_files.no()
    assert not at_files.worker.cancelled
    at_files.click("file_note")
    at_files.yes()
    assert at_files.line() == "orders.csv: stops"
    at_files.work()
    assert at_files.asked == "orders.csv was stopped before its end"
    assert at_files.numbers() == set()
    at_files.key(Qt.Key.Key_Escape)
    at_files.worker.cancelled = False
    at_files.drag(path)
    at_files.yes()
    at_files.work()
    assert at_files.numbers() == {"A1", "A2"}


def test_several_files_are_asked_for_one_by_one_and_taken_in_one_by_one(at_files: AtFiles) -> None:
    at_files.lead()
    first = at_files.write_file("first.csv", TWO)
    second = at_files.write_file("second.csv", TWO.replace("A", "B"))
    broken = at_files.write_file("broken.csv", "")
    at_files.drag(first, broken, second)
    assert at_files.asked == "Take in orders from first.csv?"
    at_files.yes()
    assert at_files.asked == "Take in orders from second.csv?"
    at_files.yes()
    assert at_files.line() == "first.csv: begins (+1)"
    at_files.work()
    at_files.key(Qt.Key.Key_Escape)
    assert at_files.line() == "second.csv: begins"
    at_files.work()
    assert at_files.numbers() == {"A1", "A2", "B1", "B2"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("empty.csv", "", "This file is empty."),
        ("page.csv", "<!doctype html><html></html>", "This is a web page, no export."),
        ("words.doc", "Dear Sir or Madam", "Nobody knows what kind of file this is: words.doc."),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_a_clear_sentence(
    at_files: AtFiles, name: str, text: str, said: str
) -> None:
    at_files.lead()
    at_files.drag(at_files.write_file(name, text))
    assert at_files.saying.startswith(said)
    assert not at_files.worker.jobs


def test_a_stick_that_is_pulled_out_is_told_in_plain_words(at_files: AtFiles) -> None:
    at_files.lead()
    path = at_files.write_file("orders.csv", TWO)
    at_files.drag(path)
    at_files.yes()
    path.unlink()
    at_files.work()
    assert at_files.asked == "orders.csv could not be taken in"
    assert at_files.read_text("written") == "The file cannot be read any more. Is its stick still in?"


def test_too_many_files_are_refused_and_none_is_lost(at_files: AtFiles) -> None:
    at_files.lead()
    for number in range(3):
        at_files.drag(at_files.write_file(f"{number}.csv", TWO))
        at_files.yes()
    at_files.drag(at_files.write_file("last.csv", TWO))
    at_files.yes()
    assert at_files.saying == "Too many files wait already. Bring last.csv again when they are in."
    assert len(at_files.worker.jobs) == 3


def test_a_file_over_an_open_question_waits_for_its_answer(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.press(Command.LEAD)
    at_files.drag(at_files.write_file("orders.csv", TWO))
    assert at_files.saying == "Answer the question first."


def test_products_are_known_by_their_columns_and_their_rows_are_told(at_files: AtFiles) -> None:
    at_files.lead()
    text = "sku,name,code,grams\nBOWL,Bowl,4012345678994,200\nPOT,Pot,4012345678901,900\n"
    at_files.drag(at_files.write_file("products.csv", text))
    assert at_files.asked == "Take in products from products.csv?"
    at_files.yes()
    at_files.work()
    told = at_files.read_text("written").splitlines()
    assert told[:2] == ["Products new or changed: 1", "Codes new or changed: 1"]
    assert told[-1].startswith("Line 3: ")
    assert "MUG" in told[-1]
    assert "POT" in told[-1]


def test_the_lead_menu_brings_a_file_without_a_mouse(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.press(Command.LEAD)
    at_files.show_all()
    words = "\n".join(at_files.answers())
    assert "Take in a file: orders or products" in words
    assert "Rows of files that wait: 0" in words
    at_files.press(Command.DIGIT, "6")
    at_files.show_all()
    assert at_files.saying == "No rows of files are waiting."


def test_after_the_lock_a_file_goes_on_and_nothing_asks(at_files: AtFiles) -> None:
    at_files.lead()
    at_files.drag(at_files.write_file("orders.csv", TWO))
    at_files.yes()
    at_files.press(Command.LOCK)
    at_files.show_all()
    at_files.work()
    assert at_files.asked == "Scan your badge"
    assert at_files.line() == "orders.csv: is in"
    at_files.click("file_note")
    assert at_files.asked == "Scan your badge"
