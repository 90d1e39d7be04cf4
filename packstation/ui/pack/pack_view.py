"""What the pack screen can show, as its presenter needs it."""

from __future__ import annotations

from typing import Protocol

from packstation.domain.pack_task import PackTask
from packstation.ui.pack.batch import Place
from packstation.ui.pack.weighing import WeightShown


class PackView(Protocol):
    """What the pack screen can show."""

    def show_task(self, task: PackTask) -> None:
        """Show the order and every line with its count."""

    def show_count(self, task: PackTask, line_no: int) -> None:
        """Show one line's new count, and bring it into sight."""

    def show_weight(self, weight: WeightShown) -> None:
        """Show the live weight and the band."""

    def show_plate(self, number: str | None) -> None:
        """Show the plate of the closed carton, or none."""

    def show_batch(self, place: Place | None) -> None:
        """Show which of how many orders of its kind this is, or nothing outside a row."""

    def clear(self) -> None:
        """Nothing of the order stays readable."""
