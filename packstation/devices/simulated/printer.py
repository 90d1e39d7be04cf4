"""A ZPL label printer that keeps every label it ever received, and can be out of paper."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Self

from packstation.devices.simulated.far_end import FarEnd
from packstation.domain.value import value

OnLabel = Callable[[bytes], None]

PIECE = re.compile(rb"~HS|~HQES|\^XA(?:(?!\^XA|~HS|~HQES).)*?\^XZ", re.DOTALL)
"""A question, even in the middle of a label; or a label: one that never ended is no part of the next."""

MOST_PENDING_BYTES = 4 * 1024 * 1024


class Jam(StrEnum):
    """Why a simulated printer does not print."""

    PAPER_OUT = "paper_out"
    RIBBON_OUT = "ribbon_out"
    HEAD_OPEN = "head_open"
    PAUSED = "paused"
    OVER_TEMPERATURE = "over_temperature"


ERROR_BITS = {Jam.PAPER_OUT: 0x1, Jam.RIBBON_OUT: 0x2, Jam.HEAD_OPEN: 0x4, Jam.OVER_TEMPERATURE: 0x10}
"""As `~HQES` counts them; a pause is no error."""


@value
class State:
    """What the status answers are made of."""

    jams: frozenset[Jam] = frozenset()
    formats: int = 0
    partial: bool = False
    labels_left: int = 0


def host_status(state: State) -> bytes:
    """The answer to `~HS`: three strings, as in Zebra's manual."""
    jams = state.jams
    first = (
        f"030,{Jam.PAPER_OUT in jams:d},{Jam.PAUSED in jams:d},1245,{state.formats:03d},0,0,"
        f"{state.partial:d},000,0,0,{Jam.OVER_TEMPERATURE in jams:d}"
    )
    second = (
        f"000,0,{Jam.HEAD_OPEN in jams:d},{Jam.RIBBON_OUT in jams:d},0,2,4,0,{state.labels_left:08d},1,000"
    )
    return b"".join(b"\x02" + line.encode("ascii") + b"\x03\r\n" for line in (first, second, "1234,0"))


def error_query(state: State) -> bytes:
    """The answer to `~HQES`: errors and warnings, each present or not, and their bits."""
    bits = sum(ERROR_BITS.get(jam, 0) for jam in state.jams)
    lines = (
        f"\r\n  ERRORS:         {bits > 0:d} 00000000 {bits:08X}\r\n  WARNINGS:       0 00000000 00000000\r\n"
    )
    return b"\x02" + lines.encode("ascii") + b"\x03"


