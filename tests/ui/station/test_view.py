"""The window: keys, buttons, focus, what can be read when, and what is painted by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStyledItemDelegate, QTableView, QWidget
from pytestqt.qtbot import QtBot

from packstation.bootstrap import resources
from packstation.domain.command_code import Command
from packstation.domain.person import Actor, Role
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.ui.command_words import KEYS
from packstation.ui.translation import languages, set_language
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of
from packstation.ui.widgets.plain_text import FittedText
from packstation.ui.widgets.verdict_band import VerdictBand
from tests.application.site import CARD, LID, LID_CASE, MUG, TRAY, order
from tests.application.warehouse import Warehouse
from tests.ui.at_window import SIZES, AtWindow, Size, cells
from tests.ui.test_sentences import ACTS, REFUSALS, SAID

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
SMALL_DISPLAYS: tuple[Size, ...] = ((1024, 768), (1366, 700))
"""The second is what a task bar leaves of 1366 by 768."""
MARKUP = ("<b>x</b>", "<img src=file:///etc/hostname>", "&amp; & &lt;", "%1 {0} \\n")


@pytest.fixture
def bench(qtbot: QtBot, warehouse: Warehouse) -> AtWindow:
    """The bench with its window in front."""
    made = AtWindow(warehouse)
    qtbot.addWidget(made.window)
    qtbot.waitExposed(made.window)
    return made


def paper_out(bench: AtWindow) -> None:
    bench.printer.refuse(FaultCode.PAPER_OUT)
    bench.close()


def question(bench: AtWindow) -> None:
    bench.printer.fault_at_confirm = FaultCode.PAPER_OUT
    bench.close()
    bench.printer.fault_at_confirm = None


def light(bench: AtWindow) -> None:
    bench.pack()
    bench.weigh(200)


def cancelled(bench: AtWindow) -> None:
    bench.pack()
    bench.warehouse.cancel("100235")
    bench.scan(MUG)


STATES: dict[str, Callable[[AtWindow], None]] = {
    "signed out": lambda _: None,
    "pin": lambda bench: bench.click("pick_Ida"),
    "start": lambda bench: bench.badge(),
    "packing": lambda bench: bench.open("100234"),
    "weighing": lambda bench: bench.pack(),
    "blind": lambda bench: bench.pack(MUG, MUG, LID_CASE, LID, TRAY, number="100234"),
    "light": light,
    "paper out": paper_out,
    "question": question,
    "stick": lambda bench: bench.close(),
    "cancelled": cancelled,
}


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

    @pytest.mark.parametrize("command", list(Command))
    @pytest.mark.parametrize("way", ["key", "button"])
    def test_every_command_has_a_key_and_a_button(self, bench: AtWindow, way: str, command: Command) -> None:
        state = {Command.UNDO: "weighing", Command.YES: "question", Command.NO: "question"}
        STATES[state.get(command, "packing" if command is Command.BACK else "start")](bench)
        bench.show_all()
        before = bench.asked
        if way == "key":
            keys = {f"F{number}": getattr(Qt.Key, f"Key_F{number}") for number in (2, 3, 4, 5, 12)}
            bench.key({**keys, "Esc": Qt.Key.Key_Escape}[KEYS[command]])
        else:
            bench.click(f"command_{command.value}")
        assert bench.asked != before
        assert bench.nos() in ([], [FaultCode.PAPER_OUT.value])

    def test_only_commands_that_mean_something_are_offered(self, bench: AtWindow) -> None:
        assert bench.buttons == set()
        bench.badge()
        assert bench.buttons == {"NEXT", "LOCK"}
        bench.open("100234")
        assert bench.buttons == {"BACK", "LOCK"}
        bench.scan(MUG)
        assert bench.buttons == {"UNDO", "LOCK"}

    def test_a_button_names_its_key(self, bench: AtWindow) -> None:
        assert bench.button("command_LOCK").text() == "SIGN OUT (F12)"

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
    shown = [label.text() for label in bench.window._last]
    assert shown == ["YES 1 of 2: Mug, blue", "Order 100234 is yours."]


def test_a_lamp_shows_its_device_and_what_is_wrong(bench: AtWindow) -> None:
    bench.lamp("scanner 2", FaultCode.GONE)
    bench.lamp("scale", None)
    assert bench.read_text("lamp_scanner 2") == "scanner 2: not there"
    assert bench.read_text("lamp_scale") == "scale"
    bench.lamp("scanner 2", None)
    assert bench.read_text("lamp_scanner 2") == "scanner 2"


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
@pytest.mark.parametrize("state", STATES)
def test_every_screen_fits_on_a_small_display(
    qtbot: QtBot, warehouse: Warehouse, state: str, language: str
) -> None:
    set_language(TRANSLATIONS, language)
    bench = AtWindow(warehouse)
    qtbot.addWidget(bench.window)
    for device in ("scanner", "scanner 2", "scale", "printer"):
        bench.lamp(device, FaultCode.OVER_TEMPERATURE)
    STATES[state](bench)
    for width, height in SMALL_DISPLAYS:
        bench.window.resize(width, height)
        bench.show_all()
        assert (bench.window.width(), bench.window.height()) == (width, height)
        assert clipped(bench.window) == []


def clipped(window: QWidget) -> list[str]:
    """Buttons and wrapped texts whose place is too small for what they say."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if (
            isinstance(widget, QPushButton)
            and widget.fontMetrics().horizontalAdvance(max(widget.text().split("\n"), key=len))
            > widget.contentsRect().width()
        ):
            found.append(widget.text())
        if isinstance(widget, QLabel) and widget.wordWrap() and not isinstance(widget, FittedText):
            needed = widget.heightForWidth(widget.width())
            found += [widget.text()] if widget.height() < needed else []
    return found


def test_an_act_with_the_longest_of_names_is_shown_whole(bench: AtWindow) -> None:
    bench.window.show_act(NextAct(ActCode.ENTER_PIN, {"name": "Anna-Katharina " * 7}))
    assert bench.window.act.fits()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_every_act_and_every_answer_fits_in_large_letters(bench: AtWindow, language: str, size: Size) -> None:
    set_language(TRANSLATIONS, language)
    bench.window.resize(*size)
    bench.show_all()
    act, band = bench.window.act, bench.window.verdict
    largest = act.letters().pixelSize()
    for code in ActCode:
        bench.window.show_act(NextAct(code, ACTS.get(code, {})))
        assert act.letters().pixelSize() >= 0.8 * largest, act.text()
        assert act.fits(), act.text()
    answers = [verdict_of(Refused(code, **REFUSALS.get(code, {}))) for code in RefusalCode]
    answers += [verdict_of(DeviceFault(code, "scanner 2")) for code in FaultCode]
    answers += [Verdict(VerdictKind.YES, code, SAID.get(code, {})) for code in Said]
    cramped = []
    for answer in answers:
        band.put(answer)
        cramped += [] if band.fits() else [band.saying]
    assert cramped == []
