"""Zebra's status answers, by Zebra's manual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.printers.host_status import (
    errors_complete,
    parse_errors,
    parse_status,
    status_complete,
)
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import FaultCode
from tests.devices.transcripts import Exchange, marked, transcript, what

STATUS = transcript("zebra")
ERRORS = transcript("zebra", "errors")
HEALTHY = marked(STATUS[0]["from_device"])


def fault(exchange: Exchange) -> FaultCode | None:
    return FaultCode(exchange["fault"]) if "fault" in exchange else None


@pytest.mark.parametrize("exchange", STATUS, ids=what)
def test_the_answer_to_hs(exchange: Exchange) -> None:
    received = marked(exchange["from_device"])
    status = parse_status(received)
    assert status_complete(received)
    assert status is not None
    assert status.printer_status() == PrinterStatus(
        fault(exchange), exchange["formats_waiting"], exchange["labels_left"]
    )


@pytest.mark.parametrize("exchange", ERRORS, ids=what)
def test_the_answer_to_hqes(exchange: Exchange) -> None:
    received = marked(exchange["from_device"])
    assert errors_complete(received)
    assert parse_errors(received) == fault(exchange)


def test_the_unused_field_of_line_two_is_not_skipped() -> None:
    """Field n is 1 here: a parser that skips it reads head up, ribbon out and the mode one place off."""
    status = parse_status(HEALTHY.replace(b"\x02000,0,0,0,0,2", b"\x02000,1,0,0,0,2"))
    assert status is not None
    assert status.printer_status().fault is None


@pytest.mark.parametrize("end", range(len(HEALTHY) - 3))
def test_an_answer_cut_anywhere_is_not_complete(end: int) -> None:
    assert not status_complete(HEALTHY[:end])
    assert parse_status(HEALTHY[:end]) is None


@pytest.mark.parametrize(
    "received",
    [
        HEALTHY.replace(b"030,0,", b"030,2,"),
        HEALTHY.replace(b"030,0,", b"030,x,"),
        HEALTHY.replace(b"030,0,", b"030,,"),
        HEALTHY.replace(b"030,0,", b"030,"),
        HEALTHY.replace(b"00000000", b"0000000-"),
        HEALTHY.replace(b"1234,0", b"1234"),
        HEALTHY + HEALTHY,
        b"\x02030,0\x03" + HEALTHY,
        b"",
    ],
)
def test_what_is_not_quite_a_status_is_none(received: bytes) -> None:
    assert parse_status(received) is None


@given(st.binary(max_size=200))
def test_noise_is_no_status_and_no_error(noise: bytes) -> None:
    assert parse_status(noise) is None
    assert parse_errors(noise) is None


@given(st.binary(max_size=200).filter(lambda noise: not set(noise) & {2, 3}))
def test_noise_around_a_status_changes_nothing(noise: bytes) -> None:
    assert parse_status(noise + HEALTHY + noise) == parse_status(HEALTHY)
