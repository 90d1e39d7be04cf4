"""The devices of a bench as the rest of the house sees them: a name, a lamp, and what a printer says."""

from __future__ import annotations

from packstation.domain.refusal import FaultCode
from packstation.domain.value import value


@value
class Lamp:
    """The state of one device as shown on the screen: `fault` None is a green lamp.

    `device` is the configured name ("scanner", "scale", "printer", or "scanner 2").
    """

    device: str
    fault: FaultCode | None
    detail: str = ""


@value
class PrinterStatus:
    """What a label printer answers when asked how it is.

    `fault` None means it can print now. `formats_waiting` counts labels received and not yet printed,
    `labels_left` those left of a running batch. `known` is False for a printer that cannot be asked
    (a file, a clone without status): then only the label scanned back proves anything.
    """

    fault: FaultCode | None
    formats_waiting: int = 0
    labels_left: int = 0
    known: bool = True

    @property
    def idle(self) -> bool:
        """Whether it can print and has nothing left to print."""
        return self.fault is None and self.formats_waiting == 0 and self.labels_left == 0
