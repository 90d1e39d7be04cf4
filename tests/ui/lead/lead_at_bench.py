"""A lead at a bench without a window: the menu, and what a question offers."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.domain.person import Actor
from packstation.ui.question import AskCode
from packstation.ui.question_words import choice_words
from packstation.ui.verdict import VerdictKind
from tests.application.site import LEA_BADGE
from tests.ui.at_bench import AtBench

PEOPLE, HOLDS = 1, 2
ADD, NEW_BADGE, MAY_SIGN_IN, NEW_ROLE, NEW_PIN = range(1, 6)
ADAM, IDA, LEA = range(1, 4)
YES, NO = 1, 2


def asked(bench: AtBench) -> AskCode | None:
    """The question that is open."""
    return bench.view.question.code if bench.view.question else None


def offered(bench: AtBench) -> list[str]:
    """Its answers as they are read."""
    assert bench.view.question is not None
    return [choice_words(choice) for choice in bench.view.question.choices]


def to_people(bench: AtBench, *answers: int) -> None:
    """Lea signs in, presses LEAD, and goes on into the people by number."""
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)
    for number in (PEOPLE, *answers):
        bench.answer(number)


def sign_out(bench: AtBench) -> None:
    """Leave, whatever is open."""
    bench.press(Command.LOCK)


def somebody(bench: AtBench, name: str) -> Actor:
    """A person by name, as the store has them."""
    with bench.warehouse.store.transaction() as work:
        return next(user.actor for user in work.users.all() if user.name == name)


def heard(bench: AtBench) -> tuple[VerdictKind, str]:
    """Kind and code of the newest answer."""
    return bench.said
