"""The file lock that makes the running station the only writer of its store."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from packstation.persistence.disk import OWNER_ONLY
from packstation.persistence.fault import StoreLocked

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Holds an empty file beside the store; the operating system lets go when the process ends, however."""

    def __init__(self, store_path: Path) -> None:
        # Never the store itself: closing any handle of it would drop SQLite's own locks (POSIX).
        self._path = store_path.with_name(store_path.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock at once or raise StoreLocked. OSError when the folder cannot be written."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            _take(descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(descriptor)
            raise StoreLocked from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go. The file stays: whoever removed it could let two stations in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        """Take the lock."""
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go."""
        self.release()
