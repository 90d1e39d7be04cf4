"""station.toml: what this bench is, which devices it has, and how its site packs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from packstation.domain import badge, command_code
from packstation.domain.cutoff import CutoffTable
from packstation.domain.park import LONGEST_PLACE
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import LAST_SERIAL, SsccBlock
from packstation.domain.value import value
from packstation.domain.weight import Tolerance
from packstation.settings.carton import carton_type, more_types
from packstation.settings.cutoff import cutoff_settings
from packstation.settings.paper import SheetSettings, sheet_settings
from packstation.settings.screen import ScreenSettings, screen_settings
from packstation.settings.section import Section, SettingsError

TAKEN_NAMES = frozenset({"scale", "printer", "store", "keyboard", "paper printer", "camera"})
"""Names under which the bench itself speaks of devices."""

NOT_A_PLATE = (badge.PREFIX, command_code.PREFIX)
"""A carton's number must not begin like a badge or a command: it could never be scanned back."""

_PLATE_PREFIX = re.compile(r"[0-9A-Z]{1,8}")


class ScaleProtocol(StrEnum):
    """The dialects a scale can speak."""

    MT_SICS = "mt-sics"
    TOLEDO_8217 = "toledo-8217"


class PrinterWay(StrEnum):
    """How labels reach the printer."""

    TCP = "tcp"
    SERIAL = "serial"
    FILE = "file"


@value
class SerialSettings:
    """A serial port: `port` as the system names it (`COM3`, `/dev/serial/by-id/…`) or a pyserial URL."""

    port: str
    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


@value
class ScannerSettings:
    """A scanner under the name its lamp bears."""

    name: str
    serial: SerialSettings


@value
class ScaleSettings:
    """The scale. `unit` only for protocols that send none (Toledo 8217)."""

    protocol: ScaleProtocol
    serial: SerialSettings
    unit: str = "kg"
    poll_ms: int = 100


@value
class PrinterSettings:
    """The label printer. `dpi` 203 or 300; `status` off for clones that never answer `~HS`."""

    way: PrinterWay
    host: str = ""
    tcp_port: int = 9100
    serial: SerialSettings | None = None
    folder: str = ""
    dpi: int = 203
    status: bool = True


def _own_numbers() -> SsccBlock:
    return SsccBlock(0, "", "P", 1, LAST_SERIAL)


@value
class StationSettings:
    """Everything in station.toml."""

    name: str = "Bench 1"
    language: str = ""
    scanners: tuple[ScannerSettings, ...] = ()
    scale: ScaleSettings | None = None
    printer: PrinterSettings | None = None
    policy: PackingPolicy = field(default_factory=PackingPolicy)
    block: SsccBlock = field(default_factory=_own_numbers)
    backups_kept: int = 14
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    sheets: SheetSettings = field(default_factory=SheetSettings)
    cutoffs: CutoffTable = field(default_factory=CutoffTable)


def load(path: Path) -> StationSettings:
    """Read station.toml. Raises SettingsError with key and line, also for keys nobody knows."""
    return parse(*decoded(path))


