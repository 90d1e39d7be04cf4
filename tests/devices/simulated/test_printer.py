"""The simulated printer says what Zebra's manual says, and knows what came out."""

from collections.abc import Iterator

import pytest

from packstation.devices.simulated.far_end import OnBytes
from packstation.devices.simulated.printer import (
    Jam,
    PrintEngine,
    SimulatedPrinter,
    State,
    error_query,
    host_status,
)
from tests.devices.transcripts import Exchange, marked, transcript, what
from tests.fakes.devices import Inbox

ONE, TWO = b"^XA^FDone^FS^XZ", b"^XA^FDtwo^FS^XZ"


class Wire:
    """A far end in memory: the test is the driver."""

    port = "wire"

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.hear: OnBytes = lambda data: None
        self.plugged = False

    def plug(self, on_bytes: OnBytes) -> None:
        self.hear, self.plugged = on_bytes, True

    def unplug(self) -> None:
        self.plugged = False

    def send(self, data: bytes) -> bool:
        self.sent.append(data)
        return True


@pytest.fixture
def engine() -> Iterator[PrintEngine]:
    engine = PrintEngine()
    yield engine
    engine.switch_off()


def simulated(table: str) -> list[Exchange]:
    return [exchange for exchange in transcript("zebra", table) if "state" in exchange]


def state(exchange: Exchange) -> State:
    told = dict(exchange["state"])
    jams = frozenset({Jam(told.pop("jam"))}) if "jam" in told else frozenset()
    return State(jams, **told)


@pytest.mark.parametrize("exchange", simulated("exchange"), ids=what)
def test_hs_byte_by_byte(exchange: Exchange) -> None:
    assert exchange["to_device"] == "~HS"
    assert host_status(state(exchange)) == marked(exchange["from_device"])


@pytest.mark.parametrize("exchange", simulated("errors"), ids=what)
def test_hqes_byte_by_byte(exchange: Exchange) -> None:
    assert exchange["to_device"] == "~HQES"
    assert error_query(state(exchange)) == marked(exchange["from_device"])


def test_labels_come_out_in_order_in_whatever_pieces_they_arrive(engine: PrintEngine) -> None:
    wire = Wire()
    SimulatedPrinter(wire, engine)
    for byte in ONE + b"\r\n" + TWO:
        wire.hear(bytes([byte]))
    assert engine.wait_printed(2) == (ONE, TWO)
    assert engine.received == (ONE, TWO)


def test_a_question_inside_a_label_is_answered_at_once(engine: PrintEngine) -> None:
    wire = Wire()
    SimulatedPrinter(wire, engine)
    wire.hear(ONE[:8] + b"~HS" + ONE[8:])
    assert wire.sent == [host_status(State(partial=True))]
    assert engine.wait_printed(1) == (ONE,)


def test_a_label_that_was_cut_is_no_part_of_the_next(engine: PrintEngine) -> None:
    wire = Wire()
    SimulatedPrinter(wire, engine)
    wire.hear(ONE[:8] + TWO)
    assert engine.wait_printed(1) == (TWO,)


def test_half_a_label_is_lost_with_the_cable_and_the_buffer_is_kept(engine: PrintEngine) -> None:
    wire = Wire()
    printer = SimulatedPrinter(wire, engine)
    engine.jam(Jam.PAPER_OUT)
    wire.hear(ONE + TWO[:8])
    printer.unplug()
    printer.replug()
    wire.hear(TWO[8:])
    engine.clear()
    assert engine.wait_printed(1) == (ONE,)
    assert engine.received == (ONE,)


def test_a_jam_while_printing_keeps_the_label() -> None:
    engine = PrintEngine(print_s=3600)
    engine.take(ONE)
    engine.jam(Jam.HEAD_OPEN)
    assert (engine.printed, engine.waiting) == ((), (ONE,))
    engine.switch_off()


def test_every_label_that_comes_out_is_told() -> None:
    told: Inbox[bytes] = Inbox()
    engine = PrintEngine(on_label=told)
    engine.take(ONE)
    engine.take(TWO)
    assert told.wait_count(2) == [ONE, TWO]
    engine.switch_off()


def test_an_eating_printer_says_that_all_is_well(engine: PrintEngine) -> None:
    engine.eat()
    engine.take(ONE)
    assert engine.state(partial=False) == State()
    assert (engine.received, engine.printed, engine.waiting) == ((ONE,), (), ())


def test_a_quiet_model_answers_hs_in_a_pause_and_in_no_jam(engine: PrintEngine) -> None:
    wire = Wire()
    SimulatedPrinter(wire, engine, quiet_when_jammed=True)
    engine.jam(Jam.PAUSED)
    wire.hear(b"~HS")
    assert wire.sent == [host_status(State(frozenset({Jam.PAUSED})))]
    engine.jam(Jam.PAPER_OUT)
    wire.hear(b"~HS")
    assert len(wire.sent) == 1
    wire.hear(b"~HQES")
    assert wire.sent[1] == error_query(State(frozenset({Jam.PAPER_OUT})))


def test_the_cable_is_cut_after_the_byte_that_was_named(engine: PrintEngine) -> None:
    wire = Wire()
    printer = SimulatedPrinter(wire, engine)
    printer.cut_after(len(ONE) + 3)
    wire.hear(ONE + TWO)
    assert not wire.plugged
    assert engine.received == (ONE,)
    printer.replug()
    wire.hear(TWO)
    assert engine.wait_printed(2) == (ONE, TWO)
