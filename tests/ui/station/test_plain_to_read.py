"""What somebody reads who knows the bench from its screen alone: what is asked, and what happens then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.refusal import RefusalCode
from packstation.places import resources
from packstation.ui.conversation import Talk, choose, do, how_many, tell, yes_or_no
from packstation.ui.question import Question
from packstation.ui.theme import Look
from packstation.ui.translation import languages, set_language
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.widgets.answer_button import AnswerButton
from tests.application.site import LEA_BADGE, LID_CASE, MUG, TRAY
from tests.ui.asked import NUMBER, TEXT, YES, choice
from tests.ui.at_window import SIZES, STATES, AtWindow, Size

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
every_language = pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """Ida with a mug of two in the carton of order 100234."""
    at_window.open("100234")
    at_window.scan(MUG)
    at_window.show_all()
    return at_window


def band(bench: AtWindow) -> tuple[str, str]:
    """Word and sentence of the band."""
    return bench.window.verdict.word, bench.window.verdict.saying


def command(bench: AtWindow, named: Command) -> None:
    """Press a command's key."""
    bench.press(named)
    bench.show_all()


def ask(bench: AtWindow, talk: Talk[object]) -> None:
    """Start a conversation, as an act of the person."""
    bench.desk.take(lambda: bench.desk.conversation.start(talk, lambda _: None))
    bench.show_all()


class TestBand:
    """The band never answers a question that was not asked."""

    def test_an_old_yes_is_gone_when_a_question_opens_and_can_still_be_read_below(
        self, bench: AtWindow
    ) -> None:
        assert band(bench) == ("YES", "1 of 2: Mug, blue")
        command(bench, Command.SHORT)
        assert bench.asked == "What cannot be packed?"
        assert band(bench) == ("", "")
        assert bench.read_text("last_verdict_0") == "YES 1 of 2: Mug, blue"

    def test_an_old_no_is_gone_too(self, bench: AtWindow) -> None:
        bench.scan("nonsense")
        command(bench, Command.HELP)
        assert band(bench) == ("", "")

    def test_what_was_said_of_this_very_answer_stays_over_the_question_asked_again(
        self, bench: AtWindow
    ) -> None:
        def talk() -> Talk[object]:
            yield from yes_or_no(YES)
            bench.desk.say(Verdict(VerdictKind.YES, Said.SIGNED_IN, {"name": "Ida"}))
            yield from how_many(NUMBER)
            yield from how_many(NUMBER)
            return None

        ask(bench, talk())
        bench.press(Command.YES)
        assert band(bench) == ("YES", "Hello, Ida.")
        bench.type("3")
        assert band(bench) == ("", "")

    def test_a_no_to_what_does_not_answer_stays(self, bench: AtWindow) -> None:
        command(bench, Command.SHORT)
        bench.scan(MUG)
        assert band(bench) == ("NO", "Answer the question first.")

    def test_the_answer_of_a_verb_that_ran_meanwhile_stays(self, bench: AtWindow) -> None:
        def talk() -> Talk[object]:
            yield from do(lambda: bench.desk.say(Verdict(VerdictKind.NOTE, Said.SIGNED_OUT)))
            yield from tell(TEXT)
            return None

        ask(bench, talk())
        assert band(bench) == ("", "Signed out.")


class TestDoubt:
    """Did the label come out?"""

    def test_both_answers_are_large_and_say_what_happens(self, at_window: AtWindow) -> None:
        STATES["question"](at_window)
        buttons = [at_window.button(f"act_{name}") for name in ("YES", "NO")]
        assert [button.accessibleName() for button in buttons] == [
            "YES: It came out: stick it on",
            "NO: Print it again, as a COPY",
        ]
        least = at_window.button("command_YES").height()
        assert all(button.isVisible() and button.height() > least for button in buttons)

    @every_language
    @pytest.mark.parametrize("size", SIZES)
    def test_they_can_be_read_in_every_language(self, at_window: AtWindow, language: str, size: Size) -> None:
        set_language(TRANSLATIONS, language)
        at_window.window.resize(*size)
        STATES["question"](at_window)
        at_window.show_all()
        buttons = [at_window.button(f"act_{name}") for name in ("YES", "NO")]
        assert all(isinstance(button, AnswerButton) and button.fits() for button in buttons)

    def test_a_touch_on_no_prints_the_copy_and_says_which_one_to_stick_on(self, at_window: AtWindow) -> None:
        STATES["question"](at_window)
        at_window.click("act_NO")
        assert band(at_window)[1].endswith("The new one says COPY: throw the old one away.")
        assert "that says COPY" in at_window.asked
        assert at_window.read_text("act_hint").startswith("Throw the old label without COPY away.")
        assert not at_window.button("act_NO").isVisible()

    def test_a_touch_on_yes_goes_on_with_the_one_label(self, at_window: AtWindow) -> None:
        STATES["question"](at_window)
        at_window.click("act_YES")
        assert at_window.asked.startswith("Stick label …0013 on the carton")


