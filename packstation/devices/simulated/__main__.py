"""Runs one set of simulated devices in a process of its own: `python -m packstation.devices.simulated`.

The first line on standard output says what the drivers open. From then on every line on standard input
is a command (see `bench`), answered by one line, `{"ok": true, ...}` or `{"ok": false, "error": ...}`;
a label that came out is told by a line `{"event": "label", "data": ...}` in between. Ends when standard
input does.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path

from packstation.devices.simulated.bench import DIALECTS, Facts, SimulatedBench


class _Output:
    """Standard output, one JSON line at a time from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def line(self, facts: Facts) -> None:
        with self._lock:
            sys.stdout.write(json.dumps(facts) + "\n")
            sys.stdout.flush()

    def label(self, data: bytes) -> None:
        self.line({"event": "label", "data": data.decode("latin-1")})


def main(arguments: list[str] | None = None) -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="packstation.devices.simulated", description=__doc__)
    parser.add_argument("--directory", type=Path, required=True, help="where the serial ports appear")
    parser.add_argument("--scale", choices=sorted(DIALECTS), default="mt_sics")
    parser.add_argument("--print-seconds", type=float, default=0.0, help="time one label takes")
    parser.add_argument("--quiet-when-jammed", action="store_true", help="no answer to ~HS while jammed")
    options = parser.parse_args(arguments)
    output = _Output()
    bench = SimulatedBench(
        options.directory,
        scale=options.scale,
        print_s=options.print_seconds,
        quiet_when_jammed=options.quiet_when_jammed,
        on_label=output.label,
    )
    try:
        output.line({"ready": True, **bench.ports()})
        for line in sys.stdin:
            output.line(_answer(bench, line))
    except KeyboardInterrupt:
        pass  # the terminal's interrupt reaches the simulators too; the station decides what it means
    finally:
        bench.switch_off()


def _answer(bench: SimulatedBench, line: str) -> Facts:
    try:
        return {"ok": True, **bench.obey(json.loads(line))}
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main()
