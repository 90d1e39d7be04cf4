"""The one thread on which everything about a printer happens: labels in order, its lamp in between."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

from packstation.application.ports import LabelPrinter
from packstation.devices.supervisor import OnBug, OnLamp, PortThread
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode

Work = Callable[[LabelPrinter], None]


class PortPrinter(LabelPrinter, Protocol):
    """A label printer whose connection can be given up."""

    def close(self) -> None:
        """Close the link; the next use opens it again."""

    def abandon(self) -> None:
        """From any thread: whoever waits for the printer is told `unsure` now."""


class PrinterPort:
    """The port of one printer.

    Work given to `submit` runs on the port's thread, one after the other, and deals with its own
    outcome; an exception other than DeviceFault goes to `on_bug`, and the port goes on. When there is no
    work, the printer is asked how it is every `poll_s` for its lamp. Work that has not begun when the
    port is stopped never runs.
    """

    def __init__(self, printer: PortPrinter, on_lamp: OnLamp, on_bug: OnBug, *, poll_s: float = 2.0) -> None:
        self._printer = printer
        self._driver = _PrinterDriver(printer, poll_s)
        self._thread = PortThread(self._driver, on_lamp, on_bug, bug_fault=FaultCode.PRINTER_ERROR)

    @property
    def device(self) -> str:
        """The configured name of the printer."""
        return self._printer.name

    def start(self) -> None:
        """Start the port's thread; once in the life of this object."""
        self._thread.start()

    def submit(self, work: Work) -> None:
        """Queue work for the printer, from any thread."""
        self._driver.work.put(work)

    def ask_to_stop(self) -> None:
        """Ask the thread to end, giving up a wait for the printer, and do not wait."""
        self._printer.abandon()
        self._thread.ask_to_stop()
        self.submit(_nothing)  # wakes the thread

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ask the thread to end and wait for it. False when it did not end in time."""
        self.ask_to_stop()
        return self._thread.stop(timeout_s)


def _nothing(printer: LabelPrinter) -> None:
    """Work that only wakes the port's thread."""


class _PrinterDriver:
    """The printer as `PortThread` drives it; the printer opens its link itself, when it is used."""

    def __init__(self, printer: PortPrinter, poll_s: float) -> None:
        self.work: queue.SimpleQueue[Work] = queue.SimpleQueue()
        self._printer = printer
        self._poll_s = poll_s
        self._due_s = time.monotonic()
        self._lamp = Lamp(printer.name, FaultCode.SILENT, "not asked yet")

    @property
    def device(self) -> str:
        return self._printer.name

    def open(self) -> None:
        """Nothing to open ahead of use."""

    def step(self, stop: threading.Event) -> Lamp:
        """Do one piece of work, and ask for the lamp when none is left."""
        try:
            work = self.work.get(timeout=max(0.0, self._due_s - time.monotonic()))
        except queue.Empty:
            pass
        else:
            work(self._printer)
        if self.work.empty() and not stop.is_set():
            self._lamp = self._asked()
            self._due_s = time.monotonic() + self._poll_s
        return self._lamp

    def close(self) -> None:
        self._printer.close()

    def lost(self, fault: FaultCode) -> None:
        """Nothing to take back: every piece of work learns its own outcome."""

    def _asked(self) -> Lamp:
        try:
            return Lamp(self.device, self._printer.status().fault)
        except DeviceFault as fault:
            return Lamp(self.device, fault.code, fault.detail)
