"""One thread a port: whatever the device or our own code does, it costs a lamp."""

import threading
from typing import Self

from packstation.devices.supervisor import PortThread
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.fakes.devices import FakeDriver, Inbox

WELL = Lamp("device", None)


class Watched:
    """A port's thread on a fake driver, with everything it reports; stopped at the end of the test."""

    def __init__(self, driver: FakeDriver, bug_fault: FaultCode = FaultCode.SCALE_ERROR) -> None:
        self.driver = driver
        self.lamps: Inbox[Lamp] = Inbox()
        self.bugs: Inbox[Exception] = Inbox()
        self.port = PortThread(
            driver,
            self.lamps,
            lambda _, error: self.bugs(error),
            bug_fault=bug_fault,
            first_wait_s=0.001,
            longest_wait_s=0.01,
        )

    def __enter__(self) -> Self:
        self.port.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.port.stop(5.0)


def gone(detail: str = "") -> DeviceFault:
    return DeviceFault(FaultCode.GONE, "device", detail)


def faults(lamps: list[Lamp]) -> list[FaultCode | None]:
    return [lamp.fault for lamp in lamps]


def test_a_device_that_works_lights_its_lamp_once() -> None:
    with Watched(FakeDriver(WELL, WELL, WELL)) as bench:
        bench.lamps.wait_for(WELL)
    assert bench.lamps.things == [WELL]


def test_a_device_that_is_well_once_it_is_open_lights_its_lamp_before_it_works() -> None:
    driver = FakeDriver(gone("pulled"))
    driver.open_lamp = WELL
    with Watched(driver) as bench:
        lamps = bench.lamps.wait_count(2)
    assert faults(lamps)[:2] == [None, FaultCode.GONE]


def test_an_absent_device_is_told_once_however_often_it_is_tried() -> None:
    driver = FakeDriver()
    driver.opening = [gone("no such port"), gone("still none"), gone("none")]
    with Watched(driver) as bench:
        bench.lamps.wait_for(WELL)
    assert faults(bench.lamps.things) == [FaultCode.GONE, None]
    assert driver.losses == [FaultCode.GONE]


def test_a_lost_device_is_closed_told_and_opened_again() -> None:
    driver = FakeDriver(WELL, gone("pulled"))
    with Watched(driver) as bench:
        lamps = bench.lamps.wait_count(3)
    assert lamps == [WELL, Lamp("device", FaultCode.GONE, "pulled"), WELL]
    assert driver.losses == [FaultCode.GONE]
    assert driver.opened == 2


def test_listeners_hear_of_the_loss_before_the_lamp_turns_red() -> None:
    driver = FakeDriver(gone())
    losses_at_lamp: Inbox[int] = Inbox()
    port = PortThread(driver, lambda _: losses_at_lamp(len(driver.losses)), lambda *_: None, first_wait_s=60)
    port.start()
    losses_at_lamp.wait_count(1)
    assert port.stop()
    assert losses_at_lamp.things == [1]


def test_another_fault_is_another_lamp() -> None:
    driver = FakeDriver(gone(), DeviceFault(FaultCode.SILENT, "device"))
    with Watched(driver) as bench:
        bench.lamps.wait_for(WELL)
    assert faults(bench.lamps.things) == [FaultCode.GONE, FaultCode.SILENT, None]
    assert driver.losses == [FaultCode.GONE, FaultCode.SILENT]


def test_a_device_that_reports_trouble_itself_stays_open() -> None:
    paper_out = Lamp("device", FaultCode.PAPER_OUT)
    driver = FakeDriver(WELL, paper_out, paper_out, WELL)
    with Watched(driver) as bench:
        assert bench.lamps.wait_count(3) == [WELL, paper_out, WELL]
    assert driver.opened == 1


def test_a_bug_in_the_driver_is_reported_and_the_thread_goes_on() -> None:
    bug = ZeroDivisionError("a bug of ours")
    with Watched(FakeDriver(WELL, bug)) as bench:
        assert faults(bench.lamps.wait_count(3)) == [None, FaultCode.SCALE_ERROR, None]
    assert bench.bugs.things == [bug]


def test_a_listener_that_breaks_on_the_bad_news_does_not_end_the_thread() -> None:
    driver = FakeDriver(gone())
    driver.loss_bug = ZeroDivisionError("in the listener")
    with Watched(driver) as bench:
        bench.lamps.wait_for(WELL)
    assert bench.bugs.things == [driver.loss_bug]


def test_stopping_closes_the_port_ends_the_thread_and_shows_no_lamp() -> None:
    driver = FakeDriver(WELL)
    with Watched(driver) as bench:
        bench.lamps.wait_for(WELL)
    assert not driver.is_open
    assert bench.lamps.things == [WELL]
    assert not [thread for thread in threading.enumerate() if thread.name == "port device"]


def test_stopping_does_not_wait_for_the_next_try() -> None:
    driver = FakeDriver()
    driver.opening = [gone()] * 1000
    lamps: Inbox[Lamp] = Inbox()
    port = PortThread(driver, lamps, lambda *_: None, first_wait_s=60, longest_wait_s=60)
    port.start()
    lamps.wait_count(1)
    assert port.stop(1.0)


def test_a_port_that_was_never_started_stops_too() -> None:
    assert PortThread(FakeDriver(), lambda _: None, lambda *_: None).stop()


def test_the_waits_between_tries_grow_up_to_a_limit() -> None:
    driver = FakeDriver()
    driver.opening = [gone()] * 1000
    port = PortThread(driver, lambda _: None, lambda *_: None, first_wait_s=0.01, longest_wait_s=0.04)
    waits: list[float] = []

    class Counting(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0.0)
            if len(waits) == 5:
                self.set()
            return super().wait(0)

    port._stop = Counting()
    port.start()
    port._thread.join(5.0)
    assert waits == [0.01, 0.02, 0.04, 0.04, 0.04]


def test_a_thread_that_dies_of_its_own_report_closes_the_port_and_says_the_device_is_lost() -> None:
    driver = FakeDriver(WELL, ZeroDivisionError())
    lamps: Inbox[Lamp] = Inbox()
    died: Inbox[str] = Inbox()
    hook, threading.excepthook = threading.excepthook, lambda args: died(str(args.exc_value))

    def break_too(device: str, error: Exception) -> None:
        raise RuntimeError("the report broke")

    port = PortThread(driver, lamps, break_too, bug_fault=FaultCode.SCALE_ERROR)
    try:
        port.start()
        port._thread.join(5.0)
    finally:
        threading.excepthook = hook
    assert died.things == ["the report broke"]
    assert faults(lamps.things) == [None, FaultCode.SCALE_ERROR]
    assert not driver.is_open
