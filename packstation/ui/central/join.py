"""Joins what is said about central to the window of an enrolled bench."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import STORE_DEVICE
from packstation.application.settle_conflict import OpenConflicts
from packstation.domain.command_code import Command
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.sync_status import Link
from packstation.ui.central.presenter import CentralPresenter
from packstation.ui.central.view import CentralLine, CentralSignals, TaskLine
from packstation.ui.desk import Desk
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.station.view import StationWindow


def join_central(
    window: StationWindow,
    desk: Desk,
    station: StationPresenter,
    signals: CentralSignals,
    recorded: Callable[[], None],
) -> CentralPresenter:
    """From now on the window says how the bench and its central stand, and what waits to be settled."""
    tasks = TaskLine(lambda: station.on_command(Command.LEAD))
    open_conflicts = OpenConflicts(desk.verbs.bench)

    def count() -> None:
        desk.runner.run_slow(lambda: len(open_conflicts()), tasks.show_count, _stays)

    def changed(link: Link) -> None:
        if link is Link.FORKED:
            desk.run(_say_copied, _nothing)
        station.look_again()
        count()

    line = CentralLine(count)
    presenter = CentralPresenter(line, desk.clock, recorded, changed)
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
