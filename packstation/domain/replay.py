"""The journal played again: which cartons it says there are, how far each is, and what is in them.

State tables and journal are written in one transaction, so what comes out here must be what the tables
say; a difference is a bug of ours or a hand in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from packstation.domain.act import (
    Act,
    CartonClosed,
    CartonOpened,
    LabelVerified,
    OrderReleased,
    UnitUncounted,
    count_in,
)
from packstation.domain.carton import Carton, CartonState
from packstation.domain.carton_act import (
    CartonReopened,
    CartonVanished,
    UnitMoved,
    UnitMovedBack,
    UnitMovedV1,
)
from packstation.domain.journal import JournalEntry
from packstation.domain.packing_act import UnitPutBack, UnitPutBackV1, UnitTakenAgain

Contents = tuple[tuple[int, int], ...]
"""Pieces by order line number, sorted; lines without pieces left out."""


@dataclass(slots=True)
class ReplayedCarton:
    """A carton as the journal tells it."""

    number: int
    state: CartonState = CartonState.OPEN
    units: dict[int, int] = field(default_factory=dict)

    @property
    def contents(self) -> Contents:
        """What is inside."""
        return tuple(sorted((line, units) for line, units in self.units.items() if units))

    def add(self, line_no: int, units: int) -> None:
        """So many pieces more (or fewer) of a line."""
        self.units[line_no] = self.units.get(line_no, 0) + units


class Replay:
    """Feed it rows in the order they were written; it knows every carton they speak of."""

    def __init__(self, entries: Iterable[JournalEntry] = ()) -> None:
        self._orders: dict[UUID, dict[UUID, ReplayedCarton]] = {}
        for entry in entries:
            self.feed(entry)

    def of_order(self, order_id: UUID) -> dict[UUID, ReplayedCarton]:
        """The cartons of one order by their identifiers, in the order they were put up."""
        return self._orders.get(order_id, {})

    def agrees(self, order_id: UUID, cartons: Iterable[Carton]) -> bool:
        """Whether these cartons of an order are the ones the journal tells of."""
        told = self.of_order(order_id)
        stored = {carton.carton_id: carton for carton in cartons}
        if told.keys() != stored.keys():
            return False
        return all(
            (told[key].state, told[key].contents) == (carton.state, carton.contents)
            for key, carton in stored.items()
        )

    def feed(self, entry: JournalEntry) -> None:
        """One row more."""
        act = entry.act
        if entry.order_id is None:
            return
        if isinstance(act, OrderReleased):
            for carton in self.of_order(entry.order_id).values():
                carton.state = CartonState.VOID
        elif entry.carton_id is not None:
            cartons = self._orders.setdefault(entry.order_id, {})
            if isinstance(act, CartonOpened):
                cartons[entry.carton_id] = ReplayedCarton(act.number)
            self._feed_carton(act, cartons, cartons[entry.carton_id])

    @staticmethod
    def _feed_carton(act: Act, cartons: dict[UUID, ReplayedCarton], carton: ReplayedCarton) -> None:
        counted = count_in(act)
        if counted is not None:
            carton.add(counted.line_no, counted.units)
        elif isinstance(act, UnitUncounted | UnitPutBack | UnitPutBackV1):
            carton.add(act.line_no, -act.units)
        elif isinstance(act, UnitTakenAgain):
            carton.add(act.line_no, act.units)
        elif isinstance(act, UnitMoved | UnitMovedV1 | UnitMovedBack):
            carton.add(act.line_no, act.units)
            source = next(other for other in cartons.values() if other.number == act.source)
            source.add(act.line_no, -act.units)
        elif isinstance(act, CartonClosed):
            carton.state = CartonState.CLOSED
        elif isinstance(act, LabelVerified):
            carton.state = CartonState.VERIFIED
        elif isinstance(act, CartonReopened):
            carton.state = CartonState.OPEN
        elif isinstance(act, CartonVanished):
            carton.state = CartonState.VOID
