"""The demo without a display: a simulated packer at the real window, and a check of what came of it."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from packstation.demo.album import Album, keep_labels
from packstation.demo.assembly import DemoBench, running_demo
from packstation.demo.hands import hands_for
from packstation.demo.input import Input
from packstation.demo.mishap import make_plan
from packstation.demo.packer import Packer
from packstation.demo.screen_reader import Glance, ScreenReader
from packstation.demo.summary import Findings, check
from packstation.demo.trigger import Gun
from packstation.demo.unusual import GaveUp
from packstation.demo.warehouse import DemoOrder, Warehouse
from packstation.demo.world import World
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import Rules
from packstation.places import STORE_NAME, resources
from packstation.ui.main_loop import application

SCREEN = (1920, 1080)
POLL_MS = 20
START_S, ORDER_S = 45.0, 10.0
"""The packer has so long for everything: a part for the start, and so much for each order."""


def pack_headless(count: int, out: Path, rules: Rules, hands: Input) -> int:
    """Pack the `count` most urgent orders; 0 when all are packed, every mistake stopped, every box right."""
    _empty(out)
    qInstallMessageHandler(say_what_matters)
    application()
    with tempfile.TemporaryDirectory(prefix="packstation-demo-") as folder:
        home = Path(folder)
        with running_demo(home, quick_policy(), POLL_MS, rules) as bench:
            troubles = _pack(bench, count, out, hands)
        found = check(home / STORE_NAME, out / "world.json", bench.warehouse, hands)
    (out / "summary.json").write_text(json.dumps(asdict(found.summary), indent=1) + "\n", "utf-8")
    troubles += found.problems
    if found.summary.orders_packed != count:
        troubles.append(f"{found.summary.orders_packed} of {count} orders are packed")
    _report(out, found, troubles)
    return 1 if troubles else 0


def quick_policy() -> PackingPolicy:
    """The site's rules as always; only nobody needs time to read."""
    return PackingPolicy(settle_ms=60, patience_ms=150, idle_lock_s=900)


def _pack(bench: DemoBench, count: int, out: Path, kind: Input) -> list[str]:
    """Let her pack, and keep what is to be seen; what went wrong, in words."""
    orders = bench.warehouse.orders[:count]
    plan = make_plan(bench.warehouse, orders, bench.policy, kind)
    window = bench.station.window
    screen = ScreenReader(window)
    hands = hands_for(kind, Gun(bench.devices), bench.card, screen)
    world = World(bench.warehouse, rack(bench.warehouse, orders), plan, bench.policy, bench.devices, hands)
    window.resize(*SCREEN)
    window.show()
    album = Album(window, out / "screens")
    # A bench without one of its rules is not shown: somebody might take it for ours.
    looked = album.look if bench.complete else _not_kept
    screen.flashed.connect(lambda: looked(screen.glance()))
    deadline_s = time.monotonic() + START_S + ORDER_S * count
    troubles = []
    try:
        Packer(screen, hands, world, looked, deadline_s).work()
    except GaveUp as why:
        troubles.append(f"the packer gave up: {why}")
    album.close()
    world.write(out / "world.json")
    keep_labels(bench.devices.labels().printed, out / "labels", resources())
    troubles += [
        f"{mishap.value} was planned for {number} and never came about" for number, mishap in world.missed()
    ]
    return troubles + [f"a bug: {bug!r}" for bug in bench.bugs]


def say_what_matters(_: QtMsgType, __: QMessageLogContext, text: str | None) -> None:
    """Qt's own words on standard error, but for the one that it has about every window nobody can see."""
    if text and "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _not_kept(_: Glance) -> None:
    return None


def rack(warehouse: Warehouse, orders: tuple[DemoOrder, ...]) -> list[DemoOrder]:
    """What is brought to the bench: the orders, and behind every third one that should not have come."""
    brought: list[DemoOrder] = []
    strays = iter(warehouse.unpackable)
    for place, order in enumerate(orders, 1):
        brought.append(order)
        stray = next(strays, None) if place % 3 == 2 else None
        brought += [stray] if stray else []
    return brought


def _empty(out: Path) -> None:
    """Take away what an earlier run left, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("screens", "labels"):
        rmtree(out / name, ignore_errors=True)
    for name in ("summary.json", "world.json"):
        (out / name).unlink(missing_ok=True)


def _report(out: Path, found: Findings, troubles: list[str]) -> None:
    planted = sum(found.summary.planted.values())
    stopped = sum(found.summary.stopped.values())
    sys.stdout.write(
        f"{found.summary.orders_packed} orders packed, {found.summary.scans} scans ({found.summary.input}), "
        f"{stopped} of {planted} planted mistakes stopped.\n"
        f"Screens, labels and summary.json are in {out.resolve()}\n"
    )
    for trouble in troubles:
        sys.stderr.write(f"packstation demo: {trouble}\n")
