"""Another theme, size or language on a 4K bench in the middle of an order, and an answer with pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.benchmarks.report import Figure, p50, p99
from tests.benchmarks.scan import P99_MS

SWITCH_MS = 200


def measure(rounds: int) -> list[Figure]:
    """The milliseconds of each switch, and of an answer until it is painted."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}  # noqa: TID251  passed on as it is
    command = [sys.executable, "-m", "tests.benchmarks.look_child", str(rounds)]
    printed = subprocess.run(command, capture_output=True, check=True, env=env).stdout
    taken: dict[str, list[float]] = json.loads(printed)
    figures = [
        Figure(
            f"another {what} at 4K, until painted", p50(ms), p99(ms), len(ms), None, "-",
            f"p99 < {SWITCH_MS}", p99(ms) < SWITCH_MS,
        )
        for what, ms in taken.items() if what != "verdict"
    ]  # fmt: skip
    ms = taken["verdict"]
    target = f"p99 < {P99_MS}, all of a scan's"
    name = "answer with picture at 4K, until painted"
    return [*figures, Figure(name, p50(ms), p99(ms), len(ms), None, "-", target, p99(ms) < P99_MS)]
