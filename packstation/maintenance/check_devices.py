"""The settings and the devices they name in a check-up: is each port there, does it open, does it answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic_ns

from packstation.devices.probe import probe_printer, probe_scale, probe_scanner, serial_ports
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.weight import Reading, WeightRule
from packstation.links import polled_scale, printer_link, serial_link
from packstation.maintenance.finding import Finding, Level
from packstation.persistence.examine import keep_stations_out
from packstation.persistence.fault import StoreLocked, StoreUnusable
from packstation.places import SETTINGS_NAME, STORE_NAME
from packstation.settings.section import SettingsError
from packstation.settings.site import BenchSettings
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleSettings,
    ScannerSettings,
    StationSettings,
    load,
)
from packstation.storeroom import settings_at_work
from packstation.ui.fault_words import fault_sentence
from packstation.ui.weight_words import grams

_RUNS = "not checked: a station is running, and a port has one owner"


def check_settings(home: Path) -> tuple[StationSettings | None, list[Finding]]:
    """The settings (None when they cannot be used), and what to say about them."""
    path = home / SETTINGS_NAME
    if not path.exists():
        to_do = f"start the bench once (packstation run): it makes {SETTINGS_NAME} to fill in"
        return None, [Finding("settings", Level.TO_DO, "there are none yet", to_do)]
    try:
        found = _at_work(home)
    except SettingsError as error:
        place = f"line {error.line}" if error.line else "the file"
        to_do = f"correct it in {path}"
        return None, [Finding("settings", Level.CANNOT_WORK, str(error), to_do, f"{place} cannot be used")]
    known = Finding("settings", Level.FINE, "every key and value is known")
    return found.settings, [known, *_of_site(found), *_lacking(found.settings)]


def _at_work(home: Path) -> BenchSettings:
    """What the bench works by; its own file alone where the store cannot be read, of which others tell."""
    try:
        return settings_at_work(home)
    except (StoreUnusable, DeviceFault):
        return BenchSettings(load(home / SETTINGS_NAME))


def _of_site(found: BenchSettings) -> Iterator[Finding]:
    if found.ignored is not None:
        to_do = "install the newer Packstation here, or correct them: packstation central settings FILE"
        told = f"left out, this release cannot read them: {found.ignored}"
        yield Finding("site settings", Level.TO_DO, told, to_do, "left out: they cannot be read")
    elif found.site_keys:
        yield Finding("site settings", Level.FINE, f"count before station.toml: {', '.join(found.site_keys)}")


def _lacking(settings: StationSettings) -> Iterator[Finding]:
    to_do = f"write it into {SETTINGS_NAME}"
    if not settings.scanners:
        yield Finding("scanner", Level.TO_DO, "none in the settings: codes have to be typed", to_do)
    if settings.scale is None and settings.policy.weight_rule is WeightRule.REQUIRED:
        told = "none in the settings, but a weight is required to close a carton"
        yield Finding("scale", Level.TO_DO, told, f"{to_do}, or set packing.weight_check")
    if settings.printer is None:
        yield Finding("printer", Level.TO_DO, "none in the settings: no label can be printed", to_do)


def check_devices(home: Path, settings: StationSettings) -> list[Finding]:
    """Each device of the settings, asked once; not while a station runs on this store."""
    checks = [partial(_scanner, scanner) for scanner in settings.scanners]
    if settings.scale is not None:
        checks.append(partial(_scale, settings.scale))
    if settings.printer is not None:
        checks.append(partial(_printer, settings.printer))
    if not checks:
        return []
    try:
        with keep_stations_out(home / STORE_NAME):
            return [check() for check in checks]
    except StoreLocked:
        return [Finding("devices", Level.NOTE, _RUNS, "look at the lamps on its screen, or stop it first")]
    except OSError as error:
        to_do = "let the user of the bench read and write its folder"
        told = f"not checked: the lock of the store cannot be taken ({error.strerror})"
        return [Finding("devices", Level.TO_DO, told, to_do)]


def _scanner(scanner: ScannerSettings) -> Finding:
    try:
        probe_scanner(serial_link(scanner.name, scanner.serial))
    except DeviceFault as fault:
        return _faulty("scanner", scanner.name, fault, is_serial=True)
    told = f"{scanner.name}: its port opens"
    to_do = "scan something on the screen: a scanner talks only when it reads a code"
    return Finding("scanner", Level.FINE, told, to_do, "its port opens")


def _scale(settings: ScaleSettings) -> Finding:
    readings: list[Reading] = []
    try:
        fault = probe_scale(polled_scale(settings, readings.append, lambda: monotonic_ns() // 1_000_000))
    except DeviceFault as lost:
        return _faulty("scale", "scale", lost, is_serial=True)
    # A load that cannot be weighed is no lamp of the scale's, but somebody has to take it off.
    fault = fault or next((reading.fault for reading in readings if reading.fault is not None), None)
    if fault is not None:
        return Finding("scale", Level.TO_DO, fault_sentence(fault, "scale"))
    weight = readings[-1].gross_grams
    return Finding("scale", Level.FINE, "answers" if weight is None else f"answers: {grams(weight)}")


def _printer(printer: PrinterSettings) -> Finding:
    if printer.way is PrinterWay.FILE:
        return _label_folder(Path(printer.folder))
    try:
        status = probe_printer(printer_link(printer), status_supported=printer.status)
    except DeviceFault as fault:
        return _faulty("printer", "printer", fault, is_serial=printer.way is PrinterWay.SERIAL)
    if status.fault is not None:
        return Finding("printer", Level.TO_DO, fault_sentence(status.fault, "printer"))
    if not status.known:
        told = "connects; it is not asked how it is (status = false)"
        return Finding("printer", Level.NOTE, told, "print a label and look at it")
    waiting = status.formats_waiting + status.labels_left
    return Finding("printer", Level.FINE, f"ready; labels still waiting in it: {waiting}")


def _label_folder(folder: Path) -> Finding:
    """Labels into files: the place must be there, or a place to make it in; nothing is made here."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if os.access(there, os.W_OK):
        return Finding("printer", Level.FINE, f"labels go to {folder}", abroad="labels go to files")
    told = f"labels go to {folder}, which cannot be written"
    to_do = "let the user of the bench write there, or change printer.folder"
    return Finding("printer", Level.TO_DO, told, to_do, "labels go to files that cannot be written")


def _faulty(subject: str, name: str, fault: DeviceFault, *, is_serial: bool) -> Finding:
    detail = f" ({fault.detail})" if fault.detail else ""
    to_do = ""
    if fault.code is FaultCode.GONE and is_serial:
        to_do = f"ports of this PC: {', '.join(serial_ports()) or 'none'}"
    told = f"{fault_sentence(fault.code, name)}{detail}"
    return Finding(subject, Level.TO_DO, told, to_do, fault_sentence(fault.code, subject))
