"""A station leaves its site and is alone again; what it has and did stays, and goes nowhere any more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from packstation.persistence.engine import begun, configure, connect, disk_faults
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.identity import ENROLLED
from packstation.persistence.lock import FileLock
from packstation.persistence.prepared import Prepared
from packstation.persistence.read_standing import read_standing

_DROP_META = Prepared("shared.drop_meta")


class Unsent(StoreUnusable):
    """Central does not have everything that was done here."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} acts of this bench have not been sent to central: let it reach it first")
        self.count = count


def leave_site(
    path: Path, *, whatever_is_unsent: bool = False, forget: Callable[[], None] = lambda: None
) -> None:
    """Make the store that of a station alone. Unsent, StoreLocked while the station runs, DeviceFault.

    `forget` drops the enrolment, and comes first: a death in between leaves a station that starts and that
    central bars, and not one that is told to be again what it was, which no station may.
    Its name at the site is not used again: who enrols it later gives it another one.
    """
    with FileLock(path), closing(connect(path)) as raw:
        unsent = read_standing(path).unsent_acts
        if unsent and not whatever_is_unsent:
            raise Unsent(unsent)
        forget()
        configure(raw)
        with disk_faults(), begun(raw):
            _DROP_META(raw, {"key": ENROLLED})
