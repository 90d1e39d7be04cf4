"""Labels into a folder, or onto the end of a file or device file: a printer that never answers."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from packstation.domain.refusal import DeviceFault, FaultCode


class FileLink:
    """A folder that gets one new file a write, never overwriting one; or a file that only grows.

    A path that is a folder, or ends in no file's suffix and does not exist, is a folder (made when
    missing); anything else (`labels.zpl`, `/dev/usb/lp0`) is appended to.
    """

    def __init__(self, device: str, path: Path, *, suffix: str = ".zpl") -> None:
        self._device = device
        self._path = path
        self._suffix = suffix
        self._number = 0

    @property
    def device(self) -> str:
        """The configured name of the device this stands in for."""
        return self._device

    def open(self) -> None:
        """Make sure the place is there and of the right kind."""
        try:
            if not self._path.exists() and not self._path.suffix:
                self._path.mkdir(parents=True)
            if self._path.is_dir():
                self._number = max(self._number, sum(1 for _ in self._path.glob(f"label-*{self._suffix}")))
            else:
                self._append(b"")
        except OSError as error:
            raise self._gone(error) from error

    def close(self) -> None:
        """Nothing is held open between writes."""

    def read(self, timeout_s: float) -> bytes:
        """A file never answers."""
        threading.Event().wait(timeout_s)
        return b""

    def write(self, data: bytes) -> None:
        """One new file in the folder, or the end of the file; on the disk before this returns."""
        try:
            if self._path.is_dir():
                self._new_file(data)
            else:
                self._append(data)
        except OSError as error:
            raise self._gone(error) from error

    def _new_file(self, data: bytes) -> None:
        while True:
            self._number += 1
            path = self._path / f"label-{self._number:06d}{self._suffix}"
            try:
                with path.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            except FileExistsError:
                continue
            return

    def _append(self, data: bytes) -> None:
        with self._path.open("ab") as file:
            file.write(data)
            file.flush()
            if self._path.is_file():
                os.fsync(file.fileno())

    def _gone(self, error: OSError) -> DeviceFault:
        return DeviceFault(FaultCode.GONE, self._device, str(error))
