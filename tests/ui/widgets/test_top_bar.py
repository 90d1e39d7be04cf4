"""The bar above everything: in a narrow one lamps say less, and names stay whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from packstation.domain.device import Lamp
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import FaultCode
from packstation.ui.design.palette import LIGHT
from packstation.ui.design.sheet import style_sheet
from packstation.ui.theme import BASE_HEIGHT, BASE_WIDTH, sizes_for
from packstation.ui.widgets.quiet_line import QuietLine
from packstation.ui.widgets.top_bar import TopBar
from tests.ui.design.grabbed import cut_off

pytestmark = pytest.mark.gui

WIDE, NARROW, NARROWEST, LAST = 1300, 800, 560, 520


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    """A bar of the demo, its scale silent, Ida at the bench."""
    made = TopBar("Demo bench", demo=True, pressed=lambda: None)
    qtbot.addWidget(made)
    for device in ("scanner", "scale", "printer"):
        made.lamps.put(Lamp(device, FaultCode.SILENT if device == "scale" else None))
    made.show_person(Actor("1", "Ida", Role.PACKER))
    sizes = sizes_for(BASE_WIDTH, BASE_HEIGHT)
    made.setStyleSheet(style_sheet(sizes, LIGHT))
    made.fit(sizes)
    made.show()
    return made


def read(bar: TopBar, width: int) -> list[str]:
    """What is read in a bar of that width, from left to right."""
    bar.resize(width, bar.sizeHint().height())
    for _ in range(3):
        QApplication.processEvents()
    labels = [label for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(bar, label.pos()).x())]


def test_everything_is_read_where_there_is_room(bar: TopBar) -> None:
    everything = ["Demo bench", "DEMO: nothing here is real", "scanner", "scale: no answer", "printer", "Ida"]
    assert sorted(read(bar, WIDE)) == sorted(everything)


def test_what_is_well_says_less_first_and_no_name_is_shortened(bar: TopBar) -> None:
    assert sorted(read(bar, NARROW)) == sorted(["Demo bench", "DEMO", "scale: no answer", "Ida"])
    assert cut_off(bar) == []


def test_then_what_is_ill_says_only_its_name_and_ears_hear_all_of_it(bar: TopBar) -> None:
    assert sorted(read(bar, NARROWEST)) == sorted(["Demo bench", "DEMO", "scale", "Ida"])
    assert cut_off(bar) == []
    assert "scale: no answer" in [dot.accessibleName() for dot, _ in bar.lamps._lamps.values()]


def test_at_last_only_crosses_say_what_is_ill(bar: TopBar) -> None:
    assert sorted(read(bar, LAST)) == sorted(["Demo bench", "DEMO", "Ida"])
    assert cut_off(bar) == []
    assert "scale: no answer" in [dot.accessibleName() for dot, _ in bar.lamps._lamps.values()]


def test_with_more_room_all_of_it_is_read_again(bar: TopBar) -> None:
    before = read(bar, WIDE)
    read(bar, NARROWEST)
    assert read(bar, WIDE) == before


def test_a_line_takes_what_names_leave_it(bar: TopBar) -> None:
    line = QuietLine("file_note", lambda: None)
    bar.add(line)
    line.put("shop-export-2026.csv: 1 min left, 33000 rows, 1200 a second")
    assert "scale: no answer" in read(bar, NARROW)
    assert cut_off(bar) == []
    assert line.text().startswith("shop-ex")
    assert line.text().endswith("…")
    read(bar, 2 * WIDE)
    assert line.text() == line.words
