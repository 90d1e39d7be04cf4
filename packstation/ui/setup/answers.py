"""What the steps show and say, and what somebody put into their fields."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from packstation.application.setup_ports import FoundPort
from packstation.domain.bench_setup import BenchSetup, DeviceKind, PrinterChoice, SetupStep
from packstation.domain.refusal import Fact
from packstation.domain.value import value


class SetupSaid(StrEnum):
    """What a step answers; each has its own sentence."""

    PORT_NEEDED = "port_needed"
    SCAN_NOW = "scan_now"
    SCANNED = "scanned"
    SCAN_UNREADABLE = "scan_unreadable"
    TYPED = "typed"
    WEIGH_NOW = "weigh_now"
    WEIGHED = "weighed"
    WEIGHS_MOVING = "weighs_moving"
    DEVICE_KEPT = "device_kept"
    DEVICE_GONE = "device_gone"
    PRINTING = "printing"
    LABEL_SENT = "label_sent"
    LABEL_PRINTED = "label_printed"
    PRINTER_ABSENT = "printer_absent"
    LEAD_THERE = "lead_there"
    NO_PORTS = "no_ports"
    PREFIX_WRONG = "prefix_wrong"
    NAME_WRONG = "name_wrong"
    SENDER_LONG = "sender_long"
    ONE_MOMENT = "one_moment"
    LEAD_NEEDED = "lead_needed"
    FILE_COMES = "file_comes"


class Proof(StrEnum):
    """What was tried with success while these steps were open."""

    SCANNER = "scanner"
    TYPING_SCANNER = "typing_scanner"
    SCALE = "scale"
    PRINTER = "printer"


@value
class SetupAnswer:
    """One answer with its facts; `good` is a tick beside it, not good a cross."""

    code: SetupSaid
    facts: Mapping[str, Fact]
    good: bool = True


@value
class SetupShown:
    """All that a step can show: what is chosen so far, what there is, what was proven just now."""

    step: SetupStep
    setup: BenchSetup
    languages: tuple[str, ...] = ()
    has_lead: bool = False
    ports: tuple[FoundPort, ...] = ()
    proven: frozenset[Proof] = frozenset()
    site_sender: tuple[str, ...] | None = None
    """The sender that counts before the bench's own, where its site says one."""


@value
class SetupForm:
    """What stands in the fields of a step when somebody leaves it; None for steps without such a field."""

    name: str | None = None
    ship_from: str = ""
    company_prefix: str = ""
    printer: PrinterChoice | None = None


class DeviceKeys(Protocol):
    """Whoever listens to the steps with devices."""

    def on_look(self) -> None:
        """Look for serial ports again."""

    def on_try(self, kind: DeviceKind, port: str, baud: int) -> None:
        """Try a device."""

    def on_use(self, kind: DeviceKind, port: str, baud: int) -> None:
        """Use a device from now on."""

    def on_remove(self, port: str) -> None:
        """Use nothing on this port any more."""

    def on_typed(self, text: str) -> None:
        """Something was typed, or scanned by a scanner that types."""

    def on_print(self) -> None:
        """Print a test label."""


class SetupView(Protocol):
    """The window of the steps."""

    def show_step(self, shown: SetupShown) -> None:
        """Bring a step to the front, its fields filled."""

    def refresh(self, shown: SetupShown) -> None:
        """The same step with other facts; what stands in its fields stays."""

    def say(self, answer: SetupAnswer | None) -> None:
        """Answer, or take the last answer away."""

    def refuse(self, no: Exception) -> None:
        """Say what stopped it: a no, or a fault of a device."""

    def form(self) -> SetupForm:
        """What stands in the fields now."""

    def speak(self, language: str) -> None:
        """Say everything in this language from now on."""

    def close_setup(self) -> None:
        """All is done."""
