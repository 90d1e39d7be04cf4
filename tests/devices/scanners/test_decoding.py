"""One frame, one scan: nothing a scanner can send breaks the bench or acts on it by accident (R35)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.scanners.decoding import decode
from packstation.devices.scanners.framing import Frame, FrameSplitter
from packstation.domain.scan import MAX_CODE_LENGTH, Scan

FRAMING = {0x02, 0x03, 0x0A, 0x0D}
GS = 0x1D


def scan(data: bytes) -> Scan:
    return decode(Frame(data), "scanner", at_ms=7)


def test_a_scan_knows_its_scanner_and_its_moment() -> None:
    assert scan(b"4006381333931") == Scan("4006381333931", "scanner", 7)


def test_the_aim_id_is_no_part_of_the_code() -> None:
    assert (scan(b"]E04006381333931").aim, scan(b"]E04006381333931").text) == ("]E0", "4006381333931")


@pytest.mark.parametrize("data", [b"]", b"]C", b"]]C1", b"]-1", b"A]C1"])
def test_what_only_looks_like_an_aim_id_is_text(data: bytes) -> None:
    assert (scan(data).aim, scan(data).text) == ("", data.decode())


@pytest.mark.parametrize("byte", [byte for byte in range(0x20) if byte not in FRAMING | {GS}] + [0x7F])
def test_a_control_character_makes_a_code_unreadable_and_visible(byte: int) -> None:
    read = scan(b"AB" + bytes([byte]) + b"CD")
    assert read.unreadable
    assert len(read.text) == 5
    assert read.text.isprintable()


@pytest.mark.parametrize("byte", range(0x20))
def test_no_control_byte_turns_the_code_around_it_into_another(byte: int) -> None:
    frames = FrameSplitter().feed(b"AB" + bytes([byte]) + b"CD\r")
    scans = [decode(frame, "scanner", 0) for frame in frames]
    readable = [read.text for read in scans if not read.unreadable]
    if byte == GS:
        assert readable == ["AB\x1dCD"]
    elif byte in FRAMING - {0x02}:
        assert readable == ["AB", "CD"]  # it ends a code: that is what it is for
    else:
        assert readable == []


def test_gs_alone_is_no_reason_to_refuse() -> None:
    assert not scan(b"10A\x1d21B").unreadable


def test_a_code_of_five_kilobytes_is_unreadable_and_kept_short() -> None:
    read = scan(b"9" * 5_000)
    assert read.unreadable
    assert read.text == "9" * MAX_CODE_LENGTH


def test_the_longest_code_a_rule_looks_at_is_readable() -> None:
    assert not scan(b"9" * MAX_CODE_LENGTH).unreadable
    assert scan(b"9" * (MAX_CODE_LENGTH + 1)).unreadable


def test_a_code_with_bytes_missing_is_unreadable() -> None:
    assert decode(Frame(b"33931", whole=False), "scanner", 0).unreadable


@given(st.binary(min_size=1, max_size=700))
def test_any_bytes_at_all_are_a_scan(data: bytes) -> None:
    read = scan(data)
    assert len(read.text) <= MAX_CODE_LENGTH
    assert read.text.replace("\x1d", "").isprintable() or not read.text.isascii()
    assert read.unreadable or not any(ord(char) < 0x20 and char != "\x1d" for char in read.text)


@given(st.sampled_from(["]C1", "]d2", "]Q3", "]e0"]), st.text("0123456789\x1dABx()", max_size=40))
def test_anything_a_gs1_symbol_may_hold_is_read_or_called_faulty(aim: str, text: str) -> None:
    read = scan((aim + text).encode())
    assert read.unreadable or read.elements is not None
