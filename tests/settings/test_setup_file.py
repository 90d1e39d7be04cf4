"""station.toml written by the steps: what is chosen stands in it, and everything else as it was."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.domain.bench_setup import (
    BenchSetup,
    DeviceKind,
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    ScannerChoice,
    SetupStep,
    line_for,
)
from packstation.domain.refusal import RefusalCode, Refused
from packstation.places import resources
from packstation.settings.setup_file import SetupMark, StationFile, in_order, setup_of, written
from packstation.settings.station import parse

TEMPLATE = (resources() / "station.toml").read_text("utf-8")
OWN = """# ours
packing.settle_ms = 700 # slow scale

[[scanner]] # left
name = "left"
port = "COM3"
baud = 19200

[[scanner]]
name = "right"   # the new one
port = "COM5"

[scale]
port = "COM4" # behind the desk
poll_ms = 120

[screen]
volume = 30
"""
WORDS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=20
)
PORTS = st.sampled_from(["COM3", "COM17", "/dev/serial/by-id/usb-Zebra_1"])
SPEEDS = st.sampled_from([9600, 19_200, 115_200])
LINES = st.builds(line_for, st.sampled_from(DeviceKind), PORTS, SPEEDS)
SCANNERS = st.lists(
    st.builds(ScannerChoice, st.sampled_from(["left", "right", "scanner", "scanner 2"]), LINES),
    max_size=3,
    unique_by=lambda scanner: scanner.name,
).map(tuple)
PRINTERS = st.one_of(
    st.builds(
        PrinterChoice, st.just(LabelWay.TCP), WORDS, st.integers(1, 65_535), dpi=st.sampled_from([203, 300])
    ),
    st.builds(lambda line: PrinterChoice(LabelWay.SERIAL, line=line), LINES),
    st.builds(lambda folder: PrinterChoice(LabelWay.FILE, folder=folder), WORDS),
)
SETUPS = st.builds(
    BenchSetup,
    WORDS,
    st.sampled_from(["", "de", "fr"]),
    st.lists(WORDS, max_size=4).map(tuple),
    st.sampled_from(["", "9521234", "123456789012"]),
    SCANNERS,
    st.one_of(
        st.none(),
        st.builds(ScaleChoice, st.sampled_from([DeviceKind.MT_SICS, DeviceKind.TOLEDO_8217]), LINES),
    ),
    st.one_of(st.none(), PRINTERS),
)


def read(text: str) -> BenchSetup:
    return setup_of(parse(tomllib.loads(text), text))


def comments(text: str) -> set[str]:
    return {line[line.index("#") :] for line in text.splitlines() if "#" in line}


@settings(max_examples=25, deadline=None)
@given(SETUPS, st.sampled_from([TEMPLATE, OWN, ""]))
def test_what_is_written_is_what_is_read(setup: BenchSetup, source: str) -> None:
    assert in_order(read(written(source, setup))) == in_order(setup)


@settings(max_examples=25, deadline=None)
@given(SETUPS, SETUPS)
def test_a_second_change_finds_the_first_one(first: BenchSetup, second: BenchSetup) -> None:
    assert in_order(read(written(written(TEMPLATE, first), second))) == in_order(second)


@settings(max_examples=25, deadline=None)
@given(SETUPS)
def test_no_comment_of_the_file_we_ship_is_lost(setup: BenchSetup) -> None:
    assert comments(TEMPLATE) <= comments(written(TEMPLATE, setup))


def test_what_nobody_asked_about_stays_letter_by_letter() -> None:
    setup = read(OWN)
    after = written(
        OWN, replace(setup, scale=ScaleChoice(DeviceKind.MT_SICS, line_for(DeviceKind.MT_SICS, "COM9", 9600)))
    )
    assert after == OWN.replace('"COM4"', '"COM9"').replace(
        "poll_ms = 120\n", 'poll_ms = 120\nprotocol = "mt-sics"\n'
    )
    assert written(OWN, replace(setup, name="Bench 7")).startswith(OWN[:-1])


def test_a_scanner_that_stays_keeps_its_block() -> None:
    setup = read(OWN)
    after = written(OWN, replace(setup, scanners=setup.scanners[1:]))
    assert 'name = "right"   # the new one' in after
    assert "COM3" not in after


def test_nothing_to_change_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text(OWN, "utf-8")
    file = StationFile(path)
    assert file.write(file.read()) == ()
    assert list(tmp_path.iterdir()) == [path]


def test_a_change_names_its_keys_and_keeps_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text(OWN, "utf-8")
    file = StationFile(path)
    keys = file.write(replace(file.read(), name="Bench 7", ship_from=("Ida Müller",)))
    assert keys == ("station.name", "packing.ship_from")
    assert (tmp_path / "station.toml.bak").read_text("utf-8") == OWN
    assert file.read().ship_from == ("Ida Müller",)
    assert {each.name for each in tmp_path.iterdir()} == {"station.toml", "station.toml.bak"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"company_prefix": "12"}, "sscc.company_prefix"),
        ({"company_prefix": "95212345678901234"}, "sscc.company_prefix"),
        ({"printer": PrinterChoice(LabelWay.TCP)}, "printer.host"),
        ({"scanners": (ScannerChoice("scale", line_for(DeviceKind.SCANNER, "COM3", 9600)),)}, "scanner.name"),
        ({"scanners": (ScannerChoice("scanner", line_for(DeviceKind.SCANNER, "", 9600)),)}, "scanner.port"),
    ],
)
def test_what_no_station_could_start_with_is_never_written(
    tmp_path: Path, changes: dict[str, object], key: str
) -> None:
    path = tmp_path / "station.toml"
    path.write_text(OWN, "utf-8")
    file = StationFile(path)
    with pytest.raises(Refused) as no:
        file.write(replace(file.read(), **changes))  # type: ignore[arg-type]
    assert (no.value.code, no.value.data["key"]) == (RefusalCode.SETTING_WRONG, key)
    assert path.read_text("utf-8") == OWN


def test_a_disk_that_takes_nothing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text(OWN, "utf-8")
    (tmp_path / "station.toml.new").mkdir()  # in the way
    file = StationFile(path)
    with pytest.raises(Refused) as no:
        file.write(replace(file.read(), name="Bench 7"))
    assert no.value.code is RefusalCode.SETTING_NOT_KEPT
    assert path.read_text("utf-8") == OWN


def test_the_step_outlives_the_power_and_a_file_of_nonsense(tmp_path: Path) -> None:
    mark = SetupMark(tmp_path / "setup.step")
    assert mark.recall() is None
    mark.keep(SetupStep.DEVICES)
    assert SetupMark(tmp_path / "setup.step").recall() is SetupStep.DEVICES
    (tmp_path / "setup.step").write_bytes(b"\xff\x00")
    assert mark.recall() is SetupStep.LANGUAGE
    mark.forget()
    assert mark.recall() is None
