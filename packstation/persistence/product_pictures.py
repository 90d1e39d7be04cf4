"""Pictures of products: one file each in a folder of the bench, named after the SKU.

A SKU may hold what no file name may: all but letters, digits, `_`, `.`, `-` and `~` is written as `%` and two
hex digits a byte of UTF-8 (RFC 3986, 2.1), so that no SKU leads out of the folder.
"""

from __future__ import annotations

import errno
from pathlib import Path
from urllib.parse import quote

from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.disk import flush_file

DEVICE = "pictures"
_PNG = b"\x89PNG"
SUFFIXES = (".webp", ".png", ".jpg", ".jpeg")


class ProductPictures:
    """The folder; it need not be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, sku: str) -> Path | None:
        """The picture of a SKU, or None."""
        return next((path for path in map(self._folder.joinpath, file_names(sku)) if path.is_file()), None)

    def keep(self, sku: str, image: bytes) -> None:
        """Store a PNG or JPEG in the place of the one before. DeviceFault when the disk will not take it."""
        suffix = ".png" if image.startswith(_PNG) else ".jpg"
        names = file_names(sku)
        name = next(name for name in names if name.endswith(suffix))
        part = self._folder / f".{name}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(image)
            flush_file(part)
            part.replace(self._folder / name)
            for other in names:
                if other != name:
                    (self._folder / other).unlink(missing_ok=True)
        except OSError as error:
            code = FaultCode.DISK_FULL if error.errno == errno.ENOSPC else FaultCode.GONE
            raise DeviceFault(code, DEVICE, error.strerror or "") from error


def file_names(sku: str) -> tuple[str, ...]:
    """The names its picture may have, the best first; a dot in front would hide it, or lead upwards."""
    stem = quote(sku, safe="")
    stem = f"%2E{stem[1:]}" if stem.startswith(".") else stem
    return tuple(stem + suffix for suffix in SUFFIXES)
