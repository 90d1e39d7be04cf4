"""Simulated devices in a process of their own, worked by the drivers and by words."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.simulated.bench import SimulatedBench
from packstation.devices.simulated.printer import Jam
from packstation.devices.simulated.process import SimulatorProcess
from packstation.devices.transport.serial_link import SerialLink
from packstation.devices.transport.tcp_link import TcpLink
from tests.fakes.devices import Inbox

LABEL = b"^XA^FDM\xc3\xbcll^FS^XZ"


class Running:
    """The process, with what it told by itself."""

    def __init__(self, directory: Path) -> None:
        self.labels: Inbox[bytes] = Inbox()
        self.process = SimulatorProcess(directory, on_label=self.labels)
        ports = self.process.ports
        self.printer = ZplPrinter(TcpLink("printer", ports.printer_host, ports.printer_port))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("ports"))
    yield running
    running.printer.close()
    running.process.stop()


def lines(link: SerialLink, end: bytes) -> bytes:
    received = b""
    while not received.endswith(end):
        data = link.read(5.0)
        assert data, received
        received += data
    return received


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_scan_arrives_and_its_moment_is_told(running: Running) -> None:
    link = SerialLink("scanner", running.process.ports.scanner)
    link.open()
    first = running.process.scan("4006381333931", aim="]E0")
    assert lines(link, b"\r") == b"]E04006381333931\r"
    assert running.process.tell("send", hex="41420d")["at_ns"] > first
    assert lines(link, b"\r") == b"AB\r"
    link.close()


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_the_scale_holds_what_is_put_on_it(running: Running) -> None:
    link = SerialLink("scale", running.process.ports.scale)
    link.open()
    running.process.put(1250)
    running.process.move()
    link.write(b"SI\r\n")
    assert lines(link, b"\n") == b"S D      1.250 kg\r\n"
    running.process.clear()
    link.write(b"SI\r\n")
    assert lines(link, b"\n") == b"S S      0.000 kg\r\n"
    link.close()


def test_labels_are_told_and_kept_byte_by_byte(running: Running) -> None:
    running.process.jam(Jam.PAPER_OUT)
    running.printer.send(LABEL)
    running.printer.status()  # answered after the label was taken
    assert running.process.labels().waiting == (LABEL,)
    running.process.unjam()
    assert running.labels.wait_count(1) == [LABEL]
    assert running.process.labels().printed == (LABEL,)


@pytest.mark.parametrize("device", ["scanner", "scale", "printer"])
def test_every_cable_can_be_pulled_and_plugged(running: Running, device: str) -> None:
    running.process.unplug(device)
    running.process.replug(device)


@pytest.mark.parametrize(
    "command",
    [
        {"do": "dance"},
        {"do": "put"},
        {"do": "put", "grams": "much"},
        {"do": "scan", "text": 5},
        {"do": "send", "hex": "xx"},
        {"do": "jam", "kind": "coffee"},
        {"do": "unplug", "device": "window"},
        {"do": "silent", "device": "scanner", "on": True},
    ],
)
def test_a_command_nobody_understands_is_refused_and_the_next_is_obeyed(
    running: Running, command: dict[str, object]
) -> None:
    facts = dict(command)
    with pytest.raises(ValueError):  # noqa: PT011 - every refusal has its own words
        running.process.tell(str(facts.pop("do")), **facts)
    running.process.clear()


def test_it_ends_when_nobody_is_left_to_command_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "packstation.devices.simulated", "--directory", str(tmp_path)]
    ended = subprocess.run(
        command,
        input='not even JSON\n{"do": "labels"}\n',
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    ready, refused, labels = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ready["ready"]
    assert not refused["ok"]
    assert labels == {"ok": True, "received": [], "printed": [], "waiting": []}
    assert ended.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_commands_after_the_end_say_so(tmp_path: Path) -> None:
    process = SimulatorProcess(tmp_path)
    process.stop()
    with pytest.raises(EOFError):
        process.clear()


def test_a_process_that_was_killed_says_so(tmp_path: Path) -> None:
    process = SimulatorProcess(tmp_path)
    process._process.kill()
    process._process.wait()
    with pytest.raises(EOFError):
        process.clear()
    process.stop()


def test_a_process_that_cannot_start_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EOFError):
        SimulatorProcess(tmp_path / "file" / "below")


def test_one_set_can_run_in_this_process_too(tmp_path: Path) -> None:
    bench = SimulatedBench(tmp_path, scale="toledo_8217")
    bench.obey({"do": "overload", "on": True})
    bench.obey({"do": "silent", "device": "printer", "on": True})
    bench.obey({"do": "eat", "on": True})
    bench.obey({"do": "cut_after", "bytes": 10})
    assert bench.ports()["scanner"] == bench.scanner.port
    bench.switch_off()
