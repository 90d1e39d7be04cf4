"""The simulated scale says exactly what the transcripts of the real ones say."""

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from packstation.devices.simulated.far_end import far_end
from packstation.devices.simulated.scale import (
    Dialect,
    Load,
    MtSicsDialect,
    SimulatedScale,
    Toledo8217Dialect,
)
from packstation.devices.transport.serial_link import SerialLink
from tests.devices.transcripts import Exchange, octets, transcript, what

LOAD_FIELDS = {field.name for field in fields(Load)}


def simulated(name: str) -> list[Exchange]:
    return [exchange for exchange in transcript(name) if "load" in exchange]


def load(exchange: Exchange) -> Load:
    return Load(**{key: value for key, value in exchange["load"].items() if key in LOAD_FIELDS})


def dialect(kind: type[Dialect], exchange: Exchange) -> Dialect:
    return kind(**{key: value for key, value in exchange["load"].items() if key not in LOAD_FIELDS})


@pytest.mark.parametrize("exchange", simulated("mt_sics"), ids=what)
def test_mt_sics_byte_by_byte(exchange: Exchange) -> None:
    scale = dialect(MtSicsDialect, exchange)
    answer = scale.answer(octets(exchange["to_device"]), load(exchange))
    assert answer == (octets(exchange["from_device"]), b"")


@pytest.mark.parametrize("exchange", simulated("toledo_8217"), ids=what)
def test_toledo_8217_byte_by_byte(exchange: Exchange) -> None:
    scale = dialect(Toledo8217Dialect, exchange)
    answer = scale.answer(octets(exchange["to_device"]), load(exchange))
    assert answer == (octets(exchange["from_device"]), b"")


def test_half_a_command_waits_for_its_end() -> None:
    assert MtSicsDialect().answer(b"S", Load()) == (b"", b"S")
    assert MtSicsDialect().answer(b"SI\r\nSI\r", Load(Decimal(5)))[1] == b"SI\r"


def test_toledo_8217_answers_its_letter_only() -> None:
    assert Toledo8217Dialect().answer(b"SI\r\n", Load()) == (b"", b"")


@pytest.mark.parametrize(
    ("kind", "exchange"),
    [(MtSicsDialect, exchange) for exchange in simulated("mt_sics")]
    + [(Toledo8217Dialect, exchange) for exchange in simulated("toledo_8217")],
    ids=what,
)
def test_the_same_bytes_go_over_the_cable(kind: type[Dialect], exchange: Exchange, tmp_path: Path) -> None:
    expected = octets(exchange["from_device"])
    with SimulatedScale(far_end(tmp_path, "scale"), dialect(kind, exchange)) as scale:
        scale.set(load(exchange))
        link = SerialLink("scale", scale.port)
        link.open()
        link.write(octets(exchange["to_device"]))
        received = b""
        while len(received) < len(expected) and (data := link.read(5.0)):
            received += data
        link.close()
    assert received == expected
