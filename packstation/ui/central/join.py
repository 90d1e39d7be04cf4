"""Joins what is said about central to the window of an enrolled bench."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from packstation.application.bench import STORE_DEVICE
from packstation.application.settle_conflict import OpenConflicts
from packstation.domain.command_code import Command
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.sync_status import Link
from packstation.ui.central.presenter import CentralPresenter, CentralShown
from packstation.ui.central.view import CentralLine, CentralSignals, TaskLine
from packstation.ui.desk import Desk
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.station.view import StationWindow


class Reader(Protocol):
    """Tells all there is to read about central, to whoever wants to."""

    def on_line(self) -> None:
        """The line was touched."""

    def renew(self) -> None:
        """What is told is different now."""


class _Followed:
    """The line, and whoever tells the same at length."""

    def __init__(self, line: CentralLine, reader: Reader) -> None:
        self._line = line
        self._reader = reader

    def show_central(self, shown: CentralShown) -> None:
        """Say it, there and there."""
        self._line.show_central(shown)
        self._reader.renew()


def join_central(
    window: StationWindow,
    desk: Desk,
    station: StationPresenter,
    signals: CentralSignals,
    recorded: Callable[[], None],
    reader: Reader,
) -> CentralPresenter:
    """From now on the window says how the bench and its central stand, and what waits to be settled.

    `reader` has more to tell than there is room for in a line.
    """
    tasks = TaskLine(lambda: station.on_command(Command.LEAD))
    open_conflicts = OpenConflicts(desk.verbs.bench)

    def count() -> None:
        desk.runner.run_slow(lambda: len(open_conflicts()), tasks.show_count, _stays)

    def changed(link: Link) -> None:
        if link is Link.FORKED:
            desk.run(_say_copied, _nothing)
        station.look_again()
        count()

    def touched() -> None:
        count()
        reader.on_line()

    line = CentralLine(touched)
    presenter = CentralPresenter(_Followed(line, reader), desk.clock, recorded, changed)
    window.top.add(tasks)
    window.top.add(line)
    signals.connect_to(presenter)
    signals.setParent(window)
    line.tick(presenter.on_tick)
    window.looks.followers += [tasks.speak, line.speak]
    count()
    return presenter


def _say_copied() -> None:
    """Whatever is tried from now on is refused with these words: they are said before anybody tries."""
    raise DeviceFault(FaultCode.FORKED, STORE_DEVICE)


def _nothing(_: object) -> None:
    return None


def _stays(error: Exception) -> None:
    """A store that cannot be read says so wherever somebody acts."""
    if not isinstance(error, DeviceFault):
        raise error
