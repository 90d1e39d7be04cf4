"""A bench scale, in either of the two protocols the bench has drivers for."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal
from typing import Protocol, Self

from packstation.devices.simulated.far_end import FarEnd
from packstation.domain.value import value

UNITS = {"g": Decimal(1), "kg": Decimal(1000), "lb": Decimal("453.59237")}


@value
class Load:
    """What lies on the scale, and how the scale is. `range` is "+" above, "-" below what it can weigh."""

    grams: Decimal = Decimal(0)
    moving: bool = False
    range: str = ""
    busy: bool = False
    tared: bool = False


class Dialect(Protocol):
    """How a scale answers bytes: pure, told the present load with every question."""

    def answer(self, received: bytes, load: Load) -> tuple[bytes, bytes]:
        """The answer to the questions in `received`, and the bytes that are no whole question yet."""


@value
class MtSicsDialect:
    """MT-SICS, as in the maker's manual: the answer to SI begins with S, the weight fills ten columns.

    `echo_command` begins it with SI instead, as some clones do.
    """

    unit: str = "kg"
    decimals: int = 3
    echo_command: bool = False
    serial_number: str = "B021002593"

    def answer(self, received: bytes, load: Load) -> tuple[bytes, bytes]:
        """One line a command."""
        *commands, rest = received.split(b"\r\n")
        return b"".join(self._line(command, load).encode("ascii") + b"\r\n" for command in commands), rest

    def _line(self, command: bytes, load: Load) -> str:
        if command == b"@":
            return f'I4 A "{self.serial_number}"'
        if command != b"SI":
            return "ES"
        head = "SI" if self.echo_command else "S"
        if load.range or load.busy:
            return f"{head} {load.range or 'I'}"
        weight = f"{load.grams / UNITS[self.unit]:.{self.decimals}f}"
        return f"{head} {'D' if load.moving else 'S'} {weight:>10} {self.unit}"


@value
class Toledo8217Dialect:
    """Toledo 8217: single letters, a weight only when stable and in range, else a status byte."""

    unit: str = "kg"

    def answer(self, received: bytes, load: Load) -> tuple[bytes, bytes]:
        """One frame a `W`; other letters are not answered."""
        return b"".join(self._frame(load) for letter in received if letter == ord("W")), b""

    def _frame(self, load: Load) -> bytes:
        status = 0x40 | load.moving | 0x02 * (load.range == "+") | 0x04 * (load.range == "-")
        if status != 0x40:
            return b"\x02?" + bytes([status]) + b"\r"
        weight = load.grams / UNITS[self.unit]
        digits = f"{weight:06.3f}" if self.unit == "kg" else f"{weight:05.2f}"
        return b"\x02" + digits.encode("ascii") + (b"N" if load.tared else b"") + b"\r"


class SimulatedScale:
    """A scale at the far end of a cable, plugged in and empty from the start.

    Its state is changed by one caller and read by the cable's thread. Use it as a context manager, or
    call `unplug` in the end.
    """

    def __init__(self, cable: FarEnd, dialect: Dialect) -> None:
        self._cable = cable
        self._dialect = dialect
        self._lock = threading.Lock()
        self._load = Load()
        self._silent = False
        self._received = b""
        self.replug()

    @property
    def port(self) -> str:
        """What the driver opens."""
        return self._cable.port

    def put(self, grams: int | Decimal) -> None:
        """Let this weight lie on the scale, at rest."""
        self.set(replace(self._load, grams=Decimal(grams)))

    def clear(self) -> None:
        """Take everything off: zero, at rest, in range."""
        self.set(Load())

    def move(self, moving: bool = True) -> None:
        """Let the load move, or come to rest."""
        self.set(replace(self._load, moving=moving))

    def overload(self, on: bool = True) -> None:
        """Load more than it can weigh, or no longer."""
        self.set(replace(self._load, range="+" if on else ""))

    def set(self, load: Load) -> None:
        """Put the scale into any state."""
        with self._lock:
            self._load = load

    def silent(self, on: bool = True) -> None:
        """Stop answering with the cable still in, or answer again."""
        with self._lock:
            self._silent = on

    def send(self, data: bytes) -> None:
        """Send bytes nobody asked for."""
        self._cable.send(data)

    def unplug(self) -> None:
        """Pull its cable."""
        self._cable.unplug()

    def replug(self) -> None:
        """Plug its cable in again."""
        self._cable.plug(self._hear)

    def _hear(self, data: bytes) -> None:
        with self._lock:
            answer, self._received = self._dialect.answer(self._received + data, self._load)
            silent = self._silent
        if answer and not silent:
            self._cable.send(answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()
