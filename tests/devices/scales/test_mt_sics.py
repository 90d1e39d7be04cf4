"""MT-SICS on its transcript, in pieces, in noise, and cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.scales.answer import Answer
from packstation.devices.scales.mt_sics import MtSics
from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import FaultCode
from tests.devices.transcripts import Exchange, octets, transcript, what

EXCHANGES = transcript("mt_sics")
WEIGHT = b"S S      12.345 kg\r\n"
GRAMS = 12345
NO_DIGITS = st.binary(min_size=1, max_size=6).filter(lambda noise: not set(noise) & set(b"0123456789.-km"))


def answers(*chunks: bytes) -> list[Answer]:
    protocol = MtSics()
    return [answer for chunk in chunks for answer in protocol.feed(chunk)]


def weights(*chunks: bytes) -> list[int]:
    return [answer.gross_grams for answer in answers(*chunks) if answer.gross_grams is not None]


def expected(exchange: Exchange) -> list[Answer]:
    if not {"grams", "stable", "fault"} & exchange.keys():
        return []
    raw = octets(exchange["from_device"]).removesuffix(b"\r\n")
    fault = FaultCode(exchange["fault"]) if "fault" in exchange else None
    return [Answer(raw, exchange.get("grams"), exchange.get("stable", False), fault)]


def test_it_asks_as_the_manual_says_on_the_line_of_the_manual() -> None:
    assert MtSics.request == octets("53 49 0d 0a")
    assert MtSics.line == LineSettings(baud=9600, data_bits=8, parity="N", stop_bits=1)


@pytest.mark.parametrize("exchange", EXCHANGES, ids=what)
def test_the_transcript(exchange: Exchange) -> None:
    assert answers(octets(exchange["from_device"])) == expected(exchange)


@given(st.lists(st.sampled_from(EXCHANGES), max_size=6), st.data())
def test_the_transcript_in_any_pieces(exchanges: list[Exchange], data: st.DataObject) -> None:
    stream = b"".join(octets(exchange["from_device"]) for exchange in exchanges)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert answers(*pieces) == [answer for exchange in exchanges for answer in expected(exchange)]


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_noise_around_a_weight_never_makes_another(before: bytes, behind: bytes) -> None:
    assert set(weights(before + WEIGHT + behind)) <= {GRAMS}


@given(st.binary(max_size=300))
def test_noise_alone_is_no_weight(noise: bytes) -> None:
    assert weights(noise) == []


@given(st.integers(0, len(WEIGHT)), NO_DIGITS)
def test_noise_inside_a_weight_spoils_it_or_changes_nothing(place: int, noise: bytes) -> None:
    assert weights(WEIGHT[:place] + noise + WEIGHT[place:]) in ([], [GRAMS])


@pytest.mark.parametrize("place", range(1, len(WEIGHT)))
def test_a_weight_cut_anywhere_is_none_and_does_not_spoil_the_next_but_one(place: int) -> None:
    assert weights(WEIGHT[:place]) == []
    assert weights(WEIGHT[place:]) == []
    assert set(weights(WEIGHT[:place] + WEIGHT)) <= {GRAMS}
    assert weights(WEIGHT[:place] + WEIGHT + WEIGHT)[-1:] == [GRAMS]


@pytest.mark.parametrize(
    "line",
    [
        b"S S 12.345",
        b"S S kg",
        b"S S 12,345 kg",
        b"S S 1 2.345 kg",
        b"S S 12.345 kg x",
        b"S X 12.345 kg",
        b"S s 12.345 kg",
        b"s S 12.345 kg",
        b"Z S 12.345 kg",
        b"S S .5 kg",
        b"S S 5. kg",
        b"S S +5 kg",
        b"S S 1e3 kg",
        b"S S 0x10 g",
        b"S S 1_000 g",
        b"S S nan g",
        b"S S 123456789 g",
        b"S S \xd9\xa1 g",
        b"S",
        b"",
    ],
)
def test_what_is_not_quite_a_weight_is_none(line: bytes) -> None:
    assert answers(line + b"\r\n") == []


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\n\r", b"\x00"])
def test_only_cr_lf_ends_an_answer(end: bytes) -> None:
    assert weights(b"S S 12.345 kg" + end) == []


def test_a_line_without_end_is_dropped_and_the_next_is_well() -> None:
    protocol = MtSics()
    for _ in range(1000):
        assert protocol.feed(b"S S 12.345 kg ") == []
    assert len(protocol._pending) < 100
    assert protocol.feed(b"\r\n" + WEIGHT) == answers(WEIGHT)


def test_the_end_of_a_line_too_long_is_not_taken_for_a_whole_one() -> None:
    assert weights(b" " * 200, WEIGHT) == []
    assert weights(b" " * 200, WEIGHT, WEIGHT) == [GRAMS]


def test_a_line_without_end_whose_cr_and_lf_come_apart() -> None:
    assert weights(b"x" * 200 + b"\r", b"\n" + WEIGHT) == [GRAMS]


def test_a_port_opened_anew_forgets_half_an_answer() -> None:
    protocol = MtSics()
    protocol.feed(b"S S 12.345")
    protocol.reset()
    assert protocol.feed(b" kg\r\n") == []
