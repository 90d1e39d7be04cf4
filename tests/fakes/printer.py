"""A label printer that does what the test tells it, at the very step it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import DeviceFault, FaultCode

READY = PrinterStatus(fault=None)


class PowerCut(BaseException):
    """The station's own process ends here: no code of ours gets to see it, least of all to handle it."""


class FakePrinter:
    """Prints unless told otherwise; `paper` is what really came out of it.

    `gone`: not one byte gets out. `unsure_at_send` and `fault_at_confirm`: bytes are out, and the answer
    is missing or bad; paper comes out all the same. `crash_at` names the step at which the station loses
    its power: status, send (no byte is out yet), sent, confirm. `on_send` runs when the bytes have
    arrived, for whatever happens at the bench meanwhile.
    """

    def __init__(self, name: str = "printer") -> None:
        self._name = name
        self.state = READY
        self.silent = False
        self.gone = False
        self.unsure_at_send = False
        self.fault_at_confirm: FaultCode | None = None
        self.crash_at = ""
        self.on_send: Callable[[], None] = lambda: None
        self.paper: list[bytes] = []
        self.confirmed = 0

    @property
    def name(self) -> str:
        """The configured name of the device."""
        return self._name

    def refuse(self, fault: FaultCode) -> None:
        """From now on the printer answers that something stops it."""
        self.state = replace(self.state, fault=fault)

    def status(self) -> PrinterStatus:
        """How it is."""
        self._crash("status")
        if self.silent:
            raise DeviceFault(FaultCode.SILENT, self._name)
        return self.state

    def send(self, data: bytes) -> None:
        """Take one label."""
        self._crash("send")
        if self.gone:
            raise DeviceFault(FaultCode.GONE, self._name)
        self.paper.append(data)
        self.on_send()
        self._crash("sent")
        if self.unsure_at_send:
            raise DeviceFault(FaultCode.UNSURE, self._name)

    def confirm(self) -> None:
        """Say that everything is printed, or why not."""
        self._crash("confirm")
        if self.fault_at_confirm is not None:
            raise DeviceFault(self.fault_at_confirm, self._name)
        self.confirmed += 1

    def _crash(self, step: str) -> None:
        if self.crash_at == step:
            raise PowerCut(step)