class TestNext:
    """One key, and its button says which of its meanings it has now."""

    def says(self, bench: AtWindow) -> str:
        return bench.button("command_NEXT").text()

    def test_it_names_what_it_does(self, at_window: AtWindow) -> None:
        at_window.badge()
        at_window.show_all()
        assert self.says(at_window) == "NEXT\nF5: order"
        at_window.pack()
        assert self.says(at_window) == "NEXT\nF5: close"
        STATES["paper out"](at_window)
        assert self.says(at_window) == "NEXT\nF5: retry"

    def test_it_ends_what_is_typed_into_a_question(self, bench: AtWindow) -> None:
        ask(bench, how_many(NUMBER))
        assert self.says(bench) == "NEXT\nF5: enter"
        bench.key(Qt.Key.Key_Escape)
        assert self.says(bench) == "NEXT\nF5: close"

    @every_language
    def test_no_button_wanders_when_it_means_something_else(self, at_window: AtWindow, language: str) -> None:
        set_language(TRANSLATIONS, language)
        at_window.window.close()
        at_window.start()
        at_window.badge()
        at_window.show_all()
        before = place_of(at_window, "HELP")
        at_window.pack()
        assert place_of(at_window, "HELP") == before

    def test_help_says_the_same(self, at_window: AtWindow) -> None:
        at_window.badge()
        command(at_window, Command.HELP)
        words = [button.words for button in rows(at_window)]
        assert "NEXT: Take the most urgent order that is ready." in words


def place_of(bench: AtWindow, name: str) -> QPoint:
    """Where the button of a command stands in the window."""
    button = bench.button(f"command_{name}")
    return button.mapTo(bench.window, button.rect().topLeft())


def rows(bench: AtWindow) -> list[AnswerButton]:
    """The answers that stand on the screen, in sight or to be scrolled to."""
    return [button for button in bench.window.findChildren(AnswerButton) if button.isVisible()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["text", "number", "yes", "three"])
def test_the_buttons_stay_where_they_are_under_any_question(bench: AtWindow, kind: str, size: Size) -> None:
    questions: dict[str, Question] = {"text": TEXT, "number": NUMBER, "yes": YES, "three": choice(3)}
    bench.window.resize(*size)
    bench.show_all()
    before = {name: place_of(bench, name) for name in ("UNDO", "LOCK")}
    ask(bench, choose(questions[kind]))
    shown = place_of(bench, "NO" if kind == "yes" else "UNDO")
    assert (shown, place_of(bench, "LOCK")) == (before["UNDO"], before["LOCK"])
    assert bench.button("command_BACK").y() == bench.button("command_LOCK").y()


class TestHelp:
    """The list behind HELP."""

    def test_button_card_and_words_have_one_name_for_it(self, bench: AtWindow) -> None:
        assert bench.button("command_HELP").text() == "HELP\nF1"
        assert "MORE" not in bench.everything_written()

    @every_language
    @pytest.mark.parametrize("size", SIZES)
    def test_each_row_is_large_has_its_name_and_key_and_can_be_read(
        self, bench: AtWindow, language: str, size: Size
    ) -> None:
        set_language(TRANSLATIONS, language)
        bench.window.resize(*size)
        command(bench, Command.HELP)
        listed = rows(bench)
        assert len(listed) > 4
        assert all(button.fits() for button in listed)
        assert min(button.height() for button in listed) > bench.button("command_LOCK").height()
        assert len({button.x() for button in listed}) == 1

    def test_a_touch_does_it_whatever_else_is_offered(self, bench: AtWindow) -> None:
        command(bench, Command.HELP)
        park = next(button for button in rows(bench) if button.words.startswith("PARK: "))
        bench.click(park.objectName())
        assert bench.asked == "What is the place called where it goes?"

    def test_its_key_does_it_too(self, bench: AtWindow) -> None:
        command(bench, Command.HELP)
        bench.key(Qt.Key.Key_F6)
        assert bench.asked == "What cannot be packed?"

    def test_a_digit_does_nothing(self, bench: AtWindow) -> None:
        command(bench, Command.HELP)
        bench.write("1")
        QTest.qWait(120)
        bench.show_all()
        assert bench.asked == "What would you like to do?"


def test_a_carton_left_on_the_scale_is_asked_for_until_it_is_taken_off(at_window: AtWindow) -> None:
    at_window.close()
    at_window.scan(at_window.plate)
    at_window.weigh(500, 1)
    at_window.show_all()
    assert band(at_window)[0] == "ORDER COMPLETE"
    assert at_window.asked == "Take the carton off the scale"
    at_window.weigh(0, 1)
    assert at_window.asked == "Scan a tote, an order or a product"


def test_the_next_order_may_be_opened_all_the_same(at_window: AtWindow) -> None:
    at_window.close()
    at_window.scan(at_window.plate)
    at_window.weigh(500, 1)
    at_window.scan("100234")
    assert at_window.asked == "Scan the goods: 16 left"


