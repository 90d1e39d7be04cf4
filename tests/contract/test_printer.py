"""What the bench may expect of any label printer, over every way there is to have one."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from packstation.application.ports import LabelPrinter
from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.simulated.far_end import SocketFarEnd, far_end
from packstation.devices.simulated.printer import Jam, PrintEngine, SimulatedPrinter
from packstation.devices.transport.byte_link import ByteLink
from packstation.devices.transport.file_link import FileLink
from packstation.devices.transport.serial_link import SerialLink
from packstation.devices.transport.tcp_link import TcpLink
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.fakes.printer import FakePrinter

LABEL = b"^XA^FO10,10^FDone^FS^XZ"


class Bench:
    """A printer, what a person can do to it, and the paper that came out."""

    def __init__(
        self,
        printer: LabelPrinter,
        paper: Callable[[int], list[bytes]],
        *,
        jam: Callable[[], None],
        silence: Callable[[], None],
        switch_off: Callable[[], None],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.printer = printer
        self.paper = paper
        self.jam = jam
        self.silence = silence
        self.switch_off = switch_off
        self.close = close

    def fault(self, use: Callable[[], object]) -> FaultCode:
        with pytest.raises(DeviceFault) as caught:
            use()
        assert caught.value.device == "printer"
        return caught.value.code


def fake(_: Path) -> Bench:
    printer = FakePrinter()

    def silence() -> None:
        printer.silent = True

    def switch_off() -> None:
        printer.gone = True

    return Bench(
        printer,
        lambda _: printer.paper,
        jam=lambda: printer.refuse(FaultCode.PAPER_OUT),
        silence=silence,
        switch_off=switch_off,
    )


def simulated(far: SimulatedPrinter, link: ByteLink) -> Bench:
    printer = ZplPrinter(link, answer_timeout_s=0.3, confirm_timeout_s=2.0)

    def close() -> None:
        printer.close()
        far.switch_off()

    return Bench(
        printer,
        lambda count: list(far.engine.wait_printed(count)),
        jam=lambda: far.engine.jam(Jam.PAPER_OUT),
        silence=far.silent,
        switch_off=far.unplug,
        close=close,
    )


def network(_: Path) -> Bench:
    cable = SocketFarEnd()
    return simulated(SimulatedPrinter(cable, PrintEngine()), TcpLink("printer", *cable.address))


def serial(path: Path) -> Bench:
    far = SimulatedPrinter(far_end(path, "printer"), PrintEngine())
    return simulated(far, SerialLink("printer", far.port))


ANSWERING = {"the tests' own": fake, "ZPL over TCP": network, "ZPL on a pty": serial}


@pytest.fixture(params=ANSWERING)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if "pty" in request.param and sys.platform == "win32":
        pytest.skip("Windows has no ptys")
    bench = ANSWERING[request.param](tmp_path)
    yield bench
    bench.close()


def test_it_is_called_as_it_is_configured(bench: Bench) -> None:
    assert bench.printer.name == "printer"


def test_a_printer_at_rest_is_ready(bench: Bench) -> None:
    assert bench.printer.status() == PrinterStatus(None)


def test_a_label_sent_comes_out_once_byte_by_byte_and_is_confirmed(bench: Bench) -> None:
    bench.printer.send(LABEL)
    bench.printer.confirm()
    assert bench.paper(1) == [LABEL]


def test_labels_come_out_in_the_order_they_were_sent(bench: Bench) -> None:
    labels = [b"^XA%d^XZ" % number for number in range(3)]
    for label in labels:
        bench.printer.send(label)
    bench.printer.confirm()
    assert bench.paper(3) == labels


def test_a_printer_without_paper_says_so(bench: Bench) -> None:
    bench.jam()
    assert bench.printer.status().fault is FaultCode.PAPER_OUT


def test_a_printer_that_does_not_answer_is_silent_not_ready(bench: Bench) -> None:
    bench.silence()
    assert bench.fault(bench.printer.status) is FaultCode.SILENT


def test_nothing_reaches_a_printer_that_is_gone(bench: Bench) -> None:
    bench.switch_off()
    assert bench.fault(lambda: bench.printer.send(LABEL)) is FaultCode.GONE
    assert bench.paper(0) == []


def test_a_folder_takes_labels_and_cannot_be_asked(tmp_path: Path) -> None:
    printer = ZplPrinter(FileLink("printer", tmp_path / "labels"), status_supported=False)
    assert not printer.status().known
    printer.send(LABEL)
    assert [file.read_bytes() for file in (tmp_path / "labels").iterdir()] == [LABEL]
    with pytest.raises(DeviceFault) as caught:
        printer.confirm()
    assert caught.value.code is FaultCode.UNSURE
