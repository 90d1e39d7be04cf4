"""Questions to ask at a bench without a window, and how a conversation about them ended."""

from __future__ import annotations

from dataclasses import dataclass, field

from packstation.domain.command_code import Command
from packstation.ui.conversation import Talk
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question, Takes
from tests.ui.at_bench import AtBench

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
