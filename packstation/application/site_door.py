"""What a bench's settings need of its site: who the bench is there, the way to central, coming and going."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from packstation.domain.value import value

Errand = Callable[[], None]
"""To be run while nobody has the store open, which takes a restart of the bench; may take seconds.

All of it or nothing: Refused, DeviceFault.
"""


@value
class Doorplate:
    """Who a bench is at a site, and how it gets to central; nothing of it is secret."""

    site: str
    station_id: str
    host: str
    port: int
    encrypted: bool
    own_certificate: bool
    secret_in_file: bool = False
    """Kept in a file of this user, because the PC has no keyring; of an enrolment not loaded yet, unknown."""
    settings_wait: bool = False
    """Other settings, of its site or its own, count from the next start of this bench."""


@value
class WayTried:
    """The way to central is free, and central takes this bench."""

    clock_offset_ms: int
    """Central's clock less this PC's."""


class SiteDoor(Protocol):
    """The enrolment on this PC, and the way to central. Every call may take seconds."""

    def plate(self) -> Doorplate | None:
        """Who this bench is; None for a bench alone. Refused(enrolment_unfit)."""
        ...

    def name(self) -> str | None:
        """By which name central knows this bench; None for a bench alone. DeviceFault."""
        ...

    def found(self) -> tuple[Path, ...]:
        """Files that look like enrolments, where people put such files, the newest first."""
        ...

    def look_at(self, path: Path) -> Doorplate:
        """Who the bench would be by this file. Refused(enrolment_unfit)."""
        ...

    def has_keyring(self) -> bool:
        """Whether this PC can keep a secret."""
        ...

    def try_way(self, path: Path | None) -> WayTried:
        """Go to central and say hello, by a file or, without one, as the bench that this is; then hang up.

        Refused(no_way_to_central), Refused(enrolment_unfit).
        """
        ...

    def unsent(self) -> int:
        """How many acts of this bench central does not have; that it was switched on or off is none."""
        ...

    def joining(self, path: Path, *, file_allowed: bool) -> Errand:
        """Become the bench of this file; what it had before goes to central at its next start.

        Refused(acts_unsent), also by then, where central would never hear what was done by the name of now;
        not at a bench that was copied, whose acts it never takes.
        """
        ...

    def leaving(self) -> Errand:
        """Be a bench alone again. Refused(acts_unsent) by then, too."""
        ...
