"""The reader knows what the writer writes, and stops at the first byte that is anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.labels.code128 import Code128
from packstation.labels.zpl import ZplWriter
from packstation.labels.zpl_command import BarcodeField, BoxField, Comment, GraphicField, TextField, ZplLabel
from packstation.labels.zpl_reader import ZplSyntaxError, read_label

START = b"^XA^CI28^PW812^LL1218^LH0,0\n"
END = b"^PQ1^XZ\n"


def test_every_command_comes_back_as_it_was_written() -> None:
    writer = ZplWriter()
    writer.comment("COPY AREA 1 2 3 4")
    writer.text(1, 2, 30, "Größe _5E ^XZ")
    writer.code128(5, 6, 100, 4, Code128("PS-1"))
    writer.line(7, 8, 90, 3)
    writer.graphic(9, 10, 2, bytes(range(8)))
    assert read_label(writer.label(812, 1218)) == ZplLabel(
        812,
        1218,
        (
            Comment("COPY AREA 1 2 3 4", len(START), len(START) + len(b"^FXCOPY AREA 1 2 3 4^FS\n")),
            TextField(1, 2, 30, "Größe _5E ^XZ"),
            BarcodeField(5, 6, 100, 4, Code128("PS-1")),
            BoxField(7, 8, 90, 3, 3),
            GraphicField(9, 10, 2, bytes(range(8))),
        ),
    )


@pytest.mark.parametrize(
    ("body", "offset", "reason"),
    [
        (b"~JR", 0, "no command of ours"),
        (b"^JUS", 0, "unknown command"),
        (b"^FO1,2^GB3,3,3,W,0^FS\n", 6, "parameters of \\^GB"),
        (b"^FO1,2^A0R,3,3^FH^FDx^FS\n", 6, "parameters of \\^A0"),
        (b"^FO1,2^A0N,3,3^FDx^FS\n", 14, "\\^FH expected"),
        (b"^FO1,2^A0N,3,3^FH^FDx!^FS\n", 17, "parameters of \\^FD"),
        (b"^FO1,2^A0N,3,3^FH^FD_FF^FS\n", 17, "utf-8"),
        (b"^FO1,2^A0N,3,3^FH^FD>:x^FS\n", 17, "invocation"),
        (b"^FO1,2^BY4^BCN,9,N,N,N,D^FH^FD>:x^FS\n", 10, "parameters of \\^BC"),
        (b"^FO1,2^BY4^BCN,9,N,N,N,N^FH^FDx^FS\n", 27, "code set"),
        (b"^FO1,2^GFA,8,9,1,:Z64:eJz7wP8BDAETuAP9:89A5^FS\n", 6, "size of a graphic"),
        (b"^FO1,2^GFA,8,8,3,:Z64:eJz7wP8BDAETuAP9:89A5^FS\n", 6, "size of a graphic"),
        (b"^FO1,2^GFA,8,8,0,:Z64:eJz7wP8BDAETuAP9:89A5^FS\n", 6, "size of a graphic"),
        (b"^FO1,2^GFA,8,8,1,:Z64:eJz7wP8BDAETuAP9:0000^FS\n", 6, "checksum"),
        (b"^FO1,2^FS\n", 6, "a field expected"),
        (b"^FXa", 4, "\\^FS expected"),
        (b"\n", 0, "no command of ours"),
        (b"^XZ", 0, "a field expected|\\^FO expected"),
    ],
)
def test_what_we_do_not_write_is_refused_with_its_place(body: bytes, offset: int, reason: str) -> None:
    with pytest.raises(ZplSyntaxError, match=reason) as refusal:
        read_label(START + body + END)
    assert refusal.value.position == len(START) + offset


@pytest.mark.parametrize("data", [b"", b"^XA", START, START + b"^PQ1", b"GARBAGE", START + END[:-4]])
def test_a_torn_label_is_refused(data: bytes) -> None:
    with pytest.raises(ZplSyntaxError):
        read_label(data)


def test_a_second_label_in_the_same_data_is_refused() -> None:
    whole = START + END
    with pytest.raises(ZplSyntaxError, match="more than one label") as refusal:
        read_label(whole + whole)
    assert refusal.value.position == len(whole)


def position_of_error(data: bytes) -> int:
    """Where the reader stops; the end of the data when it does not. Any other exception is a bug."""
    try:
        read_label(data)
    except ZplSyntaxError as refusal:
        return refusal.position
    return len(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert 0 <= position_of_error(START + body + END) <= len(START + body + END)


@given(st.data())
def test_a_label_with_one_wrong_byte_is_read_or_refused(data: st.DataObject) -> None:
    writer = ZplWriter()
    writer.text(1, 2, 30, "Größe")
    writer.code128(5, 6, 100, 4, Code128("0012", is_gs1=True))
    writer.graphic(9, 10, 2, bytes(range(64)))
    label = bytearray(writer.label(812, 1218))
    label[data.draw(st.integers(0, len(label) - 1))] = data.draw(st.integers(0, 255))
    assert 0 <= position_of_error(bytes(label)) <= len(label)
