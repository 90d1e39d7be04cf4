"""The device's end of a cable: a pty where the system has them, else a TCP port; pluggable at any moment."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

if sys.platform != "win32":
    import os
    import pty
    import select
    import time
    import tty

OnBytes = Callable[[bytes], None]

LOOK_S = 0.02
"""How long a waiting far end may take to see that it was unplugged."""

SEND_TIMEOUT_S = 1.0
"""Bytes nobody takes for this long are lost, like on a line without flow control."""


class FarEnd(Protocol):
    """One cable as the device sees it. `on_bytes` is called on the far end's own thread."""

    @property
    def port(self) -> str:
        """What the driver opens: a stable path, or a `socket://` URL. The same after every replug."""

    def plug(self, on_bytes: OnBytes) -> None:
        """Plug the cable in. Nothing happens when it is in."""

    def unplug(self) -> None:
        """Pull the cable out: the driver's port dies. Nothing happens when it is out."""

    def send(self, data: bytes) -> bool:
        """Send to whoever has the port open. False when the cable is out or nobody took the bytes."""


class SocketFarEnd:
    """A TCP port on this PC, one driver at a time; its number is chosen once and kept."""

    def __init__(self) -> None:
        # Bound now, so that the number is known before the first plug.
        with socket.create_server(("127.0.0.1", 0)) as chosen:
            self._address: tuple[str, int] = chosen.getsockname()
        self._lock = threading.Condition()
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> str:
        """The address as pyserial opens it."""
        return f"socket://{self._address[0]}:{self._address[1]}"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port number."""
        return self._address

    def plug(self, on_bytes: OnBytes) -> None:
        """Listen, and serve one connection after the other."""
        if self._listener is not None:
            return
        listener = socket.create_server(self._address)
        listener.settimeout(LOOK_S)
        self._listener = listener
        self._thread = threading.Thread(
            target=self._serve, args=(listener, on_bytes), name=f"far end {self._address[1]}", daemon=True
        )
        self._thread.start()

    def unplug(self) -> None:
        """Refuse connections and end the one there is."""
        self._listener = None
        with self._lock:
            self._lock.notify_all()
        self._hang_up()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _hang_up(self) -> None:
        with self._lock:
            if self._connection is not None:
                with contextlib.suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)

    def send(self, data: bytes) -> bool:
        """Send on the connection there is, or on the one that is being made: the driver is through first."""
        with self._lock:
            self._lock.wait_for(lambda: self._connection or not self._listener, SEND_TIMEOUT_S)
            if self._connection is None:
                return False
            try:
                self._connection.sendall(data)
            except OSError:
                return False
            return True

    def _serve(self, listener: socket.socket, on_bytes: OnBytes) -> None:
        with listener:
            while self._listener is listener:
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    self._talk(listener, connection, on_bytes)

    def _talk(self, listener: socket.socket, connection: socket.socket, on_bytes: OnBytes) -> None:
        connection.settimeout(SEND_TIMEOUT_S)
        with self._lock:
            self._connection = connection
            self._lock.notify_all()
        while self._listener is listener:
            try:
                data = connection.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                break
            if not data:
                break
            on_bytes(data)
        with self._lock:
            self._connection = None


if sys.platform != "win32":

    class PtyFarEnd:
        """A pty whose driver's side has a stable name: a link at `path`, pointed anew at every replug."""

        def __init__(self, path: Path) -> None:
            self._path = path
            self._lock = threading.Lock()
            self._master: int | None = None
            self._unplugged = threading.Event()
            self._thread: threading.Thread | None = None

        @property
        def port(self) -> str:
            """The path of the serial port, as long as it is plugged in."""
            return str(self._path)

        def plug(self, on_bytes: OnBytes) -> None:
            """Make a new pty, point the path at it, and listen."""
            if self._master is not None:
                return
            master, slave = pty.openpty()
            tty.setraw(slave)  # else what is sent before the driver opens it comes back as an echo
            os.set_blocking(master, False)
            self._point_at(os.ttyname(slave))
            self._unplugged = threading.Event()
            self._master = master
            self._thread = threading.Thread(
                target=self._listen,
                args=(master, slave, self._unplugged, on_bytes),
                name=f"far end {self._path.name}",
                daemon=True,
            )
            self._thread.start()

        def unplug(self) -> None:
            """Take the path away and close the pty, which hangs up the driver's side."""
            if self._master is None:
                return
            self._path.unlink(missing_ok=True)
            self._unplugged.set()
            if self._thread is not None and self._thread is not threading.current_thread():
                self._thread.join()

        def send(self, data: bytes) -> bool:
            """Send as fast as the pty takes it."""
            deadline_s = time.monotonic() + SEND_TIMEOUT_S
            with self._lock:
                while data and self._master is not None and time.monotonic() < deadline_s:
                    if select.select([], [self._master], [], LOOK_S)[1]:
                        data = data[os.write(self._master, data) :]
                return not data

        def _listen(self, master: int, slave: int, unplugged: threading.Event, on_bytes: OnBytes) -> None:
            while not unplugged.is_set():
                if select.select([master], [], [], LOOK_S)[0]:
                    on_bytes(os.read(master, 4096))
            with self._lock:
                self._master = None
                os.close(master)
                os.close(slave)

        def _point_at(self, terminal: str) -> None:
            link = self._path.with_name(self._path.name + ".new")
            link.unlink(missing_ok=True)
            link.symlink_to(terminal)
            link.replace(self._path)


def far_end(directory: Path, name: str) -> FarEnd:
    """The cable this system can give: a pty called `name` in `directory`, or a socket without ptys."""
    cable: FarEnd
    if sys.platform == "win32":
        cable = SocketFarEnd()
    else:
        cable = PtyFarEnd(directory / name)
    return cable
