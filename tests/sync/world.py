"""A site in one thread: time, chance, the wire and central; a seed says everything that happens."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from packstation.domain.central import Claim, Heartbeat, Hello, Push, SnapshotPart
from packstation.sync.errand import Pull, Question
from packstation.sync.incoming import Answer
from packstation.sync.pace import Pace
from tests.fakes.book import PlantedInBook
from tests.fakes.central import ModelCentral, ModelLine, Planted
from tests.fakes.central_books import Books

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
HEARD_WITHIN_MS = 6_000
"""Of the wire: who hears nothing for so long takes the connection for dead."""
SLOW_MS = 5_500
FIRST_LEASE_MS = 8_000
"""Of an order claimed ahead; its station asks for the whole lease within a few seconds."""

SHORT_DAY = Pace(
    poll_ms=1_000,
    beat_ms=3_000,
    hello_ms=12_000,
    gather_ms=1_500,
    batch=8,
    pull_limit=12,
    bundle=3,
    bundle_lease_ms=20_000,
    lease_ms=9_000,
    top_up_ms=3_000,
    nothing_ready_ms=6_000,
    first_retry_ms=200,
    longest_retry_ms=4_000,
    barred_retry_ms=3_000,
    longest_asked_wait_ms=2_000,
    herd_after_ms=20_000,
    herd_unsent=10,
    herd_ms=3_000,
)
"""A day in a minute: every time of the real pace, shortened alike."""

Said = Answer | list[SnapshotPart]


@dataclass(frozen=True)
class Plants:
    """Faults to be found by the simulation; none in earnest."""

    fence_unchecked: bool = False
    numbered_before_commit: bool = False
    answered_before_commit: bool = False
    feed_over_unsent: bool = False
    lease_from_answer: bool = False

    @property
    def central(self) -> Planted:
        return Planted(self.fence_unchecked, self.numbered_before_commit)

    @property
    def book(self) -> PlantedInBook:
        return PlantedInBook(self.feed_over_unsent)


@dataclass
class Wire:
    """What the network does to a message, as chances; all of them 0 once the faults stop."""

    lose_question: float = 0
    lose_answer: float = 0
    double_question: float = 0
    slow: float = 0


class World:
    """Time, the wire, and central; the stations are built upon it."""

    def __init__(self, seed: int, plants: Plants) -> None:
        self.rng = Random(seed)
        self.plants = plants
        self.now_ms = 0
        self.wire = Wire()
        self.central = ModelCentral(
            UUID(int=1), self.now, lambda: self.now_ms, plants.central, first_lease_ms=FIRST_LEASE_MS
        )
        self.central_is_up = True
        self.central_starts = 0
        self.pooled = self.rng.random() < 0.3
        """A pool stands before central: its deaths cut no line."""
        self._lines: dict[str, int] = {}
        self.on_call: Callable[[str, Question, Said], None] = lambda _station, _question, _said: None
        self.on_hold: Callable[[str], None] = lambda _name: None
        self._events: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self._numbers = count()
        self._undo: Books | None = None
        self.dies_at_push = False
        """Central is killed while it works at the next push."""

    def now(self) -> datetime:
        """The right time."""
        return START + timedelta(milliseconds=self.now_ms)

    def at(self, at_ms: int, act: Callable[..., None], *given: object) -> None:
        """Let it happen then."""
        heapq.heappush(self._events, (max(at_ms, self.now_ms), next(self._numbers), act, given))

    def after(self, wait_ms: float, act: Callable[..., None], *given: object) -> None:
        """Let it happen so much later."""
        self.at(self.now_ms + int(wait_ms), act, *given)

    def run(self, until_ms: int, settled: Callable[[], bool] | None = None) -> None:
        """Let time pass; with `settled`, only until that is so."""
        events = self._events
        while events and events[0][0] <= until_ms:
            self.now_ms, _, act, given = heapq.heappop(events)
            act(*given)
            if settled is not None and settled():
                return
        self.now_ms = until_ms

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return share > 0 and self.rng.random() < share

    # The wire.

    def send(
        self, line: str, station_id: str, asked: Question, answer: Callable[[Said | None], None]
    ) -> None:
        """Carry a question to central and its answer back, or say that the line is dead: once, at most."""
        wire = self.wire
        if isinstance(asked, Hello):
            self._lines[line] = self.central_starts
        elif self._lines.get(line) != self.central_starts and not self.pooled:
            self.after(30, answer, None)
            return
        if self.chance(wire.lose_question):
            self.after(HEARD_WITHIN_MS, answer, None)
            return
        self.after(self._way_ms(), self._arrives, station_id, asked, answer)
        if self.chance(wire.double_question):
            self.after(self._way_ms(), self._arrives, station_id, asked, _nobody)

    def _way_ms(self) -> int:
        slow = self.chance(self.wire.slow)
        return self.rng.randint(20, SLOW_MS if slow else 120)

    def _arrives(self, station_id: str, asked: Question, answer: Callable[[Said | None], None]) -> None:
        if not self.central_is_up:
            self.after(50, answer, None)
            return
        numbers = self.central.give_numbers(asked) if isinstance(asked, Push) else []
        takes_ms = self.rng.randint(1, 150)
        if self.dies_at_push and isinstance(asked, Push) and asked.events:
            self.dies_at_push = False
            self.after(self.rng.randint(0, 150), self.kill_central, self.rng.randint(100, 3_000))
        if self.plants.answered_before_commit and isinstance(asked, Push):
            self._undo = self._undo or self.central.copy()
            self._commits(station_id, asked, answer, self.central_starts, numbers)
            self.after(takes_ms, self._written)
            return
        self.after(takes_ms, self._commits, station_id, asked, answer, self.central_starts, numbers)

    def _written(self) -> None:
        self._undo = None

    def _commits(
        self,
        station_id: str,
        asked: Question,
        answer: Callable[[Said | None], None],
        start: int,
        numbers: list[int],
    ) -> None:
        """The transaction as one moment; a central that died since has rolled it back."""
        if start != self.central_starts or (numbers and self.chance(self.wire.lose_question)):
            self.after(50, answer, None)
            return
        self.central.numbers = numbers
        said = spoken(ModelLine(self.central, station_id), asked)
        self.central.numbers = []
        self.on_call(station_id, asked, said)
        if self.chance(self.wire.lose_answer):
            self.after(HEARD_WITHIN_MS, answer, None)
        else:
            self.after(self._way_ms(), answer, said)

    def kill_central(self, down_ms: int) -> None:
        """Whatever is not committed is gone, and every line is cut."""
        if self.central_is_up:
            self.central_is_up = False
            self.central_starts += 1
            if self._undo is not None:
                self.central.restore(self._undo)
                self._undo = None
            self.after(down_ms, self.start_central)

    def start_central(self) -> None:
        """Central answers again."""
        self.central_is_up = True


def _nobody(_said: Said | None) -> None:
    """The answer to a message that the wire made two of: who asked has hung up."""


def spoken(line: ModelLine, asked: Question) -> Said:
    """One call, as central takes it."""
    match asked:
        case Hello():
            return line.hello(asked)
        case Push():
            return line.push(asked)
        case Pull():
            return line.pull(asked.epoch, asked.cursor, asked.limit)
        case Claim():
            return line.claim(asked)
        case Heartbeat():
            return line.heartbeat(asked)
        case _:
            return list(line.snapshot())
