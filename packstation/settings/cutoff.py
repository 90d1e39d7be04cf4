"""When the trucks of a site leave: `[cutoff]` of station.toml."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from packstation.domain.cutoff import END_OF_DAY, WORKING_DAYS, CutoffTable, MethodTruck, Truck, days_of
from packstation.settings.section import Section

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cutoff_settings(section: Section) -> CutoffTable:
    """The table of a site; without one, the end of each working day on this PC's clock."""
    usual = _truck(section, Truck(END_OF_DAY, WORKING_DAYS))
    methods = []
    for method in section.tables("method"):
        pattern = method.text("name", "").strip()
        if not pattern:
            raise method.wrong("name", 'is needed: what the shop calls it, "*express*" for all that hold it')
        methods.append(MethodTruck(pattern, _truck(method, usual)))
        method.finish()
    table = CutoffTable(_zone(section), usual, tuple(methods))
    section.finish()
    return table


def _zone(section: Section) -> ZoneInfo | None:
    name = section.text("zone", "")
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  few sites name one, and a start is short

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise section.wrong("zone", 'must be a time zone such as "Europe/Berlin"') from error


def _truck(section: Section, usual: Truck) -> Truck:
    at = section.text("time", f"{usual.at:%H:%M}")
    found = _TIME.fullmatch(at.strip())
    if found is None:
        raise section.wrong("time", 'must be a time of day such as "14:30"')
    names = section.texts("days", tuple(_DAYS[day] for day in sorted(usual.days)))
    try:
        days = days_of(names)
    except KeyError:
        days = frozenset()
    if not days:
        raise section.wrong("days", 'must be days of the week: ["mon", "tue"]')
    return Truck(time(int(found[1]), int(found[2])), days)