class PrintEngine:
    """Head and paper: takes labels, lets them come out one by one on its own thread, keeps them all.

    `print_s` is the time one label takes, `on_label` is called on the engine's thread with every label
    that came out. A label taken while jammed, or jammed while printing, comes out after `clear`.
    """

    def __init__(self, print_s: float = 0.0, on_label: OnLabel | None = None) -> None:
        self._print_s = print_s
        self._on_label = on_label
        self._changed = threading.Condition()
        self._received: list[bytes] = []
        self._printed: list[bytes] = []
        self._waiting: list[bytes] = []
        self._jams: frozenset[Jam] = frozenset()
        self._next_jam: Jam | None = None
        self._eating = False
        self._off = False
        self._thread = threading.Thread(target=self._print, name="printer engine", daemon=True)
        self._thread.start()

    @property
    def received(self) -> tuple[bytes, ...]:
        """Every label that arrived whole, from its ^XA to its ^XZ, whatever became of it."""
        with self._changed:
            return tuple(self._received)

    @property
    def printed(self) -> tuple[bytes, ...]:
        """Every label that came out."""
        with self._changed:
            return tuple(self._printed)

    @property
    def waiting(self) -> tuple[bytes, ...]:
        """Labels in its buffer: received, not out, not eaten."""
        with self._changed:
            return tuple(self._waiting)

    def wait_printed(self, count: int, timeout_s: float = 5.0) -> tuple[bytes, ...]:
        """Every label that came out, as soon as there are `count`, or when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._printed) >= count, timeout_s)
            return tuple(self._printed)

    def jam(self, kind: Jam) -> None:
        """Stop printing for one more reason."""
        with self._changed:
            self._jams |= {kind}
            self._changed.notify_all()

    def jam_at_next(self, kind: Jam) -> None:
        """Stop with the next label that arrives, before it comes out: between send and read-back."""
        with self._changed:
            self._next_jam = kind

    def clear(self) -> None:
        """Put everything right: what waits comes out."""
        with self._changed:
            self._jams = frozenset()
            self._changed.notify_all()

    def eat(self, on: bool = True) -> None:
        """Swallow labels and say that all is well, or stop that."""
        with self._changed:
            self._eating = on

    def state(self, partial: bool) -> State:
        """How it is now; `partial` is whether a label has begun to arrive."""
        with self._changed:
            return State(self._jams, len(self._waiting), partial)

    def take(self, label: bytes) -> None:
        """One whole label has arrived."""
        with self._changed:
            self._received.append(label)
            if self._next_jam is not None:
                self._jams, self._next_jam = self._jams | {self._next_jam}, None
            if not self._eating:
                self._waiting.append(label)
            self._changed.notify_all()

    def switch_off(self) -> None:
        """End the engine's thread."""
        with self._changed:
            self._off = True
            self._changed.notify_all()
        self._thread.join()

    def _print(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._off or (self._waiting and not self._jams))
                jammed = self._changed.wait_for(lambda: self._off or self._jams, self._print_s)
                if self._off:
                    return
                if jammed:
                    continue
                label = self._waiting.pop(0)
                self._printed.append(label)
                self._changed.notify_all()
            if self._on_label is not None:
                self._on_label(label)


class SimulatedPrinter:
    """A printer at the far end of a cable (a socket for port 9100, or a pty), plugged in from the start.

    With `quiet_when_jammed` it does not answer `~HS` while anything but a pause stops it, as Zebra
    documents of some models. Use it as a context manager, or call `switch_off` in the end.
    """

    def __init__(self, cable: FarEnd, engine: PrintEngine, *, quiet_when_jammed: bool = False) -> None:
        self.engine = engine
        self._cable = cable
        self._quiet_when_jammed = quiet_when_jammed
        self._silent = False
        self._pending = b""
        self._bytes_to_live: int | None = None
        self.replug()

    @property
    def port(self) -> str:
        """What a driver opens by pyserial; for a socket the cable knows the address."""
        return self._cable.port

    def silent(self, on: bool = True) -> None:
        """Take bytes and answer no question, or answer again."""
        self._silent = on

    def cut_after(self, count: int) -> None:
        """Pull the cable after this many more bytes have arrived."""
        self._bytes_to_live = count

    def unplug(self) -> None:
        """Pull its cable; half a label is lost, the buffer is kept."""
        self._cable.unplug()
        self._pending = b""

    def replug(self) -> None:
        """Plug its cable in again."""
        self._cable.plug(self._hear)

    def switch_off(self) -> None:
        """Pull the cable and stop the engine, for good."""
        self.unplug()
        self.engine.switch_off()

    def _hear(self, data: bytes) -> None:
        if self._bytes_to_live is not None:
            data = data[: self._bytes_to_live]
            self._bytes_to_live -= len(data)
        self._pending = (self._pending + data)[-MOST_PENDING_BYTES:]
        while match := PIECE.search(self._pending):
            piece = match.group()
            if piece.startswith(b"^XA"):
                self._pending = self._pending[match.end() :]
                self.engine.take(piece)
            else:  # obeyed at once, even in the middle of a label
                self._pending = self._pending[: match.start()] + self._pending[match.end() :]
                self._answer(piece)
        if self._bytes_to_live == 0:
            self._bytes_to_live = None
            self.unplug()

    def _answer(self, question: bytes) -> None:
        state = self.engine.state(partial=b"^XA" in self._pending)
        quiet = self._quiet_when_jammed and bool(state.jams - {Jam.PAUSED})
        if self._silent or (quiet and question == b"~HS"):
            return
        self._cable.send(host_status(state) if question == b"~HS" else error_query(state))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()
