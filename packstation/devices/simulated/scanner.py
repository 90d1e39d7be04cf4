"""A serial barcode scanner that reads what it is told to."""

from __future__ import annotations

import time
from typing import Self

from packstation.devices.simulated.far_end import FarEnd


class SimulatedScanner:
    """A scanner at the far end of a cable, plugged in from the start.

    `suffix` and `prefix` frame every code, as its set-up sheet would: CR by default. Use it as a context
    manager, or call `unplug` in the end.
    """

    def __init__(self, cable: FarEnd, *, prefix: bytes = b"", suffix: bytes = b"\r") -> None:
        self._cable = cable
        self._prefix = prefix
        self._suffix = suffix
        self.replug()

    @property
    def port(self) -> str:
        """What the driver opens."""
        return self._cable.port

    def scan(self, text: str, aim: str = "", suffix: bytes | None = None) -> int:
        """Read a code; `aim` is sent in front where given. The monotonic nanosecond after its last byte."""
        end = self._suffix if suffix is None else suffix
        return self.send(self._prefix + (aim + text).encode() + end)

    def send(self, data: bytes) -> int:
        """Send bytes as they are. The monotonic nanosecond after the last."""
        self._cable.send(data)
        return time.monotonic_ns()

    def unplug(self) -> None:
        """Pull its cable."""
        self._cable.unplug()

    def replug(self) -> None:
        """Plug its cable in again."""
        self._cable.plug(_deaf)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()


def _deaf(data: bytes) -> None:
    """A scanner listens to nobody here: beeps on the host's word are another setting."""
