"""What a check-up finds: one line a thing, how bad it is, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from packstation.domain.value import value


class Level(IntEnum):
    """How bad it is; the worst of all findings decides the exit code."""

    FINE = 0
    NOTE = 1  # nothing to do, or nothing that can be known from here
    TO_DO = 2
    CANNOT_WORK = 3


_MARKS = {Level.FINE: "ok", Level.NOTE: "note", Level.TO_DO: "do", Level.CANNOT_WORK: "STOP"}
_EXIT_CODES = {Level.FINE: 0, Level.NOTE: 0, Level.TO_DO: 1, Level.CANNOT_WORK: 2}


@value
class Finding:
    """One thing looked at. `told` may name ports, hosts and keys of this site.

    `abroad` is what may leave the site instead, in a bundle for support: None means that `told` holds
    nothing of the site's own. `subject` is one of our words, never a name somebody gave.
    """

    subject: str
    level: Level
    told: str
    to_do: str = ""
    abroad: str | None = None


def exit_code(findings: Iterable[Finding]) -> int:
    """0 all is well, 1 something to do, 2 the bench cannot work."""
    return _EXIT_CODES[max((finding.level for finding in findings), default=Level.FINE)]


def as_text(findings: Iterable[Finding], *, for_support: bool = False) -> str:
    """One line a finding; `for_support` says nothing of the site's own."""
    return "\n".join(_line(finding, for_support=for_support) for finding in findings)


def _line(finding: Finding, *, for_support: bool) -> str:
    told = finding.told if finding.abroad is None or not for_support else finding.abroad
    # What to do may name the site's own things too; support knows what to do.
    to_do = f" -> {finding.to_do}" if finding.to_do and not for_support else ""
    return f"{'[' + _MARKS[finding.level] + ']':<6} {finding.subject}: {told}{to_do}"
