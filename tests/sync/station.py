"""A simulated station: its process, its disk and its clocks. The steps it takes are the shipped ones."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

from packstation.application.central_ports import ClaimAnswer
from packstation.domain.central import Hello, Welcome
from packstation.sync.errand import enter, question
from packstation.sync.incoming import (
    Answered,
    Begun,
    Moment,
    Recorded,
    Seen,
    Signal,
    SnapshotTaken,
    Tick,
    Unanswered,
    Wanted,
)
from packstation.sync.outgoing import (
    AskClaims,
    Beat,
    BookEntry,
    Call,
    Gone,
    Hold,
    Look,
    Output,
    Renew,
    Reply,
    WaitUntil,
)
from packstation.sync.state import Phase, State
from packstation.sync.step import step
from tests.fakes.book import ModelBook, Pages
from tests.sync.world import HEARD_WITHIN_MS, SHORT_DAY, Said, World

ENTRIES = get_args(BookEntry)
PLENTY = 10**12


class SimStation:
    """One process after the other on one disk. `name` tells two that go by one station's id apart."""

    def __init__(self, world: World, name: str, station_id: str, pages: Pages | None = None) -> None:
        self.world = world
        self.name = name
        self.station_id = station_id
        self.pages = pages or Pages()
        self.boots = 0
        self.alive = False
        self.frozen_until_ms = 0
        self.cut_until_ms = 0
        self.stops_in_claim_ms = 0
        """So long it is stopped while it waits for the answer to its next claim or heartbeat."""
        self.crash_share = 0.0
        self.protocol = 1
        self.wall_off_ms = world.rng.choice([0, 0, 0, -86_400_000, 86_400_000, 150_000])
        self.drift = world.rng.uniform(0.97, 1.03)
        self.start()

    # Clocks.

    def mono_ms(self) -> int:
        """The steady clock, which is neither exact nor known to anybody else; it begins anew with a boot."""
        return 1_000 + int((self.world.now_ms - self._booted_ms) * self.drift)

    def wall(self) -> datetime:
        """The wall clock, right or wrong."""
        return self.world.now() + timedelta(milliseconds=self.wall_off_ms)

    def _moment(self) -> Moment:
        return Moment(self.mono_ms(), self.wall(), self.world.rng.random())

    # The process.

    def start(self) -> None:
        """Start the station; what was in memory is gone, what was committed is there."""
        self.boots += 1
        self._booted_ms = self.world.now_ms
        self.book = ModelBook(
            self.station_id,
            f"{self.name}.{self.boots}",
            self.mono_ms,
            self.wall,
            self.pages,
            self.world.plants.book,
        )
        self.alive = True
        self.state = State(SHORT_DAY)
        self.answers: dict[UUID, ClaimAnswer] = {}
        self._inbox: deque[Signal] = deque()
        self._recorded = False
        self._waiting = True
        self._turn = 0
        self.welcomed_at: datetime | None = None
        self.book.record("station_started")
        self.tell(Begun())

    def crash(self, down_ms: int = 1_500) -> None:
        """kill -9, or the mains: nothing of it is told to anybody."""
        if self.alive:
            self.alive = False
            self._turn += 1
            self.world.after(down_ms, self.start)

    def freeze(self, for_ms: int) -> None:
        """SIGSTOP, and SIGCONT later: the process knows nothing of it."""
        self.frozen_until_ms = self.world.now_ms + for_ms

    @property
    def works(self) -> bool:
        """Whether a packer can do anything here."""
        return self.alive and self.world.now_ms >= self.frozen_until_ms and not self.pages.forked

    @property
    def connected(self) -> bool:
        return self.alive and self.state.phase is Phase.UP

    # What comes in.

    def record(self) -> None:
        """Something stands in the journal."""
        if self._waiting:
            self.tell(Recorded())
        else:
            self._recorded = True

    def want(self, order_id: UUID) -> None:
        """A packer waits for this order."""
        self.tell(Wanted(order_id))

    def tell(self, signal: Signal) -> None:
        """Leave a signal: taken at once by a loop that waits."""
        self._inbox.append(signal)
        if self._waiting:
            self._take(self._inbox.popleft())

    def _wake(self, turn: int) -> None:
        if turn == self._turn and self.alive:
            if self.world.now_ms < self.frozen_until_ms:
                self.world.at(self.frozen_until_ms, self._wake, turn)
            else:
                self._take(Tick())

    def _answered(self, turn: int, call: Call, asked: Moment, said: Said | None) -> None:
        """The answer, or that the line is dead; of a call that nobody waits for any more it is nothing."""
        if turn != self._turn or not self.alive:
            return
        if self.world.now_ms < self.frozen_until_ms:
            self.world.at(self.frozen_until_ms, self._answered, turn, call, asked, said)
            return
        if said is None or self.world.now_ms < self.cut_until_ms:
            self._take(Unanswered(call))
        elif isinstance(said, list):
            self.book.replace_all(iter(said))
            self._take(Answered(call, SnapshotTaken(), asked))
        else:
            if isinstance(said, Welcome):
                self.welcomed_at = said.now
            self._take(Answered(call, said, asked))

    # What goes out.

    def _take(self, signal: Signal | None) -> None:
        self._waiting = False
        self._turn += 1
        now = self._moment()
        while signal is not None and self.alive:
            self.state, outputs = step(self.state, signal, now)
            signal = self._do(outputs)

    def _do(self, outputs: tuple[Output, ...]) -> Signal | None:
        for output in outputs[:-1]:
            if isinstance(output, ENTRIES):
                if self.world.chance(self.crash_share):
                    self.crash()
                    return None
                self._enter(output)
            elif isinstance(output, Reply):
                self.answers[output.order_id] = output.answer
        return self._last(outputs[-1])

    def _enter(self, entry: BookEntry) -> None:
        if isinstance(entry, Hold | Renew) and self.world.plants.lease_from_answer:
            entry = replace(entry, asked_mono_ms=self.mono_ms())
        enter(self.book, entry)
        if isinstance(entry, Hold | Renew):
            self.world.on_hold(self.name)

    def _last(self, output: Output) -> Signal | None:
        if isinstance(output, Look):
            self._recorded = False
            if self._inbox:
                return self._inbox.popleft()
            position = self.book.position(self.state.wanted)
            return Seen(position, self.book.held(), self.book.boot_id, PLENTY)
        if isinstance(output, WaitUntil):
            return self._wait(output)
        if isinstance(output, Gone):
            return None
        self._send(output)  # type: ignore[arg-type]  # what is left is a call
        return None

    def _wait(self, output: WaitUntil) -> Signal | None:
        if self._inbox:
            return self._inbox.popleft()
        if self._recorded:
            self._recorded = False
            return Recorded()
        self._waiting = True
        if output.mono_ms is not None:
            left_ms = (output.mono_ms - self.mono_ms()) / self.drift
            self.world.after(max(1, left_ms + 1), self._wake, self._turn)
        return None

    def _send(self, call: Call) -> None:
        moment, turn = self._moment(), self._turn
        asked = question(self.book, call, "0", moment.wall)
        if isinstance(asked, Hello):
            asked = replace(asked, newest_protocol=self.protocol, oldest_protocol=self.protocol)
        if self.world.now_ms < self.cut_until_ms:
            self.world.after(HEARD_WITHIN_MS / 2, self._answered, turn, call, moment, None)
            return
        if self.stops_in_claim_ms and isinstance(call, AskClaims | Beat):
            self.freeze(self.stops_in_claim_ms)
            self.stops_in_claim_ms = 0
        self.world.send(
            self.name, self.station_id, asked, lambda said: self._answered(turn, call, moment, said)
        )
