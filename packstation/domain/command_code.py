"""Commands as barcodes: `PSC-<name>-<check>`, the check made with the site's secret.

Nobody can print a working one at home, and no product code may start with the prefix.
"""

from __future__ import annotations

import hmac
from enum import StrEnum

from packstation.domain.refusal import RefusalCode, Refused

PREFIX = "PSC-"
CHECK_CHARACTERS = 12


class Command(StrEnum):
    """What a command barcode, a key or a button asks for."""

    NEXT = "NEXT"
    UNDO = "UNDO"
    YES = "YES"
    NO = "NO"
    BACK = "BACK"
    LOCK = "LOCK"


def _check(name: str, site_secret: bytes) -> str:
    return hmac.new(site_secret, name.encode(), "sha256").hexdigest()[:CHECK_CHARACTERS].upper()


def command_code(command: Command, site_secret: bytes) -> str:
    """The text of the barcode for a command at this site."""
    return f"{PREFIX}{command.value}-{_check(command.value, site_secret)}"


def parse_command(text: str, site_secret: bytes) -> Command | None:
    """The command a code stands for; None when it is no command. Refused when the check is wrong."""
    if not text.startswith(PREFIX):
        return None
    name, _, check = text.removeprefix(PREFIX).partition("-")
    genuine = hmac.compare_digest(check.encode(), _check(name, site_secret).encode())
    if not genuine or name not in set(Command):
        raise Refused(RefusalCode.COMMAND_FORGED)
    return Command(name)
