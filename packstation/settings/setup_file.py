"""station.toml as whoever sets the bench up changes it: their keys, and not a word of anybody else's.

Comments, order and keys that are not asked about stay as they are. The file before is kept beside it as
station.toml.bak, the new one takes its place whole or not at all, and only what the station can read back,
with just these changes, is written.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import MutableMapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from packstation.domain.bench_setup import (
    BenchSetup,
    DeviceKind,
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    ScannerChoice,
    SerialLine,
    SetupStep,
)
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.sscc import LAST_SERIAL
from packstation.settings.section import SettingsError
from packstation.settings.station import SerialSettings, StationSettings, load, parse

SSCC_DIGITS = 16
"""Of a carton's number, for company prefix and serial together."""

Table = MutableMapping[str, Any]


class StationFile:
    """The file at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> BenchSetup:
        """As the file says."""
        try:
            return setup_of(load(self._path))
        except SettingsError as error:
            raise _wrong(error) from error

    def write(self, setup: BenchSetup) -> tuple[str, ...]:
        """Change what differs; the keys that changed."""
        before = self.read()
        if setup == before:
            return ()
        try:
            source = self._path.read_text("utf-8-sig")
            text = written(source, setup)
            self._replace(text)
        except SettingsError as error:
            raise _wrong(error) from error
        except OSError as error:
            raise Refused(RefusalCode.SETTING_NOT_KEPT) from error
        return changed_keys(before, setup)

    def _replace(self, text: str) -> None:
        shutil.copyfile(self._path, self._path.with_suffix(".toml.bak"))
        replace_whole(self._path, text)


class SetupMark:
    """The file that says which step is in front; once it is gone, all is done."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self) -> SetupStep | None:
        """The step in front; the first one where the file says nothing known."""
        try:
            said = self._path.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return SetupStep.LANGUAGE
        return SetupStep(said) if said in set(SetupStep) else SetupStep.LANGUAGE

    def keep(self, step: SetupStep) -> None:
        """This step is in front now. A disk that takes nothing is found when settings are written."""
        try:
            replace_whole(self._path, step.value)
        except OSError as error:
            raise Refused(RefusalCode.SETTING_NOT_KEPT) from error

    def forget(self) -> None:
        """All is done."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise Refused(RefusalCode.SETTING_NOT_KEPT) from error


def replace_whole(path: Path, text: str) -> None:
    """Write a file so that after a power cut the one before or the new one stands there. OSError."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def setup_of(settings: StationSettings) -> BenchSetup:
    """What is asked about, out of all settings."""
    scale, printer = settings.scale, settings.printer
    return BenchSetup(
        name=settings.name,
        language=settings.language,
        ship_from=settings.policy.ship_from,
        company_prefix=settings.block.company_prefix,
        scanners=tuple(ScannerChoice(each.name, _line(each.serial)) for each in settings.scanners),
        scale=ScaleChoice(DeviceKind(scale.protocol.value), _line(scale.serial)) if scale else None,
        printer=PrinterChoice(
            LabelWay(printer.way.value),
            printer.host,
            printer.tcp_port,
            _line(printer.serial) if printer.serial else None,
            printer.folder,
            printer.dpi,
        )
        if printer
        else None,
    )


def in_order(setup: BenchSetup) -> BenchSetup:
    """The same setup, its scanners by name: their order in the file says nothing."""
    return replace(setup, scanners=tuple(sorted(setup.scanners, key=lambda each: each.name)))


def changed_keys(before: BenchSetup, after: BenchSetup) -> tuple[str, ...]:
    """The keys of the file by which two setups differ."""
    return tuple(key for key, name in _KEYS.items() if getattr(before, name) != getattr(after, name))


_KEYS = {
    "station.name": "name",
    "station.language": "language",
    "packing.ship_from": "ship_from",
    "sscc.company_prefix": "company_prefix",
    "scanner": "scanners",
    "scale": "scale",
    "printer": "printer",
}


