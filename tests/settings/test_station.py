"""station.toml as somebody types it: what is left out, what is wrong, and where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from packstation.domain.person import SignInWay
from packstation.domain.policy import PackingPolicy, ShortEnding
from packstation.domain.weight import WeightRule
from packstation.places import resources
from packstation.settings.section import SettingsError
from packstation.settings.station import (
    PrinterWay,
    ScaleProtocol,
    SerialSettings,
    StationSettings,
    load,
    parse,
)

SHIPPED: Path = resources() / "station.toml"


def read(source: str) -> StationSettings:
    return parse(tomllib.loads(source), source)


def refused(source: str) -> tuple[str, int | None, str]:
    """Key, line and reason of what is wrong with a file."""
    with pytest.raises(SettingsError) as wrong:
        read(source)
    return wrong.value.key, wrong.value.line, wrong.value.why


def without_marks(source: str) -> str:
    """The shipped file with the # taken away from every setting in it."""
    return re.sub(r"^# (?=\[|\w+ = )", "", source, flags=re.MULTILINE)


def test_an_empty_file_is_a_bench_with_every_default() -> None:
    settings = read("")
    assert settings == StationSettings()
    assert (settings.name, settings.scanners, settings.scale, settings.printer) == ("Bench 1", (), None, None)
    assert settings.policy == PackingPolicy()
    assert (settings.block.company_prefix, settings.block.next_serial) == ("", 1)


def test_the_shipped_file_is_good_as_it_is() -> None:
    assert load(SHIPPED) == StationSettings()


def test_the_shipped_file_is_good_with_every_mark_taken_away() -> None:
    source = without_marks(SHIPPED.read_text("utf-8"))
    settings = read(source)
    assert settings.language == "de"
    assert settings.scanners[0].serial == SerialSettings("COM3")
    assert settings.scale is not None
    assert (settings.scale.protocol, settings.scale.serial.port) == (ScaleProtocol.MT_SICS, "COM4")
    assert settings.printer is not None
    assert (settings.printer.way, settings.printer.host) == (PrinterWay.TCP, "192.0.2.10")
    assert settings.policy.weight_rule is WeightRule.REQUIRED
    assert settings.policy.ship_from == ("Your company", "Street 1", "12345 Town")
    assert settings.block.company_prefix == "1234567"


def test_the_shipped_file_shows_the_defaults_it_names() -> None:
    source = without_marks(SHIPPED.read_text("utf-8"))
    policy, usual = read(source).policy, PackingPolicy()
    assert (policy.tolerance, policy.carton_type, policy.idle_lock_s, policy.sign_in_way) == (
        usual.tolerance,
        usual.carton_type,
        usual.idle_lock_s,
        usual.sign_in_way,
    )
    assert "# fewest_weighings = 3 " in SHIPPED.read_text("utf-8")
    assert policy.fewest_weighings == usual.fewest_weighings == 3


EVERYTHING = """\
[station]
name = "Dock 4"
[[scanner]]
name = "hand"
port = "COM3"
[[scanner]]
name = "table"
port = "COM5"
baud = 115200
[scale]
protocol = "toledo-8217"
port = "COM4"
data_bits = 7
parity = "E"
unit = "lb"
poll_ms = 200
[printer]
way = "serial"
port = "COM6"
dpi = 300
status = false
[packing]
weight_check = "advisory"
sign_in = "badge_and_pin"
double_read_ms = 300
short = "ship"
places = ["P 1", " P  2 "]
fewest_weighings = 5
[packing.carton]
tare_grams = 90
[backup]
kept = 3
"""


def test_every_setting_a_site_can_make() -> None:
    settings = read(EVERYTHING)
    assert [(scanner.name, scanner.serial.baud) for scanner in settings.scanners] == [
        ("hand", 9600),
        ("table", 115_200),
    ]
    assert settings.scale is not None
    assert (settings.scale.serial.data_bits, settings.scale.serial.parity, settings.scale.unit) == (
        7,
        "E",
        "lb",
    )
    assert settings.printer is not None
    assert (settings.printer.serial, settings.printer.dpi, settings.printer.status) == (
        SerialSettings("COM6"),
        300,
        False,
    )
    policy = settings.policy
    assert (policy.weight_rule, policy.sign_in_way) == (WeightRule.ADVISORY, SignInWay.BADGE_AND_PIN)
    assert (policy.double_read_ms, policy.carton_type.tare_grams, settings.backups_kept) == (300, 90, 3)
    assert (policy.short_ending, policy.places) == (ShortEnding.SHIP, ("P 1", "P 2"))
    assert policy.fewest_weighings == 5


def test_a_file_printer_is_not_asked_how_it_is() -> None:
    printer = read('[printer]\nway = "file"\nfolder = "labels"\n').printer
    assert printer is not None
    assert (printer.folder, printer.status) == ("labels", False)


UNKNOWN = "is not a setting of Packstation"


@pytest.mark.parametrize(
    ("source", "key", "line"),
    [
        ('[station]\nname = "A"\ncolour = "red"\n', "station.colour", 3),
        ("nonsense = 1\n", "nonsense", 1),
        ("\n[scales]\n", "scales", 2),
        ('[[scanner]]   # the first\nport = "COM3"\nspeed = 1\n', "scanner.speed", 3),
        (
            '[[scanner]]\nport = "COM3"\n\n[[scanner]]\nname = "b"\nport = "COM4"\nspeed = 1\n',
            "scanner.speed",
            7,
        ),
        ('[scale]\nport = "COM4"\n"mode" = 1\n', "scale.mode", 3),
        ('[printer]\nhost = "x"\n# a comment\ndpl = 203\n', "printer.dpl", 4),
        ("[packing]\ntolerance = 15\n", "packing.tolerance", 2),
        ("[packing]\n[packing.carton] # usual\ngrams = 15\n", "packing.carton.grams", 3),
        ('[sscc]\nprefix = "1"\n', "sscc.prefix", 2),
        ("[backup]\nkeep = 3\n", "backup.keep", 2),
    ],
)
def test_a_key_nobody_knows_is_named_with_its_line(source: str, key: str, line: int) -> None:
    assert refused(source) == (key, line, UNKNOWN)


