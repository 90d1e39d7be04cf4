"""The folder with the sheets that instructions may name: PDF as it is, pictures on a sheet of their own.

What an order names comes from a shop: only a plain file that really lies in the folder is opened, nothing
above it, nothing elsewhere, nothing a link leads to.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath

from packstation.application.print_paper import unusable

LARGEST_BYTES = 20_000_000
PDF_BEGINS = b"%PDF-"
"""ISO 32000-1, 7.5.2: the header of every PDF."""
_PICTURES = ("PNG", "JPEG")
_MOST_DOTS = 50_000_000
"""An A4 page at 600 dots an inch has 35 million; more is a trap, not a flyer."""


class DocumentFolder:
    """Reads sheets by name; without a folder set, none can be used."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def pdf(self, name: str) -> bytes:
        """The sheet as PDF. Refused(document_unusable) for anything else."""
        path = self._path(name)
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise unusable(name)
            data = path.read_bytes()
        except OSError as error:
            raise unusable(name) from error
        return data if data.startswith(PDF_BEGINS) else _page_of(data, name)

    def _path(self, name: str) -> Path:
        """Where it lies, checked in the spellings of every system and once more on the disk."""
        strange = any(
            path.is_absolute() or path.drive or ".." in path.parts
            for path in (PurePosixPath(name), PureWindowsPath(name))
        )
        if self._folder is None or not name.strip() or strange or not name.isprintable():
            raise unusable(name)
        try:
            path = (self._folder / name).resolve(strict=True)
            inside = path.is_relative_to(self._folder.resolve(strict=True))
        except OSError as error:
            raise unusable(name) from error
        if not inside or not path.is_file():
            raise unusable(name)
        return path


def _page_of(data: bytes, name: str) -> bytes:
    """A picture as a PDF of one page."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  most sheets are PDF, and the start is quick

    out = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=_PICTURES) as picture:
            if picture.width * picture.height > _MOST_DOTS:
                raise unusable(name)
            flat = Image.new("RGB", picture.size, "white")
            seen = picture.convert("RGBA")
            flat.paste(seen, mask=seen.getchannel("A"))
            flat.save(out, "PDF", resolution=_resolution(picture.width))
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise unusable(name) from error
    return out.getvalue()


def _resolution(width: int) -> float:
    """Dots an inch with which the picture is as wide as a sheet of A4 between its margins."""
    return max(72.0, width / 7.5)