def test_what_lies_on_the_scale_before_any_carton_was_weighed_is_nobodys_business(
    at_window: AtWindow,
) -> None:
    at_window.weigh(0, 1)
    at_window.weigh(300, 1)
    at_window.badge()
    at_window.show_all()
    assert at_window.asked == "Scan a tote, an order or a product"


@every_language
@pytest.mark.parametrize("size", [*SIZES, (800, 600)])
def test_the_code_field_says_no_half_a_sentence(at_window: AtWindow, language: str, size: Size) -> None:
    set_language(TRANSLATIONS, language)
    at_window.window.close()
    at_window.start()
    at_window.window.resize(*size)
    at_window.badge()
    at_window.show_all()
    entry = at_window.window.entry
    needed = entry.fontMetrics().horizontalAdvance(entry.placeholderText())
    assert needed < entry.contentsRect().width()


def test_a_leads_badge_at_the_wrong_moment_says_how_a_lead_can_help(bench: AtWindow) -> None:
    bench.badge(LEA_BADGE)
    assert band(bench) == (
        "NO",
        "Ida is signed in. A lead's badge helps when the bench asks for it: LEAD, SHORT. Or SIGN OUT.",
    )


def test_an_order_that_is_not_on_hold_is_said_to_need_no_lead(at_window: AtWindow) -> None:
    at_window.warehouse.change("100235", holds=frozenset({HoldReason.MANUAL}))
    at_window.badge()
    command(at_window, Command.LEAD)
    assert at_window.asked == "Which order on hold is a lead to let go on?"
    assert [button.words for button in rows(at_window)] == ["100235: held by hand"]
    at_window.scan("100234")
    assert band(at_window) == ("NO", "Order 100234 is not on hold: no lead is needed for it.")
    assert at_window.nos() == [RefusalCode.NOT_HELD]


class TestRow:
    """A finger on a row of the order."""

    def touch(self, bench: AtWindow, row: int) -> None:
        table = bench.window.pack.lines
        where = table.visualRect(bench.window.pack.model.index(row, 2)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        bench.show_all()

    def test_it_shows_all_of_the_line_and_a_second_touch_takes_it_away(self, bench: AtWindow) -> None:
        self.touch(bench, 0)
        assert bench.read_text("line_detail") == "Mug, blue\nMUG: 1 of 2 packed. 1 in carton 1."
        self.touch(bench, 0)
        assert bench.read_text("line_detail") == ""

    def test_it_is_brought_into_sight_where_letters_are_large(self, bench: AtWindow) -> None:
        bench.window.looks.wear(Look(200), Look())
        bench.take_place()
        self.touch(bench, 0)
        bench.take_place()
        detail = bench.window.pack.touched
        assert detail.visibleRegion().boundingRect() == detail.rect()

    def test_another_row_takes_its_place(self, bench: AtWindow) -> None:
        self.touch(bench, 0)
        self.touch(bench, 1)
        assert bench.read_text("line_detail").startswith("Lid\nLID: 0 of ")

    def test_it_counts_nothing_and_the_next_scan_counts_and_clears_it(self, bench: AtWindow) -> None:
        self.touch(bench, 0)
        assert bench.packed(1, "100234") == 1
        bench.scan(MUG)
        bench.show_all()
        assert band(bench)[0] == "LINE COMPLETE"
        assert bench.read_text("line_detail") == ""

    def test_nothing_of_it_stays_after_a_lock(self, bench: AtWindow) -> None:
        self.touch(bench, 0)
        bench.key(Qt.Key.Key_F12)
        assert "Mug" not in bench.everything_written()

    def test_it_keeps_the_keyboard_where_it_was(self, bench: AtWindow) -> None:
        self.touch(bench, 0)
        assert bench.window.focusWidget() is bench.window.entry


def test_of_a_cancelled_order_the_picture_shows_what_goes_back(at_window: AtWindow) -> None:
    at_window.open("100234")
    at_window.scan(MUG)
    at_window.warehouse.cancel("100234")
    at_window.scan(TRAY)
    at_window.show_all()
    assert at_window.asked == "Put back 1 × Mug, blue"
    assert (at_window.window.pack.picture.name, at_window.window.pack.picture.count) == (
        "Mug, blue",
        "1 of 2",
    )


def test_no_weight_is_torn_from_its_unit(at_window: AtWindow) -> None:
    STATES["light"](at_window)
    assert at_window.read_text("weight_state") == "settled, 300\u00a0g too light"
    assert at_window.read_text("weight_band") == "should weigh 500\u00a0g ± 15\u00a0g"


def test_a_parked_order_says_what_goes_where_and_how_it_comes_back(bench: AtWindow) -> None:
    for code in (MUG, LID_CASE, TRAY):
        bench.scan(code)
    command(bench, Command.PARK)
    bench.type("Shelf 4")
    assert band(bench)[1] == "Put carton and goods of order 100234 on Shelf 4. PARK brings it back later."
    assert bench.asked == "Scan a tote, an order or a product"