@pytest.mark.parametrize(
    ("source", "key", "line", "why"),
    [
        ("[station]\nname = 4\n", "station.name", 2, "text"),
        ("station = 4\n", "station", 1, "table"),
        ("scanner = 4\n", "scanner", 1, "list of tables"),
        ("[scanner]\n", "scanner", 1, "list of tables"),
        ("[[scanner]]\nbaud = 9600\n", "scanner.port", 1, "needed"),
        ('[[scanner]]\nport = "A"\nbaud = "fast"\n', "scanner.baud", 3, "300 to 921600"),
        ('[[scanner]]\nport = "A"\n[[scanner]]\nport = "B"\n', "scanner.name", 3, "no other device"),
        ('[[scanner]]\nname = "scale"\nport = "A"\n', "scanner.name", 2, "no other device"),
        ('[scale]\nprotocol = "sics"\nport = "A"\n', "scale.protocol", 2, "mt-sics, toledo-8217"),
        ('[scale]\nport = "A"\nparity = "X"\n', "scale.parity", 3, "N, E or O"),
        ('[scale]\nport = "A"\nstop_bits = 3\n', "scale.stop_bits", 3, "1 to 2"),
        ('[scale]\nport = "A"\npoll_ms = 1000\n', "scale.poll_ms", 3, "half"),
        ('[printer]\nway = "usb"\n', "printer.way", 2, "tcp, serial, file"),
        ("[printer]\n", "printer.host", 1, "needed"),
        ('[printer]\nway = "file"\n', "printer.folder", 1, "needed"),
        ('[printer]\nway = "serial"\n', "printer.port", 1, "needed"),
        ('[printer]\nhost = "x"\ndpi = 250\n', "printer.dpi", 3, "203 or 300"),
        ('[printer]\nhost = "x"\nstatus = 1\n', "printer.status", 3, "true or false"),
        ("[packing]\ntolerance_grams = -1\n", "packing.tolerance_grams", 2, "whole number"),
        ("[packing]\ntolerance_grams = 1.5\n", "packing.tolerance_grams", 2, "whole number"),
        ("[packing]\ntolerance_grams = true\n", "packing.tolerance_grams", 2, "whole number"),
        ("[packing]\nidle_lock_s = 3600\n", "packing.idle_lock_s", 2, "10 to 900"),
        ('[packing]\nweight_check = "maybe"\n', "packing.weight_check", 2, "required, advisory, off"),
        ('[packing]\nship_from = "one line"\n', "packing.ship_from", 2, "list of texts"),
        ("[packing]\nship_from = [1]\n", "packing.ship_from", 2, "list of texts"),
        ("[packing]\nfewest_weighings = 0\n", "packing.fewest_weighings", 2, "1 to 100"),
        ('[packing]\nshort = "guess"\n', "packing.short", 2, "ship, park, lead"),
        ('[packing]\nplaces = ["P 1", "p  1"]\n', "packing.places", 2, "differ"),
        ('[packing]\nplaces = ["P 1", " "]\n', "packing.places", 2, "1 to 24 letters"),
        (f'[packing]\nplaces = ["{"x" * 25}"]\n', "packing.places", 2, "1 to 24 letters"),
        ('[sscc]\ncompany_prefix = "12a4"\n', "sscc.company_prefix", 2, "4 to 12 digits"),
        ('[sscc]\ncompany_prefix = "123456789012"\n', "sscc.company_prefix", 2, "does not fit"),
        ("[sscc]\nfirst_serial = 9\nlast_serial = 8\n", "sscc.last_serial", 3, "below"),
        ('[sscc]\nplate_prefix = "PSB"\n', "sscc.plate_prefix", 2, "PSB"),
        ('[sscc]\nplate_prefix = "PSC"\n', "sscc.plate_prefix", 2, "PSC"),
        ('[sscc]\nplate_prefix = ""\n', "sscc.plate_prefix", 2, "1 to 8"),
        ('[sscc]\nplate_prefix = "größe"\n', "sscc.plate_prefix", 2, "capital letters"),
    ],
)
def test_a_wrong_value_says_which_where_and_why(source: str, key: str, line: int | None, why: str) -> None:
    found_key, found_line, found_why = refused(source)
    assert (found_key, found_line) == (key, line)
    assert why in found_why


def test_the_sentence_names_line_and_key() -> None:
    with pytest.raises(SettingsError, match=r"^line 2: station\.colour: is not a setting of Packstation$"):
        read('[station]\ncolour = "red"\n')


def _missing(path: Path) -> None:
    path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("write", "why"),
    [
        (lambda path: path.write_text("[station\n", "utf-8"), "line 1"),
        (lambda path: path.write_bytes('[station]\nname = "Büro"\n'.encode("cp1252")), "UTF-8"),
        (_missing, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, write: Callable[[Path], object], why: str
) -> None:
    path = tmp_path / "station.toml"
    write(path)
    with pytest.raises(SettingsError, match=f"station.toml: .*{why}"):
        load(path)


def test_a_file_saved_by_windows_own_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text('[station]\r\nname = "Büro"\r\n', "utf-8-sig", newline="")
    assert load(path).name == "Büro"