def written(source: str, setup: BenchSetup) -> str:
    """The text of the file with this setup in it. SettingsError for what no station could start with."""
    import tomlkit  # noqa: PLC0415  no start waits for it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    before = setup_of(parse(tomllib.loads(source), source))
    document = tomlkit.parse(source)
    wanted: dict[str, Any] = document.unwrap()
    _change(document, before, setup)
    _change(wanted, before, setup)
    try:
        text = tomlkit.dumps(document)
        values = tomllib.loads(text)
    except (TOMLKitError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("station.toml", "cannot be changed here") from error
    if values != wanted:
        raise SettingsError("station.toml", "cannot be changed here")
    if in_order(setup_of(parse(values, text))) != in_order(setup):
        raise SettingsError("station.toml", "would not say what was chosen")
    return text


def _change(root: Table, before: BenchSetup, after: BenchSetup) -> None:
    """Write what differs into the tables of a file, whether they know comments or not."""
    if after.name != before.name:
        _table(root, "station")["name"] = after.name
    if after.language != before.language:
        _put(_table(root, "station"), "language", after.language, "")
    if after.ship_from != before.ship_from:
        _put(_table(root, "packing"), "ship_from", list(after.ship_from), [])
    if after.company_prefix != before.company_prefix:
        _number_by(_table(root, "sscc"), after.company_prefix)
    if after.scanners != before.scanners:
        _change_scanners(root, after.scanners)
    if after.scale != before.scale:
        _change_scale(root, after.scale)
    if after.printer != before.printer:
        _change_printer(root, after.printer)


def _number_by(table: Table, prefix: str) -> None:
    """A long prefix leaves few digits for serials: the last one has to fit behind it."""
    _put(table, "company_prefix", prefix, "")
    if 0 < len(prefix) < SSCC_DIGITS:
        last = 10 ** (SSCC_DIGITS - len(prefix)) - 1
        if table.get("last_serial", LAST_SERIAL) > last:
            table["last_serial"] = last


def _change_scanners(root: Table, scanners: tuple[ScannerChoice, ...]) -> None:
    """A scanner that stays keeps its block, and what else stands in it."""
    blocks = root.get("scanner", [])
    names = [scanner.name for scanner in scanners]
    for place in reversed(range(len(blocks))):
        if blocks[place].get("name", "scanner") not in names:
            del blocks[place]
    known = {block.get("name", "scanner"): block for block in blocks}
    fresh = []
    for scanner in scanners:
        block = known.get(scanner.name)
        if block is None:
            block = {"name": scanner.name}
            fresh.append(block)
        _put_line(block, scanner.line)
    if not len(blocks) + len(fresh):
        root.pop("scanner", None)
    elif len(blocks):
        for block in fresh:
            blocks.append(block)
    elif fresh:
        root["scanner"] = fresh


def _change_scale(root: Table, scale: ScaleChoice | None) -> None:
    if scale is None:
        root.pop("scale", None)
        return
    table = _table(root, "scale")
    _put(table, "protocol", scale.kind.value, None)
    _put_line(table, scale.line)


def _change_printer(root: Table, printer: PrinterChoice | None) -> None:
    """A printer reached another way is another printer: nothing of the one before counts for it."""
    if printer is None:
        root.pop("printer", None)
        return
    if root.get("printer", {}).get("way", LabelWay.TCP.value) != printer.way.value:
        root.pop("printer", None)
    table = _table(root, "printer")
    usual = PrinterChoice(printer.way)
    _put(table, "way", printer.way.value, None)
    _put(table, "host", printer.host, usual.host)
    _put(table, "tcp_port", printer.tcp_port, usual.tcp_port)
    _put(table, "folder", printer.folder, usual.folder)
    _put(table, "dpi", printer.dpi, usual.dpi)
    if printer.line is not None:
        _put_line(table, printer.line)


def _put_line(table: Table, line: SerialLine) -> None:
    usual = SerialLine(line.port)
    for field in fields(SerialLine):
        chosen = getattr(line, field.name)
        default = None if field.name == "port" else getattr(usual, field.name)
        _put(table, field.name, chosen, default)


def _put(table: Table, key: str, chosen: object, usual: object) -> None:
    """Write a key that says something else than nothing at all would; take it out where it would not."""
    if chosen == usual:
        table.pop(key, None)
    elif table.get(key) != chosen:
        table[key] = chosen


def _table(root: Table, name: str) -> Table:
    if name not in root:
        root[name] = {}
    found: Table = root[name]
    return found


def _line(serial: SerialSettings) -> SerialLine:
    return SerialLine(serial.port, serial.baud, serial.data_bits, serial.parity, serial.stop_bits)


def _wrong(error: SettingsError) -> Refused:
    return Refused(RefusalCode.SETTING_WRONG, key=error.key)
