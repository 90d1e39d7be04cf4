"""Entry of the station's own process; like the command, it collects no garbage while it starts."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the painted station."""
    gc.disable()
    from tests.benchmarks.painted_station import run  # noqa: PLC0415  only now, as the command does

    return run()


if __name__ == "__main__":
    sys.exit(main())
