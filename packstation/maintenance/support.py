"""The command that writes a bundle for support: what it needs to help, nothing of people and customers."""

from __future__ import annotations

import io
import json
import platform
import re
import secrets
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import packstation
from packstation.domain.refusal import DeviceFault
from packstation.maintenance import journal_extract, log_extract, settings_extract
from packstation.maintenance.doctor import look
from packstation.maintenance.finding import as_text
from packstation.maintenance.speech import complain, say
from packstation.persistence.engine import library_version
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_rows import newest_rows, row_counts
from packstation.places import LOG_NAME, LOGS_NAME, SETTINGS_NAME, STORE_NAME
from packstation.settings.section import SettingsError
from packstation.settings.station import load

JOURNAL_ROWS = 50_000
"""Some weeks of a busy bench; more would make a bundle no mail takes."""

SALT_BYTES = 32

_ABOUT = """What is in here, all of it text; look into it before you send it.

doctor.txt     what packstation doctor said, without names, ports and addresses
versions.json  of Packstation, Python, the system and the libraries
settings.json  how the bench is set; texts only as "(set)"
store.json     how many rows each table has
journal.csv    the newest rows: kinds, codes, times, counts; ids as hashes with a salt that is in no file
log.txt        the last logs: times, our own messages and places in our code

No names, no addresses, no order numbers, no codes that were scanned, no PINs, no secrets.
"""


def write_bundle(home: Path, target: Path) -> int:
    """Write the bundle to a new file; also while the station runs."""
    content = bundle(home, datetime.now(UTC))  # noqa: TID251  this command's only clock
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return complain(f"{target} is there already; name another file")
    except OSError as error:
        return complain(f"{target}: {error.strerror}")
    say(f"{target}: {len(content)} bytes. Nothing was sent; look into it before you do.")
    return 0


def bundle(home: Path, now: datetime) -> bytes:
    """The bytes of the bundle."""
    path = home / STORE_NAME
    salt = secrets.token_bytes(SALT_BYTES)
    lines = log_extract.newest_lines(home / LOGS_NAME, LOG_NAME)
    texts = {
        "about.txt": _ABOUT,
        "doctor.txt": as_text(look(home, now), for_support=True) + "\n",
        "versions.json": _json(_versions()),
        "settings.json": _settings(home / SETTINGS_NAME),
        "store.json": _of_store(lambda: _json(row_counts(path))),
        "journal.csv": _of_store(lambda: journal_extract.as_csv(newest_rows(path, JOURNAL_ROWS), salt)),
        "log.txt": log_extract.extract(lines, log_extract.OwnWords.of_program()),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return target.getvalue()


def _of_store(read: Callable[[], str]) -> str:
    try:
        return read()
    except FileNotFoundError:
        return "there is no store\n"
    except StoreUnusable as trouble:
        return f"{type(trouble).__name__}\n"
    except DeviceFault as fault:
        return f"{fault.code.value}\n"


def _settings(path: Path) -> str:
    try:
        return _json(settings_extract.extract(load(path)))
    except SettingsError as error:
        return f"cannot be used, line {error.line or '?'}\n"


def _versions() -> dict[str, str]:
    try:
        wanted = metadata.requires("packstation") or []
    except metadata.PackageNotFoundError:
        wanted = []
    names = sorted({found[0] for need in wanted if (found := re.match(r"[A-Za-z0-9._-]+", need))})
    return {
        "packstation": packstation.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": ".".join(map(str, library_version())),
        **{name: _version(name) for name in names},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _json(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, indent=2) + "\n"
