"""Pictures that somebody else takes: a network camera that puts them into a folder, or rewrites one file."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.refusal import DeviceFault, FaultCode

ENDINGS = frozenset({".jpg", ".jpeg"})
_ENDS = b"\xff\xd9"
"""ISO/IEC 10918-1: end of image. A file without it is still being written."""


class PictureFolder:
    """The newest whole JPEG of a folder, or the file itself."""

    def __init__(self, device: str, path: Path) -> None:
        self._device = device
        self._path = path

    def picture(self) -> bytes:
        """Its bytes. DeviceFault: gone without folder, silent without a picture, garbled when it is none."""
        try:
            newest = self._newest() if self._path.is_dir() else self._path
            jpeg = newest.read_bytes()
        except FileNotFoundError as error:
            raise DeviceFault(FaultCode.GONE, self._device) from error
        except OSError as error:
            raise DeviceFault(FaultCode.GARBLED, self._device, error.strerror or "") from error
        if _ENDS not in jpeg[-64:]:
            raise DeviceFault(FaultCode.GARBLED, self._device, "not a whole picture")
        return jpeg

    def _newest(self) -> Path:
        pictures = [path for path in self._path.iterdir() if path.suffix.lower() in ENDINGS]
        if not pictures:
            raise DeviceFault(FaultCode.SILENT, self._device, "no picture yet")
        return max(pictures, key=lambda path: (path.stat().st_mtime_ns, path.name))
