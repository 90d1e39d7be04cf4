"""The ZPL driver against a simulated printer on a real socket: what left the bench, and what came out."""

from collections.abc import Callable, Iterator

import pytest

from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.simulated.far_end import SocketFarEnd
from packstation.devices.simulated.printer import Jam, PrintEngine, SimulatedPrinter
from packstation.devices.transport.tcp_link import TcpLink
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.devices.transcripts import marked, transcript
from tests.fakes.devices import FakeLink

LABEL = b"^XA^FO10,10^FDone^FS^XZ"
HEALTHY = marked(transcript("zebra")[0]["from_device"])


class Bench:
    """The driver, the printer at the far end, and the network between them."""

    def __init__(self, *, print_s: float = 0.0, quiet_when_jammed: bool = False) -> None:
        network = SocketFarEnd()
        self.far = SimulatedPrinter(network, PrintEngine(print_s), quiet_when_jammed=quiet_when_jammed)
        self.engine = self.far.engine
        self.link = TcpLink("printer", *network.address)
        self.printer = ZplPrinter(self.link, answer_timeout_s=0.3, confirm_timeout_s=1.0)

    def fault(self, use: Callable[[], object]) -> FaultCode:
        with pytest.raises(DeviceFault) as caught:
            use()
        assert caught.value.device == "printer"
        return caught.value.code

    def send(self) -> None:
        self.printer.send(LABEL)

    def close(self) -> None:
        self.printer.close()
        self.far.switch_off()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


@pytest.fixture
def quiet_bench() -> Iterator[Bench]:
    bench = Bench(quiet_when_jammed=True)
    yield bench
    bench.close()


def test_a_label_comes_out_and_the_printer_says_so(bench: Bench) -> None:
    assert bench.printer.status() == PrinterStatus(None)
    bench.send()
    bench.printer.confirm()
    assert bench.engine.printed == (LABEL,)


def test_a_slow_label_is_waited_for() -> None:
    slow = Bench(print_s=0.2)
    slow.send()
    slow.printer.confirm()
    assert slow.engine.printed == (LABEL,)
    slow.close()


@pytest.mark.parametrize("jam", list(Jam))
def test_a_printer_that_cannot_print_says_why(bench: Bench, jam: Jam) -> None:
    bench.engine.jam(jam)
    assert bench.printer.status().fault == FaultCode(jam.value)


@pytest.mark.parametrize("jam", [Jam.PAPER_OUT, Jam.RIBBON_OUT, Jam.HEAD_OPEN, Jam.OVER_TEMPERATURE])
def test_a_printer_that_falls_silent_when_jammed_is_asked_another_way(quiet_bench: Bench, jam: Jam) -> None:
    quiet_bench.engine.jam(jam)
    assert quiet_bench.printer.status().fault == FaultCode(jam.value)


def test_a_label_stuck_in_a_jam_is_not_confirmed_and_comes_out_later(bench: Bench) -> None:
    bench.engine.jam(Jam.PAPER_OUT)
    bench.send()
    assert bench.fault(bench.printer.confirm) is FaultCode.PAPER_OUT
    assert bench.engine.waiting == (LABEL,)
    bench.engine.clear()
    assert bench.engine.wait_printed(1) == (LABEL,)
    bench.printer.confirm()


def test_no_answer_is_never_ready(bench: Bench) -> None:
    bench.far.silent()
    assert bench.fault(bench.printer.status) is FaultCode.SILENT


def test_nothing_is_sent_to_a_printer_that_does_not_answer(bench: Bench) -> None:
    bench.far.silent()
    assert bench.fault(bench.send) is FaultCode.GONE
    bench.far.silent(False)
    bench.printer.status()
    assert bench.engine.received == ()


def test_a_printer_that_is_off_is_gone_and_gets_nothing(bench: Bench) -> None:
    bench.far.unplug()
    assert bench.fault(bench.printer.status) is FaultCode.GONE
    assert bench.fault(bench.send) is FaultCode.GONE
    bench.far.replug()
    assert bench.printer.status().idle
    assert bench.engine.received == ()


def test_a_connection_ended_while_idle_is_opened_anew_before_the_next_label(bench: Bench) -> None:
    bench.printer.status()
    bench.far.unplug()
    bench.far.replug()
    bench.send()
    bench.printer.confirm()
    assert bench.engine.printed == (LABEL,)


def test_a_printer_lost_after_the_label_leaves_a_doubt(bench: Bench) -> None:
    bench.send()
    assert bench.engine.wait_printed(1) == (LABEL,)
    bench.far.unplug()
    assert bench.fault(bench.printer.confirm) is FaultCode.UNSURE


