"""A link without a cable, a driver that does as it is told, and a place where notified things arrive."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode

T = TypeVar("T")


class Inbox(Generic[T]):
    """Takes what a port's thread notifies; a test waits for it by condition, with a deadline."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._things: list[T] = []

    def __call__(self, thing: T) -> None:
        """Take one."""
        with self._changed:
            self._things.append(thing)
            self._changed.notify_all()

    @property
    def things(self) -> list[T]:
        """All so far, in order."""
        with self._changed:
            return list(self._things)

    def wait(self, wanted: Callable[[list[T]], bool], timeout_s: float = 10.0) -> list[T]:
        """All so far, once they are as wanted."""
        with self._changed:
            assert self._changed.wait_for(lambda: wanted(self._things), timeout_s), self._things
            return list(self._things)

    def wait_for(self, thing: T, timeout_s: float = 10.0) -> list[T]:
        """All so far, once the last of them is this."""
        return self.wait(lambda things: bool(things) and things[-1] == thing, timeout_s)

    def wait_count(self, count: int, timeout_s: float = 10.0) -> list[T]:
        """All so far, once there are this many."""
        return self.wait(lambda things: len(things) >= count, timeout_s)


class FakeLink:
    """A link in memory: reads give the chunks a test puts in, writes are kept and answered by `answers`.

    `absent` makes every use a DeviceFault(gone), `fails_at_write` only writes: after taking the bytes.
    """

    def __init__(self, device: str = "device", answers: dict[bytes, list[bytes]] | None = None) -> None:
        self._device = device
        self._changed = threading.Condition()
        self._chunks: list[bytes] = []
        self.answers = answers or {}
        self.written: list[bytes] = []
        self.opened = 0
        self.is_open = False
        self.absent = False
        self.fails_at_write = False

    @property
    def device(self) -> str:
        """The configured name of the device."""
        return self._device

    def arrive(self, *chunks: bytes) -> None:
        """Let bytes arrive, in these pieces."""
        with self._changed:
            self._chunks += chunks
            self._changed.notify_all()

    def pull(self) -> None:
        """Pull the cable: a read that waits fails now."""
        with self._changed:
            self.absent = True
            self._changed.notify_all()

    def open(self) -> None:
        """Open it."""
        self._fail_if_absent()
        self.opened += not self.is_open
        self.is_open = True

    def close(self) -> None:
        """Close it; what arrived is forgotten."""
        with self._changed:
            self._chunks.clear()
        self.is_open = False

    def read(self, timeout_s: float) -> bytes:
        """The next piece."""
        with self._changed:
            self._changed.wait_for(lambda: self._chunks or self.absent, timeout_s)
            self._fail_if_absent()
            return self._chunks.pop(0) if self._chunks else b""

    def write(self, data: bytes) -> None:
        """Keep it, and let the answer arrive."""
        self._fail_if_absent()
        self.written.append(data)
        if self.fails_at_write:
            raise DeviceFault(FaultCode.GONE, self._device, "pulled while writing")
        self.arrive(*self.answers.get(data, []))

    def _fail_if_absent(self) -> None:
        if self.absent:
            raise DeviceFault(FaultCode.GONE, self._device, "absent")


class FakeDriver:
    """A driver whose every step is told by the test: a lamp to return, or an exception to raise."""

    def __init__(self, *steps: Lamp | Exception, device: str = "device") -> None:
        self._device = device
        self._steps = list(steps)
        self.opening: list[Exception] = []
        self.open_lamp: Lamp | None = None
        self.losses: list[FaultCode] = []
        self.loss_bug: Exception | None = None
        self.opened = 0
        self.is_open = False

    @property
    def device(self) -> str:
        """The configured name of the device."""
        return self._device

    def open(self) -> Lamp | None:
        """Open, or fail as told."""
        if self.opening:
            raise self.opening.pop(0)
        self.opened += 1
        self.is_open = True
        return self.open_lamp

    def step(self, stop: threading.Event) -> Lamp:
        """The next step; when all are done, the device is well and quiet."""
        if not self._steps:
            stop.wait(0.01)
            return Lamp(self._device, None)
        told = self._steps.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    def close(self) -> None:
        """Close."""
        self.is_open = False

    def lost(self, fault: FaultCode) -> None:
        """Keep the bad news, or break on it."""
        self.losses.append(fault)
        if self.loss_bug is not None:
            raise self.loss_bug
