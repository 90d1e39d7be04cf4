"""Letters by touch: they come with a touch, write what stands on them, and go with a real keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui import translation
from packstation.ui.desk import Screen
from packstation.ui.main_loop import load_fonts
from packstation.ui.question import AskCode
from packstation.ui.theme import sizes_for
from packstation.ui.translation import OWN_NAMES, set_language
from packstation.ui.widgets.letter_rows import OTHERS, ROWS
from packstation.ui.widgets.pad import LETTERS, Field
from packstation.ui.widgets.touch_keys import TouchKeys
from tests.application.site import LEA_BADGE
from tests.application.warehouse import Warehouse
from tests.ui import heard
from tests.ui.at_window import AtWindow
from tests.ui.intake.at_files import HEADERS, AtFiles, orders
from tests.ui.lead.lead_at_bench import ADD, to_people

pytestmark = pytest.mark.gui

OF_LANGUAGE = {"en": "", "de": "äöüß", "es": "ñáéíóú", "fr": "éèçàù", "pl": "ąćęłńóśźż"}


@pytest.fixture(autouse=True)
def _as_before(qapp: object) -> Iterator[None]:
    load_fonts(resources() / "fonts")
    before = translation._current, translation._spoken
    yield
    translation._current, translation._spoken = before


class Form(QWidget):
    """A name, an address, a PIN and a key, below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.note = QLabel("read")
        self.keys = TouchKeys(self.note)
        self.name, self.address, self.pin = QLineEdit(), QPlainTextEdit(), QLineEdit()
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.button = QPushButton("on")
        inside = QWidget()
        fields = QVBoxLayout(inside)
        for part in (self.name, self.address, self.pin, self.button):
            fields.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        page = QVBoxLayout(self)
        for below in (self.note, area, self.keys):
            page.addWidget(below)
        self.keys.serve(self.name, self.address, self.pin)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """The form in front."""
    made = Form()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def touch(field: Field) -> None:
    """Touch a field."""
    part = field if isinstance(field, QLineEdit) else field.viewport()
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def tap(window: QWidget, *keys: str) -> None:
    """Tap keys by what they write."""
    for key in keys:
        found = [one for one in window.findChildren(QPushButton, f"write_{key}") if one.isVisible()]
        assert len(found) == 1, key
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def shown(window: QWidget) -> set[str]:
    """What stands on the keys that can be seen."""
    keys = (one for one in window.findChildren(QPushButton) if one.objectName().startswith("write_"))
    return {one.text().replace("&&", "&") for one in keys if one.isVisible()}


def test_keys_come_with_a_touch_and_never_with_tab(form: Form) -> None:
    form.name.setFocus(Qt.FocusReason.TabFocusReason)
    assert not form.keys.isVisible()
    touch(form.name)
    assert form.keys.isVisible()
    assert not form.note.isVisible()
    assert QApplication.focusWidget() is form.name
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)
    form.button.setFocus()
    assert not form.keys.isVisible()
    assert form.note.isVisible()


def test_a_name_begins_each_word_with_a_large_letter(form: Form) -> None:
    set_language(resources() / "translations", "pl")
    touch(form.name)
    tap(form, *"łukasz", "␣", *"nowak")
    assert form.name.text() == "Łukasz Nowak"
    tap(form, "⌫", "⇧", "k", "a")
    assert form.name.text() == "Łukasz NowaKa"
    tap(form, "␣", "⇧", "x", "␣", "y")
    assert form.name.text() == "Łukasz NowaKa x Y"


def test_the_key_for_large_letters_looks_as_it_is(form: Form) -> None:
    touch(form.name)
    shift = form.findChild(QPushButton, "write_⇧")
    assert isinstance(shift, QPushButton)

    def picture() -> QImage:
        QApplication.processEvents()
        return shift.grab().toImage()

    form.setStyleSheet("QPushButton:checked { background: black; }")
    down = picture()
    tap(form, "a")
    up = picture()
    assert up != down
    tap(form, "⇧")
    assert picture() == down
    tap(form, "⇧")
    assert picture() == up


def test_an_address_has_lines(form: Form) -> None:
    touch(form.address)
    tap(form, "a", "OK", "b", "-", "1")
    assert form.address.toPlainText() == "A\nB-1"
    tap(form, "⌫", "⌫", "⌫", "⌫")
    assert form.address.toPlainText() == "A"


def test_where_only_digits_count_there_are_only_digits(form: Form) -> None:
    touch(form.pin)
    assert shown(form) == {*"0123456789", "⌫", "OK", "▾"}
    tap(form, *"952", "⌫", "1")
    assert form.pin.text() == "951"


def test_a_host_is_written_in_small_letters(form: Form) -> None:
    form.name.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase)
    touch(form.name)
    tap(form, *"zebra", ":", *"6101")
    assert form.name.text() == "zebra:6101"


def test_ok_is_enter_and_the_keys_go_where_nothing_follows(form: Form) -> None:
    form.name.returnPressed.connect(form.address.setFocus)
    touch(form.name)
    tap(form, "a", "OK")
    assert form.keys.field is form.address
    touch(form.pin)
    tap(form, "1", "OK")
    assert not form.keys.isVisible()


def test_the_keys_are_put_away_and_come_again(form: Form) -> None:
    touch(form.name)
    tap(form, "▾")
    assert not form.keys.isVisible()
    assert QApplication.focusWidget() is form.name
    touch(form.name)
    assert form.keys.isVisible()


def test_whoever_types_has_keys(form: Form) -> None:
    touch(form.name)
    QTest.keyClick(form.name, Qt.Key.Key_A)
    assert not form.keys.isVisible()
    assert form.name.text() == "a"