def test_a_printer_that_came_back_empty_proves_nothing(bench: Bench) -> None:
    bench.engine.jam(Jam.PAUSED)
    bench.send()
    bench.far.unplug()
    bench.engine.clear()
    bench.far.replug()
    assert bench.fault(bench.printer.confirm) is FaultCode.UNSURE


def test_silence_after_the_label_leaves_a_doubt(bench: Bench) -> None:
    bench.send()
    bench.far.silent()
    assert bench.fault(bench.printer.confirm) is FaultCode.UNSURE


def test_a_printer_that_eats_labels_is_believed_and_only_the_scan_finds_out(bench: Bench) -> None:
    bench.engine.eat()
    bench.send()
    bench.printer.confirm()
    assert (bench.engine.received, bench.engine.printed) == ((LABEL,), ())


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 15, len(LABEL) + 2, len(LABEL) + 3, len(LABEL) + 4])
def test_a_cable_pulled_at_any_byte_is_gone_with_nothing_sent_or_a_doubt(bench: Bench, count: int) -> None:
    bench.far.cut_after(count)
    outcome: FaultCode | None = None
    try:
        bench.send()
        bench.printer.confirm()
    except DeviceFault as fault:
        outcome = fault.code
    if outcome is FaultCode.GONE:
        assert count <= len(b"~HS")
    else:
        assert outcome is FaultCode.UNSURE
    assert len(bench.engine.received) == (count >= len(b"~HS" + LABEL))


def test_the_bench_closing_ends_a_wait_with_a_doubt(bench: Bench) -> None:
    bench.far.silent()
    bench.printer.abandon()
    assert bench.fault(bench.printer.confirm) is FaultCode.UNSURE


def test_a_printer_without_status_is_sent_to_and_never_asked() -> None:
    link = FakeLink("printer")
    printer = ZplPrinter(link, status_supported=False)
    assert printer.status() == PrinterStatus(None, known=False)
    printer.send(LABEL)
    assert link.written == [LABEL]
    with pytest.raises(DeviceFault) as caught:
        printer.confirm()
    assert caught.value.code is FaultCode.UNSURE


def test_a_printer_without_status_that_is_off_is_gone() -> None:
    link = FakeLink("printer")
    link.absent = True
    with pytest.raises(DeviceFault) as caught:
        ZplPrinter(link, status_supported=False).send(LABEL)
    assert caught.value.code is FaultCode.GONE


def test_a_write_that_fails_is_a_doubt_from_its_first_byte() -> None:
    link = FakeLink("printer")
    link.fails_at_write = True
    with pytest.raises(DeviceFault) as caught:
        ZplPrinter(link, status_supported=False).send(LABEL)
    assert caught.value.code is FaultCode.UNSURE
    assert not link.is_open


def test_an_answer_in_no_language_is_garbled() -> None:
    link = FakeLink("printer", {b"~HS": [b"\x02a\x03\x02b\x03\x02c\x03"]})
    with pytest.raises(DeviceFault) as caught:
        ZplPrinter(link).status()
    assert caught.value.code is FaultCode.GARBLED


def test_a_status_in_pieces_is_put_together() -> None:
    link = FakeLink("printer", {b"~HS": [HEALTHY[:7], HEALTHY[7:50], HEALTHY[50:]]})
    assert ZplPrinter(link).status() == PrinterStatus(None)


def test_a_late_answer_to_an_earlier_question_is_not_taken_for_this_one() -> None:
    paper_out = marked(transcript("zebra")[1]["from_device"])
    link = FakeLink("printer", {b"~HS": [paper_out]})
    printer = ZplPrinter(link)
    link.arrive(HEALTHY)
    assert printer.status().fault is FaultCode.PAPER_OUT


def test_an_answer_from_before_the_label_confirms_nothing() -> None:
    paper_out = marked(transcript("zebra")[1]["from_device"])
    link = FakeLink("printer", {b"~HS": [paper_out]})
    printer = ZplPrinter(link)
    printer.send(LABEL)
    link.arrive(HEALTHY)
    with pytest.raises(DeviceFault) as caught:
        printer.confirm()
    assert caught.value.code is FaultCode.PAPER_OUT


def test_a_broken_connection_is_given_up_at_once_while_confirming() -> None:
    link = FakeLink("printer", {b"~HS": [HEALTHY]})
    printer = ZplPrinter(link, confirm_timeout_s=1.0)
    printer.send(LABEL)
    link.pull()
    with pytest.raises(DeviceFault) as caught:
        printer.confirm()
    assert caught.value.code is FaultCode.UNSURE
    assert not link.is_open


def test_a_printer_heard_just_now_is_not_asked_again_before_the_label() -> None:
    link = FakeLink("printer", {b"~HS": [HEALTHY]})
    printer = ZplPrinter(link)
    printer.status()
    printer.send(LABEL)
    assert link.written == [b"~HS", LABEL]
