"""Barcode scanners: bytes of a serial scanner to `Scan`.

`framing` cuts the stream into frames, `decoding` turns a frame into a `Scan`, `gs1` reads GS1 element
strings where the AIM id vouches for them, `serial_scanner` is the driver that joins them on a port.
"""
