"""What lies where: the files of a station under its home, and those that come with the program."""

from __future__ import annotations

from pathlib import Path

import packstation

STORE_NAME = "station.sqlite3"
SETTINGS_NAME = "station.toml"
SETUP_NAME = "setup.step"
"""The step of the first start that was in front; gone once all are through."""
SCREEN_NAME = "screen.toml"
"""What was changed on the screen at this bench."""
BACKUPS_NAME = "backups"
PHOTOS_NAME = "photos"
"""Pictures of cartons."""
PICTURES_NAME = "pictures"
"""Pictures of products, a file each, named by SKU."""
MAPPINGS_NAME = "mappings"
"""What somebody said of the columns of tables of orders."""
CENTRAL_NAME = "central"
"""What this PC knows of its site's central, once the station is enrolled."""
LOGS_NAME = "logs"
LOG_NAME = "packstation.log"
"""The newest log; older ones have a number behind the name, the highest the oldest."""


def resources() -> Path:
    """Where fonts, translations and sample data are: beside the code once installed, else in the checkout."""
    beside = Path(packstation.__file__).parent / "resources"
    return beside if beside.is_dir() else beside.parent.parent / "resources"
