"""Writes ZPL II: the few commands a label of ours needs, and one encoder for everything that is data.

Source: ZPL II Programming Guide (Zebra). Names of customers reach a printer as data or not at all: a raw
`^` or `~` in a field is a command to it, so the encoder lets only letters A to Z, digits and the space
through as they are.
"""

from __future__ import annotations

import string

from packstation.labels import z64
from packstation.labels.code128 import Code128

MAX_FIELD_BYTES = 3072
"""What one `^FD` holds."""

_PLAIN = frozenset((string.ascii_letters + string.digits + " ").encode())


def encode_field(text: str) -> bytes:
    """Any text as field data for `^FH^FD`: hexadecimal UTF-8 for every byte that is not plain.

    A text too long for a field is cut between two characters. What UTF-8 cannot hold (half a
    surrogate pair) becomes `?`.
    """
    field = bytearray()
    for character in text:
        encoded = character.encode("utf-8", "replace")
        piece = b"".join(bytes([byte]) if byte in _PLAIN else b"_%02X" % byte for byte in encoded)
        if len(field) + len(piece) > MAX_FIELD_BYTES:
            break
        field += piece
    return bytes(field)


class ZplWriter:
    """Fields of a label being written, in dots from the top left corner; texts are encoded here only."""

    def __init__(self) -> None:
        self._fields = bytearray()

    def comment(self, text: str) -> None:
        """A note that prints nothing. Never order data: ValueError for a text that needs encoding."""
        plain = encode_field(text)
        if plain != text.encode():
            raise ValueError(f"not a plain comment: {text!r}")
        self._fields += b"^FX%b^FS\n" % plain

    def text(self, left: int, top: int, height: int, text: str) -> None:
        """A line of text in the printer's own scalable font."""
        self._data_field(left, top, b"^A0N,%d,%d" % (height, height), encode_field(text))

    def code128(self, left: int, top: int, height: int, module: int, code: Code128) -> None:
        """A Code 128, `module` dots to its narrowest bar, without a line of text below."""
        kind = b"^BY%d^BCN,%d,N,N,N,N" % (module, height)
        data = b"".join(invocation.encode() + encode_field(text) for invocation, text in code.runs)
        self._data_field(left, top, kind, data)

    def line(self, left: int, top: int, width: int, height: int) -> None:
        """A filled black rectangle, most often a line."""
        self._fields += b"^FO%d,%d^GB%d,%d,%d,B,0^FS\n" % (left, top, width, height, min(width, height))

    def graphic(self, left: int, top: int, row_bytes: int, bitmap: bytes) -> None:
        """A bitmap: rows of `row_bytes` bytes, a set bit is black."""
        size = len(bitmap)
        place = b"^FO%d,%d^GFA,%d,%d,%d," % (left, top, size, size, row_bytes)
        self._fields += place + z64.pack(bitmap) + b"^FS\n"

    def put(self, fields: bytes) -> None:
        """The fields of another writer."""
        self._fields += fields

    @property
    def fields(self) -> bytes:
        """The fields alone, to be put into another label."""
        return bytes(self._fields)

    def label(self, width_dots: int, length_dots: int) -> bytes:
        """The fields as one whole label, to be printed once."""
        return b"^XA^CI28^PW%d^LL%d^LH0,0\n%b^PQ1^XZ\n" % (width_dots, length_dots, self.fields)

    def _data_field(self, left: int, top: int, kind: bytes, data: bytes) -> None:
        self._fields += b"^FO%d,%d%b^FH^FD%b^FS\n" % (left, top, kind, data)
