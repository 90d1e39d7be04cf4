"""What the verbs of a bench reach besides its store, by its settings: for the bench, and for its set-up."""

from __future__ import annotations

from pathlib import Path

from packstation.application.ports import NewId
from packstation.equipment import (
    LateBadgeWriter,
    LateLabelWriter,
    LatePaperWriter,
    camera,
    documents,
    paper_printer,
)
from packstation.joint import Outside, Sheets, kept_under
from packstation.persistence.photos import PhotoFolder
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import PHOTOS_NAME, resources
from packstation.settings.station import StationSettings
from packstation.storeroom import breathe, rested


def outside_of(settings: StationSettings, home: Path, new_id: NewId) -> Outside:
    """What verbs reach besides the store."""
    dpi = settings.printer.dpi if settings.printer else 203
    return Outside(
        Argon2Secrets(),
        LateLabelWriter(dpi),
        LateBadgeWriter(dpi),
        settings.name,
        _sheets(settings, home, new_id),
        settings.cutoffs,
        breathe,
        kept=kept_under(home),
        rested=rested,
    )


def _sheets(settings: StationSettings, home: Path, new_id: NewId) -> Sheets:
    """What makes sheets and pictures; whatever of it the bench has is loaded with the first of them."""
    return Sheets(
        LatePaperWriter(resources() / "fonts"),
        documents(settings.sheets.documents),
        PhotoFolder(home / PHOTOS_NAME),
        paper_printer(settings.sheets.paper, new_id),
        camera(settings.sheets.camera),
    )
