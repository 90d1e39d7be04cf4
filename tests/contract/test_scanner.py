"""What the bench may expect of any scanner, over every way there is to have one."""

import random
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from packstation.devices.scanners.serial_scanner import SerialScanner
from packstation.devices.simulated.far_end import FarEnd, SocketFarEnd, far_end
from packstation.devices.simulated.scanner import SimulatedScanner
from packstation.devices.supervisor import PortThread
from packstation.devices.transport.byte_link import ByteLink
from packstation.devices.transport.serial_link import SerialLink
from packstation.domain.device import Lamp
from packstation.domain.refusal import FaultCode
from packstation.domain.scan import ElementStrings, Scan
from tests.fakes.clock import FakeClock
from tests.fakes.devices import FakeLink, Inbox

# pyserial leaves a socket to the garbage collector when the other side closed it first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


class FarScanner(Protocol):
    """The scanner at the other end of the cable, as a person at the bench handles it."""

    def scan(self, text: str, aim: str = "") -> int: ...
    def send(self, data: bytes) -> int: ...
    def unplug(self) -> None: ...
    def replug(self) -> None: ...


class TypedScanner:
    """Its bytes by hand: no simulator is asked."""

    def __init__(self, link: FakeLink) -> None:
        self._link = link

    def scan(self, text: str, aim: str = "") -> int:
        return self.send((aim + text).encode() + b"\r\n")

    def send(self, data: bytes) -> int:
        self._link.arrive(data)
        return 0

    def unplug(self) -> None:
        self._link.pull()

    def replug(self) -> None:
        self._link.absent = False


class Bench:
    """A scanner's port on the bench, what it notified, and the scanner itself."""

    def __init__(self, link: ByteLink, far: FarScanner) -> None:
        self.far = far
        self.scans: Inbox[Scan] = Inbox()
        self.lamps: Inbox[Lamp] = Inbox()
        self.bugs: Inbox[Exception] = Inbox()
        driver = SerialScanner(link, self.scans, FakeClock().mono_ms, idle_s=0.03)
        self.port = PortThread(
            driver, self.lamps, lambda _, error: self.bugs(error), first_wait_s=0.005, longest_wait_s=0.02
        )
        self.port.start()
        self.see_lamp(None)
        self.reach()

    def reach(self) -> None:
        """Scan until the driver hears it: an open port is not yet a port that somebody listens to."""
        self.far.scan("first")
        self.scans.wait_count(1)

    def see(self, text: str) -> Scan:
        return self.scans.wait(lambda scans: bool(scans) and scans[-1].text == text)[-1]

    def see_lamp(self, fault: FaultCode | None) -> None:
        self.lamps.wait(lambda lamps: bool(lamps) and lamps[-1].fault is fault)

    def close(self) -> None:
        assert self.port.stop(5.0)
        self.far.unplug()
        assert self.bugs.things == []


def typed(name: str = "scanner") -> Bench:
    link = FakeLink(name)
    return Bench(link, TypedScanner(link))


def simulated(cable: FarEnd, prefix: bytes = b"", suffix: bytes = b"\r", name: str = "scanner") -> Bench:
    far = SimulatedScanner(cable, prefix=prefix, suffix=suffix)
    return Bench(SerialLink(name, far.port), far)


WAYS: dict[str, Callable[[Path], Bench]] = {
    "bytes by hand": lambda _: typed(),
    "CR on a pty": lambda path: simulated(far_end(path, "scanner")),
    "CR LF on a pty": lambda path: simulated(far_end(path, "scanner"), suffix=b"\r\n"),
    "STX ETX on a pty": lambda path: simulated(far_end(path, "scanner"), b"\x02", b"\x03"),
    "no suffix on a pty": lambda path: simulated(far_end(path, "scanner"), suffix=b""),
    "CR over a socket": lambda _: simulated(SocketFarEnd()),
}


@pytest.fixture(params=WAYS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if "pty" in request.param and sys.platform == "win32":
        pytest.skip("Windows has no ptys")
    bench = WAYS[request.param](tmp_path)
    yield bench
    bench.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "port scanner"]


def test_a_code_is_one_scan(bench: Bench) -> None:
    bench.far.scan("4006381333931", aim="]E0")
    assert bench.see("4006381333931") == Scan("4006381333931", "scanner", FakeClock().mono_ms(), "]E0")
    assert len(bench.scans.things) == 2


def test_gs1_element_strings_are_read_where_the_aim_id_vouches_for_them(bench: Bench) -> None:
    bench.far.scan("010952123454321310L7\x1d21S9", aim="]C1")
    read = bench.see("010952123454321310L7\x1d21S9")
    assert read.elements == ElementStrings(gtin="09521234543213", lot="L7", serial="S9")


def test_a_code_with_control_characters_is_unreadable_and_the_next_is_well(bench: Bench) -> None:
    bench.far.scan("40063\x0781333931")
    assert bench.see("40063\u240781333931").unreadable
    bench.far.scan("A1")
    assert not bench.see("A1").unreadable


def test_a_code_of_five_kilobytes_is_unreadable_and_the_next_is_well(bench: Bench) -> None:
    bench.far.scan("9" * 5000)
    bench.scans.wait(lambda scans: scans[-1].unreadable)
    bench.far.scan("A1")
    assert not bench.see("A1").unreadable


def test_an_unplugged_scanner_costs_a_lamp_and_comes_back_by_itself(bench: Bench) -> None:
    bench.far.unplug()
    bench.see_lamp(FaultCode.GONE)
    bench.far.replug()
    bench.see_lamp(None)
    bench.far.scan("A1")
    assert not bench.see("A1").unreadable


def test_a_cable_pulled_at_any_byte_of_a_code_makes_no_code_of_its_half(bench: Bench) -> None:
    moments = random.Random(35)
    for number in range(4):
        bench.far.send(b"4006381333931"[: moments.randrange(14)])
        bench.far.unplug()
        bench.see_lamp(FaultCode.GONE)
        bench.far.replug()
        bench.see_lamp(None)
        bench.far.scan(f"A{number}")
        bench.see(f"A{number}")
    whole = [scan.text for scan in bench.scans.things if not scan.unreadable]
    assert [text for text in whole if text not in {"first", *(f"A{number}" for number in range(4))}] == []


def test_two_scanners_on_one_bench_keep_their_names(tmp_path: Path) -> None:
    benches = [simulated(far_end(tmp_path, name), name=name) for name in ("scanner", "scanner 2")]
    for bench in benches:
        bench.far.scan("A1")
    assert [bench.see("A1").device for bench in benches] == ["scanner", "scanner 2"]
    for bench in benches:
        bench.close()
