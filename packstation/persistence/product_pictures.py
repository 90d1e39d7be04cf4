"""Pictures of products: one file each in a folder of the bench, named after the SKU.

A SKU may hold what no file name may: all but letters, digits, `_`, `.`, `-` and `~` is written as `%` and two
hex digits a byte of UTF-8 (RFC 3986, 2.1), so that no SKU leads out of the folder.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

SUFFIXES = (".webp", ".png", ".jpg", ".jpeg")


class ProductPictures:
    """The folder; it need not be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, sku: str) -> Path | None:
        """The picture of a SKU, or None."""
        return next((path for path in map(self._folder.joinpath, file_names(sku)) if path.is_file()), None)


def file_names(sku: str) -> tuple[str, ...]:
    """The names its picture may have, the best first; a dot in front would hide it, or lead upwards."""
    stem = quote(sku, safe="")
    stem = f"%2E{stem[1:]}" if stem.startswith(".") else stem
    return tuple(stem + suffix for suffix in SUFFIXES)
