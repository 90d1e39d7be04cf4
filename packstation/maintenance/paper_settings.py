"""What printed sheets need of a station: its settings, its language, and the path of its store."""

from __future__ import annotations

from pathlib import Path

from packstation.places import SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.station import StationSettings
from packstation.storeroom import settings_at_work
from packstation.ui.translation import set_language


def speaking_settings(home: Path) -> StationSettings:
    """The settings under `home`, usual ones where there is no file; sheets speak their language from now on.

    SettingsError for a file that cannot be used, StoreTooNew, DeviceFault.
    """
    there = (home / SETTINGS_NAME).exists()
    settings = settings_at_work(home).settings if there else StationSettings()
    set_language(resources() / "translations", settings.language)
    return settings


def store_of(home: Path) -> Path:
    """The path of the store. FileNotFoundError, with what to do, where there is none."""
    path = home / STORE_NAME
    if not path.is_file():
        raise FileNotFoundError(f"there is no store in {home}: start the station once, or name its --home")
    return path


def sentence_of(trouble: Exception, target: Path) -> str:
    """Why nothing was written, naming the file that was asked for and not one of ours."""
    why = trouble.strerror if isinstance(trouble, OSError) else None
    return f"{target}: {why}" if why else str(trouble)
