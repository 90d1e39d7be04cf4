"""Joins what is told about a bench's site to its window; no start of a bench alone waits for it."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.site_door import SiteDoor
from packstation.ui.central.presenter import CentralShown
from packstation.ui.desk import Desk, Hall
from packstation.ui.site.presenter import Restart, SitePresenter, SiteTools
from packstation.ui.site.view import EnrolmentsAtWindow
from packstation.ui.station.view import StationWindow


def join_site_desk(
    desk: Desk,
    window: StationWindow,
    hall: Hall,
    door: SiteDoor,
    shown: Callable[[], CentralShown] | None,
    restart: Restart | None,
) -> SitePresenter:
    """Who tells it, and lets a lead change it."""
    presenter = SitePresenter(desk, SiteTools(door, EnrolmentsAtWindow(window), hall, shown, restart))
    window.looks.followers.append(lambda _look: presenter.renew())
    return presenter
