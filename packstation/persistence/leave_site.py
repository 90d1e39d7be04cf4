"""A station leaves its site and is alone again; what it has and did stays, and goes nowhere any more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from packstation.persistence.engine import begun, configure, connect, disk_faults
from packstation.persistence.identity import ENROLLED, FORKED
from packstation.persistence.lock import FileLock
from packstation.persistence.prepared import Prepared
from packstation.persistence.unsent import refuse_unsent

_DROP_META = Prepared("shared.drop_meta")


def leave_site(
    path: Path, *, whatever_is_unsent: bool = False, forget: Callable[[], None] = lambda: None
) -> None:
    """Make the store that of a station alone. Unsent, StoreLocked while the station runs, DeviceFault.

    `forget` drops the enrolment, and comes first: a death in between leaves a station that starts and that
    central bars, and not one that is told to be again what it was, which no station may.
    Its name at the site is not used again: who enrols it later gives it another one. A store that was copied
    is read only no more: a station alone has nobody to be a copy of.
    """
    with FileLock(path), closing(connect(path)) as raw:
        if not whatever_is_unsent:
            refuse_unsent(path)
        forget()
        configure(raw)
        with disk_faults(), begun(raw):
            _DROP_META.many(raw, ({"key": key} for key in (ENROLLED, FORKED)))
