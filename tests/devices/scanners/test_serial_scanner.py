"""The scanner's driver on its transcript and on a link that breaks."""

import threading

import pytest

from packstation.devices.scanners.serial_scanner import NO_SUFFIX, SerialScanner
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault
from packstation.domain.scan import ElementStrings, Scan
from tests.devices.transcripts import Exchange, octets, transcript, what
from tests.fakes.clock import FakeClock
from tests.fakes.devices import FakeLink, Inbox

READS = transcript("scanner", "read")


class Scanner:
    """The driver on a link in memory."""

    def __init__(self) -> None:
        self.link = FakeLink("scanner")
        self.scans: Inbox[Scan] = Inbox()
        self.clock = FakeClock()
        self.driver = SerialScanner(self.link, self.scans, self.clock.mono_ms, idle_s=0.001)
        self.driver.open()

    def hear(self, *chunks: bytes) -> list[Lamp]:
        """Let the driver work until it has heard all of it and then nothing; its lamps."""
        self.link.arrive(*chunks)
        return [self.driver.step(threading.Event()) for _ in range(len(chunks) + 1)]


def expected(scans: list[Exchange]) -> list[Scan]:
    elements = ("gtin", "sscc", "lot", "serial", "faulty")
    made = []
    for scan in scans:
        known = {key: scan[key] for key in elements if key in scan}
        text, aim, unreadable = scan["text"], scan.get("aim", ""), scan.get("unreadable", False)
        read = ElementStrings(**known) if known else None
        made.append(Scan(text, "scanner", FakeClock().mono_ms(), aim, read, unreadable))
    return made


def test_a_scanner_is_well_as_soon_as_its_line_is_open() -> None:
    assert Scanner().driver.open() == Lamp("scanner", None)


@pytest.mark.parametrize("read", READS, ids=what)
def test_the_transcript_in_one_piece(read: Exchange) -> None:
    scanner = Scanner()
    scanner.hear(octets(read["from_device"]))
    assert scanner.scans.things == expected(read["scans"])


@pytest.mark.parametrize("read", READS, ids=what)
def test_the_transcript_byte_by_byte(read: Exchange) -> None:
    scanner = Scanner()
    scanner.hear(*[bytes([byte]) for byte in octets(read["from_device"])])
    assert scanner.scans.things == expected(read["scans"])


def test_a_scanner_that_ends_its_codes_is_well() -> None:
    assert Scanner().hear(b"A1\r")[-1] == Lamp("scanner", None)


def test_a_scanner_without_suffix_works_and_its_lamp_says_how_to_set_it_up() -> None:
    scanner = Scanner()
    lamps = scanner.hear(b"A1")
    assert [scan.text for scan in scanner.scans.things] == ["A1"]
    assert lamps[-1] == Lamp("scanner", None, NO_SUFFIX)
    assert scanner.hear(b"B2\r", b"C3\r")[-1] == Lamp("scanner", None)


def test_a_scan_is_dated_by_its_last_byte_not_by_the_silence_behind_it() -> None:
    scanner = Scanner()
    scanner.link.arrive(b"A1")
    scanner.driver.step(threading.Event())
    last_byte_ms = scanner.clock.mono_ms()
    scanner.clock.advance(0.08)
    scanner.driver.step(threading.Event())
    assert scanner.scans.things[0].at_ms == last_byte_ms


def test_a_cable_pulled_inside_a_code_leaves_nothing_of_it() -> None:
    scanner = Scanner()
    scanner.link.arrive(b"40063813")
    scanner.driver.step(threading.Event())
    scanner.link.pull()
    with pytest.raises(DeviceFault):
        scanner.driver.step(threading.Event())
    scanner.driver.close()
    scanner.link.absent = False
    scanner.driver.open()
    scanner.hear(b"A1\r")
    assert [scan.text for scan in scanner.scans.things] == ["A1"]


def test_quiet_at_length_is_no_trouble() -> None:
    assert set(Scanner().hear(*[b""] * 40)) == {Lamp("scanner", None)}
