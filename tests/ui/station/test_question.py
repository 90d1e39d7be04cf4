"""A question in the window: read, touched, typed, and gone again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from packstation.domain.command_code import ALWAYS_WITH_ARGUMENT, Command
from packstation.domain.refusal import RefusalCode
from packstation.places import resources
from packstation.ui.conversation import Talk, badge, choose, how_many, tell, yes_or_no
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.question_words import choice_words
from packstation.ui.translation import languages, set_language
from packstation.ui.verdict import ActCode, NextAct
from packstation.ui.widgets.answer_button import AnswerButton
from tests.application.site import LEA_BADGE, MUG
from tests.ui.asked import BADGE, NUMBER, SECRET, TEXT, YES
from tests.ui.at_window import SIZES, AtWindow, Size
from tests.ui.station.test_view_fits import SMALL_DISPLAYS, clipped
from tests.ui.test_question_words import ASKED

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
COMMANDS = (Command.NEXT, Command.UNDO, Command.SHORT, Command.PARK, Command.MOVE, Command.TOTE)


def choice(count: int) -> Question:
    """A question with so many answers of some length."""
    return Question(
        AskCode.HOW_MANY, choices=tuple(Choice(COMMANDS[n % len(COMMANDS)]) for n in range(count))
    )


KINDS = {
    "yes": YES,
    "three": choice(3),
    "nine": choice(9),
    "number": NUMBER,
    "text": TEXT,
    "secret": SECRET,
    "badge": BADGE,
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """Ida with a mug of two in the carton of order 100234."""
    at_window.open("100234")
    at_window.scan(MUG)
    at_window.show_all()
    return at_window


def ask(bench: AtWindow, talk: Talk[object]) -> list[object]:
    """Start a conversation; its result lands in the list."""
    results: list[object] = []
    bench.desk.take(lambda: bench.desk.conversation.start(talk, results.append))
    bench.show_all()
    return results


def ask_kind(bench: AtWindow, kind: str) -> None:
    """Ask a question of a kind."""
    ask(bench, choose(KINDS[kind]))


def answers(bench: AtWindow) -> list[AnswerButton]:
    """The numbered answers that can be seen."""
    return [button for button in bench.window.findChildren(AnswerButton) if button.isVisible()]


def field(bench: AtWindow) -> QLineEdit:
    """The field of the question."""
    fields = [f for f in bench.window.findChildren(QLineEdit, "answer_field") if f.isVisible()]
    assert len(fields) == 1
    return fields[0]


class TestRead:
    """What a person sees."""

    def test_the_question_stands_where_the_next_act_stood_and_gives_it_back(self, bench: AtWindow) -> None:
        act, hint = bench.asked, bench.read_text("act_hint")
        ask(bench, choose(choice(3)))
        assert bench.asked == "How many?"
        assert bench.read_text("act_hint").startswith("Press or scan a number")
        assert [(b.number, b.words) for b in answers(bench)] == [
            (n, choice_words(Choice(COMMANDS[n - 1]))) for n in (1, 2, 3)
        ]
        assert not bench.window.pack.isVisible()
        bench.click("command_BACK")
        assert (bench.asked, bench.read_text("act_hint")) == (act, hint)
        assert bench.window.pack.isVisible()
        assert answers(bench) == []

    def test_an_act_that_changes_meanwhile_does_not_cover_the_question(self, bench: AtWindow) -> None:
        ask(bench, yes_or_no(YES))
        bench.desk.ask(NextAct(ActCode.WEIGH_CARTON))
        bench.show_all()
        assert bench.asked == "How many?"
        bench.click("command_BACK")
        assert bench.asked == "Put the carton on the scale"

    def test_markup_in_an_answer_is_shown_letter_by_letter(self, bench: AtWindow) -> None:
        ask(bench, choose(choice(1)))
        button = AnswerButton(1, "<b>A</b> & B", bench.window._panel._sizes)  # type: ignore[union-attr]
        assert (button.text(), button.words) == ("", "<b>A</b> & B")

    def test_a_pin_cannot_be_read(self, bench: AtWindow) -> None:
        results = ask(bench, tell(SECRET))
        bench.write("4711")
        assert field(bench).echoMode() is QLineEdit.EchoMode.Password
        assert "4711" not in {label.text() for label in bench.window.findChildren(QLabel)}
        assert bench.desk.conversation._typed == ""
        bench.key(Qt.Key.Key_Return)
        assert [getattr(scan, "text", None) for scan in results] == ["4711"]

    @every_kind
    def test_back_is_always_offered(self, bench: AtWindow, kind: str) -> None:
        ask_kind(bench, kind)
        assert {"BACK", "LOCK"} <= bench.buttons
        assert "HELP" not in bench.buttons

    @every_kind
    def test_nothing_of_it_is_left_under_the_lock(self, bench: AtWindow, kind: str) -> None:
        ask_kind(bench, kind)
        bench.key(Qt.Key.Key_F12)
        assert bench.asked == "Scan your badge"
        assert "How many?" not in bench.everything_written()
        assert bench.buttons == set()

    @pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
    @every_kind
    def test_it_has_room_on_small_displays(
        self, qtbot: QtBot, bench: AtWindow, kind: str, language: str
    ) -> None:
        set_language(TRANSLATIONS, language)
        window = AtWindow(bench.warehouse)
        qtbot.addWidget(window.window)
        window.badge()
        ask_kind(window, kind)
        for width, height in SMALL_DISPLAYS:
            window.window.resize(width, height)
            window.show_all()
            assert (window.window.width(), window.window.height()) == (width, height)
            assert clipped(window.window) == []
            assert [button.words for button in answers(window) if not button.fits()] == []
            assert window.window.act.fits()

    @pytest.mark.parametrize("size", SIZES)
    def test_answers_are_as_high_as_a_glove_is_wide(self, bench: AtWindow, size: Size) -> None:
        ask(bench, choose(choice(9)))
        bench.window.resize(*size)
        bench.show_all()
        shown = answers(bench)
        assert len(shown) == 9
        assert all(button.height() >= 52 and button.width() > 300 for button in shown)


class TestTouch:
    """With a finger alone."""

    def test_an_answer(self, bench: AtWindow) -> None:
        results = ask(bench, choose(choice(3)))
        bench.click("answer_3")
        assert results == [2]

    def test_the_second_tap_of_a_double_tap_answers_nothing(self, bench: AtWindow) -> None:
        def twice() -> Talk[object]:
            first = yield from choose(choice(3))
            return first, (yield from choose(choice(3)))

        results = ask(bench, twice())
        bench.click("answer_1")
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            where, left = QPointF(5, 5), Qt.MouseButton.LeftButton
            event = QMouseEvent(kind, where, where, left, left, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(answers(bench)[0], event)
        bench.show_all()
        assert (results, len(answers(bench))) == ([], 3)
        bench.click("answer_2")
        assert results == [(0, 1)]

    def test_yes(self, bench: AtWindow) -> None:
        results = ask(bench, yes_or_no(YES))
        bench.click("command_YES")
        assert results == [True]

    def test_a_number(self, bench: AtWindow) -> None:
        results = ask(bench, how_many(NUMBER))
        for key in ("1", "9", "⌫", "2"):
            bench.click(f"key_{key}")
        assert field(bench).text() == "12"
        bench.click("key_OK")
        assert results == [12]

    def test_a_number_confirmed_by_next(self, bench: AtWindow) -> None:
        results = ask(bench, how_many(NUMBER))
        bench.click("key_7")
        bench.click("command_NEXT")
        assert results == [7]

    def test_a_text(self, bench: AtWindow) -> None:
        results = ask(bench, tell(TEXT))
        for key in ("L", "-", "4", "␣", "A"):
            bench.click(f"key_{key}")
        bench.click("key_OK")
        assert [getattr(scan, "text", None) for scan in results] == ["L-4 A"]

    def test_a_pin(self, bench: AtWindow) -> None:
        results = ask(bench, tell(SECRET))
        for key in "4712":
            bench.click(f"key_{key}")
        bench.click("key_⌫")
        bench.click("key_1")
        bench.click("key_OK")
        assert [getattr(scan, "text", None) for scan in results] == ["4711"]

    def test_help_lists_what_can_be_done_and_does_it(self, bench: AtWindow) -> None:
        bench.click("command_HELP")
        assert bench.asked == "What would you like to do?"
        assert "The bench waits for: Scan the goods" in bench.read_text("act_hint")
        undo = next(button for button in answers(bench) if button.words.startswith("UNDO: "))
        bench.click(undo.objectName())
        assert bench.packed(1, "100234") == 0
        assert bench.window.pack.isVisible()


class TestBar:
    """Buttons that do not wander."""

    def test_a_button_stays_in_its_place_whatever_else_is_offered(self, bench: AtWindow) -> None:
        def places() -> dict[str, int]:
            return {name: bench.button(f"command_{name}").x() for name in bench.buttons}

        seen: dict[str, set[int]] = {}
        for kind in ("three", "yes", "number"):
            ask_kind(bench, kind)
            bench.show_all()
            for name, x in places().items():
                seen.setdefault(name, set()).add(x)
            bench.key(Qt.Key.Key_Escape)
            for name, x in places().items():
                seen.setdefault(name, set()).add(x)
        assert set(seen) == {"NEXT", "YES", "UNDO", "NO", "BACK", "HELP", "LOCK"}
        assert {name: len(xs) for name, xs in seen.items()} == dict.fromkeys(seen, 1)

    def test_what_has_no_button_of_its_own_stands_behind_help(self, bench: AtWindow) -> None:
        bench.desk.offer(frozenset(set(Command) - ALWAYS_WITH_ARGUMENT - {Command.YES, Command.NO}))
        bench.show_all()
        assert bench.buttons == {"NEXT", "UNDO", "BACK", "HELP", "LOCK"}
        bench.click("command_HELP")
        listed = [button.words.partition(":")[0] for button in answers(bench)]
        assert {"SHORT", "PARK"} <= set(listed)
        assert len(listed) > 9


class TestKeys:
    """With the keyboard alone."""

    def test_a_digit_answers_without_enter(self, qtbot: QtBot, bench: AtWindow) -> None:
        results = ask(bench, choose(choice(3)))
        bench.write("2")
        qtbot.waitUntil(lambda: results == [1])
        assert bench.window.entry.text() == ""

    def test_a_scanner_that_types_gives_no_answer_by_its_first_digit(
        self, qtbot: QtBot, bench: AtWindow
    ) -> None:
        results = ask(bench, choose(choice(9)))
        bench.write("4")
        qtbot.wait(10)
        bench.write("012345678901")
        qtbot.wait(200)
        bench.key(Qt.Key.Key_Return)
        assert (results, bench.nos()) == ([], [RefusalCode.QUESTION_OPEN])

    def test_a_digit_and_enter_answer_once(self, qtbot: QtBot, bench: AtWindow) -> None:
        results = ask(bench, choose(choice(3)))
        bench.write("2")
        bench.key(Qt.Key.Key_Return)
        qtbot.wait(200)
        assert (results, bench.nos()) == ([1], [])

    def test_tab_and_space_reach_an_answer(self, bench: AtWindow) -> None:
        results = ask(bench, choose(choice(3)))
        for _ in range(12):
            bench.key(Qt.Key.Key_Tab)
            if bench.focused.objectName() == "answer_2":
                break
        bench.key(Qt.Key.Key_Space)
        assert results == [1]

    def test_a_number_and_enter(self, bench: AtWindow) -> None:
        results = ask(bench, how_many(NUMBER))
        assert bench.focused is field(bench)
        bench.write("24")
        bench.key(Qt.Key.Key_F2)
        assert field(bench).text() == "2"
        bench.write("0")
        bench.key(Qt.Key.Key_Return)
        assert results == [20]
        assert bench.focused is bench.window.entry

    def test_a_code_in_the_field_is_no_number_and_leaves_it_empty(self, bench: AtWindow) -> None:
        results = ask(bench, how_many(NUMBER))
        bench.write(MUG)
        bench.key(Qt.Key.Key_Return)
        assert (results, field(bench).text()) == ([], "")
        assert bench.window.verdict.saying == "Answer the question first."

    def test_a_pin_is_confirmed_by_f5_and_shortened_by_f2(self, bench: AtWindow) -> None:
        results = ask(bench, tell(SECRET))
        bench.write("47119")
        bench.key(Qt.Key.Key_F2)
        bench.key(Qt.Key.Key_F5)
        assert [getattr(scan, "text", None) for scan in results] == ["4711"]

    def test_letters_typed_while_a_button_has_the_focus_land_in_the_field(self, bench: AtWindow) -> None:
        results = ask(bench, tell(TEXT))
        bench.button("command_BACK").setFocus()
        bench.write("AB")
        bench.key(Qt.Key.Key_Return)
        assert [getattr(scan, "text", None) for scan in results] == ["AB"]

    def test_escape_withdraws(self, bench: AtWindow) -> None:
        ask(bench, how_many(NUMBER))
        bench.write("1")
        bench.key(Qt.Key.Key_Escape)
        assert bench.window.verdict.saying == "Back: the question is closed."
        assert bench.focused is bench.window.entry

    def test_help_and_back(self, bench: AtWindow) -> None:
        bench.key(Qt.Key.Key_F1)
        assert bench.asked == "What would you like to do?"
        bench.key(Qt.Key.Key_Escape)
        assert bench.asked.startswith("Scan the goods")

    @every_kind
    def test_everything_has_a_name_and_tab_reaches_it(self, bench: AtWindow, kind: str) -> None:
        ask_kind(bench, kind)
        usable = {
            widget
            for kind_of in (QPushButton, QLineEdit)
            for widget in bench.window.findChildren(kind_of)
            if widget.isVisible()
        }
        assert [widget.objectName() for widget in usable if not widget.accessibleName()] == []
        reached = set()
        for _ in range(2 * len(usable) + 2):
            bench.key(Qt.Key.Key_Tab)
            reached.add(bench.focused)
        assert {w for w in usable if w.focusPolicy() & Qt.FocusPolicy.TabFocus} <= reached


class TestScanner:
    """With the scanner alone, what the window shows."""

    def test_digits_of_the_card_are_seen_in_the_field(self, bench: AtWindow) -> None:
        results = ask(bench, how_many(NUMBER))
        bench.scan_digits("12")
        assert field(bench).text() == "12"
        bench.scan_command(Command.NEXT)
        assert results == [12]

    def test_a_badge(self, bench: AtWindow) -> None:
        results = ask(bench, badge(BADGE))
        bench.badge(LEA_BADGE)
        bench.show_all()
        assert results == [LEA_BADGE]
        assert bench.read_text("person") == "Ida"


def test_a_question_survives_another_size_of_the_window(bench: AtWindow) -> None:
    results = ask(bench, how_many(NUMBER))
    bench.write("1")
    bench.window.resize(*SIZES[0])
    bench.show_all()
    bench.write("2")
    bench.key(Qt.Key.Key_Return)
    assert results == [12]


def test_the_start_makes_no_panel(at_window: AtWindow) -> None:
    at_window.badge()
    assert at_window.window._panel is None


def test_an_open_question_of_every_sentence_fits(bench: AtWindow) -> None:
    for code in AskCode:
        bench.window.show_question(Question(code, ASKED.get(code, {})))
        assert bench.window.act.fits(), code
