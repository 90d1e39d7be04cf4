"""`packstation doctor`: what is wrong with a bench, a line a thing, each with what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from packstation.cli import main
from packstation.devices.simulated.printer import Jam
from packstation.devices.simulated.process import SimulatorProcess
from packstation.maintenance.check_pc import (
    LATEST,
    RELEASED,
    ROOM_TO_REST_BYTES,
    ROOM_TO_WORK_BYTES,
    check_clock,
    check_fonts,
    check_sound,
    judge_room,
)
from packstation.maintenance.doctor import look
from packstation.maintenance.finding import Finding, Level, as_text, exit_code
from packstation.persistence.backup import backup, backup_name
from packstation.persistence.engine import connect
from packstation.persistence.read_journal import read_journal
from packstation.persistence.schema import HEAD
from packstation.places import BACKUPS_NAME, SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.station import load
from tests.architecture.source import ROOT
from tests.fakes.clock import NOON
from tests.maintenance.home import moved_in, stopped
from tests.persistence.shelf import open_store

WHOLE = """
[[scanner]]
name = "front scanner"
port = "{scanner}"
[scale]
port = "{scale}"
poll_ms = 20
[printer]
host = "{host}"
tcp_port = {port}
"""
NO_DEVICES = '[packing]\nweight_check = "off"\n'


def findings(home: Path) -> dict[str, Finding]:
    """What the doctor says at noon; of each subject the worst."""
    found = sorted(look(home, NOON + timedelta(hours=1)), key=lambda finding: finding.level)
    return {finding.subject: finding for finding in found}


def settle(home: Path, text: str) -> None:
    (home / SETTINGS_NAME).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def devices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    """A scanner, a scale and a printer at the far ends of their cables."""
    with SimulatorProcess(tmp_path_factory.mktemp("ports")) as process:
        yield process


@pytest.fixture
def bench(tmp_path: Path, devices: SimulatorProcess) -> Path:
    """A home where nothing is wrong: a store with its copy, and settings that name the devices."""
    stopped(tmp_path)
    copies = tmp_path / BACKUPS_NAME
    copies.mkdir()
    backup(tmp_path / STORE_NAME, copies / backup_name(NOON))
    ports = devices.ports
    settle(
        tmp_path,
        WHOLE.format(
            scanner=ports.scanner, scale=ports.scale, host=ports.printer_host, port=ports.printer_port
        ),
    )
    return tmp_path


def test_a_bench_in_good_order_has_nothing_to_do(bench: Path, devices: SimulatorProcess) -> None:
    devices.put(1250)
    found = look(bench, NOON + timedelta(hours=1))
    assert exit_code(found) == 0, as_text(found)
    text = as_text(found)
    for words in ("every link holds", "front scanner: its port opens", "1.250 kg", "printer: ready"):
        assert words in text
    assert "MiB" in text
    assert f"schema {HEAD}" in text


def test_whatever_is_not_fine_comes_with_what_to_do(tmp_path: Path) -> None:
    for finding in look(tmp_path / "nothing here", NOON):
        assert finding.to_do or finding.level is Level.FINE, finding
    assert list(tmp_path.iterdir()) == []


def test_a_new_pc_is_something_to_do_and_not_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path), "doctor"]) == 1
    said = capsys.readouterr().out
    assert "[do]   store: there is none yet -> start the bench once" in said
    assert "[do]   settings: there are none yet" in said


def test_a_look_changes_nothing(bench: Path) -> None:
    before = {path: path.read_bytes() for path in bench.rglob("*") if path.is_file()}
    findings(bench)
    after = {path: path.read_bytes() for path in bench.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before


def test_the_doctor_needs_neither_display_nor_qt(tmp_path: Path) -> None:
    code = (
        "import sys\nfor name in ('PySide6', 'shiboken6'):\n    sys.modules[name] = None\n"
        "from packstation.cli import main\nsys.exit(main(['--home', sys.argv[1], 'doctor']))"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        env={},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (seen.returncode, seen.stderr) == (1, "")
    assert "fonts: there" in seen.stdout


class TestStore:
    """The store, its journal and its copies."""

    def test_a_damaged_store_stops_the_bench(self, bench: Path) -> None:
        path = bench / STORE_NAME
        stored = bytearray(path.read_bytes())
        stored[4096 * 7 : 4096 * 8] = b"\xff" * 4096
        path.write_bytes(stored)
        finding = findings(bench)["store"]
        assert finding.level is Level.CANNOT_WORK
        assert "damaged" in finding.told
        assert "packstation restore" in finding.to_do

    def test_a_changed_row_is_named(self, bench: Path) -> None:
        raw = connect(bench / STORE_NAME)
        raw.execute("DROP TRIGGER journal_frozen")
        raw.execute("UPDATE journal SET actor = 'tom' WHERE seq = 3")
        raw.close()
        finding = findings(bench)["journal"]
        assert (finding.level, finding.told) == (Level.TO_DO, "row 3 is not what was written")

    def test_a_store_of_a_later_release_stops_the_bench(self, bench: Path) -> None:
        raw = connect(bench / STORE_NAME)
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.close()
        finding = findings(bench)["store"]
        assert finding.level is Level.CANNOT_WORK
        assert "9999" in finding.told

    def test_a_demo_store_is_no_bench(self, tmp_path: Path) -> None:
        open_store(tmp_path / STORE_NAME, demo=True).close()
        assert findings(tmp_path)["store"].level is Level.CANNOT_WORK

    def test_an_empty_file_is_no_store(self, tmp_path: Path) -> None:
        (tmp_path / STORE_NAME).touch()
        assert findings(tmp_path)["store"].told == "the file is not a station's store"

    def test_no_copy_at_all_is_something_to_do(self, tmp_path: Path) -> None:
        stopped(tmp_path)
        assert findings(tmp_path)["backup"].told == "there is none"

    @pytest.mark.parametrize(("hours", "level"), [(35, Level.FINE), (37, Level.TO_DO)])
    def test_work_of_a_whole_day_without_a_copy_is_something_to_do(
        self, bench: Path, hours: int, level: Level
    ) -> None:
        copies = bench / BACKUPS_NAME
        newest = max(entry.at for entry in read_journal(bench / STORE_NAME))
        next(copies.iterdir()).rename(copies / backup_name(newest - timedelta(hours=hours)))
        assert findings(bench)["backup"].level is level

    def test_a_bench_switched_off_over_the_holidays_misses_no_copy(self, bench: Path) -> None:
        found = look(bench, NOON + timedelta(days=20))
        assert [finding.level for finding in found if finding.subject == "backup"] == [Level.FINE]


class TestPc:
    """Room, clock, fonts and sound."""

    @pytest.mark.parametrize(
        ("free_bytes", "level"),
        [
            (ROOM_TO_WORK_BYTES - 1, Level.CANNOT_WORK),
            (ROOM_TO_WORK_BYTES, Level.TO_DO),
            (ROOM_TO_REST_BYTES - 1, Level.TO_DO),
            (ROOM_TO_REST_BYTES, Level.FINE),
        ],
    )
    def test_room_is_judged(self, free_bytes: int, level: Level) -> None:
        assert judge_room(free_bytes).level is level

    @pytest.mark.parametrize(
        ("now", "level"),
        [
            (NOON, Level.FINE),
            (RELEASED - timedelta(days=1), Level.TO_DO),
            (LATEST + timedelta(days=1), Level.TO_DO),
        ],
    )
    def test_a_clock_no_bench_can_have_is_said(self, now: object, level: Level) -> None:
        assert isinstance(now, type(NOON))
        assert check_clock(now, None).level is level

    @pytest.mark.parametrize(("ahead_s", "level"), [(119, Level.FINE), (121, Level.TO_DO)])
    def test_a_clock_behind_the_journal_is_said(self, ahead_s: int, level: Level) -> None:
        assert check_clock(NOON, NOON + timedelta(seconds=ahead_s)).level is level

    def test_missing_and_damaged_fonts_are_named(self, tmp_path: Path) -> None:
        assert check_fonts(resources() / "fonts").level is Level.FINE
        (tmp_path / "DejaVuSans.ttf").write_bytes(b"<html>")
        finding = check_fonts(tmp_path)
        assert finding.level is Level.CANNOT_WORK
        assert "DejaVuSans.ttf, DejaVuSans-Bold.ttf" in finding.told

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists its sound cards in a file")
    @pytest.mark.parametrize(
        ("listed", "words"),
        [
            ("--- no soundcards ---\n", "this PC has no sound card"),
            (" 0 [PCH]: HDA-Intel\n", "a sound card is there; not checked"),
        ],
    )
    def test_sound_is_told_as_far_as_it_is_known(self, tmp_path: Path, listed: str, words: str) -> None:
        (tmp_path / "cards").write_text(listed, "utf-8")
        assert words in check_sound(tmp_path / "cards").told
        assert check_sound(tmp_path / "missing").told.startswith("not checked")


class TestSettings:
    """station.toml."""

    def test_key_and_line_of_an_error_are_told_and_nothing_of_it_leaves_the_site(
        self, tmp_path: Path
    ) -> None:
        settle(tmp_path, '[station]\nname = "Erika"\n\n[scale]\nport = "COM4"\npoll_ms = "Erika"\n')
        finding = findings(tmp_path)["settings"]
        assert finding.level is Level.CANNOT_WORK
        assert finding.told.startswith("line 6: scale.poll_ms: ")
        assert finding.abroad == "line 6 cannot be used"

    def test_what_a_bench_lacks_is_something_to_do(self, tmp_path: Path) -> None:
        settle(tmp_path, "")
        found = findings(tmp_path)
        assert [found[name].level for name in ("scanner", "scale", "printer")] == [Level.TO_DO] * 3

    def test_a_site_that_does_not_weigh_lacks_no_scale(self, tmp_path: Path) -> None:
        settle(tmp_path, NO_DEVICES)
        assert "scale" not in findings(tmp_path)


class TestDevices:
    """The devices in the settings, at the far end of real cables."""

    def test_a_running_station_keeps_its_ports(self, bench: Path) -> None:
        warehouse = moved_in(bench)
        found = findings(bench)
        assert "a station is running" in found["devices"].told
        assert "printer" not in found
        assert warehouse.opened.journal()

    def test_a_jammed_printer_is_told_in_words(self, bench: Path, devices: SimulatorProcess) -> None:
        devices.jam(Jam.PAPER_OUT)
        finding = findings(bench)["printer"]
        devices.unjam()
        assert (finding.level, finding.told) == (
            Level.TO_DO,
            "Printer: no labels left. Load a new roll.",
        )

    def test_a_port_that_is_not_there_is_told_with_those_that_are(self, bench: Path) -> None:
        settings = load(bench / SETTINGS_NAME)
        source = (bench / SETTINGS_NAME).read_text("utf-8")
        settle(bench, source.replace(settings.scanners[0].serial.port, "not-a-port"))
        finding = findings(bench)["scanner"]
        assert finding.level is Level.TO_DO
        assert finding.told.startswith("Front scanner: not there. Check cable and power. (")
        assert finding.to_do.startswith("ports of this PC: ")
        assert finding.abroad == "Scanner: not there. Check cable and power."

    def test_a_printer_that_is_switched_off_is_told(self, bench: Path) -> None:
        source = (bench / SETTINGS_NAME).read_text("utf-8")
        settle(bench, re.sub(r"tcp_port = \d+", "tcp_port = 1", source))
        finding = findings(bench)["printer"]
        assert finding.level is Level.TO_DO
        assert "127.0.0.1" not in str(finding.abroad)

    def test_a_scale_that_says_nothing_is_told(self, bench: Path) -> None:
        # Nobody answers a scale's question at the scanner's end.
        settings = load(bench / SETTINGS_NAME)
        assert settings.scale is not None
        source = (bench / SETTINGS_NAME).read_text("utf-8")
        settle(bench, source.replace(settings.scale.serial.port, settings.scanners[0].serial.port))
        assert findings(bench)["scale"].told.startswith("Scale: does not answer. Is it switched on?")

    @pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
    def test_an_overloaded_scale_is_told(self, bench: Path, devices: SimulatorProcess) -> None:
        devices.tell("overload", on=True)
        finding = findings(bench)["scale"]
        devices.tell("overload", on=False)
        assert finding.told == "Scale: overloaded. Take something off."

    def test_a_printer_that_is_not_asked_is_no_reason_to_worry(self, bench: Path) -> None:
        source = (bench / SETTINGS_NAME).read_text("utf-8")
        settle(bench, source + "status = false\n")
        assert findings(bench)["printer"].level is Level.NOTE

    def test_labels_into_files_need_a_place_and_the_doctor_makes_none(self, bench: Path) -> None:
        folder = bench / "labels" / "new"
        settle(bench, f'{NO_DEVICES}[printer]\nway = "file"\nfolder = "{folder.as_posix()}"\n')
        finding = findings(bench)["printer"]
        assert (finding.level, finding.abroad) == (Level.FINE, "labels go to files")
        assert not folder.parent.exists()
