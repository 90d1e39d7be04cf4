"""The window: keys, buttons, focus, and what is painted by when."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from packstation.domain.command_code import Command
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.ui.command_words import KEYS
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.widgets.verdict_band import VerdictBand
from tests.application.site import MUG, order
from tests.ui.at_window import STATES, AtWindow

pytestmark = pytest.mark.gui

FIRST_ROAD = (
    Command.NEXT,
    Command.UNDO,
    Command.YES,
    Command.NO,
    Command.BACK,
    Command.HELP,
    Command.LOCK,
)


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """The bench with its window in front."""
    return at_window


class TestTyping:
    """Whatever a scan does, keys do."""

    def test_an_order_packed_with_keys_alone(self, bench: AtWindow) -> None:
        bench.key(Qt.Key.Key_Tab)
        bench.key(Qt.Key.Key_Tab)
        assert bench.focused.accessibleName() == "Ida"
        bench.key(Qt.Key.Key_Space)
        bench.write("1234")
        bench.key(Qt.Key.Key_Return)
        assert bench.asked == "Scan a tote, an order or a product"
        bench.key(Qt.Key.Key_F5)
        assert bench.read_text("order") == "Order 100235"
        bench.write(MUG)
        bench.key(Qt.Key.Key_Return)
        assert bench.window.verdict.saying == "1 of 1: Mug, blue. All goods are in."
        bench.weigh(0, 1)
        bench.weigh(500, 1)
        assert bench.asked == "Stick label …0013 on the carton and scan it"
        bench.write(bench.plate)
        bench.key(Qt.Key.Key_Return)
        assert bench.window.verdict.word == "ORDER COMPLETE"
        bench.key(Qt.Key.Key_F12)
        assert bench.asked == "Scan your badge"

    def test_a_typed_line_leaves_an_empty_field(self, bench: AtWindow) -> None:
        bench.badge()
        bench.write("nonsense")
        bench.key(Qt.Key.Key_Return)
        assert bench.window.entry.text() == ""
        assert bench.window.verdict.word == "NO"

    def test_letters_typed_while_a_button_has_the_focus_land_in_the_code_field(self, bench: AtWindow) -> None:
        bench.open("100234")
        bench.button("command_LOCK").setFocus()
        bench.write(MUG)
        assert bench.window.entry.text() == MUG
        bench.key(Qt.Key.Key_Return)
        assert bench.packed(1, "100234") == 1

    def test_page_keys_move_the_lines_and_leave_the_field_alone(self, bench: AtWindow) -> None:
        products = [Product(f"P{number}", f"Product {number}", 10) for number in range(30)]
        bench.warehouse.stock(products, [ProductCode(product.sku, product.sku) for product in products])
        bench.warehouse.receive(order("200030", *[(product.sku, 1) for product in products]))
        bench.open("200030")
        bench.show_all()
        bar = bench.window.pack.lines.verticalScrollBar()
        bench.key(Qt.Key.Key_PageDown)
        assert bar.value() > 0
        bench.key(Qt.Key.Key_PageUp)
        assert bar.value() == 0
        bench.scan("P29")
        bench.show_all()
        assert bar.value() == bar.maximum()

    def test_control_characters_pasted_into_the_field_do_nothing(self, bench: AtWindow) -> None:
        bench.open("100234")
        bench.window.entry.setText("\x1a\x07" + MUG)
        bench.key(Qt.Key.Key_Return)
        assert bench.nos() == [RefusalCode.CODE_UNREADABLE]


class TestCommands:
    """Buttons and keys."""

    @pytest.mark.parametrize("command", FIRST_ROAD)
    @pytest.mark.parametrize("way", ["key", "button"])
    def test_every_command_of_the_first_road_has_a_key_and_a_button(
        self, bench: AtWindow, way: str, command: Command
    ) -> None:
        state = {Command.UNDO: "weighing", Command.YES: "question", Command.NO: "question"}
        STATES[state.get(command, "packing" if command is Command.BACK else "start")](bench)
        bench.show_all()
        before = bench.asked
        if way == "key":
            keys = {f"F{number}": getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)}
            bench.key({**keys, "Esc": Qt.Key.Key_Escape}[KEYS[command]])
        else:
            bench.click(f"command_{command.value}")
        assert bench.asked != before
        assert bench.nos() in ([], [FaultCode.PAPER_OUT.value])

    def test_only_commands_that_mean_something_are_offered(self, bench: AtWindow) -> None:
        assert bench.buttons == set()
        bench.badge()
        assert bench.buttons == {"NEXT", "LEAD", "HELP", "LOCK"}
        bench.open("100234")
        assert bench.buttons == {"BACK", "HELP", "LOCK"}
        bench.scan(MUG)
        assert bench.buttons == {"UNDO", "HELP", "LOCK"}

    def test_a_button_names_its_key(self, bench: AtWindow) -> None:
        assert bench.button("command_LOCK").text() == "SIGN OUT\nF12"

    def test_a_key_held_too_long_is_one_act(self, bench: AtWindow) -> None:
        commands = set(KEYS.values())
        found = [s for s in bench.window.findChildren(QShortcut) if s.key().toString() in commands]
        assert [shortcut.autoRepeat() for shortcut in found] == [False] * len(KEYS)


class TestFocus:
    """Keys always go somewhere useful."""

    @pytest.mark.parametrize("state", ["start", "packing", "weighing", "question", "stick", "cancelled"])
    def test_at_work_the_code_field_has_it(self, bench: AtWindow, state: str) -> None:
        STATES[state](bench)
        assert bench.focused is bench.window.entry

    def test_a_click_on_a_button_leaves_it_there(self, bench: AtWindow) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.click("command_UNDO")
        assert bench.focused is bench.window.entry

    def test_a_picked_name_moves_it_to_the_pin_and_a_wrong_pin_keeps_it_there(self, bench: AtWindow) -> None:
        bench.click("pick_Ida")
        assert bench.focused is bench.window.sign_in.pin
        bench.write("9999")
        bench.key(Qt.Key.Key_Return)
        assert bench.window.verdict.saying == "Wrong PIN."
        assert (bench.focused, bench.window.sign_in.pin.text()) == (bench.window.sign_in.pin, "")

    def test_nobody_is_picked_by_a_stray_enter(self, bench: AtWindow) -> None:
        bench.badge()
        bench.key(Qt.Key.Key_F12)
        assert bench.focused is bench.window.sign_in
        bench.key(Qt.Key.Key_Return)
        bench.key(Qt.Key.Key_Space)
        assert bench.asked == "Scan your badge"

    @pytest.mark.parametrize("state", STATES)
    def test_tab_leads_to_everything_that_can_be_used_and_back(self, bench: AtWindow, state: str) -> None:
        STATES[state](bench)
        bench.show_all()
        usable = {
            widget
            for widget in bench.window.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        reached = set()
        for _ in range(2 * len(usable) + 2):
            bench.key(Qt.Key.Key_Tab)
            reached.add(bench.focused)
        assert usable
        assert reached == usable


@pytest.mark.parametrize("state", STATES)
def test_everything_has_a_name_for_those_who_hear_the_screen(bench: AtWindow, state: str) -> None:
    STATES[state](bench)
    bench.lamp("scanner", None)
    bench.show_all()
    kinds = (QPushButton, QLineEdit, QTableView, VerdictBand)
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in bench.window.findChildren(QWidget)
        if widget.isVisible()
        and (isinstance(widget, kinds) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        and not (widget.accessibleName() or (isinstance(widget, VerdictBand) and not widget.saying))
    ]
    assert nameless == []
    unspoken = [
        label.objectName()
        for label in bench.window.findChildren(QLabel)
        if label.isVisible() and label.accessibleName() != label.text()
    ]
    assert unspoken == []


class PaintCounter(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Qt asks before every event."""
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_an_answer_is_painted_when_the_call_returns(bench: AtWindow) -> None:
    bench.show_all()
    painted, told = PaintCounter(bench.window.verdict), list[int]()
    bench.window.on_painted = lambda _: told.append(painted.count)
    bench.window.show_verdict(Verdict(VerdictKind.YES, Said.SIGNED_OUT))
    assert (painted.count, told) == (1, [1])


def test_last_verdicts_are_those_before_the_one_in_the_band(bench: AtWindow) -> None:
    bench.open("100234")
    bench.scan(MUG)
    bench.scan("nonsense")
    shown = [label.text() for label in bench.window._last.lines]
    assert shown == ["YES 1 of 2: Mug, blue", "Order 100234 is yours."]


def test_a_lamp_shows_its_device_and_what_is_wrong(bench: AtWindow) -> None:
    bench.lamp("scanner 2", FaultCode.GONE)
    bench.lamp("scale", None)
    assert bench.read_text("lamp_scanner 2") == "scanner 2: not there"
    assert bench.read_text("lamp_scale") == "scale"
    bench.lamp("scanner 2", None)
    assert bench.read_text("lamp_scanner 2") == "scanner 2"
