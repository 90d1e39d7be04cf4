"""What a bench has besides scanner, scale and label printer: a printer of sheets, their folder, a camera."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.value import value
from packstation.settings.section import Section

KEEP_DAYS = 90
"""Days that pictures are kept where nothing else is set."""


class PaperWay(StrEnum):
    """How sheets reach paper."""

    SYSTEM = "system"
    """A printer of the operating system."""
    FOLDER = "folder"
    """PDF files in a folder, for a print service that watches it."""


@value
class PaperSettings:
    """The printer of sheets. `name` is the system's name of it, empty for its default printer."""

    way: PaperWay
    name: str = ""
    folder: str = ""


class CameraWay(StrEnum):
    """Where pictures come from."""

    CAMERA = "camera"
    """A camera of the PC."""
    FOLDER = "folder"
    """A folder, or one file, into which a network camera puts its pictures."""


@value
class CameraSettings:
    """The camera over the bench. `source` is the camera's name, empty for the PC's first, or a path.

    Pictures are kept for `keep_days` and then deleted.
    """

    way: CameraWay
    source: str = ""
    keep_days: int = KEEP_DAYS


@value
class SheetSettings:
    """All of it; `documents` is the folder with the sheets that instructions may name, empty for none."""

    paper: PaperSettings | None = None
    documents: str = ""
    camera: CameraSettings | None = None


def sheet_settings(root: Section) -> SheetSettings:
    """The tables [paper], [documents] and [camera] of the file."""
    documents = root.table("documents")
    settings = SheetSettings(
        _paper(root.table("paper")) if root.has("paper") else None,
        documents.text("folder", ""),
        _camera(root.table("camera")) if root.has("camera") else None,
    )
    documents.finish()
    return settings


def _paper(section: Section) -> PaperSettings:
    paper = PaperSettings(
        section.choice("way", PaperWay.SYSTEM), section.text("name", ""), section.text("folder", "")
    )
    if paper.way is PaperWay.FOLDER and not paper.folder:
        raise section.wrong("folder", "is needed")
    section.finish()
    return paper


def _camera(section: Section) -> CameraSettings:
    source, keep_days = section.text("source", ""), section.number("keep_days", KEEP_DAYS, 1, 3650)
    way, _, rest = source.partition(":")
    if way not in set(CameraWay) or (way == CameraWay.FOLDER and not rest):
        raise section.wrong("source", 'must be "camera", "camera:<its name>" or "folder:<path>"')
    section.finish()
    return CameraSettings(CameraWay(way), rest, keep_days)
