"""Pictures of products in a folder beside their file: looked for there only, made as small as needed.

Nothing is fetched from anywhere. A name that leads out of the folder, by `..`, by a link or from the root, is
no picture of ours.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path

from packstation.application.product_intake import FoundPicture

FOLDER_NAME = "pictures"
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
"""What a good camera takes; decoded it is a quarter of a gigabyte at most."""
LONGEST_SIDE_PX = 1024
_QUALITY = 85
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


class PicturesBeside:
    """The pictures beside one file: in the folder `pictures` there, else in its own folder."""

    def __init__(self, file: Path) -> None:
        self._folders = tuple(
            folder.resolve() for folder in (file.parent / FOLDER_NAME, file.parent) if folder.is_dir()
        )

    def find(self, name: str) -> FoundPicture | None:
        """The picture of that name; None where it is missing, too large, or lies elsewhere."""
        path = self._path(name)
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
        except OSError:
            return None
        return FoundPicture(name, digest.hexdigest())

    def scaled(self, found: FoundPicture) -> bytes | None:
        """Its bytes as PNG where parts of it can be seen through, else as JPEG; None for no picture."""
        path = self._path(found.name)
        return None if path is None else _scaled(path)

    def _path(self, name: str) -> Path | None:
        for folder in self._folders:
            try:
                path = (folder / name).resolve()
                inside = path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= MOST_BYTES
            except (OSError, ValueError, RuntimeError):
                continue
            if inside:
                return path
        return None


def _scaled(path: Path) -> bytes | None:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - most files name no pictures

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it warns of, too many pixels, is refused below
        try:
            with Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.draft("RGB", (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
                upright = ImageOps.exif_transpose(image)
                see_through = upright.has_transparency_data
                ready = upright.convert("RGBA" if see_through else "RGB")
                ready.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            return None
    target = io.BytesIO()
    if see_through:
        ready.save(target, "PNG", optimize=True)
    else:
        ready.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
