"""One order being packed here: the order, its cartons, and what the next scan may do.

Everything is frozen: a decision returns the task as it will be, or raises Refused and nothing happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.instruction import Mark
from packstation.domain.label import Plate
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.rule import ALL_RULES, Rule, Rules
from packstation.domain.value import value
from packstation.domain.weight import ExpectedWeight, Tolerance, WeightResult, expected_weight

Share = tuple[int, int]
"""So many pieces of one scan fell to the line of that number: (line number, pieces)."""


@value
class Counted:
    """A yes: so many pieces are now in the cartons. Where a scan fell to several lines, `shares` tells how
    many to which; then `packed` and `wanted` are those of all of them, `line_no` the last.
    """

    line_no: int
    sku: str
    units: int
    packed: int
    wanted: int
    line_complete: bool
    order_complete: bool
    shares: tuple[Share, ...] = ()

    @property
    def by_line(self) -> tuple[Share, ...]:
        """How many fell to which line, whether to one or to several."""
        return self.shares or ((self.line_no, self.units),)


@value
class PackTask:
    """An order and its cartons. Counts start at zero and only scans move them."""

    order: Order
    cartons: tuple[Carton, ...] = ()
    marks: frozenset[Mark] = frozenset()

    def packed(self, line_no: int) -> int:
        """Pieces of a line in all cartons that may still leave."""
        return sum(c.units_of(line_no) for c in self.cartons if c.state is not CartonState.VOID)

    def left(self, line: OrderLine) -> int:
        """Pieces of a line still to be packed."""
        return line.leaving - self.packed(line.line_no)

    @property
    def by_line(self) -> dict[int, int]:
        """Pieces in all cartons that may still leave, by line number: one walk for all lines."""
        totals: dict[int, int] = {}
        for carton in self.cartons:
            if carton.state is CartonState.VOID:
                continue
            if not totals:
                # The usual case, one carton, costs next to nothing even with hundreds of lines.
                totals = dict(carton.contents)
                continue
            for line_no, units in carton.contents:
                totals[line_no] = totals.get(line_no, 0) + units
        return totals

    @property
    def complete(self) -> bool:
        """Whether every ordered piece is in a carton."""
        return self.units_left == 0

    @property
    def units_left(self) -> int:
        """Pieces of all lines still to be packed."""
        packed = self.by_line
        left = (line.leaving - packed.get(line.line_no, 0) for line in self.order.lines)
        return sum(units for units in left if units > 0)

    @property
    def units_packed(self) -> int:
        """Pieces in all cartons that may still leave."""
        return sum(c.units for c in self.cartons if c.state is not CartonState.VOID)

    @property
    def open_carton(self) -> Carton | None:
        """The one carton goods go into now."""
        return next((c for c in self.cartons if c.state is CartonState.OPEN and not c.aside), None)

    @property
    def unverified_carton(self) -> Carton | None:
        """The closed carton that still waits for its label to be scanned back."""
        return next((c for c in self.cartons if c.state is CartonState.CLOSED), None)

    def line(self, line_no: int) -> OrderLine:
        """The order line of that number; a missing one is a bug."""
        lines = self.order.lines
        # Mostly they are numbered from 1: a long order need not be walked for each of its lines.
        if 0 < line_no <= len(lines) and lines[line_no - 1].line_no == line_no:
            return lines[line_no - 1]
        return next(line for line in lines if line.line_no == line_no)

    def with_carton(self, carton_id: UUID, carton_type: CartonType) -> PackTask:
        """The task with a new open carton; the same task when one is open already."""
        if self.open_carton is not None:
            return self
        number = max((c.number for c in self.cartons), default=0) + 1
        return replace(self, cartons=(*self.cartons, Carton(carton_id, number, carton_type)))

    def count(self, sku: str, units: int, rules: Rules = ALL_RULES) -> tuple[PackTask, Counted]:
        """Put `units` pieces of a SKU into the open carton: on the first line that still needs them all,
        else on the lines that need some, in their order.

        Refused: order cancelled or held meanwhile, not on this order, already complete, more than is
        left, no carton open.
        """
        self.order.refuse_unless_packable()
        carton = self.open_carton
        if carton is None:
            raise Refused(RefusalCode.CARTON_CLOSED)
        shares = self._shares(sku, units, rules)
        for line_no, pieces in shares:
            carton = carton.with_units(line_no, pieces)
        task = PackTask(self.order.packing(), self._replaced(carton), self.marks)
        return task, counted(task, shares)

    def _shares(self, sku: str, units: int, rules: Rules) -> tuple[Share, ...]:
        """Which lines so many pieces fall to, and how many to each."""
        named = self.order.lines_of(sku)
        if not named:
            if rules.hold(Rule.ONLY_ORDERED_PRODUCTS):
                raise Refused(RefusalCode.NOT_ON_ORDER, sku=sku)
            named = self.order.lines
        left = {line.line_no: max(0, self.left(line)) for line in named}
        for line_no, pieces in left.items():
            if pieces >= units:
                return ((line_no, units),)
        if sum(left.values()) >= units:
            return _spread(left, units)
        if not rules.hold(Rule.ONLY_ORDERED_QUANTITY):
            return ((named[0].line_no, units),)
        if sum(left.values()) > 0:
            raise Refused(RefusalCode.TOO_MANY, sku=sku, units=units, left=sum(left.values()))
        raise Refused(RefusalCode.LINE_COMPLETE, sku=sku, wanted=sum(line.leaving for line in named))

    def uncount(self, line_no: int, units: int) -> PackTask:
        """Take the last counted pieces out again."""
        if self.open_carton is None:
            raise Refused(RefusalCode.CARTON_CLOSED)
        return replace(self, cartons=self._replaced(self.open_carton.with_units(line_no, -units)))

    def expected(self, carton: Carton, tolerance: Tolerance) -> ExpectedWeight | None:
        """What a carton should weigh, or None when a unit inside has no known weight."""
        lines = {line.line_no: line for line in self.order.lines}
        units = [(count, lines[line_no].unit_grams) for line_no, count in carton.contents]
        kind = carton.carton_type
        expected = expected_weight(units, kind.tare_grams, kind.fill_grams, tolerance)
        learned = any(lines[line_no].weight_learned for line_no, _ in carton.contents)
        return replace(expected, learned=True) if expected is not None and learned else expected

    def close(
        self, plate: Plate, gross_grams: int | None, result: WeightResult, *, partial: bool = False
    ) -> PackTask:
        """Close the open carton under its plate. Refused when it is empty, and while pieces are missing.

        `partial`: more cartons will follow, so pieces may be missing.
        """
        self.order.refuse_unless_packable()
        carton = self.open_carton
        if carton is None:
            raise Refused(RefusalCode.CARTON_CLOSED)
        if not partial:
            self.refuse_unless_complete()
        return replace(self, cartons=self._replaced(carton.closed(plate, gross_grams, result)))

    def refuse_unless_complete(self) -> None:
        """Raise Refused while pieces of the order are missing."""
        if not self.complete:
            raise Refused(RefusalCode.ORDER_INCOMPLETE, missing=self.units_left)

    def verify(self, carton: Carton, by: str, at: datetime) -> PackTask:
        """The carton's own label was scanned back; with the last one the order is packed."""
        self.order.refuse_unless_packable()
        task = replace(self, cartons=self._replaced(carton.verified()))
        leaving = [c for c in task.cartons if c.state is not CartonState.VOID]
        leaving = [c for c in leaving if c.units or c.state is not CartonState.OPEN]
        if task.complete and all(c.state is CartonState.VERIFIED for c in leaving):
            task = replace(task, order=task.order.packed(by, at))
        return task

    def release(self) -> PackTask:
        """Give the order back. Refused once pieces are counted; of a cancelled one they go back first."""
        if self.units_packed and self.cancelled:
            raise Refused(RefusalCode.PIECES_TO_PUT_BACK, order=self.order.number, left=self.units_packed)
        if self.units_packed:
            raise Refused(RefusalCode.ORDER_OPEN_HERE, order=self.order.number)
        cartons = tuple(c.voided() if c.state is not CartonState.VOID else c for c in self.cartons)
        order = replace(self.order.released(), started_at=None)
        return replace(self, order=order, cartons=cartons, marks=frozenset())

    @property
    def cancelled(self) -> bool:
        """Whether the order was called off while it lay open here."""
        return self.order.state is OrderState.CANCELLED

    def _replaced(self, carton: Carton) -> tuple[Carton, ...]:
        return tuple(carton if c.carton_id == carton.carton_id else c for c in self.cartons)


def _spread(left: dict[int, int], units: int) -> tuple[Share, ...]:
    shares: list[Share] = []
    for line_no, pieces in left.items():
        share = min(pieces, units)
        if share:
            shares.append((line_no, share))
            units -= share
    return tuple(shares)


def counted(task: PackTask, shares: tuple[Share, ...]) -> Counted:
    """What there is to say about lines after pieces went in, or (fewer than none) came out."""
    lines = [task.line(line_no) for line_no, _ in shares]
    left = [task.left(line) for line in lines]
    wanted, units = sum(line.leaving for line in lines), sum(pieces for _, pieces in shares)
    complete = all(pieces <= 0 for pieces in left)
    return Counted(
        lines[-1].line_no,
        lines[-1].sku,
        units,
        wanted - sum(left),
        wanted,
        complete,
        complete and units > 0 and task.complete,
        shares if len(shares) > 1 else (),
    )
