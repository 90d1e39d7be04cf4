"""Cartons: the boxes an order leaves in, what is in each, and whether its own label is proven on it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from packstation.domain.label import Plate
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.trace import Trace
from packstation.domain.value import value
from packstation.domain.weight import WeightResult


class CartonState(StrEnum):
    """How far a carton is; `verified` means its own label was scanned back from it."""

    OPEN = "open"
    CLOSED = "closed"
    VERIFIED = "verified"
    VOID = "void"


MOVES: dict[CartonState, frozenset[CartonState]] = {
    CartonState.OPEN: frozenset({CartonState.CLOSED, CartonState.VOID}),
    CartonState.CLOSED: frozenset({CartonState.VERIFIED, CartonState.OPEN, CartonState.VOID}),
    CartonState.VERIFIED: frozenset({CartonState.OPEN, CartonState.VOID}),
    CartonState.VOID: frozenset(),
}


@value
class CartonType:
    """An entry of the carton catalogue: what an empty one weighs, and the usual fill, in grams."""

    code: str
    tare_grams: int
    fill_grams: int = 0
    name: str = ""


@value
class Carton:
    """One box of an order. `contents` maps order line numbers to pieces inside, `traces` says which.

    `aside`: it is open but stands apart while another one is packed.
    """

    carton_id: UUID
    number: int
    carton_type: CartonType
    state: CartonState = CartonState.OPEN
    contents: tuple[tuple[int, int], ...] = ()
    plate: Plate | None = None
    gross_grams: int | None = None
    weight_result: WeightResult | None = None
    traces: tuple[Trace, ...] = ()
    aside: bool = False

    @property
    def units(self) -> int:
        """Pieces inside, all lines together."""
        return sum(units for _, units in self.contents)

    def units_of(self, line_no: int) -> int:
        """Pieces of one order line inside."""
        place, known = self._line_at(line_no)
        return self.contents[place][1] if known else 0

    def with_units(self, line_no: int, change: int) -> Carton:
        """The open carton with `change` more (or fewer) pieces of a line; never below none."""
        if self.state is not CartonState.OPEN:
            raise Refused(RefusalCode.CARTON_CLOSED)
        place, known = self._line_at(line_no)
        units = (self.contents[place][1] if known else 0) + change
        if units < 0:
            raise Refused(RefusalCode.NOTHING_TO_UNDO)
        now = ((line_no, units),) if units else ()
        return replace(self, contents=self.contents[:place] + now + self.contents[place + known :])

    def closed(self, plate: Plate, gross_grams: int | None, result: WeightResult) -> Carton:
        """The carton taped shut under its plate. Refused when it is empty or not open."""
        if not self.units:
            raise Refused(RefusalCode.CARTON_EMPTY)
        return replace(
            self._move_to(CartonState.CLOSED), plate=plate, gross_grams=gross_grams, weight_result=result
        )

    def verified(self) -> Carton:
        """The carton once its own label was scanned back from it."""
        return self._move_to(CartonState.VERIFIED)

    def reopened(self) -> Carton:
        """The carton cut open again: its plate and its weight are gone with its label."""
        return replace(self._move_to(CartonState.OPEN), plate=None, gross_grams=None, weight_result=None)

    def set_aside(self, *, aside: bool) -> Carton:
        """The open carton pushed aside for another one, or pulled back."""
        if self.state is not CartonState.OPEN:
            raise Refused(RefusalCode.CARTON_CLOSED)
        return replace(self, aside=aside)

    def retyped(self, carton_type: CartonType) -> Carton:
        """The open carton, its goods in a box of another type."""
        if self.state is not CartonState.OPEN:
            raise Refused(RefusalCode.CARTON_CLOSED)
        return replace(self, carton_type=carton_type)

    def with_trace(self, trace: Trace, change: int) -> Carton:
        """The carton with `change` more (or fewer) pieces noted as just these; counts stay as they are."""
        place, known = self._place_of(trace)
        noted = (self.traces[place].units if known else 0) + change
        if noted < 0:
            raise ValueError(f"no {-noted} more pieces of {trace.key} are in carton {self.number}")
        now = (replace(trace, units=noted),) if noted else ()
        return replace(self, traces=self.traces[:place] + now + self.traces[place + known :])

    def noted(self, trace: Trace) -> int:
        """How many pieces inside are noted as just these."""
        place, known = self._place_of(trace)
        return self.traces[place].units if known else 0

    def voided(self) -> Carton:
        """The carton when it will not leave."""
        return replace(self._move_to(CartonState.VOID), aside=False)

    def _line_at(self, line_no: int) -> tuple[int, bool]:
        """Where a line stands in the contents, or would stand; and whether it does."""
        # Always sorted, so that a carton read back from the store is the very same carton.
        place = bisect_left(self.contents, (line_no,))
        return place, place < len(self.contents) and self.contents[place][0] == line_no

    def _place_of(self, trace: Trace) -> tuple[int, bool]:
        """Where such pieces stand among the traces, or would stand; and whether they do."""
        # Always sorted: of a thousand serial numbers only a few are looked at.
        place = bisect_left(self.traces, trace.key, key=lambda held: held.key)
        held = self.traces[place : place + 1]
        return place, bool(held) and held[0].key == trace.key

    def _move_to(self, target: CartonState) -> Carton:
        if target not in MOVES[self.state]:
            raise Refused(RefusalCode.CARTON_CLOSED)
        return replace(self, state=target)
