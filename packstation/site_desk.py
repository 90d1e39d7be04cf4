"""The bench's site at its own window, loaded when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from packstation.application.ports import NewId
from packstation.persistence.store import SqliteStore
from packstation.settings.station import StationSettings
from packstation.ui.conversation import Talk
from packstation.ui.desk import Desk, Hall
from packstation.ui.station.view import StationWindow

if TYPE_CHECKING:
    from packstation.ui.central.presenter import CentralShown
    from packstation.ui.site.presenter import Restart, SitePresenter


class LateSiteDesk:
    """`shown` tells how an enrolled bench and central stand; `restart` is what a real bench can do.

    `settings` are those the bench works by.
    """

    def __init__(
        self,
        window: StationWindow,
        desk: Desk,
        hall: Hall,
        home: Path,
        kept: tuple[StationSettings, SqliteStore, NewId],
    ) -> None:
        self._window, self._desk, self._hall = window, desk, hall
        self._home, self._kept = home, kept
        self.settings = kept[0]
        self.shown: Callable[[], CentralShown] | None = None
        self.restart: Restart | None = None

    def talk(self) -> Talk[None]:
        """Tell how the bench stands, and do what this person may and wants."""
        yield from self._presenter.talk()

    def load(self, path: Path) -> Talk[None]:
        """Somebody brought a file that says which bench this is to be."""
        yield from self._presenter.load(path)

    def on_line(self) -> None:
        """The line about central was touched."""
        self._presenter.on_line()

    def renew(self) -> None:
        """Something of it is different now."""
        if "_presenter" in self.__dict__:
            self._presenter.renew()

    @cached_property
    def _presenter(self) -> SitePresenter:
        from packstation.site_door import HomeSiteDoor  # noqa: PLC0415  the class says why
        from packstation.ui.site.join import join_site_desk  # noqa: PLC0415  the same

        door = HomeSiteDoor(self._home, *self._kept)
        return join_site_desk(self._desk, self._window, self._hall, door, self.shown, self.restart)
