"""The driver of a scanner on a serial line (RS-232, USB as a COM port, Bluetooth SPP)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from packstation.devices.scanners.decoding import decode
from packstation.devices.scanners.framing import Frame, FrameSplitter
from packstation.devices.scanners.gs1 import load_tables
from packstation.devices.transport.byte_link import ByteLink
from packstation.domain.device import Lamp
from packstation.domain.refusal import FaultCode
from packstation.domain.scan import Scan

NO_SUFFIX = "no_suffix"
"""Lamp detail: the scanner does not end its codes; set it up to send CR."""

QUIET_READS_BEFORE_LOADING = 25
"""Two seconds of nothing to do, by default: then the station has started and loading disturbs nobody."""


class SerialScanner:
    """A scanner that talks by itself: give it to a `PortThread`, get every `Scan` through `notify`.

    `clock_ms` is the station's monotonic clock in milliseconds. `idle_s` is the silence that ends a code
    of a scanner without suffix, and how long one round of work takes when nobody scans.
    """

    def __init__(
        self,
        link: ByteLink,
        notify: Callable[[Scan], None],
        clock_ms: Callable[[], int],
        *,
        idle_s: float = 0.08,
    ) -> None:
        self._link = link
        self._notify = notify
        self._clock_ms = clock_ms
        self._idle_s = idle_s
        self._splitter = FrameSplitter()
        self._last_byte_ms = 0
        self._quiet_reads = 0
        self._detail = ""

    @property
    def device(self) -> str:
        """The configured name of the scanner."""
        return self._link.device

    def open(self) -> Lamp:
        """Open the link: a scanner never answers, so an open line is all there is to know."""
        self._link.open()
        return self._lamp()

    def step(self, stop: threading.Event) -> Lamp:  # noqa: ARG002 - one read is short enough
        """Wait for bytes once and notify the codes they complete."""
        data = self._link.read(self._idle_s)
        if data:
            self._last_byte_ms = self._clock_ms()
            frames = self._splitter.feed(data)
        else:
            frames = self._splitter.idle()
            self._rest()
        for frame in frames:
            self._detail = self._detail_after(frame)
            self._notify(decode(frame, self.device, self._last_byte_ms))
        return self._lamp()

    def close(self) -> None:
        """Close the link; half a code is forgotten."""
        self._splitter.reset()
        self._link.close()

    def lost(self, fault: FaultCode) -> None:
        """Nothing to take back: a scan stands by itself."""

    def _lamp(self) -> Lamp:
        return Lamp(self.device, None, self._detail)

    def _detail_after(self, frame: Frame) -> str:
        if frame.ended:
            return ""
        return NO_SUFFIX if frame.whole else self._detail

    def _rest(self) -> None:
        self._quiet_reads += 1
        if self._quiet_reads == QUIET_READS_BEFORE_LOADING:
            load_tables()
