"""Read what the site says of packing, as this store last heard it, beside whoever writes to it."""

from __future__ import annotations

from pathlib import Path

from packstation.persistence.documents.setting import SITE_SETTINGS
from packstation.persistence.engine import moment
from packstation.persistence.identity import read_identity
from packstation.persistence.prepared import Prepared
from packstation.persistence.schema import STATION, found_version, refuse_newer

_SETTING = Prepared("shared.setting")


def site_settings_of(path: Path) -> str:
    """A text in the form of station.toml; an empty one where the site says nothing, or the station is alone.

    StoreTooNew, DeviceFault.
    """
    if not path.is_file():
        return ""
    with moment(path) as raw:
        version = found_version(raw)
        if not version:
            return ""
        refuse_newer(version, STATION)
        identity = read_identity(raw)
        if not identity.enrolled:
            return ""
        found = _SETTING(raw, {"site": identity.site.bytes, "key": SITE_SETTINGS}).fetchone()
    return str(found[0]) if found else ""
