"""Zebra's `:Z64:` form of a bitmap: zlib, base64, and a checksum over the base64 text.

Source: ZPL II Programming Guide, "Alternative Data Compression Scheme for ~DG and ~DB". The checksum is
CRC-16/XMODEM (polynomial 1021, start 0), four upper-case hexadecimal digits.
"""

from __future__ import annotations

import binascii
import zlib

_PREFIX = b":Z64:"


def _checksum(text: bytes) -> bytes:
    return b"%04X" % binascii.crc_hqx(text, 0)


def pack(bitmap: bytes) -> bytes:
    """The bitmap as text for `^GFA`."""
    text = binascii.b2a_base64(zlib.compress(bitmap), newline=False)
    return _PREFIX + text + b":" + _checksum(text)


def unpack(packed: bytes, byte_count: int) -> bytes:
    """The bitmap of `byte_count` bytes in `packed`.

    Raises ValueError for a wrong checksum, broken base64 or zlib data, or any other size: bytes that
    would unpack to more than they announce are never unpacked further.
    """
    text, _, checksum = packed.removeprefix(_PREFIX).partition(b":")
    if not packed.startswith(_PREFIX) or checksum != _checksum(text):
        raise ValueError("graphic: wrong checksum")
    stream = zlib.decompressobj()
    try:
        bitmap = stream.decompress(binascii.a2b_base64(text, strict_mode=True), byte_count + 1)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(f"graphic: {error}") from error
    if len(bitmap) != byte_count or not stream.eof:
        raise ValueError(f"graphic: not the {byte_count} bytes it announces")
    return bitmap
