"""From the command to a bench that can be scanned at, and the memory it holds after a thousand orders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic_ns
from typing import Any

from packstation.domain.command_code import Command, command_code
from packstation.labels.read_plate import read_plate
from packstation.persistence.engine import reading
from packstation.persistence.identity import read_identity
from tests.benchmarks.big_store import PRODUCTS, ean
from tests.benchmarks.driven_station import DrivenStation
from tests.benchmarks.report import Figure, p50, p99

TARGET = 4.0


def measure_start(store_path: Path, folder: Path, runs: int) -> list[Figure]:
    """Start of the station on the big store against the bare window, in turn."""
    bare_ms: list[float] = []
    ours_ms: list[float] = []
    for run in range(runs):
        home = folder / f"start-{run}"
        home.mkdir(parents=True)
        shutil.copyfile(store_path, home / store_path.name)
        bare_ms.append(bare_window()[0])
        with DrivenStation(home) as station:
            ours_ms.append((station.wait("ready")["at_ns"] - station.started_ns) / 1e6)
        shutil.rmtree(home)
    ratio = round(p50(ours_ms) / p50(bare_ms), 2)
    return [
        Figure(
            "start of a bare PySide6 window", p50(bare_ms), p99(bare_ms), runs, 1.0, "itself", "floor", None
        ),
        Figure(
            "start to ready to scan, 100,000 orders",
            p50(ours_ms),
            p99(ours_ms),
            runs,
            ratio,
            "bare window",
            f"<= {TARGET} x",
            ratio <= TARGET,
        ),
    ]


def measure_memory(store_path: Path, folder: Path, orders: int) -> list[Figure]:
    """Memory in MB (in the columns for ms) once so many orders were packed in one life of the station."""
    home = folder / "memory"
    home.mkdir(parents=True)
    shutil.copyfile(store_path, home / store_path.name)
    bare_mb = bare_window()[1] / 1024
    with reading(store_path) as raw:
        next_code = command_code(Command.NEXT, read_identity(raw).site_secret)
    with DrivenStation(home) as station:
        fresh_mb = station.sign_in()["rss_kb"] / 1024
        packed_mb = fresh_mb
        for number in range(orders):
            packed_mb = pack(station, number, next_code)["rss_kb"] / 1024
    ratio = round(packed_mb / bare_mb, 2)
    name = f"memory after {orders} packed orders, MB (p50: after, p99: at start)"
    return [
        Figure(
            name, round(packed_mb, 1), round(fresh_mb, 1), orders, ratio, f"bare window, {bare_mb:.0f} MB",
            f"<= {TARGET} x", ratio <= TARGET,
        )
    ]  # fmt: skip


def pack(station: DrivenStation, number: int, next_code: str) -> dict[str, Any]:
    """Pack one order of two lines: no weight check, its label printed and scanned back."""
    first, second = ean(number % PRODUCTS), ean((number * 7 + 1) % PRODUCTS)
    station.say(f"N{number:07d}", "order_opened")
    for code in (second, first, second):
        station.say(code, "counted", "line_done", "goods_done", aim="]E0")
    station.say(next_code, "label_printed")
    plate = read_plate(station.labels.get(timeout=10))
    return station.say(plate.text, "order_done", aim=plate.aim)[1]


def bare_window() -> tuple[float, int]:
    """Milliseconds from the command to the painted bare window, and its memory in kB."""
    begun_ns = monotonic_ns()
    command = [sys.executable, "-m", "tests.benchmarks.bare_window"]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}  # noqa: TID251  passed on as it is
    printed = subprocess.run(command, capture_output=True, check=True, env=env).stdout.split()
    return (int(printed[0]) - begun_ns) / 1e6, int(printed[1])
