"""Room on the disk that is kept free: when the disk is full, the order on the bench can still be finished."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from packstation.persistence.disk import OWNER_ONLY, flush_file

RESERVE_BYTES = 64 * 1024 * 1024
LEFT_BYTES = 256 * 1024 * 1024
"""With less than this left nothing is set aside, and no new order is begun."""
NAME = "disk-reserve"
_PART = bytes(1024 * 1024)


class DiskReserve:
    """A file of a fixed size beside the store."""

    def __init__(self, folder: Path, left: int = LEFT_BYTES) -> None:
        self._path = folder / NAME
        self._left = left
        self.used = False
        """Whether it was given away, and not set aside again since."""

    @property
    def is_all_there_is(self) -> bool:
        """Whether what is left is for the order on the bench: it was given away, or little else is free."""
        return self.used or shutil.disk_usage(self._path.parent).free < self._left

    def keep(self, size: int = RESERVE_BYTES) -> bool:
        """Set the room aside where it is not yet; whether it is. Never what others need to go on."""
        if self._is_whole(size):
            self.used = False
            return True
        if shutil.disk_usage(self._path.parent).free < size + self._left:
            return False
        try:
            self._write(size)
        except OSError as trouble:
            self.give()
            if trouble.errno != errno.ENOSPC:
                raise
            return False
        self.used = False
        return True

    def give(self) -> bool:
        """Let go of it; whether there was any."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        self.used = True
        return True

    def _is_whole(self, size: int) -> bool:
        return self._path.is_file() and self._path.stat().st_size == size

    def _write(self, size: int) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            left = size
            while left > 0:
                left -= file.write(_PART[:left])
        flush_file(self._path)
