"""`python -m tests.benchmarks`: all of it; `--quick` for a look with few samples."""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import packstation
import tests
from packstation.ui.main_loop import settle_memory
from tests.benchmarks import (
    big_store,
    central,
    commit,
    drain,
    import_orders,
    long_order,
    look,
    scan,
    start,
    verbs,
)
from tests.benchmarks.report import Figure, publish

OUT = Path("build/bench.json")


def main() -> int:
    """Measure, print the table, write it down; 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    # What an installation does once; some machines are told never to write it by themselves.
    for package in (packstation, tests):
        compileall.compile_dir(Path(next(iter(package.__path__))), quiet=1)
    with tempfile.TemporaryDirectory(prefix="packstation-bench-") as name:
        folder = Path(name)
        sys.stdout.write("filling the stores...\n")
        small = big_store.make(folder / "stores" / "small", 1_000)
        big = big_store.make(folder / "stores" / "big", 100_000)
        # As in a running station: no verb waits until all that was loaded is searched for garbage.
        settle_memory()
        figures: list[Figure] = []
        for measured in _measurements(big, small, folder, quick=quick):
            figures += measured
            # What was seen stays, also of a run that is cut short.
            table = publish(figures, OUT).splitlines()
            sys.stdout.write("\n".join(table[-len(measured) :]) + "\n")
            sys.stdout.flush()
    sys.stdout.write("\n" + publish(figures, OUT) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


def _measurements(big: Path, small: Path, folder: Path, *, quick: bool) -> Iterator[list[Figure]]:
    """One group after the other, each when it is asked for."""
    rows = 10_000 if quick else import_orders.ROWS
    yield start.measure_start(big, folder / "start", 3 if quick else 9)
    yield commit.measure(big, folder / "commit")
    yield scan.measure(big, small, folder / "scan", 600 if quick else 5_000)
    yield import_orders.measure(big, folder / "import", rows)
    yield import_orders.measure_scans(big, folder / "importing", rows)
    yield drain.measure(folder / "drain", 4_800 if quick else 48_000, 600 if quick else 1_500)
    yield look.measure(10 if quick else 60)
    yield verbs.measure(big, folder / "verbs", 30 if quick else verbs.ROUNDS)
    yield long_order.measure(big, folder / "long", 500 if quick else 2_000)
    yield scan.measure_long(big, folder / "lines", 0.5 if quick else 1.0)
    yield from central.measure(folder / "central", quick=quick)
    yield start.measure_memory(big, folder / "memory", 30 if quick else 1_000)


if __name__ == "__main__":
    sys.exit(main())
