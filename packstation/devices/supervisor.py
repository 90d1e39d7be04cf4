"""One named thread a port: it opens the device, works it, tells its lamp, and opens it again after a loss."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode

OnLamp = Callable[[Lamp], None]
OnBug = Callable[[str, Exception], None]


class PortDriver(Protocol):
    """What a port's thread drives. All of it runs on that thread and blocks for at most about a second."""

    @property
    def device(self) -> str:
        """The configured name of the device."""

    def open(self) -> Lamp | None:
        """Open the link; how the device is by that alone, None where its answers tell. Raises DeviceFault."""

    def step(self, stop: threading.Event) -> Lamp:
        """One round of work, and how the device is after it. Raises DeviceFault when it is lost."""

    def close(self) -> None:
        """Close the link and forget what was half received. Never raises DeviceFault."""

    def lost(self, fault: FaultCode) -> None:
        """Tell whoever listens that what the device said before counts no more."""


class PortThread:
    """The thread that owns one port from `start` to `stop`, through every loss in between.

    `on_lamp` is called once a change, `on_bug` with every exception that is no DeviceFault (the lamp then
    shows `bug_fault` and the port is opened afresh); both on the port's thread, like everything the
    driver notifies. Between two tries it waits `first_wait_s`, doubling up to `longest_wait_s`.
    """

    def __init__(
        self,
        driver: PortDriver,
        on_lamp: OnLamp,
        on_bug: OnBug,
        *,
        bug_fault: FaultCode = FaultCode.GARBLED,
        first_wait_s: float = 0.2,
        longest_wait_s: float = 2.0,
    ) -> None:
        self._driver = driver
        self._on_lamp = on_lamp
        self._on_bug = on_bug
        self._bug_fault = bug_fault
        self._first_wait_s = first_wait_s
        self._longest_wait_s = longest_wait_s
        self._wait_s = first_wait_s
        self._shown: Lamp | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"port {driver.device}", daemon=True)

    @property
    def device(self) -> str:
        """The configured name of the device."""
        return self._driver.device

    def start(self) -> None:
        """Start the thread; once in the life of this object."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask the thread to end and do not wait: so several ports end at the same time."""
        self._stop.set()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ask the thread to end and wait for it. False when it did not end in time."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._drive()
                self._stop.wait(self._wait_s)
                self._wait_s = min(self._wait_s * 2, self._longest_wait_s)
        finally:
            # Only a callback that breaks on the report of its own breaking gets here without a stop.
            self._driver.close()
            if not self._stop.is_set():
                self._show(Lamp(self.device, self._bug_fault))

    def _drive(self) -> None:
        """Open the device and work it until the stop, or until it is lost and everybody knows."""
        try:
            if (lamp := self._driver.open()) is not None:
                self._show(lamp)
            while not self._stop.is_set():
                self._show(self._driver.step(self._stop))
                self._wait_s = self._first_wait_s
        except DeviceFault as fault:
            self._lose(Lamp(self.device, fault.code, fault.detail))
        except Exception as bug:  # noqa: BLE001 - the supervisor's door: the bench goes on
            self._on_bug(self.device, bug)
            self._lose(Lamp(self.device, self._bug_fault))

    def _lose(self, lamp: Lamp) -> None:
        try:
            self._driver.close()
            if lamp.fault is not None and (self._shown is None or self._shown.fault is not lamp.fault):
                self._driver.lost(lamp.fault)
            self._show(lamp)
        except Exception as bug:  # noqa: BLE001 - the same door: a listener broke on the bad news
            self._on_bug(self.device, bug)

    def _show(self, lamp: Lamp) -> None:
        """Report a change. The words of one and the same fault may differ from try to try."""
        shown = self._shown
        same = shown is not None and shown.fault is lamp.fault and (lamp.fault is not None or shown == lamp)
        if not same:
            self._shown = lamp
            self._on_lamp(lamp)
