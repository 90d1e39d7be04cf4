"""The settings without names, addresses, ports and numbers of the site: only how things are set."""

from __future__ import annotations

import re
from dataclasses import asdict

from packstation.domain.cutoff import CutoffTable
from packstation.domain.policy import PackingPolicy
from packstation.settings.paper import SheetSettings
from packstation.settings.station import PrinterSettings, ScaleSettings, SerialSettings, StationSettings

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

_LANGUAGE = re.compile(r"[a-z]{2}([_-][A-Z]{2})?")
_UNITS = frozenset({"kg", "lb"})
_SET = "(set)"


def extract(settings: StationSettings) -> dict[str, Plain]:
    """What support may see of them, JSON-ready."""
    return {
        "language": settings.language if _LANGUAGE.fullmatch(settings.language) else _told(settings.language),
        "scanners": [_serial(scanner.serial) for scanner in settings.scanners],
        "scale": _scale(settings.scale) if settings.scale else None,
        "printer": _printer(settings.printer) if settings.printer else None,
        "packing": _policy(settings.policy),
        "sscc": {
            "extension_digit": settings.block.extension_digit,
            "company_prefix": _told(settings.block.company_prefix),
            "plate_prefix": _told(settings.block.plate_prefix),
        },
        "backups_kept": settings.backups_kept,
        "screen": asdict(settings.screen),
        "sheets": _sheets(settings.sheets),
        "cutoff": _cutoffs(settings.cutoffs),
    }


def _told(text: str) -> str:
    """Whether a text is set, not what it says."""
    return _SET if text else ""


def _serial(line: SerialSettings) -> dict[str, Plain]:
    return {**asdict(line), "port": _kind_of_port(line.port)}


def _kind_of_port(port: str) -> str:
    if re.fullmatch(r"COM\d{1,3}", port, re.IGNORECASE):
        return "COM port"
    return "URL" if "://" in port else "device file"


def _scale(scale: ScaleSettings) -> dict[str, Plain]:
    return {
        "protocol": scale.protocol.value,
        "serial": _serial(scale.serial),
        "unit": scale.unit if scale.unit in _UNITS else _told(scale.unit),
        "poll_ms": scale.poll_ms,
    }


def _printer(printer: PrinterSettings) -> dict[str, Plain]:
    return {
        "way": printer.way.value,
        "host": _told(printer.host),
        "tcp_port": printer.tcp_port,
        "serial": _serial(printer.serial) if printer.serial else None,
        "folder": _told(printer.folder),
        "dpi": printer.dpi,
        "status": printer.status,
    }


def _sheets(sheets: SheetSettings) -> dict[str, Plain]:
    paper, camera = sheets.paper, sheets.camera
    return {
        "paper": {"way": paper.way.value, "name": _told(paper.name), "folder": _told(paper.folder)}
        if paper
        else None,
        "documents": _told(sheets.documents),
        "camera": {"way": camera.way.value, "source": _told(camera.source), "keep_days": camera.keep_days}
        if camera
        else None,
    }


def _cutoffs(table: CutoffTable) -> dict[str, Plain]:
    return {
        "zone": str(table.zone) if table.zone else "",
        "time": f"{table.usual.at:%H:%M}",
        "days": len(table.usual.days),
        "methods": len(table.methods),
    }


def _policy(policy: PackingPolicy) -> dict[str, Plain]:
    return {
        "carton": {
            "code": _told(policy.carton_type.code),
            "tare_grams": policy.carton_type.tare_grams,
            "fill_grams": policy.carton_type.fill_grams,
        },
        "more_cartons": len(policy.carton_types),
        "typed_label_verifies": policy.typed_label_verifies,
        "tolerance": asdict(policy.tolerance),
        "weight_check": policy.weight_rule.value,
        "sign_in": policy.sign_in_way.value,
        "double_read_ms": policy.double_read_ms,
        "settle_ms": policy.settle_ms,
        "patience_ms": policy.patience_ms,
        "zero_band_grams": policy.zero_band_grams,
        "weight_max_age_ms": policy.weight_max_age_ms,
        "idle_lock_s": policy.idle_lock_s,
        "ship_from_lines": len(policy.ship_from),
        "short": policy.short_ending.value,
        "places": len(policy.places),
    }
