"""Questions at the bench: what answers them, what is refused meanwhile, and how a conversation ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from packstation.domain.act import Refusal
from packstation.domain.command_code import Command
from packstation.domain.refusal import RefusalCode
from packstation.ui.conversation import Talk, badge, choose, how_many, tell, yes_or_no
from packstation.ui.desk import Screen
from packstation.ui.question import AnswerCode, Question
from packstation.ui.verdict import Said, VerdictKind
from tests.application.site import LEA_BADGE, MUG
from tests.fakes.runner import Lane
from tests.ui.asked import BADGE, NUMBER, SECRET, TEXT, YES, choice, talk_over
from tests.ui.at_bench import AtBench

ANSWERS: dict[str, tuple[Question, Callable[[AtBench], None], object]] = {
    "a key of a digit": (choice(9), lambda bench: bench.answer(9), 8),
    "a digit of the card": (choice(3), lambda bench: bench.scan_command(Command.DIGIT, "2"), 1),
    "a typed digit": (choice(3), lambda bench: bench.type("3"), 2),
    "the card of YES": (YES, lambda bench: bench.scan_command(Command.YES), 0),
    "the key of NO": (YES, lambda bench: bench.press(Command.NO), 1),
    "two for NO": (YES, lambda bench: bench.answer(2), 1),
    "a typed number": (NUMBER, lambda bench: bench.type("12"), 12),
}


@pytest.mark.parametrize(("question", "answer", "result"), ANSWERS.values(), ids=list(ANSWERS))
def test_a_question_is_answered_by(
    packing: AtBench, question: Question, answer: Callable[[AtBench], None], result: int
) -> None:
    outcome = talk_over(packing, choose(question) if question is not NUMBER else how_many(question))
    assert packing.desk.conversation.open is question
    answer(packing)
    assert outcome.results == [result]
    assert packing.view.question is None
    assert not packing.desk.conversation.under_way
    assert (packing.nos(), packing.packed(1, "100234")) == ([], 1)


class TestNumber:
    """Digits from the card, the pad or the keyboard make one number."""

    def test_digits_are_shown_as_they_come_and_next_says_that_was_the_last(self, packing: AtBench) -> None:
        outcome = talk_over(packing, how_many(NUMBER))
        packing.scan_digits("10")
        assert packing.view.typed == "10"
        packing.scan_command(Command.NEXT)
        assert outcome.results == [10]

    def test_undo_takes_the_last_digit_back_and_no_piece(self, packing: AtBench) -> None:
        outcome = talk_over(packing, how_many(NUMBER))
        packing.scan_digits("19")
        packing.scan_command(Command.UNDO)
        assert (packing.view.typed, packing.packed(1, "100234")) == ("1", 1)
        packing.scan_digits("2")
        packing.press(Command.NEXT)
        assert outcome.results == [12]

    def test_what_stands_in_the_field_counts_whoever_confirms_it(self, packing: AtBench) -> None:
        outcome = talk_over(packing, how_many(NUMBER))
        packing.presenter.on_edited("2")
        packing.scan_digits("4")
        assert packing.view.typed == "24"
        packing.scan_command(Command.NEXT)
        assert outcome.results == [24]

    @pytest.mark.parametrize("typed", ["4012345678901", "12345", "-1", "1.5", "x12", "twelve", "²"])
    def test_what_is_no_number_of_pieces_is_a_no_and_the_field_is_empty_again(
        self, packing: AtBench, typed: str
    ) -> None:
        outcome = talk_over(packing, how_many(NUMBER))
        packing.presenter.on_edited(typed)
        packing.type(typed)
        assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        assert (outcome.results, packing.view.typed) == ([], "")
        packing.type("3")
        assert outcome.results == [3]

    def test_next_without_a_digit_is_a_no(self, packing: AtBench) -> None:
        outcome = talk_over(packing, how_many(NUMBER))
        packing.type("")
        assert packing.nos() == [RefusalCode.QUESTION_OPEN]
        assert outcome.results == []

    def test_a_fifth_digit_is_a_no(self, packing: AtBench) -> None:
        talk_over(packing, how_many(NUMBER))
        packing.scan_digits("12345")
        assert (packing.nos(), packing.view.typed) == ([RefusalCode.QUESTION_OPEN], "1234")


class TestText:
    """Typed, scanned, or spelled with the card."""

    @pytest.mark.parametrize("way", ["scan", "type"])
    def test_any_code_answers_whatever_it_means(self, packing: AtBench, way: str) -> None:
        outcome = talk_over(packing, tell(TEXT))
        getattr(packing, way)(MUG)
        (scan,) = outcome.results
        assert getattr(scan, "text", None) == MUG
        assert packing.packed(1, "100234") == 1

    def test_digits_of_the_card_spell_a_lot(self, packing: AtBench) -> None:
        outcome = talk_over(packing, tell(TEXT))
        packing.scan_digits("2603")
        packing.scan_command(Command.NEXT)
        (scan,) = outcome.results
        assert (getattr(scan, "text", None), getattr(scan, "typed", None)) == ("2603", True)

    def test_a_badge_is_no_text_and_its_secret_goes_nowhere(self, packing: AtBench) -> None:
        outcome = talk_over(packing, tell(TEXT))
        packing.badge(LEA_BADGE)
        assert (outcome.results, packing.nos()) == ([], [RefusalCode.QUESTION_OPEN])
        assert LEA_BADGE.secret not in str(packing.warehouse.acts())

    def test_commands_still_work(self, packing: AtBench) -> None:
        outcome = talk_over(packing, tell(TEXT))
        packing.scan_command(Command.BACK)
        assert (outcome.results, outcome.withdrawals) == ([], 1)


class TestSecret:
    """A PIN is typed, and nothing looks at it."""

    def test_it_is_what_was_typed(self, packing: AtBench) -> None:
        outcome = talk_over(packing, tell(SECRET))
        packing.type("x12")
        (scan,) = outcome.results
        assert getattr(scan, "text", None) == "x12"

    def test_a_scan_is_none(self, packing: AtBench) -> None:
        outcome = talk_over(packing, tell(SECRET))
        packing.scan("975310")
        packing.scan_command(Command.DIGIT, "1")
        assert (outcome.results, packing.nos()) == ([], [RefusalCode.QUESTION_OPEN] * 2)
        assert "975310" not in str(packing.warehouse.acts())

    @pytest.mark.parametrize("pin", ["PSC-NEXT-123", LEA_BADGE.code])
    def test_a_pin_that_looks_like_a_code_is_a_pin(self, packing: AtBench, pin: str) -> None:
        outcome = talk_over(packing, tell(SECRET))
        packing.type(pin)
        assert [getattr(scan, "text", None) for scan in outcome.results] == [pin]
        assert packing.nos() == []


class TestBadge:
    """Somebody else identifies; nobody is signed in by it."""

    def test_it_answers_and_the_packer_stays(self, packing: AtBench) -> None:
        outcome = talk_over(packing, badge(BADGE))
        packing.badge(LEA_BADGE)
        assert outcome.results == [LEA_BADGE]
        assert packing.desk.actor == packing.warehouse.ida

    def test_half_a_badge_is_a_no_and_the_question_stays(self, packing: AtBench) -> None:
        outcome = talk_over(packing, badge(BADGE))
        packing.scan("PSB12")
        assert (outcome.results, packing.nos()) == ([], [RefusalCode.BADGE_UNKNOWN])
        assert packing.desk.conversation.open is BADGE

    def test_goods_are_none(self, packing: AtBench) -> None:
        talk_over(packing, badge(BADGE))
        packing.scan(MUG)
        assert packing.nos() == [RefusalCode.QUESTION_OPEN]


class TestPages:
    """More answers than digits."""

    def test_nine_fit_on_one_page(self, packing: AtBench) -> None:
        talk_over(packing, choose(choice(9)))
        shown = packing.view.question
        assert shown is not None
        assert shown.choices == choice(9).choices

    def test_of_more_eight_are_shown_and_9_turns_the_page(self, packing: AtBench) -> None:
        outcome = talk_over(packing, choose(choice(18)))
        sizes = []
        for _ in range(4):
            shown = packing.view.question
            assert shown is not None
            assert shown.choices[-1].code is AnswerCode.MORE
            sizes.append(len(shown.choices))
            packing.answer(len(shown.choices))
        assert sizes == [9, 9, 3, 9]
        packing.answer(2)
        assert outcome.results == [9]

    def test_the_last_of_the_last_page(self, packing: AtBench) -> None:
        outcome = talk_over(packing, choose(choice(10)))
        packing.answer(9)
        packing.answer(2)
        assert outcome.results == [9]


@pytest.mark.parametrize(
    "question", [choice(3), YES, NUMBER, BADGE], ids=["choice", "yes", "number", "badge"]
)
class TestMeanwhile:
    """While a question is open."""

    def test_goods_are_refused_aloud_and_never_count_later(
        self, packing: AtBench, question: Question
    ) -> None:
        talk_over(packing, choose(question))
        packing.scan(MUG)
        assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        assert packing.warehouse.newest() == [Refusal("scan_unit", "question_open", {}, "scanner")]
        packing.press(Command.BACK)
        assert packing.packed(1, "100234") == 1

    def test_goods_read_twice_are_a_double_read(self, packing: AtBench, question: Question) -> None:
        talk_over(packing, choose(question))
        packing.scan(MUG)
        packing.scan(MUG, after_s=0.1)
        assert packing.nos() == [RefusalCode.QUESTION_OPEN, RefusalCode.DOUBLE_READ]

    @pytest.mark.parametrize("command", [Command.HELP, Command.SHORT, Command.REPRINT])
    def test_other_commands_are_refused(self, packing: AtBench, question: Question, command: Command) -> None:
        talk_over(packing, choose(question))
        packing.press(command)
        assert packing.nos() == [RefusalCode.QUESTION_OPEN]
        assert packing.desk.conversation.open is question

    def test_a_forged_command_is_called_forged(self, packing: AtBench, question: Question) -> None:
        talk_over(packing, choose(question))
        packing.scan("PSC-YES-000000000000")
        assert packing.nos() == [RefusalCode.COMMAND_FORGED]

    def test_back_leaves_everything_as_it_was(self, packing: AtBench, question: Question) -> None:
        before, offered = packing.warehouse.seen(), packing.view.commands
        outcome = talk_over(packing, choose(question))
        packing.scan_command(Command.BACK)
        assert (outcome.results, outcome.failures, outcome.withdrawals) == ([], [], 1)
        assert packing.said == (VerdictKind.NOTE, Said.WITHDRAWN)
        assert (packing.view.question, packing.view.commands) == (None, offered)
        assert packing.warehouse.seen() == before

    def test_the_lock_closes_it_and_tells_nobody(self, packing: AtBench, question: Question) -> None:
        outcome = talk_over(packing, choose(question))
        packing.press(Command.LOCK)
        assert (packing.view.screen, packing.view.question) == (Screen.SIGN_IN, None)
        assert (outcome.results, outcome.failures, outcome.withdrawals) == ([], [], 0)
        assert packing.view.commands == frozenset()
        packing.badge(LEA_BADGE)
        assert packing.view.screen is Screen.PACK

    def test_nobody_there_for_long_locks_the_bench(self, packing: AtBench, question: Question) -> None:
        talk_over(packing, choose(question))
        packing.wait(300)
        assert (packing.view.screen, packing.view.question) == (Screen.SIGN_IN, None)


def test_a_digit_without_an_answer_is_a_no(packing: AtBench) -> None:
    talk_over(packing, choose(choice(3)))
    for digit in ("0", "4"):
        packing.press(Command.DIGIT, digit)
    packing.type("12")
    assert packing.nos() == [RefusalCode.QUESTION_OPEN] * 3


def test_yes_answers_no_question_that_has_other_answers(packing: AtBench) -> None:
    talk_over(packing, choose(choice(2)))
    packing.press(Command.YES)
    assert packing.nos() == [RefusalCode.QUESTION_OPEN]


@pytest.mark.parametrize("asks", [how_many, yes_or_no])
def test_a_question_of_the_wrong_kind_is_a_bug(asks: Callable[[Question], Talk[object]]) -> None:
    with pytest.raises(ValueError, match="question"):
        next(asks(choice(2)))


def test_a_good_weight_closes_no_carton_until_the_question_is_answered(bench: AtBench) -> None:
    bench.pack()
    talk_over(bench, yes_or_no(YES))
    bench.weigh(500, 10)
    assert bench.printer.paper == []
    assert bench.pack_view.weight is not None
    assert bench.pack_view.weight.gross_grams == 500
    bench.press(Command.YES)
    bench.weigh(500, 1)
    assert len(bench.printer.paper) == 1


def test_a_weight_that_was_due_when_the_question_came_closes_nothing(bench: AtBench) -> None:
    bench.pack()
    bench.runner.held = {Lane.VERBS}
    bench.desk.take(lambda: bench.desk.run(lambda: 1, lambda _: None))
    bench.desk.take(lambda: bench.desk.conversation.start(yes_or_no(YES), lambda _: None))
    bench.weigh(500, 10)
    bench.runner.held = set()
    bench.runner.settle()
    assert (bench.desk.conversation.open, bench.printer.paper) == (YES, [])
    bench.press(Command.NO)
    bench.weigh(500, 1)
    assert len(bench.printer.paper) == 1


def test_only_what_answers_is_offered_and_then_the_screens_own_commands(packing: AtBench) -> None:
    offered = packing.view.commands
    for question, more in (
        (YES, {Command.YES, Command.NO}),
        (NUMBER, {Command.NEXT, Command.UNDO}),
        (choice(3), set()),
    ):
        talk_over(packing, choose(question))
        assert packing.view.commands == {Command.BACK, Command.LOCK} | more
        packing.press(Command.BACK)
        assert packing.view.commands == offered


def test_what_the_screen_offers_meanwhile_waits_for_the_end_of_the_question(packing: AtBench) -> None:
    talk_over(packing, choose(choice(3)))
    packing.desk.offer(frozenset({Command.NEXT}))
    assert packing.view.commands == {Command.BACK, Command.LOCK}
    packing.press(Command.BACK)
    assert packing.view.commands == {Command.NEXT}
