"""Sheets into one PDF, a page a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image

from packstation.labels.paper.sheet import DPI, Sheet

AT_ONCE = 8
"""Sheets held in memory, 9 MB each: a morning's orders may be a thousand pages."""


def write_pdf(target: Path, sheets: Iterable[Sheet], title: str) -> int:
    """Write the sheets to `target`, which is replaced only by a whole file; pages written.

    OSError when the folder cannot be written. Nothing is written when there is no sheet.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    pages = 0
    left = iter(sheets)
    try:
        while batch := [sheet.picture for sheet in islice(left, AT_ONCE)]:
            _append(part, batch, title, new=pages == 0)
            pages += len(batch)
        if pages:
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return pages


def pdf_bytes(sheets: Iterable[Sheet], title: str) -> bytes:
    """The same in memory, for a few sheets that go straight to a printer. ValueError without a sheet."""
    first, *others = [sheet.picture for sheet in sheets]
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=float(DPI), title=title)
    return out.getvalue()


def _append(part: Path, pictures: list[Image.Image], title: str, *, new: bool) -> None:
    first, *others = pictures
    first.save(
        part, "PDF", append=not new, save_all=True, append_images=others, resolution=float(DPI), title=title
    )
    for picture in pictures:
        # Saved, it refers to itself, and its dots would wait for the garbage collector.
        picture.close()
