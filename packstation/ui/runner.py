"""How presenters get work done without waiting: every call returns at once, answers come later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from packstation.application.ports import LabelPrinter

T = TypeVar("T")
Failed = Callable[[Exception], None]
"""Told what stopped the work, on the window's thread: Refused, DeviceFault, or a bug already logged."""


class Runner(Protocol):
    """Runs verbs off the window's thread and brings their answers back to it."""

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work on the write lane: one at a time, in the order asked."""

    def run_slow(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work that takes its time (a PIN's hash), beside the lane."""

    def run_beside(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work with things outside that may take seconds (sheets, pictures): nobody waits for it."""

    def run_printer(
        self, work: Callable[[LabelPrinter], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Work on the thread that owns the label printer's port."""
