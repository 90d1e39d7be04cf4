"""Serial links over real ptys and sockets: time-outs, framing, and every way to lose one."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from packstation.devices.simulated.far_end import FarEnd, SocketFarEnd, far_end
from packstation.devices.transport.line import LineSettings
from packstation.devices.transport.serial_link import SerialLink, carries_framing
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.fakes.devices import Inbox

# pyserial leaves a socket to the garbage collector when the other side closed it first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")


class Cable:
    """A far end that keeps what it hears, and the link to it."""

    def __init__(self, end: FarEnd, line: LineSettings | None = None) -> None:
        self.end = end
        self.heard: Inbox[bytes] = Inbox()
        self.plug()
        self.link = SerialLink("device", end.port, line)

    def plug(self) -> None:
        self.end.plug(self.heard)

    def open(self) -> None:
        """Open the link; the far end is known to serve it when this returns."""
        self.link.open()
        heard = len(self.heard.things)
        self.link.write(b"?")
        self.heard.wait_count(heard + 1)

    def read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self.link.read(5.0)
            assert piece, data
            data += piece
        return data


@pytest.fixture(params=["pty", "socket"])
def cable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cable]:
    if request.param == "pty" and sys.platform == "win32":
        pytest.skip("Windows has no ptys")
    cable = Cable(far_end(tmp_path, "port") if request.param == "pty" else SocketFarEnd())
    yield cable
    cable.link.close()
    cable.end.unplug()


@pytest.fixture
def seven_bit_cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(far_end(tmp_path, "port"), LineSettings(data_bits=7, parity="E"))
    yield cable
    cable.link.close()
    cable.end.unplug()


def code(link: SerialLink, use: str) -> FaultCode:
    uses: dict[str, Callable[[], object]] = {
        "open": link.open,
        "read": lambda: link.read(5.0),
        "write": lambda: link.write(b"W"),
    }
    with pytest.raises(DeviceFault) as caught:
        uses[use]()
    assert caught.value.device == "device"
    return caught.value.code


def test_bytes_go_both_ways(cable: Cable) -> None:
    cable.open()
    cable.link.write(b"SI\r\n")
    cable.heard.wait(lambda things: b"".join(things) == b"?SI\r\n")
    cable.end.send(bytes(range(256)))
    assert cable.read(256) == bytes(range(256))


def test_a_quiet_device_is_no_fault_of_the_link(cable: Cable) -> None:
    cable.link.open()
    assert cable.link.read(0.01) == b""
    assert cable.link.read(0.0) == b""


def test_opening_an_open_port_changes_nothing(cable: Cable) -> None:
    cable.open()
    cable.end.send(b"A\r")
    cable.link.open()
    assert cable.read(2) == b"A\r"


def test_a_port_that_is_not_there_is_gone(tmp_path: Path) -> None:
    assert code(SerialLink("device", str(tmp_path / "nothing")), "open") is FaultCode.GONE


def test_a_file_that_is_no_port_is_gone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert code(SerialLink("device", str(tmp_path / "file")), "open") is FaultCode.GONE


@pytest.mark.parametrize("use", ["read", "write"])
def test_a_port_that_was_not_opened_is_gone(use: str) -> None:
    assert code(SerialLink("device", "any"), use) is FaultCode.GONE


def test_a_pulled_cable_ends_a_waiting_read(cable: Cable) -> None:
    cable.link.open()
    cable.end.unplug()
    assert code(cable.link, "read") is FaultCode.GONE


def test_a_pulled_cable_ends_writing(cable: Cable) -> None:
    cable.open()
    cable.end.unplug()

    def write_on() -> None:  # a socket takes a few bytes more before it knows
        for _ in range(100):
            cable.link.write(b"W")

    with pytest.raises(DeviceFault) as caught:
        write_on()
    assert caught.value.code is FaultCode.GONE


def test_the_same_name_works_again_after_a_replug(cable: Cable) -> None:
    for _ in range(2):
        cable.link.open()
        cable.end.unplug()
        assert code(cable.link, "read") is FaultCode.GONE
        cable.link.close()
        assert code(cable.link, "open") is FaultCode.GONE
        cable.plug()
        cable.link.open()
        cable.link.write(b"W")
        cable.heard.wait(lambda things: b"".join(things).endswith(b"W"))
        cable.link.close()


@needs_pty
def test_a_port_belongs_to_one_link_alone(seven_bit_cable: Cable) -> None:
    seven_bit_cable.link.open()
    assert code(SerialLink("device", seven_bit_cable.end.port), "open") is FaultCode.GONE


@needs_pty
def test_what_arrived_before_the_port_was_opened_is_thrown_away(tmp_path: Path) -> None:
    cable = Cable(far_end(tmp_path, "port"))
    cable.end.send(b"a scan nobody waited for\r")
    cable.link.open()
    assert cable.link.read(0.05) == b""
    cable.link.close()
    cable.end.unplug()


@needs_pty
def test_a_seven_bit_protocol_opens_a_pty_again_and_again(seven_bit_cable: Cable) -> None:
    for _ in range(3):
        seven_bit_cable.link.open()
        seven_bit_cable.end.send(b"\x0201.250\r")
        assert seven_bit_cable.read(8) == b"\x0201.250\r"
        seven_bit_cable.link.close()


@needs_pty
def test_the_parity_bit_of_a_seven_bit_line_is_no_data(seven_bit_cable: Cable) -> None:
    even_parity = bytes(byte | 0x80 * (byte.bit_count() & 1) for byte in b"\x0201.250\r")
    seven_bit_cable.link.open()
    seven_bit_cable.end.send(even_parity)
    assert seven_bit_cable.read(8) == b"\x0201.250\r"


def test_a_label_longer_than_any_buffer_arrives_whole(cable: Cable) -> None:
    label = bytes(range(1, 251)) * 200
    cable.link.open()
    cable.link.write(label)
    assert b"".join(cable.heard.wait(lambda things: sum(map(len, things)) >= len(label))) == label


def test_only_real_lines_carry_framing() -> None:
    assert carries_framing("COM3")
    assert carries_framing("/dev/ttyUSB0")
    assert not carries_framing("/dev/pts/5")
    assert not carries_framing("socket://127.0.0.1:4001")
