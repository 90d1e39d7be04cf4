"""Order data never becomes a command to a printer (R32)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from zplkit.parse import parse

from packstation.labels import z64
from packstation.labels.code128 import Code128
from packstation.labels.template import dots
from packstation.labels.zpl import MAX_FIELD_BYTES, ZplWriter, encode_field
from packstation.labels.zpl_command import TextField
from packstation.labels.zpl_reader import read_label

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HOSTILE = (
    "^XA",
    "~JR",
    "_5E",
    "^FS^XZ^XA^FO0,0^BCN,100^FD1234^FS^XZ",
    "^CC!!XZ",
    "~CT$$JR",
    "\x10\x1b\x02\x03",
    "\u202e\u05d0",
    "\\&",
    "\ud800",
    "^" * 10_000,
    "Ω" * 10_000,
    "a" * 10_000,
)


def with_text(text: str) -> bytes:
    writer = ZplWriter()
    writer.text(10, 20, 30, text)
    return writer.label(812, 1218)


def prefixes(data: bytes) -> list[bytes]:
    """Every command a printer would see, found without our reader: a caret or tilde and two letters."""
    return re.findall(rb"[\^~]..", data, re.DOTALL)


def hostile_examples(test: Callable[[str], None]) -> Callable[[str], None]:
    for text in HOSTILE:
        test = example(text)(test)
    return test


@hostile_examples
@given(ANY_TEXT)
def test_any_text_gives_the_commands_that_no_text_gives(text: str) -> None:
    assert prefixes(with_text(text)) == prefixes(with_text(""))


@hostile_examples
@given(ANY_TEXT)
def test_another_parser_sees_the_commands_that_no_text_gives(text: str) -> None:
    def commands(data: bytes) -> list[bytes]:
        return [element.data[:3] for element in parse(data).elements]

    assert commands(with_text(text)) == commands(with_text(""))


@hostile_examples
@given(ANY_TEXT)
def test_the_printer_reads_the_text_that_was_written_or_its_beginning(text: str) -> None:
    (field,) = read_label(with_text(text)).commands
    assert isinstance(field, TextField)
    written = text.encode("utf-8", "replace").decode()
    assert written.startswith(field.text)
    assert field.text == written or len(encode_field(written)) > MAX_FIELD_BYTES - 12


@hostile_examples
@given(ANY_TEXT)
def test_a_field_holds_only_harmless_bytes_and_not_too_many(text: str) -> None:
    field = encode_field(text)
    assert re.fullmatch(rb"(?:[A-Za-z0-9 ]|_[0-9A-F]{2})*", field)
    assert len(field) <= MAX_FIELD_BYTES


def test_a_long_text_is_cut_between_two_letters() -> None:
    assert encode_field("aa" + "Ω" * 2000) == b"aa" + b"_CE_A9" * 511


def test_a_comment_takes_no_order_data() -> None:
    with pytest.raises(ValueError, match="not a plain comment"):
        ZplWriter().comment("x^XZ")


def test_an_sscc_is_written_in_mode_n_with_its_own_check_digit() -> None:
    writer = ZplWriter()
    writer.code128(94, 900, 258, 4, Code128("00395200000000012343", is_gs1=True))
    assert writer.fields == b"^FO94,900^BY4^BCN,258,N,N,N,N^FH^FD>;>800395200000000012343^FS\n"


def test_a_label_starts_and_ends_as_the_manual_says() -> None:
    writer = ZplWriter()
    writer.line(20, 30, 400, 3)
    assert writer.label(812, 1218) == (b"^XA^CI28^PW812^LL1218^LH0,0\n^FO20,30^GB400,3,3,B,0^FS\n^PQ1^XZ\n")


def test_four_by_six_inches_are_counted_in_dots_not_in_millimetres() -> None:
    assert (dots(4, 203), dots(6, 203)) == (812, 1218)
    assert (dots(4, 300), dots(6, 300)) == (1200, 1800)


def test_a_bitmap_is_packed_as_the_known_vector() -> None:
    assert z64.pack(bytes.fromhex("F00FF00FF00FF00F")) == b":Z64:eJz7wP8BDAETuAP9:89A5"


@given(st.binary(max_size=2000))
def test_a_packed_bitmap_comes_back(bitmap: bytes) -> None:
    assert z64.unpack(z64.pack(bitmap), len(bitmap)) == bitmap


@pytest.mark.parametrize(
    ("packed", "size"),
    [
        (b":Z64:eJz7wP8BDAETuAP9:89A6", 8),
        (b":Z64:eJz7wP8BDAETuAP8:89A5", 8),
        (b":Z64:eJz7wP8BDAETuAP9:89A5", 7),
        (b":Z64:eJz7wP8BDAETuAP9:89A5", 9),
        (b":B64:eJz7wP8BDAETuAP9:89A5", 8),
        (b":Z64::0000", 0),
    ],
)
def test_a_damaged_bitmap_is_refused(packed: bytes, size: int) -> None:
    with pytest.raises(ValueError, match="graphic"):
        z64.unpack(packed, size)


def test_a_bitmap_that_unpacks_to_more_than_it_says_is_refused_unread() -> None:
    with pytest.raises(ValueError, match="not the 8 bytes"):
        z64.unpack(z64.pack(bytes(50_000_000)), 8)
