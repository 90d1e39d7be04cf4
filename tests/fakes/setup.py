"""What setting a bench up reaches: a file, a mark and devices in memory, and a window that remembers."""

from __future__ import annotations

from packstation.application.setup_ports import FoundPort
from packstation.domain.bench_setup import BenchSetup, PrinterChoice, ScaleChoice, ScannerChoice, SetupStep
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.ui.setup.answers import SetupAnswer, SetupForm, SetupSaid, SetupShown


class FakeSetupFile:
    """A settings file in memory; `full` takes nothing, a name of "wrong" is one no station could bear."""

    def __init__(self) -> None:
        self.setup = BenchSetup()
        self.full = False

    def read(self) -> BenchSetup:
        """As it is."""
        return self.setup

    def write(self, setup: BenchSetup) -> tuple[str, ...]:
        """Take it."""
        if self.full:
            raise Refused(RefusalCode.SETTING_NOT_KEPT)
        if setup.name == "wrong":
            raise Refused(RefusalCode.SETTING_WRONG, key="station.name")
        changed = () if setup == self.setup else ("station.name",)
        self.setup = setup
        return changed


class FakeSetupMemory:
    """The step in front."""

    def __init__(self, step: SetupStep | None = None) -> None:
        self.step = step

    def recall(self) -> SetupStep | None:
        """The step."""
        return self.step

    def keep(self, step: SetupStep) -> None:
        """Another step."""
        self.step = step

    def forget(self) -> None:
        """No step."""
        self.step = None


class FakeFinder:
    """Ports that a test plugs in."""

    def __init__(self, *ports: FoundPort) -> None:
        self.ports = ports

    def find(self) -> tuple[FoundPort, ...]:
        """Those."""
        return self.ports


class FakeTrial:
    """Devices that are opened in words only."""

    def __init__(self) -> None:
        self.open: ScannerChoice | ScaleChoice | None = None
        self.printed: list[tuple[PrinterChoice, str]] = []
        self.fault: FaultCode | None = None
        self.known = True

    def listen(self, scanner: ScannerChoice) -> None:
        """The scanner is open."""
        self.open = scanner

    def weigh(self, scale: ScaleChoice) -> None:
        """The scale is open."""
        self.open = scale

    def stop(self) -> None:
        """Nothing is open."""
        self.open = None

    def print_label(self, printer: PrinterChoice, bench_name: str) -> PrinterStatus:
        """Out it comes."""
        if self.fault is not None:
            raise DeviceFault(self.fault, "printer")
        self.printed.append((printer, bench_name))
        return PrinterStatus(None, known=self.known)


class FakeSetupView:
    """The step in front, the newest answer, and what a test writes into the fields."""

    def __init__(self) -> None:
        self.shown: SetupShown | None = None
        self.answers: list[SetupAnswer] = []
        self.now: SetupAnswer | None = None
        self.nos: list[Exception] = []
        self.fields = SetupForm()
        self.language = ""
        self.closed = False

    def show_step(self, shown: SetupShown) -> None:
        """Another step: its fields are as the setup says, for all that a test does not write."""
        self.shown, self.fields = shown, SetupForm()

    def refresh(self, shown: SetupShown) -> None:
        """The same step."""
        self.shown = shown

    def say(self, answer: SetupAnswer | None) -> None:
        """Answer."""
        self.now = answer
        if answer is not None:
            self.answers.append(answer)

    def refuse(self, no: Exception) -> None:
        """No."""
        self.nos.append(no)

    def form(self) -> SetupForm:
        """The fields."""
        return self.fields

    def speak(self, language: str) -> None:
        """Another language."""
        self.language = language

    def close_setup(self) -> None:
        """Gone."""
        self.closed = True

    @property
    def step(self) -> SetupStep | None:
        """The step in front."""
        return self.shown.step if self.shown else None

    @property
    def said(self) -> SetupSaid | None:
        """The newest answer."""
        return self.answers[-1].code if self.answers else None
