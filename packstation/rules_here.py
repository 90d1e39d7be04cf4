"""What its site has settled for a station, and whether the station packs by it already."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.value import value
from packstation.settings.section import SettingsError
from packstation.settings.station import StationSettings
from packstation.storeroom import settings_at_work


@value
class RulesHere:
    """`keys`: what the site says. `left_out`: why this release does not hear it."""

    keys: tuple[str, ...] = ()
    left_out: str | None = None
    wait: bool = False
    """Other settings than those the running station works by count from its next start."""


def rules_here(home: Path, running_by: StationSettings | None = None) -> RulesHere:
    """As the store last heard; nothing where the settings cannot be read, of which the check-up tells.

    `running_by`: the settings of the station that runs. StoreTooNew, DeviceFault.
    """
    try:
        found = settings_at_work(home)
    except (SettingsError, OSError):
        return RulesHere()
    left_out = None if found.ignored is None else str(found.ignored)
    waits = running_by is not None and running_by != found.settings
    return RulesHere(found.site_keys, left_out, waits)
