"""Conversations that run verbs, what starts them, HELP and xN, told in steps."""

from __future__ import annotations

from functools import partial

import pytest

from packstation.application.bench import OnBench
from packstation.domain.command_code import Asked, Command
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.ui.command_words import ON_BAR
from packstation.ui.conversation import Talk, do, how_many, yes_or_no
from packstation.ui.desk import Screen
from packstation.ui.help import UNSAID
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import MUG
from tests.fakes.runner import Lane
from tests.ui.asked import NUMBER, YES, talk_over
from tests.ui.at_bench import AtBench, BrokenVerb


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
        listed = {choice.code for choice in shown.choices}
        assert packing.desk.offered - UNSAID <= listed
        assert not listed & UNSAID
        assert shown.facts["act"] == ActCode.SCAN_GOODS

    def test_scanning_or_pressing_one_of_them_runs_it(self, packing: AtBench) -> None:
        packing.scan_command(Command.HELP)
        packing.scan_command(Command.UNDO)
        assert packing.said == (VerdictKind.NOTE, Said.UNDONE)
        assert packing.packed(1, "100234") == 0

    def test_no_number_picks_one_because_the_list_changes_from_scan_to_scan(self, packing: AtBench) -> None:
        packing.press(Command.HELP)
        packing.scan_command(Command.DIGIT, "1")
        assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        packing.type("1")
        assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        assert packing.view.question is not None

    def test_what_is_not_in_the_list_is_refused(self, packing: AtBench) -> None:
        packing.press(Command.HELP)
        packing.press(Command.YES)
        assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)

    def test_what_has_no_button_comes_first(self, packing: AtBench) -> None:
        packing.press(Command.HELP)
        shown = packing.view.question
        assert shown is not None
        on_bar = [choice.code in ON_BAR for choice in shown.choices]
        assert on_bar == sorted(on_bar)
        assert not on_bar[0]

    def test_signing_out_can_be_picked_too(self, bench: AtBench) -> None:
        bench.badge()
        bench.press(Command.HELP)
        bench.press(Command.LOCK)
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
        ("press HELP", "scan command DIGIT 9", "press UNDO"),
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
