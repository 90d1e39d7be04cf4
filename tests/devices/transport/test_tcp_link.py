"""Connections to a printer's port 9100."""

import socket
from collections.abc import Iterator

import pytest

from packstation.devices.simulated.far_end import SocketFarEnd
from packstation.devices.transport.tcp_link import TcpLink
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.fakes.devices import Inbox


@pytest.fixture
def end() -> Iterator[SocketFarEnd]:
    end = SocketFarEnd()
    yield end
    end.unplug()


def gone(fault: pytest.ExceptionInfo[DeviceFault]) -> bool:
    return fault.value.code is FaultCode.GONE and fault.value.device == "printer"


def test_bytes_go_both_ways_on_one_connection(end: SocketFarEnd) -> None:
    heard: Inbox[bytes] = Inbox()
    end.plug(heard)
    link = TcpLink("printer", *end.address)
    link.open()
    link.write(b"~HS")
    heard.wait(lambda things: b"".join(things) == b"~HS")
    assert end.send(b"answer")
    assert link.read(5.0) == b"answer"
    assert link.read(0.01) == b""
    assert link.read(0.0) == b""
    link.close()


def test_nobody_listens(end: SocketFarEnd) -> None:
    with pytest.raises(DeviceFault) as caught:
        TcpLink("printer", *end.address).open()
    assert gone(caught)


def test_a_name_nobody_knows() -> None:
    with pytest.raises(DeviceFault) as caught:
        TcpLink("printer", "no.such.name.invalid").open()
    assert gone(caught)


@pytest.mark.parametrize("use", ["read", "write"])
def test_a_connection_that_was_not_opened(use: str) -> None:
    link = TcpLink("printer", "127.0.0.1")
    with pytest.raises(DeviceFault) as caught:
        link.read(0.0) if use == "read" else link.write(b"")
    assert gone(caught)


def test_a_printer_that_ends_the_connection_is_gone(end: SocketFarEnd) -> None:
    end.plug(lambda _: None)
    link = TcpLink("printer", *end.address)
    link.open()
    end.unplug()
    with pytest.raises(DeviceFault) as caught:
        link.read(5.0)
    assert gone(caught)
    link.close()


def test_a_printer_that_takes_no_bytes_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        link = TcpLink("printer", *deaf.getsockname(), send_timeout_s=0.05)
        link.open()
        with pytest.raises(DeviceFault) as caught:
            link.write(b"\x00" * 64_000_000)
        assert gone(caught)
        link.close()


def test_closing_twice_is_no_fault(end: SocketFarEnd) -> None:
    end.plug(lambda _: None)
    link = TcpLink("printer", *end.address)
    link.open()
    link.close()
    link.close()
    link.open()
    link.close()
