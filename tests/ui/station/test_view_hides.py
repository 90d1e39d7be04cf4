"""What the window must not show: markup that acts, and an order when nobody stands at the bench."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import Command
from packstation.domain.person import Actor, Role
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import FaultCode
from tests.application.site import CARD, MUG, order
from tests.application.warehouse import Warehouse
from tests.ui.at_window import STATES, AtWindow, cells

pytestmark = pytest.mark.gui

MARKUP = ("<b>x</b>", "<img src=file:///etc/hostname>", "&amp; & &lt;", "%1 {0} \\n")


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front."""
    return at_window


class TestMarkup:
    """R34: whatever an order holds is shown as it is."""

    @pytest.mark.parametrize("text", MARKUP)
    def test_it_is_shown_letter_by_letter(self, qtbot: QtBot, warehouse: Warehouse, text: str) -> None:
        warehouse.hire(Actor("m", text, Role.PACKER), "1234", None)
        warehouse.stock([Product(text, text, 300)], [ProductCode("CODE", text)])
        hostile = replace(
            order("200001", (text, 2), hours=1), number=text, tote=text, ship_to=(text, text), carrier=text
        )
        warehouse.receive(hostile)
        AtWindow.station_name = text
        try:
            bench = AtWindow(warehouse)
        finally:
            AtWindow.station_name = "Bench 1"
        qtbot.addWidget(bench.window)
        picked = bench.button(f"pick_{text}")
        on_button = picked.text().replace("&&", "&").replace("\n", " ").rstrip("…")
        assert (picked.accessibleName(), text.startswith(on_button)) == (text, True)
        bench.click(f"pick_{text}")
        assert text in bench.asked
        bench.lamp(text, FaultCode.GONE)
        bench.pick(Actor("m", text, Role.PACKER), "1234")
        assert (bench.read_text("person"), bench.read_text("station")) == (text, text)
        bench.scan(text)
        assert bench.read_text("order") == f"Order {text}"
        assert bench.read_text("order_detail").count(text) == 4
        bench.scan("CODE")
        assert bench.window.verdict.saying == f"1 of 2: {text}"
        assert cells(bench.window.pack.lines) == ["1 of 2", text, text]
        assert bench.read_text(f"lamp_{text}") == f"{text}: not there"
        bench.scan(f"{text}?")
        assert bench.window.verdict.saying == f"Nobody knows this code: {text}?. Put the unit aside."
        bench.show_all()
        assert self.read_as_markup(bench) == []

    def read_as_markup(self, bench: AtWindow) -> list[str]:
        labels = bench.window.findChildren(QLabel)
        return [label.objectName() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]

    def test_every_label_of_every_screen_is_plain(self, bench: AtWindow) -> None:
        assert len(bench.window.findChildren(QLabel)) > 15
        assert self.read_as_markup(bench) == []

    def test_cells_are_drawn_by_what_draws_no_markup_and_nothing_has_a_tool_tip(
        self, bench: AtWindow
    ) -> None:
        assert type(bench.window.pack.lines.itemDelegate()) is QStyledItemDelegate
        assert [w.toolTip() for w in bench.window.findChildren(QWidget) if w.toolTip()] == []


class TestLock:
    """R37: nothing of the order is left in the window of a bench nobody stands at."""

    @pytest.mark.parametrize("state", ["packing", "weighing", "blind", "question", "stick", "cancelled"])
    @pytest.mark.parametrize("way", ["key", "idle"])
    def test_nothing_of_the_order_can_be_read(self, bench: AtWindow, way: str, state: str) -> None:
        STATES[state](bench)
        bench.window.entry.setText(MUG)
        secrets = [CARD, "Customer", "10023", "Mug", "MUG", "T-7", "of 1", "of 2", " g", MUG]
        secrets += [bench.plate[-4:]] if state in {"question", "stick"} else []
        written = bench.everything_written()
        assert [secret for secret in (CARD, "10023", "MUG") if secret not in written] == []
        if way == "key":
            bench.key(Qt.Key.Key_F12)
        else:
            bench.wait(300)
        written = bench.everything_written()
        assert [secret for secret in secrets if secret in written] == []
        assert bench.asked == "Scan your badge"
        assert (bench.focused, bench.window.entry.isVisible()) == (bench.window.sign_in, False)

    def test_the_last_answer_is_gone_before_the_store_has_recorded_the_leave(self, bench: AtWindow) -> None:
        bench.open("100234")
        bench.scan(MUG)
        assert "Mug" in bench.window.verdict.saying
        bench.presenter.on_command(Command.LOCK)
        assert bench.window.verdict.saying == ""
        assert "Mug" not in bench.everything_written()

    def test_a_half_typed_pin_is_gone(self, bench: AtWindow) -> None:
        bench.click("pick_Ida")
        bench.write("12")
        bench.wait(60)
        assert bench.window.sign_in.pin.text() == ""
        assert "Ida" not in bench.window.sign_in.pin.placeholderText()
        assert bench.focused is bench.window.sign_in