def test_letters_of_other_languages_are_a_page_further(form: Form) -> None:
    touch(form.name)
    assert "ø" not in {text.lower() for text in shown(form)}
    tap(form, "áß", "ø", "š", "ABC", "n")
    assert form.name.text() == "Øšn"


def test_a_sharp_s_stays_one_letter(form: Form) -> None:
    set_language(resources() / "translations", "de")
    touch(form.name)
    tap(form, "⇧", "g", "r", "o", "⇧", "ß")
    assert form.name.text() == "groß"


def test_another_language_lays_the_letters_out_anew(form: Form) -> None:
    touch(form.name)
    set_language(resources() / "translations", "fr")
    form.keys.speak()
    tap(form, *"aé")
    assert form.name.text() == "Aé"
    assert len([one for one in form.findChildren(QPushButton, "write_q") if one.isVisible()]) == 1


@pytest.mark.parametrize("language", OWN_NAMES)
def test_every_letter_of_a_language_lies_in_front_and_every_other_behind(language: str) -> None:
    front = {key for row in ROWS[language] for key in row.split()}
    codes = {key.lower() for row in LETTERS for key in row.split() if key not in {"OK", "⌫"}}
    assert front >= {*OF_LANGUAGE[language], *codes}
    behind = {key for row in OTHERS for key in row.split()}
    assert behind >= set("".join(OF_LANGUAGE.values()))
    assert {len(row.split()) for row in (*ROWS[language], *OTHERS)} == {12}


@pytest.mark.parametrize("language", OWN_NAMES)
def test_every_key_has_a_name_and_none_takes_the_focus(form: Form, language: str) -> None:
    set_language(resources() / "translations", language)
    touch(form.name)
    for page in ("áß", "ABC"):
        keys = [one for one in form.findChildren(QPushButton) if one.objectName().startswith("write_")]
        seen = [one for one in keys if one.isVisible()]
        assert heard.unspeakable(form) == []
        assert {one.focusPolicy() for one in seen} == {Qt.FocusPolicy.NoFocus}
        names = [one.accessibleName() for one in seen]
        assert len(names) == len(set(names))
        assert min(one.height() for one in seen) >= sizes_for(900, 640).row
        tap(form, page)


def test_a_lead_adds_somebody_by_touch_under_the_right_name(at_window: AtWindow) -> None:
    to_people(at_window, ADD)
    at_window.show_all()
    assert at_window.window.question is not None
    assert at_window.window.question.code is AskCode.PERSON_NAME
    tap(at_window.window, *"zoë"[:2])
    tap(at_window.window, "áß", "ë", "OK")
    at_window.show_all()
    asked = at_window.window.question
    assert asked is not None
    assert asked.code is not AskCode.PERSON_NAME
    assert asked.facts["name"] == "Zoë"


def test_the_first_lead_of_a_bench_is_named_by_touch(at_window: AtWindow) -> None:
    window = at_window.window
    window.show_screen(Screen.FIRST_LEAD)
    touch(window.first_lead.name)
    assert window.touch_keys.isVisible()
    tap(window, *"lea", "OK")
    assert window.first_lead.name.text() == "Lea"
    assert window.touch_keys.field is window.first_lead.pin
    for _ in range(2):
        tap(window, "1", "OK")
    at_window.show_all()
    assert window.touch_keys.isVisible()
    assert at_window.window.verdict.isVisible()
    assert at_window.window.verdict.saying
    window.show_screen(Screen.SIGN_IN)
    assert not window.touch_keys.isVisible()


def test_the_name_of_a_table_is_written_by_touch(qtbot: QtBot, warehouse: Warehouse, tmp_path: Path) -> None:
    bench = AtFiles(warehouse)
    bench.folder = tmp_path
    qtbot.addWidget(bench.window)
    bench.badge(LEA_BADGE)
    bench.show_all()
    odd = orders(("A1", "MUG", 1), headers=("Beleg", "Teil", "Zahl", *HEADERS[3:]))
    bench.drag(bench.write_file("odd.csv", odd))
    bench.yes()
    name = bench.window.findChild(QLineEdit, "columns_name")
    assert isinstance(name, QLineEdit)
    name.clear()
    touch(name)
    tap(bench.window, *"abo")
    assert name.text() == "Abo"
    bench.press(Command.BACK)
    bench.show_all()
    assert not bench.window.touch_keys.isVisible()


def test_a_cell_of_a_row_that_waits_is_mended_by_touch(
    qtbot: QtBot, warehouse: Warehouse, tmp_path: Path
) -> None:
    bench = AtFiles(warehouse)
    bench.folder = tmp_path
    qtbot.addWidget(bench.window)
    bench.badge(LEA_BADGE)
    bench.show_all()
    bench.take_in("orders.csv", orders(("A1", "MUG", "many")))
    bench.answer(2)
    bench.show_all()
    from packstation.ui.intake.waiting.view import RowsScreen  # noqa: PLC0415  as the window does

    screen = bench.window.findChild(RowsScreen)
    assert isinstance(screen, RowsScreen)
    cells, window = screen._cells, bench.window
    (wrong,) = cells.findItems("many", Qt.MatchFlag.MatchExactly)
    place = cells.visualItemRect(wrong).center()
    QTest.mouseClick(cells.viewport(), Qt.MouseButton.LeftButton, pos=place)
    bench.show_all()
    assert window.touch_keys.isVisible()
    tap(window, "2", "OK")
    bench.show_all()
    assert not window.touch_keys.isVisible()
    assert wrong.text() == "2"
    bench.click("row_again")
    bench.show_all()
    assert "A1" in bench.numbers()
