"""Acts that need more than one answer: SHORT asks which line, then why; one generator tells it all.

    def short(desk: Desk, task: PackTask) -> Talk[OnBench]:
        line = yield from choose(Question(AskCode.SHORT_LINE, choices=...))
        reason = yield from choose(Question(AskCode.SHORT_REASON, choices=...))
        return (yield from do(lambda: desk.verbs.report_short(desk.person, task, line, reason)))

Nothing is changed before the `do` at the end, so BACK at any question leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

from packstation.application.ports import LabelPrinter
from packstation.domain.badge import Badge
from packstation.domain.scan import Scan
from packstation.domain.value import value
from packstation.ui.question import Question, Takes

T = TypeVar("T")


@value
class Do:
    """A verb to run: on the write lane, or beside it where it is slow (hashing) or prints on paper."""

    work: Callable[[], object]
    slow: bool = False


@value
class Print:
    """A verb that prints on the label printer: on the thread that owns its port."""

    work: Callable[[LabelPrinter], object]


Step = Question | Do | Print
Talk = Generator[Step, Any, T]
"""A conversation that ends with a `T`. Refused and DeviceFault of a verb are raised inside it."""


def choose(question: Question) -> Talk[int]:
    """Which choice was taken, counted from 0."""
    return int((yield question))


def how_many(question: Question) -> Talk[int]:
    """The number that was given."""
    if question.takes is not Takes.NUMBER:
        raise ValueError("the question asks for no number")
    return int((yield question))


def tell(question: Question) -> Talk[Scan]:
    """What was typed or scanned (`Takes.TEXT`, `Takes.SECRET`)."""
    answer: Scan = yield question
    return answer


def scan_or_choice(question: Question) -> Talk[Scan | int]:
    """What was scanned or typed (`Takes.SCAN_OR_CHOICE`), or which choice was taken, counted from 0."""
    answer: Scan | int = yield question
    return answer


def badge(question: Question) -> Talk[Badge]:
    """The badge that was scanned (`Takes.BADGE`)."""
    answer: Badge = yield question
    return answer


def badge_or_choice(question: Question) -> Talk[Badge | int]:
    """The badge that was scanned, or which choice was taken in its place, counted from 0."""
    answer: Badge | int = yield question
    return answer


def do(work: Callable[[], T], *, slow: bool = False) -> Talk[T]:
    """Run a verb and come back with what it returned."""
    answer: T = yield Do(work, slow)
    return answer


def yes_or_no(question: Question) -> Talk[bool]:
    """Whether the answer was yes; for a question with the choices `YES_OR_NO`."""
    if not question.yes_or_no:
        raise ValueError("the question has other answers than yes and no")
    return int((yield question)) == 0


def print_out(work: Callable[[LabelPrinter], T]) -> Talk[T]:
    """Run a verb with the label printer and come back with what it returned."""
    answer: T = yield Print(work)
    return answer
