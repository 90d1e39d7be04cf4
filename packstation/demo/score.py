"""What came of a training round: who stopped each planted mistake, how quick it went, what to practise.

Pure: knows neither the store nor a screen. Every planted mistake is judged exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from packstation.domain.value import value

SECONDS_AN_HOUR = 3600.0


class Mistake(StrEnum):
    """What is planted: into the tote, at the scale, at the printer."""

    WRONG_PRODUCT = "wrong_product"
    EXTRA_UNIT = "extra_unit"
    MISSING_UNIT = "missing_unit"
    DAMAGED_UNIT = "damaged_unit"
    DOUBLE_READ = "double_read"
    WRONG_LABEL = "wrong_label"
    UNPLUGGED_SCALE = "unplugged_scale"
    JAMMED_PRINTER = "jammed_printer"


ONLY_BENCH = frozenset({Mistake.DOUBLE_READ, Mistake.UNPLUGGED_SCALE, Mistake.JAMMED_PRINTER})
"""What nobody need see before the bench does."""


class Outcome(StrEnum):
    """Who stopped a mistake; `NOT_MET`: its order was not packed to the end."""

    NOTICED = "noticed"
    CAUGHT = "caught"
    SLIPPED = "slipped"
    NOT_MET = "not_met"


@value
class Plant:
    """One mistake, at one order."""

    mistake: Mistake
    order: str


@value
class OrderRun:
    """How one order went: seconds it lay open until it was packed, None while it is not.

    `caught` is what the bench said no to, `slipped` what stands on the shelf all the same.
    """

    order: str
    seconds: float | None
    caught: frozenset[Mistake] = frozenset()
    slipped: frozenset[Mistake] = frozenset()


@value
class Judged:
    """One planted mistake and who stopped it."""

    plant: Plant
    outcome: Outcome


@value
class Score:
    """The whole round; `seconds` are those of the packed orders, in the order of their packing."""

    judged: tuple[Judged, ...]
    orders: int
    seconds: tuple[float, ...]

    @property
    def packed(self) -> int:
        """How many orders were packed."""
        return len(self.seconds)

    def count(self, outcome: Outcome) -> int:
        """How many mistakes ended so."""
        return sum(judged.outcome is outcome for judged in self.judged)

    @property
    def percent(self) -> int:
        """So many in a hundred of the mistakes that were met went no further; rounded down, 0 for none."""
        stopped = self.count(Outcome.NOTICED) + self.count(Outcome.CAUGHT)
        met = stopped + self.count(Outcome.SLIPPED)
        return 100 * stopped // met if met else 0

    @property
    def seconds_per_order(self) -> float | None:
        """On average; None when nothing was packed."""
        return sum(self.seconds) / self.packed if self.packed else None

    @property
    def orders_per_hour(self) -> float | None:
        """At this pace; None when nothing was packed, or nobody could say how long it took."""
        average = self.seconds_per_order
        return SECONDS_AN_HOUR / average if average else None

    @property
    def practise(self) -> tuple[Mistake, ...]:
        """What to look at more closely: first what slipped, then what only the bench saw."""
        slipped = [judged.plant.mistake for judged in self.judged if judged.outcome is Outcome.SLIPPED]
        caught = [
            judged.plant.mistake
            for judged in self.judged
            if judged.outcome is Outcome.CAUGHT and judged.plant.mistake not in ONLY_BENCH
        ]
        return tuple(dict.fromkeys((*slipped, *caught)))


def score(plants: Iterable[Plant], runs: Sequence[OrderRun], orders: int) -> Score:
    """Judge a round of so many orders by how each of them went; an order that nobody opened has no run."""
    by_order = {run.order: run for run in runs}
    return Score(
        tuple(Judged(plant, _outcome(plant, by_order.get(plant.order))) for plant in plants),
        orders,
        tuple(run.seconds for run in by_order.values() if run.seconds is not None),
    )


def _outcome(plant: Plant, run: OrderRun | None) -> Outcome:
    """What stands on the shelf counts most: a mistake that was refused, and shipped later, slipped."""
    if run is None or run.seconds is None:
        return Outcome.NOT_MET
    if plant.mistake in run.slipped:
        return Outcome.SLIPPED
    return Outcome.CAUGHT if plant.mistake in run.caught else Outcome.NOTICED