def decoded(path: Path) -> tuple[dict[str, object], str]:
    """What stands in a file of settings, and its text. SettingsError for one that cannot be read."""
    try:
        source = path.read_text("utf-8-sig")  # Windows' editor puts a mark in front of UTF-8
        return tomllib.loads(source), source
    except OSError as error:
        raise SettingsError(path.name, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path.name, "must be saved as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path.name, str(error)) from error


def parse(values: dict[str, object], source: str = "") -> StationSettings:
    """The settings in an already decoded file."""
    root = Section("", values, source)
    station, backup = root.table("station"), root.table("backup")
    scale = root.table("scale") if root.has("scale") else None
    settings = StationSettings(
        name=station.text("name", "Bench 1"),
        language=station.text("language", ""),
        scanners=_scanners(root.tables("scanner")),
        scale=_scale(scale) if scale else None,
        printer=_printer(root.table("printer")) if root.has("printer") else None,
        policy=_policy(root.table("packing"), root.tables("carton")),
        block=_block(root.table("sscc")),
        backups_kept=backup.number("kept", 14, 1, 1000),
        screen=screen_settings(root.table("screen"), ScreenSettings()),
        sheets=sheet_settings(root),
        cutoffs=cutoff_settings(root.table("cutoff")),
    )
    for section in (station, backup, root):
        section.finish()
    if scale and settings.scale and settings.scale.poll_ms * 2 > settings.policy.weight_max_age_ms:
        raise scale.wrong("poll_ms", "must be at most half of packing.weight_max_age_ms")
    return settings


def _serial(section: Section) -> SerialSettings:
    port = section.text("port", "")
    if not port:
        raise section.wrong("port", "is needed")
    parity = section.text("parity", "N")
    if parity not in {"N", "E", "O"}:
        raise section.wrong("parity", "must be N, E or O")
    return SerialSettings(
        port,
        section.number("baud", 9600, 300, 921_600),
        section.number("data_bits", 8, 7, 8),
        parity,
        section.number("stop_bits", 1, 1, 2),
    )


def _scanners(sections: tuple[Section, ...]) -> tuple[ScannerSettings, ...]:
    """Each under a name of its own: by the name a second read is told from another hand's."""
    scanners: dict[str, ScannerSettings] = {}
    for section in sections:
        name = section.text("name", "scanner")
        if not name.strip() or name in scanners or name in TAKEN_NAMES:
            raise section.wrong("name", f"must be a name that no other device has, not {name!r}")
        scanners[name] = ScannerSettings(name, _serial(section))
        section.finish()
    return tuple(scanners.values())


def _scale(section: Section) -> ScaleSettings:
    scale = ScaleSettings(
        section.choice("protocol", ScaleProtocol.MT_SICS),
        _serial(section),
        section.text("unit", "kg"),
        section.number("poll_ms", 100, 20, 2000),
    )
    section.finish()
    return scale


def _printer(section: Section) -> PrinterSettings:
    way = section.choice("way", PrinterWay.TCP)
    dpi = section.number("dpi", 203, 203, 300)
    if dpi not in {203, 300}:
        raise section.wrong("dpi", "must be 203 or 300")
    printer = PrinterSettings(
        way=way,
        host=section.text("host", ""),
        tcp_port=section.number("tcp_port", 9100, 1, 65_535),
        serial=_serial(section) if way is PrinterWay.SERIAL else None,
        folder=section.text("folder", ""),
        dpi=dpi,
        status=section.yes("status", way is not PrinterWay.FILE),
    )
    if way is PrinterWay.TCP and not printer.host:
        raise section.wrong("host", "is needed")
    if way is PrinterWay.FILE and not printer.folder:
        raise section.wrong("folder", "is needed")
    section.finish()
    return printer


def _policy(section: Section, cartons: tuple[Section, ...]) -> PackingPolicy:
    usual = PackingPolicy()
    first = carton_type(section.table("carton"), usual.carton_type)
    policy = PackingPolicy(
        carton_type=first,
        carton_types=more_types(cartons, first),
        tolerance=Tolerance(
            section.number("tolerance_grams", usual.tolerance.grams),
            section.number("tolerance_permille", usual.tolerance.permille, 0, 1000),
        ),
        weight_rule=section.choice("weight_check", usual.weight_rule),
        sign_in_way=section.choice("sign_in", usual.sign_in_way),
        double_read_ms=section.number("double_read_ms", usual.double_read_ms, 0, 5000),
        settle_ms=section.number("settle_ms", usual.settle_ms, 0, 10_000),
        patience_ms=section.number("patience_ms", usual.patience_ms, 0, 60_000),
        zero_band_grams=section.number("zero_band_grams", usual.zero_band_grams, 0, 1000),
        weight_max_age_ms=section.number("weight_max_age_ms", usual.weight_max_age_ms, 200, 10_000),
        idle_lock_s=section.number("idle_lock_s", usual.idle_lock_s, 10, 900),
        ship_from=section.texts("ship_from"),
        short_ending=section.choice("short", usual.short_ending),
        places=_places(section),
        typed_label_verifies=section.yes("typed_label_verifies", usual.typed_label_verifies),
        fewest_weighings=section.number("fewest_weighings", usual.fewest_weighings, 1, 100),
    )
    section.finish()
    return policy


def _places(section: Section) -> tuple[str, ...]:
    """Where orders are parked: names a person can tell apart at a glance."""
    places = tuple(" ".join(place.split()) for place in section.texts("places"))
    if len({place.casefold() for place in places}) < len(places):
        raise section.wrong("places", "must be names that differ")
    if not all(0 < len(place) <= LONGEST_PLACE for place in places):
        raise section.wrong("places", f"must be names of 1 to {LONGEST_PLACE} letters")
    return places


def _block(section: Section) -> SsccBlock:
    digit, prefix = section.number("extension_digit", 0, 0, 9), section.text("company_prefix", "")
    plate_prefix = section.text("plate_prefix", "P")
    first, last = section.number("first_serial", 1, 1), section.number("last_serial", LAST_SERIAL, 1)
    section.finish()
    if not _PLATE_PREFIX.fullmatch(plate_prefix) or f"{plate_prefix}-".startswith(NOT_A_PLATE):
        raise section.wrong("plate_prefix", "must be 1 to 8 capital letters or digits, and not PSB or PSC")
    if last < first:
        raise section.wrong("last_serial", "must not be below first_serial")
    try:
        block = SsccBlock(digit, prefix, plate_prefix, first, last)
    except ValueError as error:
        raise section.wrong("company_prefix", str(error)) from error
    return block
