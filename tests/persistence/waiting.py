"""Waits for what another thread does, with a deadline."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

DEADLINE_S = 10.0


def wait_until(happened: Callable[[], bool]) -> None:
    """Return once it happened; fail when it does not in time."""
    pause, end = threading.Event(), monotonic() + DEADLINE_S
    while not happened():
        assert monotonic() < end, "it never happened"
        pause.wait(0.001)
