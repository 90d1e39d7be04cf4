"""A stretch of network that can be spoilt: what goes through it is real."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from packstation.demo.wire import FAIR, Weather, Wire


class Echo:
    """A central that says everything back, and keeps what it heard."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.heard = b""
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                while data := connection.recv(4_096):
                    self.heard += data
                    connection.sendall(data)
            except OSError:
                return

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._threads[0].join(5)


@pytest.fixture
def echo() -> Iterator[Echo]:
    echo = Echo()
    yield echo
    echo.close()


@pytest.fixture
def wire(echo: Echo) -> Iterator[Wire]:
    wire = Wire("127.0.0.1", echo.port)
    wire.start()
    yield wire
    wire.stop()


@pytest.fixture
def call(wire: Wire) -> Iterator[Callable[[], socket.socket]]:
    calls: list[socket.socket] = []

    def connect() -> socket.socket:
        calls.append(socket.create_connection(("127.0.0.1", wire.port), timeout=5))
        return calls[-1]

    yield connect
    for one in calls:
        one.close()


def until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not so():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def test_in_fair_weather_everything_arrives(call: Callable[[], socket.socket], wire: Wire) -> None:
    station = call()
    station.sendall(b"hello")
    assert station.recv(100) == b"hello"
    assert wire.carried == 10


def test_a_cut_resets_who_is_connected_and_who_calls(call: Callable[[], socket.socket], wire: Wire) -> None:
    station = call()
    until(lambda: wire.connections == 1)
    wire.set(Weather(cut=True))
    with pytest.raises(ConnectionError):
        station.recv(100)
    with pytest.raises(ConnectionError):
        call().recv(100)
    wire.set(FAIR)
    again = call()
    again.sendall(b"back")
    assert again.recv(100) == b"back"


def test_a_lost_answer_is_one_that_central_has_given(
    call: Callable[[], socket.socket], wire: Wire, echo: Echo
) -> None:
    wire.set(Weather(answers_lost=True))
    station = call()
    station.sendall(b"packed")
    until(lambda: echo.heard == b"packed")
    station.settimeout(0.1)
    with pytest.raises(TimeoutError):
        station.recv(100)


def test_a_lost_question_never_arrives_and_nobody_is_told(
    call: Callable[[], socket.socket], wire: Wire, echo: Echo
) -> None:
    wire.set(Weather(questions_lost=True))
    station = call()
    station.sendall(b"packed")
    station.settimeout(0.1)
    with pytest.raises(TimeoutError):
        station.recv(100)
    assert echo.heard == b""


def test_a_slow_line_is_slow(call: Callable[[], socket.socket], wire: Wire) -> None:
    wire.set(Weather(delay_s=0.1))
    station = call()
    began = time.monotonic()
    station.sendall(b"hello")
    assert station.recv(100) == b"hello"
    assert time.monotonic() - began >= 0.2


def test_a_line_half_closed_says_no_more_and_still_hears(
    call: Callable[[], socket.socket], wire: Wire, echo: Echo
) -> None:
    station = call()
    station.sendall(b"one")
    assert station.recv(100) == b"one"
    wire.half_close()
    assert station.recv(100) == b""
    station.sendall(b"two")
    until(lambda: echo.heard == b"onetwo")


def test_a_wire_that_was_stopped_leaves_no_thread(echo: Echo) -> None:
    wire = Wire("127.0.0.1", echo.port)
    wire.start()
    with socket.create_connection(("127.0.0.1", wire.port), timeout=5):
        until(lambda: wire.connections == 1)
        wire.stop()
    assert "wire" not in {thread.name for thread in threading.enumerate()}
