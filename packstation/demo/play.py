"""The demo for people: the station's window, and beside it the simulated world to act in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from packstation.bootstrap import add_late
from packstation.demo.assembly import DemoBench, running_demo
from packstation.demo.dock import WorldDock
from packstation.demo.player import Player
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.world import World
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import Rules
from packstation.ui.main_loop import application, show_until_closed

POLL_MS = 100


class LabelChute(QObject):
    """Brings the news that a label came out from the simulators' thread to the window's."""

    came_out = Signal()

    def drop(self, _: bytes) -> None:
        """Called on the simulators' thread."""
        self.came_out.emit()


def play(rules: Rules) -> int:
    """Show the window until it is closed; a fresh warehouse each time."""
    application()
    chute = LabelChute()
    with (
        tempfile.TemporaryDirectory(prefix="packstation-demo-") as folder,
        running_demo(Path(folder), PackingPolicy(), POLL_MS, rules, chute.drop) as bench,
    ):
        add_dock(bench, chute)
        add_late(bench.station, Path(folder))
        return show_until_closed(bench.station.window)


def add_dock(bench: DemoBench, chute: LabelChute) -> WorldDock:
    """Put the simulated world beside the bench."""
    warehouse, window = bench.warehouse, bench.station.window
    rack = (*warehouse.orders, *warehouse.unpackable)
    world = World(warehouse, rack, {}, bench.policy, bench.devices)
    player = Player(world, ScreenReader(window))
    dock = WorldDock(player, warehouse)
    chute.came_out.connect(dock.look, Qt.ConnectionType.QueuedConnection)
    window.looks.followers.append(lambda _look: dock.dress())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    return dock
