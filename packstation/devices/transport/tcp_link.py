"""A TCP connection to a device, such as a label printer's raw port 9100."""

from __future__ import annotations

import contextlib
import socket

from packstation.domain.refusal import DeviceFault, FaultCode


class TcpLink:
    """A connection to `host` and `port`, kept open between labels; opening again connects again."""

    def __init__(
        self,
        device: str,
        host: str,
        port: int = 9100,
        *,
        connect_timeout_s: float = 3.0,
        send_timeout_s: float = 5.0,
    ) -> None:
        self._device = device
        self._address = (host, port)
        self._connect_timeout_s = connect_timeout_s
        self._send_timeout_s = send_timeout_s
        self._socket: socket.socket | None = None

    @property
    def device(self) -> str:
        """The configured name of the device at the other end."""
        return self._device

    def open(self) -> None:
        """Connect, or do nothing when connected."""
        if self._socket is not None:
            return
        try:
            self._socket = socket.create_connection(self._address, timeout=self._connect_timeout_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        except OSError as error:
            self.close()
            raise self._gone(str(error)) from error

    def close(self) -> None:
        """End the connection: what was sent still arrives, what the device says now is lost."""
        connection, self._socket = self._socket, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            connection.close()

    def read(self, timeout_s: float) -> bytes:
        """What has arrived; a connection ended by the device is DeviceFault(gone)."""
        connection = self._connected()
        try:
            connection.settimeout(timeout_s)
            data = connection.recv(4096)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise self._gone(str(error)) from error
        if not data:
            raise self._gone("closed by the device")
        return data

    def write(self, data: bytes) -> None:
        """Hand all bytes to the network; only an answer of the device proves that they arrived."""
        connection = self._connected()
        try:
            connection.settimeout(self._send_timeout_s)
            connection.sendall(data)
        except OSError as error:
            raise self._gone(str(error)) from error

    def _connected(self) -> socket.socket:
        if self._socket is None:
            raise self._gone("not connected")
        return self._socket

    def _gone(self, detail: str) -> DeviceFault:
        return DeviceFault(FaultCode.GONE, self._device, detail)
