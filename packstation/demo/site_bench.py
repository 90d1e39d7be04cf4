"""One bench of the demonstration site, as a process of its own: `python -m packstation.demo.site_bench`.

It says on its standard output, a word a line, how far it is, and does what is written to its standard input.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from packstation.bootstrap import Station, build
from packstation.demo.assembly import COMPANY_PREFIX, demo_settings
from packstation.demo.hands import hands_for
from packstation.demo.headless import POLL_MS, SCREEN, quick_policy
from packstation.demo.input import Input
from packstation.demo.screen_reader import Glance, ScreenReader
from packstation.demo.site_cables import CUT, JOIN, CableDock
from packstation.demo.site_packer import SitePacker
from packstation.demo.site_work import site_orders
from packstation.demo.trigger import Gun
from packstation.demo.unusual import GaveUp
from packstation.demo.warehouse import load_warehouse
from packstation.demo.world import World
from packstation.devices.simulated.process import SimulatorProcess
from packstation.domain.command_code import Command, command_code
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import LAST_SERIAL, SsccBlock
from packstation.domain.sync_status import Link
from packstation.places import resources
from packstation.settings.station import StationSettings
from packstation.sync.pace import Pace
from packstation.ui.main_loop import application
from packstation.ui.station.view import StationWindow

SHOWN_AT = 4
"""The place of the argument of a bench with a window: how many benches there are."""
CLOSED = "closed"
BUNDLE = 3
"""Orders claimed ahead: few, for the site is small and its benches are quick."""
DAY_S = 300.0
SETTLED_S = 90.0
HEARD_S = 2.5
"""By then the heartbeat has told of the newest row of the site."""


def main() -> int:
    """Run it: home, number of the bench (from 1), how many orders the site has."""
    home, number, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    told: set[str] = set()
    out: set[int] = set()
    threading.Thread(target=_listen, args=(told, out), daemon=True).start()
    application()
    troubles: list[str] = []
    with SimulatorProcess(home / "ports") as devices:
        warehouse = load_warehouse(resources())
        policy = replace(quick_policy(), ship_from=warehouse.ship_from, places=warehouse.places)
        settings = _settings(devices, policy, number)
        pace = Pace(bundle=BUNDLE, nothing_ready_ms=2_000, longest_retry_ms=2_000)
        station = build(settings, home, demo=True, pace=pace)
        sys.excepthook = lambda _kind, error, _trace: troubles.append(f"a bug: {error!r}")
        try:
            screen = _open(station, out)
            _wait(screen, lambda: _begins(station, screen), "it never heard of people and orders")
            _say("packing")
            hands = hands_for(Input.MIXED, Gun(devices), _card(station), screen)
            orders = site_orders(warehouse, count)
            world = World(warehouse, orders, {}, policy, devices, hands)
            packer = SitePacker(screen, hands, world, _unseen, time.monotonic() + DAY_S)
            packer.over = lambda: "over" in told
            packer.work()
            _wait(screen, lambda: _sent(station), "it could not send everything")
            _say("sent")
            _wait(screen, lambda: "end" in told, "nobody said that the day is over")
            screen.wait_until(lambda: False, HEARD_S)
            _wait(screen, lambda: _up_to_date(station), "it did not hear of everything")
        except GaveUp as why:
            troubles.append(f"the packer gave up: {why}")
        finally:
            station.stop()
    for trouble in troubles:
        sys.stderr.write(f"bench {number}: {trouble}\n")
    _say("ended")
    return 1 if troubles else 0


def _settings(devices: SimulatorProcess, policy: PackingPolicy, number: int) -> StationSettings:
    return replace(
        demo_settings(devices.ports, policy, POLL_MS),
        name=f"Bench {number}",
        block=SsccBlock(0, COMPANY_PREFIX, "P", 1, LAST_SERIAL),
    )


def _card(station: Station) -> Callable[[Command, str], str]:
    return lambda command, argument: command_code(command, station.store.site_secret, argument)


def _wait(screen: ScreenReader, condition: Callable[[], bool], why_not: str) -> None:
    deadline_s = time.monotonic() + SETTLED_S
    while not condition():
        if time.monotonic() > deadline_s:
            raise GaveUp(why_not)
        screen.wait_until(condition, 0.1)


def _sent(station: Station) -> bool:
    status = station.sync.status if station.sync else None
    return status is not None and status.link is Link.CONNECTED and status.unsent == 0


def _up_to_date(station: Station) -> bool:
    status = station.sync.status if station.sync else None
    return (
        status is not None
        and status.link is Link.CONNECTED
        and status.cursor == status.head
        and status.head > 0
    )


def _begins(station: Station, screen: ScreenReader) -> bool:
    """Whether somebody can sign in, and has something to pack."""
    if not _up_to_date(station) or not screen.text("next_act").startswith("Scan your badge"):
        return False
    with station.store.transaction() as work:
        return work.orders.next_ready(None) is not None


def _unseen(_glance: Glance) -> None:
    return None


class _WhileOpen(ScreenReader):
    """Reads as long as somebody lets the window be open."""

    def __init__(self, window: StationWindow) -> None:
        super().__init__(window)
        self._open = window

    def wait_until(self, condition: Callable[[], bool], within_s: float) -> bool:
        """The same, and GaveUp once the window is shut."""
        held = super().wait_until(lambda: not self._open.isVisible() or condition(), within_s)
        if not self._open.isVisible():
            _say(CLOSED)
            raise GaveUp("the window was closed")
        return held


def _open(station: Station, out: set[int]) -> _WhileOpen:
    """Show the window; below it the cables of all, where somebody sits in front of it."""
    station.window.resize(*SCREEN)
    station.window.show()
    station.start()
    if len(sys.argv) > SHOWN_AT:
        _show_cables(station, int(sys.argv[SHOWN_AT]), out)
    return _WhileOpen(station.window)


def _show_cables(station: Station, count: int, out: set[int]) -> None:
    dock = CableDock(count, _say, out)
    station.window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    station.window.looks.followers.append(lambda _look: dock.speak())


def _listen(told: set[str], out: set[int]) -> None:
    for line in sys.stdin:
        word, _space, number = line.strip().partition(" ")
        if word in {CUT, JOIN} and number.isdecimal():
            (out.add if word == CUT else out.discard)(int(number))
        else:
            told.add(line.strip())
    # Whoever started this is gone.
    os._exit(3)


def _say(word: str) -> None:
    sys.stdout.write(json.dumps({"is": word}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
