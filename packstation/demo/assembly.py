"""Joins the demo: the made-up warehouse in a fresh store, devices in their own process, a real station."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from types import TracebackType

from packstation.application.bench import Bench
from packstation.bootstrap import Station, build, show_crash
from packstation.demo.seed import seed
from packstation.demo.warehouse import Warehouse, load_warehouse
from packstation.devices.simulated.process import SimulatedPorts, SimulatorProcess
from packstation.domain.command_code import Command, command_code
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import ALL_RULES, Rules
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.domain.value import value
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import resources
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleProtocol,
    ScaleSettings,
    ScannerSettings,
    SerialSettings,
    StationSettings,
)
from packstation.storeroom import SystemClock, open_store

COMPANY_PREFIX = "9521234"
"""Under GS1's prefix for demonstrations: no carton in the world can bear one of these numbers."""


@value
class Practice:
    """A bench for training: the window says so, real scanners read at it, `ports` has room for the others."""

    scanners: tuple[ScannerSettings, ...] = ()
    ports: Path | None = None


@value
class DemoBench:
    """A running bench of the made-up warehouse. `bugs` are errors of ours on the window's thread.

    `complete` says that all rules of the bench are in force, `by_hand` that a real scanner reads at it.
    """

    warehouse: Warehouse
    devices: SimulatorProcess
    station: Station
    policy: PackingPolicy
    complete: bool
    by_hand: bool = False
    bugs: list[BaseException] = field(default_factory=list)

    def card(self, command: Command, argument: str) -> str:
        """The code of a command on this site's command card."""
        return command_code(command, self.station.store.site_secret, argument)


@contextmanager
def running_demo(
    home: Path,
    policy: PackingPolicy,
    poll_ms: int,
    rules: Rules,
    on_label: Callable[[bytes], None] | None = None,
    *,
    warehouse: Warehouse | None = None,
    practice: Practice | None = None,
) -> Iterator[DemoBench]:
    """A demo station on a fresh store in `home`, started, and stopped in the end with its devices.

    `on_label` hears of every label that comes out, on the simulators' thread. `warehouse` is the whole one
    unless told otherwise.
    """
    warehouse = warehouse or load_warehouse(resources())
    policy = replace(policy, ship_from=warehouse.ship_from, places=warehouse.places)
    ports = practice.ports if practice is not None and practice.ports is not None else home / "ports"
    with SimulatorProcess(ports, on_label=on_label) as devices:
        real = practice.scanners if practice is not None else ()
        settings, by_hand = demo_settings(devices.ports, policy, poll_ms, real), bool(real)
        station = _open_station(warehouse, settings, home, rules)
        if practice is not None:
            station.window.top.mark_training()
            station.window.speak()
        bench = DemoBench(warehouse, devices, station, policy, complete=rules == ALL_RULES, by_hand=by_hand)
        before = sys.excepthook
        sys.excepthook = lambda kind, error, trace: _note_bug(bench, kind, error, trace)
        try:
            station.start()
            yield bench
        finally:
            station.stop()
            sys.excepthook = before


def demo_settings(
    ports: SimulatedPorts, policy: PackingPolicy, poll_ms: int, real: tuple[ScannerSettings, ...] = ()
) -> StationSettings:
    """A bench with one of each device, at the simulators' ends, and these scanners in somebody's hand."""
    taken = {scanner.name for scanner in real}
    names = ("scanner", *(f"scanner {number}" for number in range(2, len(real) + 3)))
    simulated = next(name for name in names if name not in taken)
    return StationSettings(
        # The same in every language of the window.
        name="Demo 1",
        scanners=(*real, ScannerSettings(simulated, SerialSettings(ports.scanner))),
        scale=ScaleSettings(ScaleProtocol.MT_SICS, SerialSettings(ports.scale), poll_ms=poll_ms),
        printer=PrinterSettings(PrinterWay.TCP, ports.printer_host, ports.printer_port),
        policy=policy,
        block=SsccBlock(0, COMPANY_PREFIX, "P", 1, 99_999),
    )


def _open_station(warehouse: Warehouse, settings: StationSettings, home: Path, rules: Rules) -> Station:
    store = open_store(settings, home, demo=True)
    try:
        clock = SystemClock()
        new_id = Uuid7Source(lambda: int(clock.now().timestamp() * 1000))
        seed(warehouse, Bench(store, clock, new_id, settings.policy), _quick_secrets())
        return build(settings, home, demo=True, rules=rules, store=store)
    except BaseException:
        store.close()
        raise


def _quick_secrets() -> Argon2Secrets:
    """Badges and PINs that anybody can read in a file need no slow hash; at sign-in they get one."""
    return Argon2Secrets(time_cost=1, memory_kib=1024)


def _note_bug(
    bench: DemoBench, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    bench.bugs.append(error)
    show_crash(bench.station.window, kind, error, trace)
