"""How far an import is, told a few times a second."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import BinaryIO

from packstation.application.ports import Clock
from packstation.domain.value import value

EVERY_MS = 200
"""Between two tellings: fast enough to be seen to move."""
SURE_AFTER_MS = 1_000
"""Before that nobody can say how long it will take."""
TAKING_IN_COSTS = 2
"""How many times longer orders take to be taken in than to be read, until it is known."""


class ImportStage(StrEnum):
    """What an import is doing."""

    READING = "reading"
    TAKING_IN = "taking_in"
    OVER = "over"


@value
class ImportProgress:
    """How far it is; `remaining_s` is None as long as nobody can say, `percent` is of the whole import."""

    stage: ImportStage
    rows_read: int
    rows_settled: int
    orders: int
    rows_per_s: int
    remaining_s: int | None
    percent: int = 0


Listener = Callable[[ImportProgress], None]


def part_read(source: BinaryIO, size: int) -> float:
    """How much of a file is read; readers that close it at its end have read it all."""
    return 1.0 if source.closed or not size else source.tell() / size


class ProgressMeter:
    """Tells a listener, never more often than it is worth. `part` is how much of a stage is over, 0 to 1.

    `first` is the stage it begins with: what is taken in row by row, as it is read, has no other.
    """

    def __init__(self, clock: Clock, listener: Listener, first: ImportStage = ImportStage.READING) -> None:
        self._clock = clock
        self._listener = listener
        self._begun_ms = self._stage_ms = clock.mono_ms()
        self._told_ms: int | None = None
        self._stage = self._first = first
        self._percent = 0

    def tell(self, stage: ImportStage, part: float, rows_read: int, settled: int, orders: int) -> None:
        """Say how far it is, if there is anything new to say."""
        now_ms = self._clock.mono_ms()
        fresh = stage is not self._stage
        if fresh:
            self._stage, self._stage_ms = stage, now_ms
        if not fresh and self._told_ms is not None and now_ms - self._told_ms < EVERY_MS:
            return
        self._told_ms = now_ms
        spent_ms = now_ms - self._stage_ms
        rows = rows_read if stage is ImportStage.READING else settled
        remaining = self._remaining_s(stage, part, spent_ms)
        rate = rows * 1000 // spent_ms if spent_ms else 0
        self._percent = max(self._percent, self._percent_of(stage, part))
        told = ImportProgress(stage, rows_read, settled, orders, rate, remaining, self._percent)
        self._listener(told)

    def _percent_of(self, stage: ImportStage, part: float) -> int:
        """Of the whole: never less than was said before, and all of it only at the end."""
        if stage is ImportStage.OVER:
            return 100
        reading = 1 / (1 + TAKING_IN_COSTS) if self._first is ImportStage.READING else 0.0
        whole = reading * part if stage is ImportStage.READING else reading + (1 - reading) * part
        return min(99, int(100 * whole))

    def _remaining_s(self, stage: ImportStage, part: float, spent_ms: int) -> int | None:
        if stage is ImportStage.OVER:
            return 0
        if part <= 0 or spent_ms < SURE_AFTER_MS:
            return None
        whole_ms = spent_ms / min(part, 1)
        later_ms = whole_ms * TAKING_IN_COSTS if stage is ImportStage.READING else 0
        return round((whole_ms - spent_ms + later_ms) / 1000)
