"""However large the letters: the line that was counted last is seen in full, and which one it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QWidget

from packstation.domain.product import Product, ProductCode
from packstation.ui.design.palette import LIGHT
from packstation.ui.pack.lines_model import LinesModel
from packstation.ui.theme import LARGEST_PERCENT
from tests.application.site import order
from tests.ui.at_window import AtWindow

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("bundled_letters")]
SKUS = tuple(f"CUP-{number}" for number in range(12))


@pytest.fixture
def long_order(at_window: AtWindow) -> AtWindow:
    """An order of twelve lines, opened in the largest letters."""
    warehouse = at_window.warehouse
    for sku in SKUS:
        warehouse.stock([Product(sku, f"Cup {sku}", 300)], [ProductCode(f"C{sku}", sku)])
    warehouse.receive(order("900", *((sku, 2) for sku in SKUS)))
    looks = at_window.window.looks
    looks.wear(replace(looks.now, text_percent=LARGEST_PERCENT), looks.now)
    at_window.open("900")
    at_window.take_place()
    return at_window


def seen(part: QWidget) -> QRect:
    """What of a part no frame hides, where it lies in the part."""
    return part.visibleRegion().boundingRect()


@pytest.mark.parametrize("place", [0, 5, 11, 2])
def test_the_counted_line_is_seen_in_full(long_order: AtWindow, place: int) -> None:
    lines = long_order.window.pack.lines
    long_order.scan(f"C{SKUS[11 - place]}")
    long_order.scan(f"C{SKUS[place]}")
    long_order.take_place()
    row = lines.visualRect(lines.model().index(place, LinesModel.NAME))
    assert seen(lines.viewport()).contains(row)


def test_another_language_still_shows_which_line_it_was(long_order: AtWindow) -> None:
    long_order.scan(f"C{SKUS[3]}")
    long_order.window.speak()
    model = long_order.window.pack.model
    grounds = [model.data(model.index(row, 0), Qt.ItemDataRole.BackgroundRole) for row in range(5)]
    colours = [ground.color().name() if isinstance(ground, QBrush) else "" for ground in grounds]
    assert colours == ["", "", "", LIGHT.now_row, ""]
