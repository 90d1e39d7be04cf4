"""Takes steps by hand: a state, a clock that stands still, and a book that is whatever the test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from packstation.application.central_ports import Held, Position
from packstation.domain.central import DocumentKind, FeedRow, Heard, Outcome, Standing, Welcome
from packstation.domain.journal import GENESIS
from packstation.domain.sync_status import SyncStatus
from packstation.sync.incoming import Answer, Answered, Begun, Moment, Seen, Signal, Tick
from packstation.sync.outgoing import Call, Look, Output, SayHello, Tell
from packstation.sync.pace import Pace
from packstation.sync.state import State
from packstation.sync.step import step

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EPOCH = UUID(int=5)
SITE = UUID(int=1)
ORDER, OTHER = UUID(int=101), UUID(int=102)
BOOT = "boot-2"
PLENTY = 10**12
T = TypeVar("T")


class AtStep:
    """One station, step by step. `seen` is what its book says at every look."""

    def __init__(self, pace: Pace | None = None, chance: float = 0.5) -> None:
        self.state = State(pace or Pace())
        self.mono_ms = 1_000
        self.wall = NOON
        self.chance = chance
        self.seen = Seen(Position(EPOCH, 0, None, 0, GENESIS, 0, None), (), BOOT, PLENTY)
        self.outputs: tuple[Output, ...] = ()
        self.status: SyncStatus | None = None

    def book(self, *, unsent: int | None = None, head_seq: int | None = None, **others: Any) -> None:  # noqa: ANN401 - columns of a position
        """What the book says from now on."""
        position = self.seen.position
        if unsent is not None:
            position = replace(
                position, unsent=unsent, head_seq=max(position.head_seq, unsent), oldest_unsent_at=self.wall
            )
        if head_seq is not None:
            position = replace(position, head_seq=head_seq)
        self.seen = replace(self.seen, position=replace(position, **others))

    def holds(self, *held: Held) -> None:
        self.seen = replace(self.seen, held=held)

    def take(self, signal: Signal) -> Output:
        """Take the step, and every look after it; what is to be done in the end."""
        self.outputs = ()
        last: Output = Look()
        while isinstance(last, Look):
            moment = Moment(self.mono_ms, self.wall, self.chance)
            self.state, outputs = step(self.state, signal, moment)
            self.outputs += outputs
            last, signal = outputs[-1], self.seen
        for tell in self.all(Tell):
            self.status = tell.status
        return last

    def all(self, kind: type[T]) -> list[T]:
        """What of this kind the last signal brought about."""
        return [output for output in self.outputs if isinstance(output, kind)]

    def wait(self, wait_ms: int) -> Output:
        """So much time passes."""
        self.mono_ms += wait_ms
        self.wall += timedelta(milliseconds=wait_ms)
        return self.take(Tick())

    def answer(self, call: Output, answer: Answer, *, after_ms: int = 0) -> Output:
        """Central answers so much later."""
        asked = Moment(self.mono_ms, self.wall, self.chance)
        self.mono_ms += after_ms
        self.wall += timedelta(milliseconds=after_ms)
        return self.take(Answered(a_call(call), answer, asked))

    def connect(self, **welcome: Any) -> Output:  # noqa: ANN401 - and of a welcome
        """Enrol, say hello and be welcomed; what the station does then."""
        hello = self.take(Begun())
        assert isinstance(hello, SayHello)
        return self.answer(hello, replace(WELCOME, **welcome))


WELCOME = Welcome(Standing.GO, SITE, "A", EPOCH, 0, 0, 1, NOON, 1, 200)


def a_call(output: Output) -> Call:
    """What is a call, as one."""
    assert not isinstance(output, Look)
    return output  # type: ignore[return-value]  # the step said it last


def held(order_id: UUID = ORDER, fence: int = 1, left_ms: int = 500_000, boot: str = BOOT) -> Held:
    """A claim with so much of its lease left."""
    return Held(order_id, fence, 1_000 + left_ms, boot, open_here=False, touched=False)


def heard(head: int = 0, lost: tuple[UUID, ...] = (), standing: Standing = Standing.GO) -> Heard:
    """The answer to a heartbeat."""
    return Heard(standing, head, NOON, lost)


def row(seq: int) -> FeedRow:
    """A row of the feed."""
    return FeedRow(seq, DocumentKind.PRODUCT, f"P{seq}", 1, "{}", None, None, 0, None, 0, b"%d" % seq)


def accepted(first: int, last: int) -> tuple[tuple[int, Outcome], ...]:
    """Central followed all of these rows."""
    return tuple((seq, Outcome.ACCEPTED) for seq in range(first, last + 1))
