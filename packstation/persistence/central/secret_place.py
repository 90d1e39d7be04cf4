"""Where a secret is kept on this PC: in the user's keyring, or where there is none in a file of the user.

The file is never written unless somebody said so: without a keyring the disk itself should be encrypted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from packstation.persistence.central.enrolment import refuse_open_to_others, replace_private

SERVICE = "packstation"


class NoKeyring(Exception):
    """This PC has no keyring, and nobody has allowed a file instead."""

    def __init__(self) -> None:
        super().__init__("this PC has no keyring to keep the secret in")


class SecretPlace(Protocol):
    """Keeps secrets by name."""

    def put(self, name: str, secret: str) -> None:
        """Keep it, whatever was kept under this name before."""
        ...

    def get(self, name: str) -> str | None:
        """The secret, if there is one."""
        ...

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        ...


class Keyring:
    """The keyring of this user. Every call may raise NoKeyring."""

    def put(self, name: str, secret: str) -> None:
        """Keep it."""
        import keyring  # noqa: PLC0415  loaded by stations with a central alone
        from keyring.errors import KeyringError  # noqa: PLC0415  as above

        try:
            keyring.set_password(SERVICE, name, secret)
        except KeyringError as trouble:
            raise NoKeyring from trouble

    def get(self, name: str) -> str | None:
        """The secret, if there is one."""
        import keyring  # noqa: PLC0415  as above
        from keyring.errors import KeyringError  # noqa: PLC0415  as above

        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError as trouble:
            raise NoKeyring from trouble

    def drop(self, name: str) -> None:
        """Keep it no longer; it need not be there."""
        import keyring  # noqa: PLC0415  as above
        from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415  as above

        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except KeyringError as trouble:
            raise NoKeyring from trouble


class SecretFile:
    """A file a secret, in a folder of this user: mode 0600, and refused when it has another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.secret"

    def put(self, name: str, secret: str) -> None:
        """Keep it."""
        replace_private(self._path(name), secret)

    def get(self, name: str) -> str | None:
        """The secret, if there is one. EnrolmentUnfit for a file that others may read."""
        path = self._path(name)
        if not path.exists():
            return None
        refuse_open_to_others(path)
        return path.read_text("utf-8")

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        self._path(name).unlink(missing_ok=True)
