"""Toledo 8217 on its transcript, in pieces, in noise, and cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.scales.answer import Answer
from packstation.devices.scales.toledo_8217 import Toledo8217
from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import FaultCode
from tests.devices.transcripts import Exchange, octets, transcript, what

EXCHANGES = transcript("toledo_8217")
IN_KG = [exchange for exchange in EXCHANGES if "unit" not in exchange]
WEIGHT = b"\x0201.250\r"
GRAMS = 1250


def answers(*chunks: bytes, unit: str = "kg") -> list[Answer]:
    protocol = Toledo8217(unit)
    return [answer for chunk in chunks for answer in protocol.feed(chunk)]


def weights(*chunks: bytes) -> list[int]:
    return [answer.gross_grams for answer in answers(*chunks) if answer.gross_grams is not None]


def expected(exchange: Exchange) -> Answer:
    return Answer(
        octets(exchange["from_device"]),
        exchange.get("grams"),
        exchange.get("stable", False),
        FaultCode(exchange["fault"]) if "fault" in exchange else None,
        exchange.get("net", False),
    )


def test_it_asks_as_the_manual_says_on_the_line_of_the_manual() -> None:
    assert Toledo8217.request == octets("57")
    assert Toledo8217.line == LineSettings(baud=9600, data_bits=7, parity="E", stop_bits=1)


@pytest.mark.parametrize("exchange", EXCHANGES, ids=what)
def test_the_transcript(exchange: Exchange) -> None:
    assert answers(octets(exchange["from_device"]), unit=exchange.get("unit", "kg")) == [expected(exchange)]


@given(st.lists(st.sampled_from(IN_KG), max_size=6), st.data())
def test_the_transcript_in_any_pieces(exchanges: list[Exchange], data: st.DataObject) -> None:
    stream = b"".join(octets(exchange["from_device"]) for exchange in exchanges)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert answers(*pieces) == [expected(exchange) for exchange in exchanges]


@pytest.mark.parametrize("bit_6_and_7", [0x00, 0x20, 0x40, 0x60, 0xC0, 0xE0])
def test_bits_that_differ_between_makers_mean_nothing(bit_6_and_7: int) -> None:
    (answer,) = answers(bytes([0x02, 0x3F, 0x02 | bit_6_and_7, 0x0D]))
    assert answer.fault is FaultCode.SCALE_OVERLOAD


@pytest.mark.parametrize("status", range(256))
def test_a_status_byte_is_never_a_weight(status: int) -> None:
    assert weights(bytes([0x02, 0x3F, status, 0x0D])) == []


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_noise_around_a_weight_never_makes_another(before: bytes, behind: bytes) -> None:
    assert set(weights(before + WEIGHT + behind)) <= {GRAMS}


@given(st.binary(max_size=300))
def test_noise_alone_is_no_weight(noise: bytes) -> None:
    assert weights(noise) == []


@pytest.mark.parametrize("place", range(len(WEIGHT) + 1))
def test_one_byte_too_many_spoils_a_weight_or_changes_nothing(place: int) -> None:
    for byte in range(256):
        assert weights(WEIGHT[:place] + bytes([byte]) + WEIGHT[place:]) in ([], [GRAMS])


@pytest.mark.parametrize("place", range(len(WEIGHT)))
def test_one_byte_too_few_spoils_a_weight(place: int) -> None:
    assert weights(WEIGHT[:place] + WEIGHT[place + 1 :]) == []


@pytest.mark.parametrize("place", range(1, len(WEIGHT)))
def test_a_weight_cut_anywhere_is_none_and_the_next_is_well(place: int) -> None:
    assert weights(WEIGHT[:place]) == []
    assert weights(WEIGHT[place:]) == []
    assert weights(WEIGHT[:place] + WEIGHT) == [GRAMS]


@pytest.mark.parametrize("cut", [b"\x02", b"\x02?", b"\x02?A"])
def test_a_status_cut_anywhere_does_not_spoil_the_weight_behind(cut: bytes) -> None:
    assert weights(cut + WEIGHT) == [GRAMS]


@pytest.mark.parametrize(
    "body",
    [b"1.250", b"001.250", b"01.25", b"0 .250", b"01,250", b"+1.250", b"-1.250", b"01.250kg", b"1250", b""],
)
def test_what_is_not_quite_a_weight_in_kg_is_none(body: bytes) -> None:
    assert answers(b"\x02" + body + b"\r") == []


@pytest.mark.parametrize("body", [b"2.50", b"0002.50", b"02.500", b"2 .50"])
def test_what_is_not_quite_a_weight_in_lb_is_none(body: bytes) -> None:
    assert answers(b"\x02" + body + b"\r", unit="lb") == []


def test_noise_without_end_does_not_grow() -> None:
    protocol = Toledo8217()
    for _ in range(1000):
        assert protocol.feed(b"\x0201.25") == []
    assert len(protocol._pending) < 20
    assert protocol.feed(WEIGHT) == answers(WEIGHT)


def test_a_port_opened_anew_forgets_half_an_answer() -> None:
    protocol = Toledo8217()
    protocol.feed(b"\x0201.2")
    protocol.reset()
    assert protocol.feed(b"50\r") == []
