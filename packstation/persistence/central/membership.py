"""What this PC keeps of its enrolment, and the road to central that follows from it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from packstation.domain.central_fault import EnrolmentFault
from packstation.persistence.central.enrolment import (
    Enrolment,
    EnrolmentUnfit,
    enrolment_in,
    enrolment_text,
    replace_private,
)
from packstation.persistence.central.secret_place import Keyring, NoKeyring, SecretFile, SecretPlace

FOLDER = "central"
"""In the station's home: nothing in it is secret but `*.secret`, and the key, which is encrypted."""
_TOLD = "enrolment.json"
_FILES = {"root": "root.crt", "certificate": "station.crt", "key": "station.key"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An enrolment as it lay on this PC: its files, and what the keyring had under its role."""

    files: Mapping[Path, str] = field(repr=False)
    role: str
    secret: str | None = field(repr=False)


class Membership:
    """The enrolment of the station in this home. A file takes the keyring's place only where allowed."""

    def __init__(self, home: Path, keyring: SecretPlace | None = None) -> None:
        self.folder = home / FOLDER
        self._keyring = keyring or Keyring()
        self._file = SecretFile(self.folder)

    def join(self, enrolment: Enrolment, *, file_allowed: bool = False) -> None:
        """Keep an enrolment, in place of any before. NoKeyring: ask somebody whether a file will do."""
        enrolment.refuse_unsafe()
        key_secret = secrets.token_urlsafe(24)
        secret = json.dumps({"password": enrolment.password, "key_secret": key_secret})
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._put(enrolment.role, secret, file_allowed=file_allowed)
        kept = (
            enrolment if enrolment.key is None else replace(enrolment, key=_locked(enrolment.key, key_secret))
        )
        for name, file in _FILES.items():
            path, text = self.folder / file, getattr(kept, name)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                replace_private(path, text)
        shown = json.loads(enrolment_text(replace(kept, password=None)))
        replace_private(self.folder / _TOLD, json.dumps({**shown, "secret_in": place}, indent=1) + "\n")

    def _put(self, role: str, secret: str, *, file_allowed: bool) -> str:
        try:
            self._keyring.put(role, secret)
        except NoKeyring:
            if not file_allowed:
                raise
            self._file.put(role, secret)
            return "file"
        self._file.drop(role)
        return "keyring"

    def enrolment(self) -> Enrolment | None:
        """Who this station is at its central, without secrets; None for a station alone. EnrolmentUnfit."""
        told = self.folder / _TOLD
        return enrolment_in(told.read_text("utf-8")) if told.exists() else None

    @property
    def secret_in_file(self) -> bool:
        """Whether the secret lies in a file of this user, for want of a keyring; only while enrolled."""
        return self._secret_in() == "file"

    def kept(self) -> Kept:
        """All of it as it is now, to be put back where another enrolment cannot take its place."""
        try:
            enrolment = self.enrolment()
        except EnrolmentUnfit:
            # It leads nowhere: a new one must be able to take its place.
            enrolment = None
        place = self._keyring
        files = {path: path.read_text("utf-8") for path in self._files()}
        in_keyring = enrolment is not None and not self.secret_in_file
        secret = None
        if enrolment is not None and in_keyring:
            # One that is out of reach today is not lost by this, and its file is to be allowed in its place.
            with suppress(NoKeyring):
                secret = place.get(enrolment.role)
        return Kept(files, enrolment.role if enrolment else "", secret)

    def put_back(self, before: Kept, instead: Enrolment) -> None:
        """Be again what was kept, however far joining by the other enrolment came."""
        with suppress(NoKeyring):
            self._keyring.drop(instead.role)
        for path in self._files():
            if path not in before.files:
                path.unlink()
        for path, text in before.files.items():
            # On a full disk what still stands there is not to be written again.
            if not path.exists() or path.read_text("utf-8") != text:
                replace_private(path, text)
        if before.secret is not None:
            self._keyring.put(before.role, before.secret)

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob("*.*") if path.is_file()]

    def leave(self) -> None:
        """Be a station alone again. What was done here and not sent stays in the store, unsent."""
        enrolment = self.enrolment()
        if enrolment is None:
            return
        self._drop_secret(enrolment.role)
        for file in (*_FILES.values(), _TOLD):
            (self.folder / file).unlink(missing_ok=True)

    def forget(self, before: Kept) -> None:
        """Drop the secret of the enrolment that was kept, now that another has taken its place."""
        now = self.enrolment()
        if before.role and (now is None or now.role != before.role):
            self._drop_secret(before.role)

    def _drop_secret(self, role: str) -> None:
        self._file.drop(role)
        # What is out of reach cannot be dropped; at central the name is closed, and the secret worth nothing.
        with suppress(NoKeyring):
            self._keyring.drop(role)

    def road(self) -> Callable[[], dict[str, str]] | None:
        """How libpq is told to get there, secrets included; asked anew for every connection. None: alone."""
        enrolment = self.enrolment()
        if enrolment is None:
            return None
        from packstation.persistence.central.link import parameters  # noqa: PLC0415  psycopg, once there is a central

        def told() -> dict[str, str]:
            secret = self._secret(enrolment.role)
            whole = replace(enrolment, password=secret["password"])
            return parameters(whole, self.folder, secret["key_secret"])

        return told

    def _secret_in(self) -> str:
        return str(json.loads((self.folder / _TOLD).read_text("utf-8"))["secret_in"])

    def _secret(self, role: str) -> dict[str, str]:
        place: SecretPlace = self._file if self._secret_in() == "file" else self._keyring
        secret = place.get(role)
        if secret is None:
            raise EnrolmentUnfit(
                EnrolmentFault.SECRET_GONE,
                "the secret of this station is gone: enrol it anew, under a new name",
            )
        found: dict[str, str] = json.loads(secret)
        return found


def _locked(key: str, secret: str) -> str:
    from packstation.persistence.central.certificate import encrypted_key  # noqa: PLC0415  loaded by who has a key

    return encrypted_key(key, secret)
