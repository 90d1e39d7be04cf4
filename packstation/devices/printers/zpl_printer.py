"""A label printer that speaks ZPL, behind any link."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from packstation.devices.printers.host_status import (
    ASK_ERRORS,
    ASK_STATUS,
    errors_complete,
    parse_errors,
    parse_status,
    status_complete,
)
from packstation.devices.transport.byte_link import ByteLink
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import DeviceFault, FaultCode

READ_SLICE_S = 0.1
PAUSE_S = 0.05
"""Between two questions while a label prints."""

FRESH_S = 1.0
"""An answer this young proves that the connection carries bytes, so that no second question is asked."""

MOST_ANSWER_BYTES = 4096
MOST_STALE_READS = 8
"""A line that never falls silent is not waited out; its answers will be garbled, and say so."""


class ZplPrinter:
    """`LabelPrinter` for ZPL; use it only on the thread that owns its port (`PrinterPort`).

    With `status_supported=False` (files, clones that do not answer `~HS`) nothing is ever asked: its
    status is unknown and `confirm` cannot confirm. Zebra's manual says that some models do not answer
    `~HS` while paper or ribbon is out or the head is open, so silence is followed by a second question
    (`~HQES`), and is never taken for "ready".
    """

    def __init__(
        self,
        link: ByteLink,
        *,
        status_supported: bool = True,
        answer_timeout_s: float = 1.0,
        confirm_timeout_s: float = 10.0,
    ) -> None:
        self._link = link
        self._status_supported = status_supported
        self._answer_timeout_s = answer_timeout_s
        self._confirm_timeout_s = confirm_timeout_s
        self._heard_s: float | None = None
        self._abandoned = threading.Event()

    @property
    def name(self) -> str:
        """The configured name of the printer."""
        return self._link.device

    def status(self) -> PrinterStatus:
        """Ask how it is. Raises DeviceFault(gone, silent or garbled) when there is no usable answer."""
        try:
            self._connect()
            if not self._status_supported:
                return PrinterStatus(None, known=False)
            return self._ask()
        except DeviceFault:
            self.close()  # the next question starts on a fresh connection
            raise

    def send(self, data: bytes) -> None:
        """Send one label: DeviceFault(gone) before the first byte, DeviceFault(unsure) from then on.

        A connection that looks open may lead nowhere, so the printer must have been heard just now, or is
        asked first; when it does not answer, nothing is sent.
        """
        try:
            self._connect()
            if self._status_supported and not self._heard_lately():
                self._ask()
        except DeviceFault as fault:
            self.close()
            raise DeviceFault(FaultCode.GONE, self.name, f"{fault.code}: {fault.detail}") from fault
        try:
            self._link.write(data)
        except DeviceFault as fault:
            self.close()
            raise DeviceFault(FaultCode.UNSURE, self.name, fault.detail) from fault

    def confirm(self) -> None:
        """Return once the printer says that nothing it received is unprinted.

        Raises DeviceFault: what stops it as soon as it says so, `unsure` when it does not say in time.
        """
        if not self._status_supported:
            raise DeviceFault(FaultCode.UNSURE, self.name, "cannot be asked")
        deadline_s = time.monotonic() + self._confirm_timeout_s
        while time.monotonic() < deadline_s and not self._abandoned.wait(PAUSE_S):
            try:
                status = self._ask()
            except DeviceFault as fault:
                if fault.code is FaultCode.GONE:  # after a new connection "idle" would prove nothing
                    self.close()
                    raise DeviceFault(FaultCode.UNSURE, self.name, fault.detail) from fault
                continue
            if status.idle:
                return
            if status.fault not in (None, FaultCode.BUFFER_FULL):
                raise DeviceFault(status.fault, self.name)
        raise DeviceFault(FaultCode.UNSURE, self.name, f"not idle in {self._confirm_timeout_s:g} s")

    def close(self) -> None:
        """Close the link; the next use opens it again."""
        self._heard_s = None
        self._link.close()

    def abandon(self) -> None:
        """The bench is closing (any thread may say so): whoever waits for the printer is told `unsure`."""
        self._abandoned.set()

    def _connect(self) -> None:
        """An open link without old answers in it; one that the printer closed meanwhile is opened anew."""
        self._link.open()
        try:
            self._drain()
        except DeviceFault:
            self.close()
            self._link.open()

    def _drain(self) -> None:
        for _ in range(MOST_STALE_READS):
            if not self._link.read(0.0):
                return

    def _ask(self) -> PrinterStatus:
        received = self._answer(ASK_STATUS, status_complete, self._answer_timeout_s)
        if status_complete(received):
            host_status = parse_status(received)
            if host_status is None:
                raise DeviceFault(FaultCode.GARBLED, self.name, repr(received[:80]))
            self._heard_s = time.monotonic()
            return host_status.printer_status()
        errors = self._answer(ASK_ERRORS, errors_complete, self._answer_timeout_s / 2)
        fault = parse_errors(errors)
        if fault is None:
            code = FaultCode.GARBLED if received else FaultCode.SILENT
            raise DeviceFault(code, self.name, f"no answer in {self._answer_timeout_s:g} s")
        return PrinterStatus(fault)

    def _answer(self, question: bytes, complete: Callable[[bytes], bool], timeout_s: float) -> bytes:
        """What came back for a question in time, complete or not."""
        self._drain()
        self._link.write(question)
        deadline_s = time.monotonic() + timeout_s
        received = b""
        while not complete(received) and len(received) < MOST_ANSWER_BYTES:
            if time.monotonic() >= deadline_s or self._abandoned.is_set():
                break
            received += self._link.read(READ_SLICE_S)
        return received

    def _heard_lately(self) -> bool:
        return self._heard_s is not None and time.monotonic() - self._heard_s < FRESH_S
