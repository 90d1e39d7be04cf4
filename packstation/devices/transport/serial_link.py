"""Serial ports by pyserial: RS-232, USB dongles, ptys, and what else pyserial opens by URL."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import serial

from packstation.devices.transport.line import LineSettings
from packstation.domain.refusal import DeviceFault, FaultCode

if sys.platform == "win32":
    SERIAL_ERRORS: tuple[type[Exception], ...] = (OSError,)
else:
    import termios

    # Not an OSError, and pyserial lets it through when a port dies while its line is being set.
    SERIAL_ERRORS = (OSError, termios.error)

WRITE_CHUNK_BYTES = 512
"""Bytes handed over at once, so that a time-out means "nothing moves", not "this label is long"."""

SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))


def carries_framing(port: str) -> bool:
    """Whether bits per character and parity mean anything at this address: not on ptys and sockets."""
    return "://" not in port and not Path(port).resolve().as_posix().startswith(("/dev/pts/", "/dev/ttys"))


class SerialLink:
    """A serial port (`COM3`, `/dev/serial/by-id/...`) or another address pyserial opens (`socket://`).

    `framed` says whether the port carries the line's framing; None finds out by its name. Where it does
    not, the port is opened 8N1 (Linux refuses to reopen a pty with any other), and for a seven-bit line
    the eighth bit of each byte is cleared on arrival.
    """

    def __init__(
        self,
        device: str,
        port: str,
        line: LineSettings | None = None,
        *,
        framed: bool | None = None,
        write_timeout_s: float = 5.0,
    ) -> None:
        self._device = device
        self._port = port
        self._line = line or LineSettings()
        self._framed = framed
        self._write_timeout_s = write_timeout_s
        self._serial: serial.Serial | None = None

    @property
    def device(self) -> str:
        """The configured name of the device at the other end."""
        return self._device

    def open(self) -> None:
        """Open the port for this process alone; what arrived before is thrown away."""
        if self._serial is not None:
            return
        line = self._line
        framed = carries_framing(self._port) if self._framed is None else self._framed
        try:
            port = serial.serial_for_url(
                self._port,
                baudrate=line.baud,
                bytesize=line.data_bits if framed else serial.EIGHTBITS,
                parity=line.parity if framed else serial.PARITY_NONE,
                stopbits=line.stop_bits if framed else serial.STOPBITS_ONE,
                xonxoff=line.xon_xoff,
                write_timeout=self._write_timeout_s,
                exclusive=True,
                do_not_open=True,
            )
            port.open()
        except SERIAL_ERRORS as error:
            raise self._gone(str(error)) from error
        self._serial = port

    def close(self) -> None:
        """Close the port; one that is already gone is closed too."""
        port, self._serial = self._serial, None
        if port is not None:
            with contextlib.suppress(*SERIAL_ERRORS):
                port.close()

    def read(self, timeout_s: float) -> bytes:
        """What has arrived, at the first byte: reading byte by byte would double the time to the verdict."""
        port = self._opened()
        try:
            if port.timeout != timeout_s:  # setting it makes pyserial set up the whole line again
                port.timeout = timeout_s
            data = bytes(port.read(max(1, port.in_waiting)))
        except SERIAL_ERRORS as error:
            raise self._gone(str(error)) from error
        return data.translate(SEVEN_BITS) if self._line.data_bits == 7 else data

    def write(self, data: bytes) -> None:
        """Hand over all bytes; gives up when the port takes none for the time of one write."""
        port = self._opened()
        try:
            for start in range(0, len(data), WRITE_CHUNK_BYTES):
                port.write(data[start : start + WRITE_CHUNK_BYTES])
        except SERIAL_ERRORS as error:
            raise self._gone(str(error)) from error

    def _opened(self) -> serial.Serial:
        if self._serial is None:
            raise self._gone("not open")
        return self._serial

    def _gone(self, detail: str) -> DeviceFault:
        return DeviceFault(FaultCode.GONE, self._device, detail)
