"""The thread that takes the steps: it alone talks with central, one call at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import get_args
from uuid import UUID

from packstation.application.central_ports import (
    Central,
    CentralRefuses,
    CentralUnreachable,
    ClaimAnswer,
    ClaimReply,
    StationBook,
)
from packstation.application.ports import Clock
from packstation.domain.sync_status import ALONE, SyncStatus
from packstation.sync.errand import enter, put, question
from packstation.sync.incoming import (
    Answered,
    Begun,
    Leaving,
    Moment,
    Refusal,
    Seen,
    Signal,
    Stumbled,
    Tick,
    Unanswered,
    Wanted,
)
from packstation.sync.mailbox import Mailbox
from packstation.sync.outgoing import (
    BookEntry,
    Call,
    Gone,
    HangUp,
    Look,
    Output,
    Reply,
    Tell,
    WaitUntil,
)
from packstation.sync.pace import Pace
from packstation.sync.state import State
from packstation.sync.step import step

_ENTRIES = get_args(BookEntry)
_CALLS = get_args(Call)
_NOT_REACHED = ClaimAnswer(ClaimReply.NOT_REACHED)


@dataclass(frozen=True, slots=True)
class SyncParts:
    """What the loop works with. `connect` is called on its thread, and may raise what a call may."""

    connect: Callable[[], Central]
    book: StationBook
    clock: Clock
    boot_id: str
    """Of this start of the station: leases measured under another one are unknown."""
    disk_free_bytes: Callable[[], int]
    chance: Callable[[], float]
    app_version: str
    on_status: Callable[[SyncStatus], None]
    on_bug: Callable[[Exception], None]
    pace: Pace = field(default_factory=Pace)
    rested: Callable[[], None] = lambda: None
    """Told on the thread before each wait and at the end: for now the work is over."""


class _Ticket:
    """A packer who waits for an order."""

    def __init__(self) -> None:
        self._answered = threading.Event()
        self._answer = _NOT_REACHED

    def answer(self, answer: ClaimAnswer) -> None:
        self._answer = answer
        self._answered.set()

    def wait(self, timeout_s: float) -> ClaimAnswer:
        self._answered.wait(timeout_s)
        return self._answer


class SyncLoop:
    """One named thread from `start` to `stop`; `on_status` and `on_bug` run on it and must not wait."""

    def __init__(self, parts: SyncParts) -> None:
        self._parts = parts
        self._mailbox = Mailbox()
        self._state = State(parts.pace)
        self._central: Central | None = None
        self._status = ALONE
        self._ended = False
        self._tickets: dict[UUID, list[_Ticket]] = {}
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    @property
    def status(self) -> SyncStatus:
        """How things stand, for any thread."""
        return self._status

    @property
    def is_awaited(self) -> bool:
        """Whether a packer waits for an order; for any thread."""
        return bool(self._tickets)

    def start(self) -> None:
        """Start the thread; once in the life of this object."""
        self._thread.start()

    def recorded(self) -> None:
        """The journal has grown. For any thread, after every commit."""
        self._mailbox.mark_recorded()

    def want(self, order_id: UUID, timeout_s: float) -> ClaimAnswer:
        """Claim this order now; `not_reached` at once when central is away, and after the time-out."""
        ticket = _Ticket()
        with self._gate:
            if self._ended:
                return _NOT_REACHED
            self._tickets.setdefault(order_id, []).append(ticket)
        self._mailbox.put(Wanted(order_id))
        try:
            return ticket.wait(timeout_s)
        finally:
            self._forget(order_id, ticket)

    def _forget(self, order_id: UUID, ticket: _Ticket) -> None:
        """Nobody waits any longer, whether there was an answer or not."""
        with self._gate:
            left = [one for one in self._tickets.pop(order_id, []) if one is not ticket]
            if left:
                self._tickets[order_id] = left

    def ask_to_stop(self) -> None:
        """Give back what nobody has touched, and end; do not wait for it."""
        self._mailbox.put(Leaving())

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ask the thread to end and wait for it. False when it did not end in time."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            signal: Signal | None = Begun()
            while signal is not None:
                signal = self._step(signal)
        finally:
            self._hang_up()
            self._parts.rested()
            with self._gate:
                self._ended = True
                left = [ticket for tickets in self._tickets.values() for ticket in tickets]
                self._tickets.clear()
            for ticket in left:
                ticket.answer(_NOT_REACHED)

    def _step(self, signal: Signal) -> Signal | None:
        """Take one step and do what it says; what comes in next, None at the end."""
        try:
            self._state, outputs = step(self._state, signal, self._moment())
            for output in outputs[:-1]:
                self._do(output)
            return self._next(outputs[-1])
        except Exception as bug:  # noqa: BLE001 - the sync's door: the bench goes on, and so does the sync
            with suppress(Exception):
                self._parts.on_bug(bug)
            return Stumbled()

    def _moment(self) -> Moment:
        clock = self._parts.clock
        return Moment(clock.mono_ms(), clock.now(), self._parts.chance())

    def _do(self, output: Output) -> None:
        match output:
            case Tell():
                self._status = output.status
                self._parts.on_status(output.status)
            case Reply():
                self._answer(output)
            case HangUp():
                self._hang_up()
            case _ if isinstance(output, _ENTRIES):
                enter(self._parts.book, output)
            case _:
                raise TypeError(f"nothing may follow {output}")

    def _next(self, output: Output) -> Signal | None:
        match output:
            case Gone():
                return None
            case Look():
                return self._mailbox.take() or self._look()
            case WaitUntil():
                self._parts.rested()
                return self._mailbox.wait(self._timeout_s(output)) or Tick()
            case _ if isinstance(output, _CALLS):
                return self._call(output)
            case _:
                raise TypeError(f"nothing comes after {output}")

    def _timeout_s(self, wait: WaitUntil) -> float | None:
        if wait.mono_ms is None:
            return None
        return max(0, wait.mono_ms - self._parts.clock.mono_ms()) / 1_000

    def _look(self) -> Seen:
        parts, book = self._parts, self._parts.book
        position = book.position(self._state.wanted)
        return Seen(position, book.held(), parts.boot_id, parts.disk_free_bytes())

    def _call(self, call: Call) -> Signal:
        parts, asked = self._parts, self._moment()
        try:
            if self._central is None:
                self._central = parts.connect()
            answer = put(self._central, question(parts.book, call, parts.app_version, asked.wall), parts.book)
        except CentralUnreachable as unreachable:
            return Unanswered(call, unreachable.clock_suspect)
        except CentralRefuses:
            return Refusal(call)
        return Answered(call, answer, asked)

    def _hang_up(self) -> None:
        central, self._central = self._central, None
        if central is not None:
            with suppress(CentralUnreachable, CentralRefuses):
                central.close()

    def _answer(self, reply: Reply) -> None:
        with self._gate:
            tickets = self._tickets.pop(reply.order_id, [])
        for ticket in tickets:
            ticket.answer(reply.answer)
