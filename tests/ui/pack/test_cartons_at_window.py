"""Two cartons in the real window: what is read there, and nothing of it after a lock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from packstation.domain.carton import CartonType
from packstation.domain.command_code import Command
from tests.application.site import LID, LID_CASE, MUG, TRAY, order
from tests.application.warehouse import Warehouse
from tests.ui.at_window import SIZES, AtWindow, Size

pytestmark = pytest.mark.gui
ORDER = "100234"


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """A site with two types of carton."""
    big = CartonType("BIG", 400, 50, "Big box")
    warehouse.policy = replace(warehouse.policy, carton_types=(big,))
    return warehouse


def shown(at_window: AtWindow) -> list[str]:
    """The lines about cartons that can be read."""
    names = ("carton_caption", "carton_line_0", "carton_line_1", "carton_line_2")
    return [text for name in names if (text := at_window.read_text(name))]


def two_cartons(at_window: AtWindow) -> str:
    """The first one proven, the second in hand; the plate of the first."""
    at_window.pack(MUG, MUG, number=ORDER)
    at_window.key(Qt.Key.Key_F8)
    at_window.weigh(800, 1)
    label = at_window.warehouse.on_bench(ORDER).label
    assert label is not None
    at_window.scan(label.plate.code)
    at_window.show_all()
    return label.plate.number


def test_an_order_in_two_cartons_is_packed_by_what_the_screen_says(at_window: AtWindow) -> None:
    at_window.open(ORDER)
    at_window.show_all()
    assert shown(at_window) == ["Carton 1: BOX"]
    plate = two_cartons(at_window)
    at_window.scan(TRAY)
    at_window.scan_command(Command.CARTON, "BIG")
    at_window.show_all()
    assert shown(at_window) == [
        "Carton 2 in hand, 2 in all: Big box",
        f"✓ 1, …{plate[-4:]}: 2 × MUG",
        "2, in hand: 1 × TRAY",
    ]
    for code in (LID_CASE, LID):
        at_window.scan(code)
    at_window.weigh(0, 1)
    at_window.weigh(1110, 1)
    label = at_window.warehouse.on_bench(ORDER).label
    assert label is not None
    assert shown(at_window)[-1].startswith(f"2, …{label.plate.number[-4:]} to scan")
    at_window.scan(label.plate.code)
    at_window.show_all()
    assert at_window.asked == "Take the carton off the scale"
    at_window.weigh(0, 1)
    assert at_window.asked.startswith("Scan a tote")
    assert shown(at_window) == []


def test_a_carton_that_stands_aside_is_said_to(at_window: AtWindow) -> None:
    two_cartons(at_window)
    at_window.scan(TRAY)
    at_window.key(Qt.Key.Key_F10)
    assert shown(at_window)[1:] == ["1, in hand: 2 × MUG", "2, stands aside: 1 × TRAY"]


@pytest.mark.parametrize("size", SIZES)
def test_the_cartons_leave_room_for_the_lines_and_the_weight(at_window: AtWindow, size: Size) -> None:
    at_window.window.resize(*size)
    two_cartons(at_window)
    at_window.scan(TRAY)
    at_window.show_all()
    pack = at_window.window.pack
    assert pack.lines.viewport().height() >= 2 * pack.lines.verticalHeader().defaultSectionSize()
    for part in (pack.cartons, pack.weight):
        assert part.isVisible()
        bottom = part.mapTo(pack, part.rect().bottomLeft()).y()
        assert bottom <= pack.height()
        assert part.height() >= part.minimumSizeHint().height()


def test_nothing_of_it_stays_readable_after_a_lock(at_window: AtWindow) -> None:
    two_cartons(at_window)
    at_window.scan(TRAY)
    at_window.press(Command.LOCK)
    at_window.show_all()
    assert "TRAY" not in at_window.everything_written()


def test_a_row_says_which_of_how_many_it_is_and_all_totes_are_named(at_window: AtWindow) -> None:
    at_window.warehouse.receive(order("300", ("MUG", 1)), order("301", ("MUG", 1)))
    at_window.open()
    at_window.press(Command.BATCH)
    at_window.press(Command.TOTE)
    at_window.scan("T-8")
    at_window.show_all()
    assert at_window.read_text("batch") == "1 of 3 of this kind"
    assert "tote T-7, T-8" in at_window.read_text("order_detail")
