"""The driver of a scale that answers when asked: ask, wait for the answer, pause, ask again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from packstation.devices.scales.answer import Answer, ScaleProtocol
from packstation.devices.transport.byte_link import ByteLink
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.weight import Reading

READ_SLICE_S = 0.1
"""Longest wait for bytes at a time, so that a stop is heard soon."""

LAMP_FAULTS = frozenset((FaultCode.GARBLED, FaultCode.SCALE_ERROR))
"""What is wrong with the scale itself; overload and underload are said of what lies on it."""


class PolledScale:
    """A scale on its line: give it to a `PortThread`, get every `Reading` through `notify`.

    `clock_ms` is the station's monotonic clock in milliseconds, `poll_s` the time from question to
    question. No answer within `answer_timeout_s` is DeviceFault(silent), or garbled when bytes came that
    are no answer. When the scale is lost, a last reading without number says why, so that nobody goes on
    with the weight before it.
    """

    def __init__(
        self,
        link: ByteLink,
        protocol: ScaleProtocol,
        notify: Callable[[Reading], None],
        clock_ms: Callable[[], int],
        *,
        poll_s: float = 0.1,
        answer_timeout_s: float = 1.0,
    ) -> None:
        self._link = link
        self._protocol = protocol
        self._notify = notify
        self._clock_ms = clock_ms
        self._poll_s = poll_s
        self._answer_timeout_s = answer_timeout_s

    @property
    def device(self) -> str:
        """The configured name of the scale."""
        return self._link.device

    def open(self) -> None:
        """Open the link."""
        self._link.open()

    def step(self, stop: threading.Event) -> Lamp:
        """Ask once, notify what comes back, and rest until the next question is due."""
        asked_s = time.monotonic()
        self._link.write(self._protocol.request)
        answers = self._answers(asked_s + self._answer_timeout_s, stop)
        at_ms = self._clock_ms()
        fault = None
        for answer in answers:
            fault = answer.fault if answer.fault in LAMP_FAULTS else None
            self._notify(
                Reading(answer.gross_grams, answer.stable, at_ms, answer.fault, answer.net, answer.raw)
            )
        stop.wait(max(0.0, asked_s + self._poll_s - time.monotonic()))
        return Lamp(self.device, fault)

    def close(self) -> None:
        """Close the link; half an answer is forgotten."""
        self._protocol.reset()
        self._link.close()

    def lost(self, fault: FaultCode) -> None:
        """Say that no weight is known any more."""
        self._notify(Reading(None, stable=False, at_ms=self._clock_ms(), fault=fault))

    def _answers(self, deadline_s: float, stop: threading.Event) -> list[Answer]:
        """The answers to one question; none only when the bench is closing."""
        heard = False
        while not stop.is_set():
            if time.monotonic() >= deadline_s:
                code = FaultCode.GARBLED if heard else FaultCode.SILENT
                raise DeviceFault(code, self.device, f"no answer in {self._answer_timeout_s:g} s")
            data = self._link.read(READ_SLICE_S)
            heard = heard or bool(data)
            if answers := self._protocol.feed(data):
                return answers
        return []
