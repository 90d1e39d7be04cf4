"""Who a station is at its site's central, and how it gets there: one file that `central enrol` writes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from packstation.domain.central_fault import EnrolmentFault
from packstation.persistence.disk import flush_file, flush_folder

FORM = 1
"""Of the file. A later release reads it; an earlier one says that it does not."""
STATION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
ROLE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,62}")
"""Of the database's role that the station signs in with."""
LARGEST_BYTES = 256 * 1024
"""Of an enrolment with its certificates, many times over: nobody waits for a film to be read."""
MOUNTED_UNDER = (Path("/media"), Path("/run/media"), Path("/mnt"), Path("/Volumes"))
"""Where sticks appear."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_this_pc(host: str) -> bool:
    """Whether the way there leaves this PC nowhere, whichever of several hosts libpq takes."""
    return all(one in LOOPBACK or one.startswith("/") for one in host.split(","))


class EnrolmentUnfit(Exception):
    """An enrolment that cannot be used; says why, and what to do."""

    def __init__(self, fault: EnrolmentFault, why: str) -> None:
        super().__init__(why)
        self.fault = fault


class Tls(StrEnum):
    """How the way to central is kept from others. There is nothing between these two, and no falling back."""

    VERIFY_FULL = "verify-full"
    """TLS 1.2 or newer, to the very machine that the certificate names."""
    OFF = "off"
    """Only where central runs on this very PC: demonstrations and tests."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One station's identity. What is secret of it is shown by nothing, `repr` included.

    `number`: the how manieth of its site it is. `root` is the certificate, in PEM, that central's own must
    lead up to; None: one that this PC trusts anyway. `certificate` and `key` are the station's, where central
    asks for them.
    """

    site_id: UUID
    station_id: str
    host: str
    port: int
    database: str
    role: str
    tls: Tls
    number: int | None = None
    root: str | None = None
    certificate: str | None = None
    password: str | None = field(default=None, repr=False)
    key: str | None = field(default=None, repr=False)

    def refuse_unsafe(self) -> None:
        """Raise EnrolmentUnfit for a way to central that others could read or pretend to be."""
        if self.tls is Tls.OFF and not is_this_pc(self.host):
            raise EnrolmentUnfit(
                EnrolmentFault.UNSAFE,
                f"{self.host} is another machine: the way there must be encrypted (TLS), and is not",
            )
        if (self.certificate is None) != (self.key is None):
            raise EnrolmentUnfit(
                EnrolmentFault.HALF, "a certificate without its key, or a key without its certificate"
            )


def enrolment_text(enrolment: Enrolment) -> str:
    """The file that is carried to the bench."""
    told = {name: getattr(enrolment, name) for name in Enrolment.__dataclass_fields__}
    told |= {"site_id": str(enrolment.site_id), "tls": enrolment.tls.value}
    return json.dumps({"packstation_enrolment": FORM, **told}, indent=1) + "\n"


def enrolment_in(text: str) -> Enrolment:
    """What a file says. EnrolmentUnfit for any that is none, or that is not safe to use."""
    try:
        told: Mapping[str, Any] = json.loads(text)
        form = told["packstation_enrolment"]
        if form != FORM:
            raise EnrolmentUnfit(
                EnrolmentFault.NEWER, f"this enrolment is of form {form}: install a newer Packstation first"
            )
        enrolment = Enrolment(
            site_id=UUID(told["site_id"]),
            station_id=_one_word(told["station_id"]),
            host=_one_word(told["host"]),
            port=int(told["port"]),
            database=str(told["database"]),
            role=_role(told["role"]),
            tls=Tls(told["tls"]),
            number=None if told.get("number") is None else int(told["number"]),
            root=told["root"],
            certificate=told["certificate"],
            password=told["password"],
            key=told["key"],
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise EnrolmentUnfit(
            EnrolmentFault.NOT_ONE, "this is no file that `packstation central enrol` wrote"
        ) from trouble
    enrolment.refuse_unsafe()
    return enrolment


def _one_word(text: object) -> str:
    if not isinstance(text, str) or not text or not text.isprintable() or " " in text:
        raise ValueError(text)
    return text


def _role(told: object) -> str:
    # The secret's file is called like it: it leads to no other folder.
    if not isinstance(told, str) or not ROLE_NAME.fullmatch(told):
        raise ValueError(told)
    return told


def write_private(path: Path, text: str) -> None:
    """Write a new file that nobody else on this PC can read, not even for a moment. FileExistsError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def replace_private(path: Path, text: str) -> None:
    """The same in place of any before, which stands there still where a disk or the power fails. OSError."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        write_private(new, text)
        flush_file(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    flush_folder(path.parent)


def refuse_open_to_others(path: Path) -> None:
    """Raise EnrolmentUnfit for secrets that others on this PC may read; Windows keeps them by user."""
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        raise EnrolmentUnfit(
            EnrolmentFault.OPEN_TO_OTHERS,
            f"{path} can be read by others: make it yours alone (chmod 600)",
        )


def is_carried(path: Path) -> bool:
    """Whether a file lies on something that is plugged in."""
    return any(path.resolve().is_relative_to(root) for root in MOUNTED_UNDER)


def read_enrolment(path: Path) -> Enrolment:
    """The enrolment in a file that came from `central enrol`. EnrolmentUnfit, OSError.

    A stick knows no owners: what lies on one is whose the stick is.
    """
    if not is_carried(path):
        refuse_open_to_others(path)
    with path.open("rb") as file:
        found = file.read(LARGEST_BYTES + 1)
    try:
        return enrolment_in(found[:LARGEST_BYTES].decode("utf-8"))
    except UnicodeDecodeError as trouble:
        raise EnrolmentUnfit(EnrolmentFault.NOT_ONE, "this is no text") from trouble
