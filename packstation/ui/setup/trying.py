"""Scanner, scale and printer are tried before the bench depends on them."""

from __future__ import annotations

from packstation.application.setup_ports import FoundPort
from packstation.domain.bench_setup import DeviceKind, ScaleChoice, ScannerChoice, SetupStep, line_for
from packstation.domain.device import Lamp, PrinterStatus
from packstation.domain.refusal import DeviceFault
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading
from packstation.ui.setup.answers import Proof, SetupSaid
from packstation.ui.setup.choices import SCALES, with_device, without_port
from packstation.ui.setup.course import Course


class DeviceTrying:
    """The steps with devices: what was found, what is tried, what it says."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._trying: Proof | None = None
        self._shown_grams: tuple[int, bool] | None = None

    def on_look(self) -> None:
        """Look for serial ports again."""
        self._course.run(self._course.tools.finder.find, self._found)

    def on_try(self, kind: DeviceKind, port: str, baud: int) -> None:
        """Open a device and show what it says."""
        course, trial = self._course, self._course.tools.trial
        if course.is_busy():
            return
        if not port.strip():
            course.say(SetupSaid.PORT_NEEDED, good=False)
            return
        line = line_for(kind, port.strip(), baud)
        self._shown_grams = None
        if kind in SCALES:
            self._trying = Proof.SCALE
            scale = ScaleChoice(kind, line)
            course.say(SetupSaid.WEIGH_NOW)
            course.run(lambda: trial.weigh(scale), _nothing)
        else:
            self._trying = Proof.SCANNER
            scanner = ScannerChoice("scanner", line)
            course.say(SetupSaid.SCAN_NOW)
            course.run(lambda: trial.listen(scanner), _nothing)

    def on_use(self, kind: DeviceKind, port: str, baud: int) -> None:
        """The bench has this device from now on; the same port with other words takes its place."""
        course, port = self._course, port.strip()
        if not port:
            course.say(SetupSaid.PORT_NEEDED, good=False)
            return

        def kept() -> None:
            course.refresh()
            course.say(SetupSaid.DEVICE_KEPT, port=port)

        course.keep(with_device(course.setup, kind, port, baud), kept)

    def on_remove(self, port: str) -> None:
        """The bench has nothing on this port any more."""
        course = self._course

        def gone() -> None:
            course.refresh()
            course.say(SetupSaid.DEVICE_GONE, port=port)

        course.keep(without_port(course.setup, port), gone)

    def on_print(self) -> None:
        """Print a test label on the printer that stands in the fields."""
        course, trial = self._course, self._course.tools.trial
        if course.is_busy():
            return
        printer, name = course.view.form().printer, course.setup.name
        if printer is None:
            course.say(SetupSaid.PRINTER_ABSENT, good=False)
            return
        course.say(SetupSaid.PRINTING)
        course.run(lambda: trial.print_label(printer, name), self._printed)

    def on_scan(self, scan: Scan) -> None:
        """The scanner that is tried read something."""
        if self._trying is not Proof.SCANNER:
            return
        if scan.unreadable:
            self._course.say(SetupSaid.SCAN_UNREADABLE, good=False)
        else:
            self._course.prove(Proof.SCANNER)
            self._course.say(SetupSaid.SCANNED, read=scan.text)

    def on_typed(self, text: str) -> None:
        """Something was typed, or scanned by a scanner that types."""
        if text.strip():
            self._course.prove(Proof.TYPING_SCANNER)
            self._course.say(SetupSaid.TYPED, read=text.strip())

    def on_reading(self, reading: Reading) -> None:
        """The scale that is tried said something; said again, nothing is painted anew."""
        if self._trying is not Proof.SCALE or reading.gross_grams is None:
            return
        shown = reading.gross_grams, reading.stable
        if shown == self._shown_grams:
            return
        self._shown_grams = shown
        if reading.stable:
            self._course.prove(Proof.SCALE)
        code = SetupSaid.WEIGHED if reading.stable else SetupSaid.WEIGHS_MOVING
        self._course.say(code, grams=reading.gross_grams)

    def on_lamp(self, lamp: Lamp) -> None:
        """The device that is tried cannot be reached, or says what is wrong with it."""
        if lamp.fault is not None and self._trying is not None:
            self._shown_grams = None
            self._course.view.refuse(DeviceFault(lamp.fault, lamp.device, lamp.detail))

    def stop(self) -> None:
        """Close what is open."""
        self._trying = None
        self._course.tools.trial.stop()

    def _printed(self, status: PrinterStatus) -> None:
        if status.known:
            self._course.prove(Proof.PRINTER)
        self._course.say(SetupSaid.LABEL_PRINTED if status.known else SetupSaid.LABEL_SENT)

    def _found(self, ports: tuple[FoundPort, ...]) -> None:
        course = self._course
        course.ports = ports
        course.refresh()
        if not ports and course.step is SetupStep.DEVICES:
            course.say(SetupSaid.NO_PORTS)


def _nothing(_: object) -> None:
    return None
