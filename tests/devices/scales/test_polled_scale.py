"""The scale's driver: asks, notifies, and takes its last weight back when the scale is lost."""

import threading

import pytest

from packstation.devices.scales.mt_sics import MtSics
from packstation.devices.scales.polled_scale import PolledScale
from packstation.devices.scales.toledo_8217 import Toledo8217
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.weight import Reading
from tests.fakes.clock import FakeClock
from tests.fakes.devices import FakeLink, Inbox

NOW_MS = FakeClock().mono_ms()


class Scale:
    """The driver on a link in memory that answers `SI` with these chunks."""

    def __init__(self, *chunks: bytes) -> None:
        self.link = FakeLink("scale", {b"SI\r\n": list(chunks)})
        self.readings: Inbox[Reading] = Inbox()
        self.driver = PolledScale(
            self.link, MtSics(), self.readings, FakeClock().mono_ms, poll_s=0.001, answer_timeout_s=0.05
        )
        self.driver.open()

    def step(self) -> Lamp:
        return self.driver.step(threading.Event())

    def fault(self) -> FaultCode:
        with pytest.raises(DeviceFault) as caught:
            self.step()
        assert caught.value.device == "scale"
        return caught.value.code


def test_one_question_one_reading() -> None:
    scale = Scale(b"S S      1.250 kg\r\n")
    assert scale.step() == Lamp("scale", None)
    assert scale.link.written == [b"SI\r\n"]
    assert scale.readings.things == [Reading(1250, True, NOW_MS, raw=b"S S      1.250 kg")]


def test_an_answer_in_pieces() -> None:
    scale = Scale(b"S D", b"      1.2", b"50 kg\r", b"\n")
    scale.step()
    assert scale.readings.things == [Reading(1250, False, NOW_MS, raw=b"S D      1.250 kg")]


def test_the_net_mark_of_a_tared_scale_is_passed_on() -> None:
    readings: Inbox[Reading] = Inbox()
    link = FakeLink("scale", {b"W": [b"\x0200.000N\r"]})
    PolledScale(link, Toledo8217(), readings, FakeClock().mono_ms, poll_s=0.001).step(threading.Event())
    assert readings.things == [Reading(0, True, NOW_MS, net=True, raw=b"\x0200.000N\r")]


def test_too_much_on_the_scale_is_no_weight_and_no_fault_of_the_scale() -> None:
    scale = Scale(b"S +\r\n")
    assert scale.step() == Lamp("scale", None)
    assert scale.readings.things == [Reading(None, False, NOW_MS, FaultCode.SCALE_OVERLOAD, raw=b"S +")]


def test_a_scale_that_does_not_take_the_question_turns_its_lamp_red() -> None:
    scale = Scale(b"ES\r\n")
    assert scale.step() == Lamp("scale", FaultCode.SCALE_ERROR)
    assert scale.readings.things[0].gross_grams is None


def test_no_answer_is_silence_and_no_reading() -> None:
    scale = Scale()
    assert scale.fault() is FaultCode.SILENT
    assert scale.readings.things == []


def test_an_answer_in_no_language_is_garbled() -> None:
    assert Scale(b"\xf0\x8c\x13").fault() is FaultCode.GARBLED


def test_half_an_answer_is_garbled_and_not_completed_by_the_next_connection() -> None:
    scale = Scale(b"S S      1.250")
    assert scale.fault() is FaultCode.GARBLED
    scale.driver.close()
    scale.driver.open()
    scale.link.answers[b"SI\r\n"] = [b"9 kg\r\n"]
    assert scale.fault() is FaultCode.GARBLED
    assert scale.readings.things == []


def test_a_pulled_cable() -> None:
    scale = Scale(b"S S      1.250 kg\r\n")
    scale.step()
    scale.link.pull()
    assert scale.fault() is FaultCode.GONE


@pytest.mark.parametrize("fault", [FaultCode.GONE, FaultCode.SILENT, FaultCode.GARBLED])
def test_a_lost_scale_takes_its_last_weight_back(fault: FaultCode) -> None:
    scale = Scale(b"S S      1.250 kg\r\n")
    scale.step()
    scale.driver.lost(fault)
    assert scale.readings.things[-1] == Reading(None, False, NOW_MS, fault)


def test_closing_the_bench_does_not_wait_for_an_answer() -> None:
    scale = Scale()
    stop = threading.Event()
    stop.set()
    scale.driver.step(stop)
    assert scale.readings.things == []
