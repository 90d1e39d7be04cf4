"""The demo for people: the station's window, and beside it the simulated world to act in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from packstation.bootstrap import add_late
from packstation.demo.assembly import DemoBench, running_demo
from packstation.demo.dock import WorldDock
from packstation.demo.guide_view import GuideView
from packstation.demo.player import Player
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.world import World
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import ALL_RULES, Rules
from packstation.ui.main_loop import application, show_until_closed

POLL_MS = 100


class LabelChute(QObject):
    """Brings the news that a label came out from the simulators' thread to the window's."""

    came_out = Signal()

    def drop(self, _: bytes) -> None:
        """Called on the simulators' thread."""
        self.came_out.emit()


def play(rules: Rules, train: Callable[[], int]) -> int:
    """Show the window until it is closed; a fresh warehouse each time. `train` follows on a wish."""
    application()
    chute = LabelChute()
    wishes: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="packstation-demo-") as folder,
        running_demo(Path(folder), PackingPolicy(), POLL_MS, rules, chute.drop) as bench,
    ):
        dock, window = add_dock(bench, chute), bench.station.window

        def practise() -> None:
            wishes.append("training")
            window.close()

        dock.on_training = practise
        add_late(bench.station, Path(folder))
        guide_of(bench).start()
        ended = show_until_closed(window)
    if not wishes or rules != ALL_RULES:
        return ended
    return train()


def add_dock(bench: DemoBench, chute: LabelChute, world: World | None = None) -> WorldDock:
    """Put a simulated world beside the bench (the whole warehouse unless told otherwise) and its guide."""
    warehouse, window = bench.warehouse, bench.station.window
    rack = (*warehouse.orders, *warehouse.unpackable)
    world = world or World(warehouse, rack, {}, bench.policy, bench.devices)
    player = Player(world, ScreenReader(window))
    dock = WorldDock(player, warehouse)
    chute.came_out.connect(dock.look, Qt.ConnectionType.QueuedConnection)
    window.looks.followers.append(lambda _look: dock.dress())
    window.looks.followers.append(lambda _look: dock.speak())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    GuideView(dock, window)
    return dock


def guide_of(bench: DemoBench) -> GuideView:
    """The guide to a bench that has a dock."""
    guide: GuideView | None = bench.station.window.findChild(GuideView)
    if guide is None:
        raise LookupError("there is no dock beside this bench")
    return guide
