"""Files that only their owner may read, and folders whose changes survive a power cut."""

from __future__ import annotations

import os
from pathlib import Path

OWNER_ONLY = 0o600
# Without the times of a file, which would cost a second write: where the OS has that.
_FLUSH = getattr(os, "fdatasync", os.fsync)


def make_owner_only(path: Path) -> None:
    """Create the file where it is missing and let nobody but its owner read it (where the OS has that)."""
    # SQLite gives its -wal and -shm the mode of the database, so the mode must be right before it opens.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
    path.chmod(OWNER_ONLY)


def flush_file(path: Path) -> None:
    """Return once the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        _FLUSH(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Return once the folder's entries are on the disk. Windows does that by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
