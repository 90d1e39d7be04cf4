"""The pictures of cartons: files for this PC's owner alone, beside the store, deleted when they are old."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.disk import OWNER_ONLY

DEVICE = "photos"
ENDING = ".jpg"
_FOLDER_OF_OWNER = 0o700


class PhotoFolder:
    """One folder. A carton that is opened and closed again gets one more picture; none is written over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, carton_id: UUID, jpeg: bytes) -> str:
        """Write a picture; the name of its file. DeviceFault when the disk will not take it."""
        try:
            self._folder.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
            name, part = self._free_name(carton_id), self._folder / f".{carton_id}.part"
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(jpeg)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._folder / name)
        except OSError as error:
            code = FaultCode.DISK_FULL if error.errno == errno.ENOSPC else FaultCode.GONE
            raise DeviceFault(code, DEVICE, error.strerror or "") from error
        return name

    def delete_before(self, moment: datetime) -> int:
        """Delete what was taken earlier; how many pictures that were. OSError when one cannot be deleted."""
        if not self._folder.is_dir():
            return 0
        old = [path for path in self._folder.iterdir() if _is_older(path, moment)]
        for path in old:
            path.unlink(missing_ok=True)
        return sum(path.suffix == ENDING for path in old)

    def _free_name(self, carton_id: UUID) -> str:
        name, number = f"{carton_id}{ENDING}", 1
        while (self._folder / name).exists():
            number += 1
            name = f"{carton_id}-{number}{ENDING}"
        return name


def _is_older(path: Path, moment: datetime) -> bool:
    return path.suffix in {ENDING, ".part"} and path.stat().st_mtime < moment.timestamp()
