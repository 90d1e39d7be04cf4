"""Questions at the bench: what answers them, what is refused meanwhile, and how a conversation ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

import pytest

from packstation.application.bench import OnBench
from packstation.domain.act import Refusal
from packstation.domain.command_code import Asked, Command
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.ui.conversation import Talk, badge, choose, do, how_many, tell, yes_or_no
from packstation.ui.desk import Screen
from packstation.ui.question import YES_OR_NO, AnswerCode, AskCode, Choice, Question, Takes
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import LEA_BADGE, MUG
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench, BrokenVerb

NUMBER = Question(AskCode.HOW_MANY, takes=Takes.NUMBER)
TEXT = Question(AskCode.HOW_MANY, takes=Takes.TEXT)
SECRET = Question(AskCode.HOW_MANY, takes=Takes.SECRET)
BADGE = Question(AskCode.HOW_MANY, takes=Takes.BADGE)
YES = Question(AskCode.HOW_MANY, choices=YES_OR_NO)


def choice(count: int) -> Question:
    """A question with so many answers."""
    return Question(AskCode.HOW_MANY, choices=tuple(Choice(Command.NEXT) for _ in range(count)))


@dataclass
class Outcome:
    """How a conversation ended."""

    results: list[object] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    withdrawals: int = 0

    def withdrawn(self) -> None:
        """BACK."""
        self.withdrawals += 1


def talk_over(bench: AtBench, talk: Talk[object]) -> Outcome:
    """Start a conversation at the bench, as a presenter does."""
    outcome = Outcome()
    bench.desk.take(
        lambda: bench.desk.conversation.start(
            talk, outcome.results.append, outcome.failures.append, outcome.withdrawn
        )
    )
    bench.runner.settle()
    return outcome


def number_of(bench: AtBench, code: StrEnum) -> int:
    """The number beside an answer of the open question."""
    shown = bench.view.question
    assert shown is not None
    return [choice.code for choice in shown.choices].index(code) + 1


@pytest.fixture
def packing(bench: AtBench) -> AtBench:
    """Ida with a mug of two in the carton of order 100234."""
    bench.open("100234")
    bench.scan(MUG)
    return bench


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


class TestDo:
    """The verb at the end, or in the middle."""

    def test_its_result_goes_on_into_the_talk(self, packing: AtBench) -> None:
        def talk() -> Talk[object]:
            first = yield from do(lambda: 20)
            second = yield from how_many(NUMBER)
            third = yield from do(lambda: 2 * second, slow=True)
            return first + third

        outcome = talk_over(packing, talk())
        packing.type("11")
        assert outcome.results == [42]

    def test_a_scan_meanwhile_waits_for_it_and_counts_afterwards(self, packing: AtBench) -> None:
        def talk() -> Talk[object]:
            yield from yes_or_no(YES)
            return (yield from do(lambda: "done"))

        outcome = talk_over(packing, talk())
        packing.runner.held = {Lane.VERBS}
        packing.press(Command.YES)
        packing.scan(MUG)
        assert (outcome.results, packing.packed(1, "100234")) == ([], 1)
        packing.runner.held = set()
        packing.runner.settle()
        assert (outcome.results, packing.packed(1, "100234")) == (["done"], 2)

    @pytest.mark.parametrize(
        "error", [Refused(RefusalCode.CARTON_EMPTY), DeviceFault(FaultCode.DISK_FULL, "store")]
    )
    def test_a_no_is_said_once_and_ends_the_talk(self, packing: AtBench, error: Exception) -> None:
        def refuse() -> None:
            raise error

        outcome = talk_over(packing, do(refuse))
        assert (outcome.results, outcome.failures) == ([], [error])
        assert len(packing.verdicts_of(str(getattr(error, "code", "")))) == 1
        assert not packing.desk.conversation.under_way
        packing.scan(MUG)
        assert packing.packed(1, "100234") == 2

    def test_a_talk_may_catch_the_no_and_ask_again(self, packing: AtBench) -> None:
        def few(count: int) -> int:
            if count > 5:
                raise Refused(RefusalCode.TOO_MANY, sku="MUG", units=count, left=5)
            return count

        def talk() -> Talk[object]:
            while True:
                count = yield from how_many(NUMBER)
                try:
                    return (yield from do(partial(few, count)))
                except Refused:
                    continue

        outcome = talk_over(packing, talk())
        packing.type("7")
        assert packing.said == (VerdictKind.NO, RefusalCode.TOO_MANY)
        assert packing.desk.conversation.open is NUMBER
        packing.type("3")
        assert (outcome.results, outcome.failures) == ([3], [])

    def test_a_bug_in_the_verb_ends_it(self, packing: AtBench) -> None:
        outcome = talk_over(packing, do(BrokenVerb()))
        assert packing.said == (VerdictKind.LEAD, Said.BUG)
        assert [type(error) for error in outcome.failures] == [ZeroDivisionError]
        packing.scan(MUG)
        assert packing.packed(1, "100234") == 2

    @pytest.mark.parametrize("bug", [ZeroDivisionError(), Refused(RefusalCode.CARTON_EMPTY)])
    def test_a_bug_in_the_talk_itself_ends_it_and_the_next_scan_counts(
        self, packing: AtBench, bug: Exception
    ) -> None:
        def talk() -> Talk[object]:
            yield from yes_or_no(YES)
            raise bug

        outcome = talk_over(packing, talk())
        with pytest.raises(type(bug)):
            packing.press(Command.YES)
        assert (outcome.results, packing.view.question) == ([], None)
        packing.scan(MUG)
        assert packing.packed(1, "100234") == 2


class TestStart:
    """One conversation at a time."""

    def test_one_may_lead_to_the_next(self, packing: AtBench) -> None:
        results: list[object] = []
        conversation = packing.desk.conversation

        def further(_: object) -> None:
            conversation.start(how_many(NUMBER), results.append)

        conversation.start(yes_or_no(YES), further)
        packing.press(Command.YES)
        assert conversation.open is NUMBER
        packing.type("5")
        assert results == [5]

    def test_a_second_one_beside_it_is_a_bug(self, packing: AtBench) -> None:
        talk_over(packing, yes_or_no(YES))
        with pytest.raises(RuntimeError):
            packing.desk.conversation.start(yes_or_no(YES), lambda _: None)

    def test_back_closes_the_talk_where_it_stands(self, packing: AtBench) -> None:
        closed: list[str] = []

        def talk() -> Talk[object]:
            try:
                yield from yes_or_no(YES)
            finally:
                closed.append("here")
            return None

        held = talk()
        talk_over(packing, held)
        packing.press(Command.BACK)
        assert closed == ["here"]


class TestHelp:
    """What can be done now, by number."""

    def test_it_lists_what_is_offered_and_what_the_screen_waits_for(self, packing: AtBench) -> None:
        packing.press(Command.HELP)
        shown = packing.view.question
        assert shown is not None
        assert {choice.code for choice in shown.choices} == packing.desk.offered - {Command.HELP}
        assert shown.facts["act"] == ActCode.SCAN_GOODS

    def test_picking_one_runs_it(self, packing: AtBench) -> None:
        packing.scan_command(Command.HELP)
        packing.scan_command(Command.DIGIT, str(number_of(packing, Command.UNDO)))
        assert packing.said == (VerdictKind.NOTE, Said.UNDONE)
        assert packing.packed(1, "100234") == 0

    def test_signing_out_can_be_picked_too(self, bench: AtBench) -> None:
        bench.badge()
        bench.press(Command.HELP)
        bench.answer(number_of(bench, Command.LOCK))
        assert bench.view.screen is Screen.SIGN_IN


class TestTimes:
    """How many, typed in front of Enter."""

    @pytest.mark.parametrize("typed", ["x12", "X12", "x 12", "*12"])
    def test_it_is_the_command_with_its_number(
        self, packing: AtBench, typed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[Asked] = []

        def hear(_: object, asked: Asked) -> bool:
            heard.append(asked)
            return True

        monkeypatch.setattr("packstation.ui.pack.presenter.PackPresenter.on_command", hear)
        packing.type(typed)
        assert heard == [Asked(Command.TIMES, "12")]

    def test_scanned_it_is_a_code_like_any_other(self, packing: AtBench) -> None:
        packing.scan("x12")
        assert packing.nos() == [RefusalCode.UNKNOWN_CODE]

    def test_without_an_order_it_is_one_too(self, bench: AtBench) -> None:
        bench.badge()
        bench.type("x12")
        assert bench.nos() == [RefusalCode.UNKNOWN_ORDER]


@pytest.mark.parametrize(
    "steps",
    [
        ("scan command HELP", "press BACK", "scan command UNDO"),
        ("press HELP", "press NO", "scan command BACK", "press UNDO"),
        ("press HELP", "scan command DIGIT 9", "type 1"),
    ],
)
def test_steps_in_words_are_what_a_person_does(packing: AtBench, steps: tuple[str, ...]) -> None:
    packing.desk.offer(frozenset({Command.UNDO, Command.HELP}))
    packing.do(*steps)
    assert packing.said == (VerdictKind.NOTE, Said.UNDONE)


def test_a_talk_answers_with_what_was_on_the_bench(packing: AtBench) -> None:
    look_at, task = packing.desk.verbs.look_at, packing.warehouse.on_bench("100234").task
    outcome = talk_over(packing, do(lambda: look_at(task.order.order_id)))
    assert [type(result) for result in outcome.results] == [OnBench]
