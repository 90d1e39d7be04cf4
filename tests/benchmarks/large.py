"""`python -m tests.benchmarks.large`: central with as many rows as a large site makes in years."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks.central import central_of_stations, sizes
from tests.benchmarks.report import publish

EVENTS = 10_000_000
ROWS_AN_ORDER = 10
OUT = Path("build/bench-large.json")


def main() -> int:
    """Measure, print the table, write it down; 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS, help="journal rows; a tenth as many orders")
    events = parser.parse_args().events
    with central_of_stations() as template:
        figures = sizes(template, max(events // ROWS_AN_ORDER, 10_000), events)
    sys.stdout.write(publish(figures, OUT) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
