"""The command that looks at everything the bench needs and says what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from packstation.maintenance.check_central import check_central
from packstation.maintenance.check_devices import check_devices, check_settings
from packstation.maintenance.check_pc import check_clock, check_disk, check_fonts, check_sound
from packstation.maintenance.check_plug_ins import check_plug_ins
from packstation.maintenance.check_sheets import check_sheets
from packstation.maintenance.check_store import check_store
from packstation.maintenance.finding import Finding, as_text, exit_code
from packstation.maintenance.speech import say
from packstation.places import resources


def see_doctor(home: Path) -> int:
    """Say how everything is, a line a thing; 0 all is well, 1 something to do, 2 the bench cannot work."""
    findings = look(home, datetime.now(UTC))  # noqa: TID251  this command's only clock
    say(as_text(findings))
    return exit_code(findings)


def look(home: Path, now: datetime) -> list[Finding]:
    """Everything, in the order in which it is worth mending."""
    state, store = check_store(home)
    settings, settled = check_settings(home)
    return [
        *store,
        check_disk(home),
        check_clock(now, state.newest_at if state else None),
        *settled,
        check_central(home),
        *(check_devices(home, settings) if settings else []),
        *(check_sheets(settings.sheets) if settings else []),
        *check_plug_ins(),
        check_fonts(resources() / "fonts"),
        check_sound(),
    ]
