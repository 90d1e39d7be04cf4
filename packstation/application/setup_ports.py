"""What setting a bench up needs of the world: its settings file, its ports, a try of each device."""

from __future__ import annotations

from typing import Protocol

from packstation.domain.bench_setup import BenchSetup, PrinterChoice, ScaleChoice, ScannerChoice, SetupStep
from packstation.domain.device import PrinterStatus
from packstation.domain.value import value


@value
class FoundPort:
    """A serial port of this PC: its name, and what the device on it says of itself, if it does."""

    port: str
    described: str = ""


class PortFinder(Protocol):
    """Finds serial ports."""

    def find(self) -> tuple[FoundPort, ...]:
        """Those there are now, by name."""


class SetupFile(Protocol):
    """The settings of the bench, as whoever sets it up may change them."""

    def read(self) -> BenchSetup:
        """As the file says. Refused(setting_wrong) for one that cannot be used."""

    def write(self, setup: BenchSetup) -> tuple[str, ...]:
        """Change what differs, or nothing at all; the keys that changed.

        Refused(setting_wrong) for what the station could not start with; Refused(setting_not_kept) where
        the disk takes nothing.
        """


class SetupMemory(Protocol):
    """How far somebody has come: it outlives the power."""

    def recall(self) -> SetupStep | None:
        """The step in front; None once all is done."""

    def keep(self, step: SetupStep) -> None:
        """This step is in front now."""

    def forget(self) -> None:
        """All is done."""


class DeviceTrial(Protocol):
    """Tries a device before it is used. What scanner and scale say comes by signals, as at work."""

    def listen(self, scanner: ScannerChoice) -> None:
        """Open the scanner and tell what it reads, until something else is tried."""

    def weigh(self, scale: ScaleChoice) -> None:
        """Open the scale and tell what it weighs, until something else is tried."""

    def stop(self) -> None:
        """Close whatever is open."""

    def print_label(self, printer: PrinterChoice, bench_name: str) -> PrinterStatus:
        """Ask the printer how it is, then print a label that says it is a test; how it was before.

        Blocks for seconds. DeviceFault for what stops it.
        """
