"""How the screen looks, reads and sounds; what was set at the bench stays there.

station.toml says how the bench begins. What somebody changes by a key is kept in screen.toml beside it, and
only where it differs: the file of whoever set up the bench is never written.
"""

from __future__ import annotations

import json
import logging
import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from packstation.settings.section import Section, SettingsError

SMALLEST_PERCENT, LARGEST_PERCENT = 100, 200
USUAL_VOLUME = 70

log = logging.getLogger(__name__)


class ThemeSetting(StrEnum):
    """The colours of the window; `system` does as the PC does."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """Text size in percent of what fits the window; weight and buttons on the other side or not.

    `language` is empty for the one of `[station]`; `volume` of the tones in percent of the PC's.
    """

    text_percent: int = SMALLEST_PERCENT
    left_handed: bool = False
    theme: ThemeSetting = ThemeSetting.LIGHT
    language: str = ""
    sounds: bool = True
    volume: int = USUAL_VOLUME


def screen_settings(section: Section, usual: ScreenSettings) -> ScreenSettings:
    """The settings in a table; what is not there is as `usual`."""
    settings = ScreenSettings(
        section.number("text_percent", usual.text_percent, SMALLEST_PERCENT, LARGEST_PERCENT),
        section.yes("left_handed", usual.left_handed),
        section.choice("theme", usual.theme),
        section.text("language", usual.language),
        section.yes("sounds", usual.sounds),
        section.number("volume", usual.volume, 0, 100),
    )
    section.finish()
    return settings


@dataclass(frozen=True, slots=True)
class ScreenMemory:
    """The file that keeps what was changed at the bench; `usual` is what station.toml says."""

    path: Path
    usual: ScreenSettings

    def recall(self) -> ScreenSettings:
        """As the bench was left. A file that cannot be used costs nobody the start: then it is as usual."""
        try:
            source = self.path.read_text("utf-8")
            return screen_settings(Section("", tomllib.loads(source), source), self.usual)
        except FileNotFoundError:
            return self.usual
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, SettingsError):
            log.warning("the screen is as station.toml says: what was kept of it cannot be read")
            return self.usual

    def keep(self, now: ScreenSettings) -> None:
        """Keep what differs from station.toml. What cannot be kept holds until the window is closed."""
        lines = ["# Kept by Packstation: changed at the bench by key.\n"]
        for field in fields(ScreenSettings):
            value = getattr(now, field.name)
            if value != getattr(self.usual, field.name):
                # Numbers, yes and no, and texts without a quote in them: JSON writes them as TOML does.
                lines.append(f"{field.name} = {json.dumps(value)}\n")
        new = self.path.with_suffix(".new")
        try:
            if now != self.usual:
                new.write_text("".join(lines), "utf-8")
                new.replace(self.path)
            else:
                self.path.unlink(missing_ok=True)
        except OSError:
            log.warning("what was changed on the screen could not be kept")
