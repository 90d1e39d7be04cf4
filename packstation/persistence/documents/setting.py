"""SETTING: a value that holds for the whole site."""

from __future__ import annotations

from packstation.persistence.documents.text import Fields, read, written

SITE_SECRET = "site_secret"  # noqa: S105  the name of a setting
"""The one setting that every store has: what stands behind the checks on command barcodes."""
SITE_SETTINGS = "site_settings"
"""How the site packs: a text in the form of station.toml; an empty one says nothing."""


def setting_text(value: str, unknown: Fields | None = None) -> str:
    """The document of a setting."""
    return written({"value": value}, unknown)


def setting_in(body: str) -> str:
    """The value of a document. ValueError or KeyError for one that cannot be read."""
    return str(read(body)["value"])
