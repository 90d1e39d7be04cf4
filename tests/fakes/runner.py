"""A runner that works when the test says so: every order of work and answers can be played through."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from packstation.application.ports import LabelPrinter
from packstation.ui.runner import Failed

T = TypeVar("T")

MOST_ROUNDS = 1_000


class Lane(StrEnum):
    """Where work is done: one thing at a time in each, and side by side."""

    VERBS = "verbs"
    SLOW = "slow"
    PRINTER = "printer"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Job:
    """Work, and who is told its outcome."""

    work: Callable[[], object]
    done: Callable[..., None]
    failed: Failed


class FakeRunner:
    """Nothing is done in the call that asks for it, just as on a real bench.

    `settle` works and answers until nothing is left, but for the lanes in `held`. `work` does one piece of
    work and keeps its answer back; `answer` delivers the oldest.
    """

    def __init__(self, printer: LabelPrinter) -> None:
        self.printer = printer
        self.held: set[Lane] = set()
        self._jobs: dict[Lane, deque[Job]] = {lane: deque() for lane in Lane}
        self._answers: deque[Callable[[], None]] = deque()

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work on the write lane."""
        self._jobs[Lane.VERBS].append(Job(work, done, failed))

    def run_slow(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work beside the lane."""
        self._jobs[Lane.SLOW].append(Job(work, done, failed))

    def run_beside(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work that waits for things outside."""
        self._jobs[Lane.BESIDE].append(Job(work, done, failed))

    def run_printer(
        self, work: Callable[[LabelPrinter], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Work with the printer."""
        self._jobs[Lane.PRINTER].append(Job(lambda: work(self.printer), done, failed))

    def waiting(self, lane: Lane) -> int:
        """How much work nobody has begun."""
        return len(self._jobs[lane])

    def work(self, lane: Lane) -> None:
        """Do the oldest work of a lane and keep its answer back."""
        job = self._jobs[lane].popleft()
        try:
            outcome = job.work()
        except Exception as error:  # noqa: BLE001 - stands where the pool's door stands
            self._answers.append(lambda no=error: job.failed(no))  # type: ignore[misc]
        else:
            self._answers.append(lambda: job.done(outcome))

    def answer(self) -> None:
        """Deliver the oldest answer."""
        self._answers.popleft()()

    def settle(self) -> None:
        """Work and answer until nothing is left to do but what is held."""
        for _ in range(MOST_ROUNDS):
            if self._answers:
                self.answer()
            elif (lane := self._next_lane()) is not None:
                self.work(lane)
            else:
                return
        raise AssertionError("the bench never comes to rest: one answer asks for the next for ever")

    def _next_lane(self) -> Lane | None:
        return next((lane for lane in Lane if self._jobs[lane] and lane not in self.held), None)
