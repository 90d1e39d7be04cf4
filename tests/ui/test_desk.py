"""One act at a time: order, patience, and what happens behind a bug."""

from __future__ import annotations

from functools import partial

import pytest

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.ui.desk import Desk
from packstation.ui.verdict import ActCode, NextAct, Said, VerdictKind
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner, Lane
from tests.fakes.views import FakeStationView
from tests.ui.at_bench import verbs_of


class Counter:
    """A desk, and the order in which things happened at it."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.view = FakeStationView()
        self.runner = FakeRunner(warehouse.printer)
        self.desk = Desk(self.view, verbs_of(warehouse), self.runner, warehouse.clock)
        self.log: list[str] = []

    def note(self, what: str) -> None:
        self.log.append(what)

    def act(self, name: str) -> None:
        """An act that needs a verb."""
        self.desk.take(
            lambda: self.desk.run(
                partial(self.note, f"{name} works"), lambda _: self.note(f"{name} answered")
            )
        )


@pytest.fixture
def counter(warehouse: Warehouse) -> Counter:
    """A desk nobody has used."""
    return Counter(warehouse)


def test_each_act_is_answered_before_the_next_begins(counter: Counter) -> None:
    counter.act("first")
    counter.act("second")
    assert counter.runner.waiting(Lane.VERBS) == 1
    counter.runner.settle()
    assert counter.log == ["first works", "first answered", "second works", "second answered"]


def test_an_act_waits_until_all_verbs_of_the_one_before_are_answered(counter: Counter) -> None:
    def two_verbs() -> None:
        counter.desk.run(lambda: None, lambda _: counter.note("one"))
        counter.desk.run(lambda: None, lambda _: counter.note("two"), slow=True)

    counter.desk.take(two_verbs)
    counter.desk.take(lambda: counter.note("next act"))
    counter.runner.work(Lane.VERBS)
    counter.runner.answer()
    assert counter.log == ["one"]
    counter.runner.settle()
    assert counter.log == ["one", "two", "next act"]


def test_an_answer_that_starts_the_next_verb_keeps_the_queue_waiting(counter: Counter) -> None:
    def follow_up(_: object) -> None:
        counter.desk.run(lambda: None, lambda _: counter.note("follow-up"))

    counter.desk.take(lambda: counter.desk.run(lambda: None, follow_up))
    counter.desk.take(lambda: counter.note("next act"))
    counter.runner.settle()
    assert counter.log == ["follow-up", "next act"]


def test_an_act_taken_while_another_is_handled_comes_after_it(counter: Counter) -> None:
    def outer() -> None:
        counter.desk.take(lambda: counter.note("inner"))
        counter.note("outer")

    counter.desk.take(outer)
    assert counter.log == ["outer", "inner"]


def test_a_bug_in_an_act_or_an_answer_keeps_nobody_behind_it_waiting(counter: Counter) -> None:
    def broken(_: object = None) -> None:
        raise ZeroDivisionError("a bug")

    counter.desk.take(lambda: counter.desk.run(lambda: None, broken))
    counter.desk.take(broken)
    counter.act("last")
    with pytest.raises(ZeroDivisionError):
        counter.runner.settle()
    counter.runner.settle()
    assert counter.log == ["last works", "last answered"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused(RefusalCode.NOT_ON_ORDER, sku="MUG"), (VerdictKind.NO, RefusalCode.NOT_ON_ORDER)),
        (DeviceFault(FaultCode.DISK_FULL, "store"), (VerdictKind.LEAD, FaultCode.DISK_FULL)),
        (ZeroDivisionError("a bug"), (VerdictKind.LEAD, Said.BUG)),
    ],
)
def test_what_stopped_a_verb_is_said_and_then_handed_on(
    counter: Counter, error: Exception, said: tuple[VerdictKind, str]
) -> None:
    def fail() -> None:
        raise error

    handed_on: list[tuple[Exception, int]] = []
    counter.desk.run(fail, lambda _: None, lambda no: handed_on.append((no, len(counter.view.verdicts))))
    counter.runner.settle()
    assert [(verdict.kind, verdict.code) for verdict in counter.view.verdicts] == [said]
    assert handed_on == [(error, 1)]


def test_after_the_disk_failed_every_act_is_to_fetch_the_lead(counter: Counter) -> None:
    def fail() -> None:
        raise DeviceFault(FaultCode.DISK_FAILED, "store")

    counter.desk.ask(NextAct(ActCode.WEIGH_CARTON))
    counter.desk.run(fail, lambda _: None)
    counter.runner.settle()
    counter.desk.ask(NextAct(ActCode.WEIGH_CARTON))
    assert [act.code for act in counter.view.acts] == [
        ActCode.WEIGH_CARTON,
        ActCode.FETCH_LEAD,
        ActCode.FETCH_LEAD,
    ]


def test_asking_who_is_here_while_nobody_is_is_a_bug(counter: Counter) -> None:
    with pytest.raises(RuntimeError, match="nobody is signed in"):
        _ = counter.desk.person
