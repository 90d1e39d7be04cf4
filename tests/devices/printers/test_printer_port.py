"""The printer's thread: labels in order, its lamp in between, and no bug of a label's ends it."""

import threading
from collections.abc import Iterator

import pytest

from packstation.application.ports import LabelPrinter
from packstation.devices.printers.printer_port import PrinterPort
from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.simulated.far_end import SocketFarEnd
from packstation.devices.simulated.printer import Jam, PrintEngine, SimulatedPrinter
from packstation.devices.transport.tcp_link import TcpLink
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.fakes.devices import Inbox

WELL = Lamp("printer", None)
PAPER_OUT = Lamp("printer", FaultCode.PAPER_OUT)


class Bench:
    """A printer's port, and the printer at its far end."""

    def __init__(self, poll_s: float = 0.01) -> None:
        network = SocketFarEnd()
        self.far = SimulatedPrinter(network, PrintEngine())
        self.lamps: Inbox[Lamp] = Inbox()
        self.bugs: Inbox[Exception] = Inbox()
        printer = ZplPrinter(TcpLink("printer", *network.address), answer_timeout_s=0.2)
        self.port = PrinterPort(printer, self.lamps, lambda _, error: self.bugs(error), poll_s=poll_s)
        self.port.start()
        self.lamps.wait_for(WELL)

    def close(self) -> None:
        assert self.port.stop()
        self.far.switch_off()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


def fault_of(lamps: list[Lamp]) -> FaultCode | None:
    return lamps[-1].fault if lamps else FaultCode.UNSURE


def test_work_runs_in_order_on_the_ports_own_thread(bench: Bench) -> None:
    ran: Inbox[tuple[int, str]] = Inbox()
    for number in range(5):

        def work(printer: LabelPrinter, number: int = number) -> None:
            printer.send(b"^XA%d^XZ" % number)
            printer.confirm()
            ran((number, threading.current_thread().name))

        bench.port.submit(work)
    assert ran.wait_count(5) == [(number, "port printer") for number in range(5)]
    assert bench.far.engine.printed == tuple(b"^XA%d^XZ" % number for number in range(5))


def test_the_lamp_follows_the_printer_while_nobody_prints(bench: Bench) -> None:
    bench.far.engine.jam(Jam.PAPER_OUT)
    bench.lamps.wait_for(PAPER_OUT)
    bench.far.engine.clear()
    bench.lamps.wait_for(WELL)


def test_the_lamp_is_looked_after_at_once_when_work_is_done() -> None:
    bench = Bench(poll_s=3600)
    bench.far.engine.jam(Jam.PAPER_OUT)
    bench.port.submit(lambda printer: None)
    bench.lamps.wait_for(PAPER_OUT)
    bench.close()


def test_an_unplugged_printer_costs_a_lamp(bench: Bench) -> None:
    for _ in range(3):
        bench.far.unplug()
        bench.lamps.wait(lambda lamps: fault_of(lamps) is FaultCode.GONE)
        bench.far.replug()
        bench.lamps.wait_for(WELL)
    assert bench.bugs.things == []


def test_work_for_a_printer_that_is_gone_learns_it_at_once(bench: Bench) -> None:
    learned: Inbox[FaultCode] = Inbox()

    def work(printer: LabelPrinter) -> None:
        try:
            printer.send(b"^XA^XZ")
        except DeviceFault as fault:
            learned(fault.code)

    bench.far.unplug()
    bench.port.submit(work)
    assert learned.wait_count(1) == [FaultCode.GONE]


def test_a_bug_in_work_is_reported_and_the_next_work_runs(bench: Bench) -> None:
    bug = ZeroDivisionError("in the work")
    ran: Inbox[str] = Inbox()

    def broken(printer: LabelPrinter) -> None:
        raise bug

    bench.port.submit(broken)
    bench.port.submit(lambda printer: ran(printer.name))
    assert ran.wait_count(1) == ["printer"]
    assert bench.bugs.things == [bug]
    bench.lamps.wait_for(WELL)
    assert Lamp("printer", FaultCode.PRINTER_ERROR) in bench.lamps.things


def test_a_fault_that_work_lets_through_is_no_bug(bench: Bench) -> None:
    def careless(printer: LabelPrinter) -> None:
        raise DeviceFault(FaultCode.UNSURE, "printer")

    bench.port.submit(careless)
    bench.lamps.wait(lambda lamps: fault_of(lamps) is FaultCode.UNSURE)
    bench.lamps.wait_for(WELL)
    assert bench.bugs.things == []


def test_stopping_ends_a_wait_for_a_label_and_leaves_no_thread() -> None:
    bench = Bench()
    outcome: Inbox[FaultCode] = Inbox()
    sent = threading.Event()

    def work(printer: LabelPrinter) -> None:
        bench.far.silent()
        printer.send(b"^XA^XZ")
        sent.set()
        try:
            printer.confirm()
        except DeviceFault as fault:
            outcome(fault.code)

    bench.port.submit(work)
    assert sent.wait(5.0)
    bench.close()
    assert outcome.things == [FaultCode.UNSURE]
    assert "port printer" not in [thread.name for thread in threading.enumerate()]


def test_work_that_has_not_begun_when_the_port_stops_never_runs() -> None:
    bench = Bench()
    begun, go_on = threading.Event(), threading.Event()
    ran: Inbox[str] = Inbox()

    def first(printer: LabelPrinter) -> None:
        begun.set()
        go_on.wait(5.0)

    bench.port.submit(first)
    bench.port.submit(lambda printer: ran(printer.name))
    assert begun.wait(5.0)
    bench.port.ask_to_stop()
    go_on.set()
    bench.close()
    assert ran.things == []
