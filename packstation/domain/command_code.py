"""Commands as barcodes: `PSC-<name>-<check>`, the check made with the site's secret.

Nobody can print a working one at home, and no product code may start with the prefix. A command that
needs to know how many or which bears it in its name: `PSC-X.12-<check>`, `PSC-CARTON.BOX-<check>`.
"""

from __future__ import annotations

import hmac
from enum import StrEnum

from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

PREFIX = "PSC-"
CHECK_CHARACTERS = 12


class Command(StrEnum):
    """What a command barcode, a key or a button asks for."""

    NEXT = "NEXT"
    NEXT_CARTON = "NEXTCARTON"
    UNDO = "UNDO"
    TIMES = "X"
    CARTON = "CARTON"
    SHORT = "SHORT"
    PARK = "PARK"
    REOPEN = "REOPEN"
    REPRINT = "REPRINT"
    MOVE = "MOVE"
    BATCH = "BATCH"
    TOTE = "TOTE"
    YES = "YES"
    NO = "NO"
    DIGIT = "DIGIT"
    BACK = "BACK"
    HELP = "HELP"
    LEAD = "LEAD"
    SCREEN = "SCREEN"
    LOCK = "LOCK"


ALWAYS_WITH_ARGUMENT = frozenset({Command.DIGIT, Command.CARTON})
"""Commands that say nothing without their argument: which digit, which carton type."""
MAY_HAVE_ARGUMENT = ALWAYS_WITH_ARGUMENT | {Command.TIMES}


@value
class Asked:
    """A command with its argument: a digit, how many (`TIMES`; empty asks for it), a carton type's code."""

    command: Command
    argument: str = ""

    @property
    def name(self) -> str:
        """How it stands in a barcode and in the journal."""
        return f"{self.command.value}.{self.argument}" if self.argument else self.command.value


def _check(name: str, site_secret: bytes) -> str:
    return hmac.new(site_secret, name.encode(), "sha256").hexdigest()[:CHECK_CHARACTERS].upper()


def command_code(command: Command, site_secret: bytes, argument: str = "") -> str:
    """The text of the barcode for a command at this site."""
    name = Asked(command, argument).name
    return f"{PREFIX}{name}-{_check(name, site_secret)}"


def parse_command(text: str, site_secret: bytes) -> Asked | None:
    """The command a code stands for; None when it is no command. Refused when the check is wrong."""
    if not text.startswith(PREFIX):
        return None
    # The argument may hold a dash, the check never does.
    name, _, check = text.removeprefix(PREFIX).rpartition("-")
    word, _, argument = name.partition(".")
    genuine = hmac.compare_digest(check.encode(), _check(name, site_secret).encode())
    if not genuine or word not in set(Command) or not _fits(Command(word), argument):
        raise Refused(RefusalCode.COMMAND_FORGED)
    return Asked(Command(word), argument)


def _fits(command: Command, argument: str) -> bool:
    if argument:
        return command in MAY_HAVE_ARGUMENT
    return command not in ALWAYS_WITH_ARGUMENT
