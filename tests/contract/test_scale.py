"""What the bench may expect of any scale, over every way there is to have one."""

import random
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from packstation.devices.scales.answer import ScaleProtocol
from packstation.devices.scales.mt_sics import MtSics
from packstation.devices.scales.polled_scale import PolledScale
from packstation.devices.scales.toledo_8217 import Toledo8217
from packstation.devices.simulated.far_end import FarEnd, SocketFarEnd, far_end
from packstation.devices.simulated.scale import Dialect, MtSicsDialect, SimulatedScale, Toledo8217Dialect
from packstation.devices.supervisor import PortThread
from packstation.devices.transport.byte_link import ByteLink
from packstation.devices.transport.serial_link import SerialLink
from packstation.domain.device import Lamp
from packstation.domain.refusal import FaultCode
from packstation.domain.weight import Reading
from tests.devices.transcripts import octets, transcript
from tests.fakes.clock import FakeClock
from tests.fakes.devices import FakeLink, Inbox

# pyserial leaves a socket to the garbage collector when the other side closed it first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


class FarScale(Protocol):
    """The scale at the other end of the cable, as a person at the bench handles it."""

    def put(self, grams: int) -> None: ...
    def move(self) -> None: ...
    def overload(self) -> None: ...
    def silent(self, on: bool) -> None: ...
    def unplug(self) -> None: ...
    def replug(self) -> None: ...


class TypedScale:
    """Answers by the transcript alone: no simulator is asked."""

    def __init__(self, link: FakeLink, name: str, question: bytes) -> None:
        self._link = link
        self._question = question
        self._answers = {entry["what"]: octets(entry["from_device"]) for entry in transcript(name)}
        self._weight = next(
            octets(entry["from_device"]) for entry in transcript(name) if entry.get("grams") == 1250
        )
        self._moving = next(
            octets(entry["from_device"]) for entry in transcript(name) if entry["what"].startswith("moving")
        )
        self._over = next(
            octets(entry["from_device"])
            for entry in transcript(name)
            if entry.get("fault") == "scale_overload"
        )
        self.put(1250)

    def put(self, grams: int) -> None:
        assert grams == 1250
        self._answer(self._weight)

    def move(self) -> None:
        self._answer(self._moving)

    def overload(self) -> None:
        self._answer(self._over)

    def silent(self, on: bool) -> None:
        self._answer(b"" if on else self._weight)

    def unplug(self) -> None:
        self._link.pull()

    def replug(self) -> None:
        self._link.absent = False

    def _answer(self, data: bytes) -> None:
        self._link.answers[self._question] = [data] if data else []


class Bench:
    """A scale's port on the bench, what it notified, and the scale itself."""

    def __init__(self, link: ByteLink, protocol: ScaleProtocol, far: FarScale) -> None:
        self.far = far
        self.readings: Inbox[Reading] = Inbox()
        self.lamps: Inbox[Lamp] = Inbox()
        self.bugs: Inbox[Exception] = Inbox()
        driver = PolledScale(
            link, protocol, self.readings, FakeClock().mono_ms, poll_s=0.002, answer_timeout_s=0.3
        )
        self.port = PortThread(
            driver, self.lamps, lambda _, error: self.bugs(error), first_wait_s=0.005, longest_wait_s=0.02
        )
        self.port.start()

    def see(self, wanted: Callable[[Reading], bool]) -> None:
        """Wait until the newest reading is as wanted."""
        self.readings.wait(lambda readings: bool(readings) and wanted(readings[-1]))

    def see_weight(self, grams: int) -> None:
        self.see(lambda reading: reading.gross_grams == grams and reading.stable and reading.fault is None)

    def see_loss(self, fault: FaultCode) -> None:
        self.see(lambda reading: reading.gross_grams is None and reading.fault is fault)

    def see_lamp(self, fault: FaultCode | None) -> None:
        self.lamps.wait(lambda lamps: bool(lamps) and lamps[-1].fault is fault)


def typed(name: str, protocol: ScaleProtocol) -> Bench:
    link = FakeLink("scale")
    return Bench(link, protocol, TypedScale(link, name, protocol.request))


def simulated(cable: FarEnd, dialect: Dialect, protocol: ScaleProtocol) -> Bench:
    far = SimulatedScale(cable, dialect)
    return Bench(SerialLink("scale", far.port, protocol.line), protocol, far)


WAYS: dict[str, Callable[[Path], Bench]] = {
    "transcript of MT-SICS": lambda _: typed("mt_sics", MtSics()),
    "transcript of 8217": lambda _: typed("toledo_8217", Toledo8217()),
    "MT-SICS on a pty": lambda path: simulated(far_end(path, "scale"), MtSicsDialect(), MtSics()),
    "8217 on a pty": lambda path: simulated(far_end(path, "scale"), Toledo8217Dialect(), Toledo8217()),
    "MT-SICS over a socket": lambda _: simulated(SocketFarEnd(), MtSicsDialect(), MtSics()),
}


@pytest.fixture(params=WAYS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if "pty" in request.param and sys.platform == "win32":
        pytest.skip("Windows has no ptys")
    bench = WAYS[request.param](tmp_path)
    bench.see_lamp(None)
    yield bench
    assert bench.port.stop(5.0)
    bench.far.unplug()
    assert bench.bugs.things == []
    assert not [thread for thread in threading.enumerate() if thread.name == "port scale"]


def test_what_lies_on_it_is_read_in_grams(bench: Bench) -> None:
    bench.far.put(1250)
    bench.see_weight(1250)


def test_a_moving_load_is_not_stable(bench: Bench) -> None:
    bench.far.put(1250)
    bench.see_weight(1250)
    bench.far.move()
    bench.see(lambda reading: not reading.stable and reading.fault is None)


def test_too_much_is_a_fault_and_never_a_number(bench: Bench) -> None:
    bench.far.overload()
    bench.see_loss(FaultCode.SCALE_OVERLOAD)


def test_an_unplugged_scale_takes_its_weight_back_and_comes_back_by_itself(bench: Bench) -> None:
    bench.far.put(1250)
    bench.see_weight(1250)
    bench.far.unplug()
    bench.see_loss(FaultCode.GONE)
    bench.see_lamp(FaultCode.GONE)
    bench.far.replug()
    bench.see_weight(1250)
    bench.see_lamp(None)


def test_a_silent_scale_takes_its_weight_back_and_comes_back_by_itself(bench: Bench) -> None:
    bench.far.put(1250)
    bench.see_weight(1250)
    bench.far.silent(True)
    bench.see_loss(FaultCode.SILENT)
    bench.see_lamp(FaultCode.SILENT)
    bench.far.silent(False)
    bench.see_weight(1250)
    bench.see_lamp(None)


def test_a_cable_pulled_at_any_moment_costs_a_lamp_and_no_wrong_weight(bench: Bench) -> None:
    moments = random.Random(8217)
    bench.far.put(1250)
    for _ in range(4):
        bench.see_weight(1250)
        bench.readings.wait_count(len(bench.readings.things) + moments.randrange(4))
        bench.far.unplug()
        bench.see_loss(FaultCode.GONE)
        bench.far.replug()
    bench.see_weight(1250)
    bench.see_lamp(None)
    assert {reading.gross_grams for reading in bench.readings.things} <= {0, 1250, None}
    assert {lamp.fault for lamp in bench.lamps.things} == {None, FaultCode.GONE}
