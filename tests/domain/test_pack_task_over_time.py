"""Any row of scans, undos, closings and releases: the counts stay true all the time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from packstation.domain.carton import CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import Refused
from packstation.domain.sscc import SsccBlock
from packstation.domain.weight import WeightResult

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SKUS = ("MUG", "LID", "CUP")
LINES = st.lists(st.tuples(st.sampled_from(SKUS), st.integers(1, 3)), min_size=1, max_size=3)


class Packing(RuleBasedStateMachine):
    """A packer who does anything at any time, and a tally kept beside the bench with other means."""

    def __init__(self) -> None:
        super().__init__()
        self.task = PackTask(Order(UUID(int=1), "100234", ()))
        self.tally: list[tuple[int, int]] = []
        self.plates: list[Plate] = []
        self.block = SsccBlock(0, "9521234", "BENCH", 1, 1_000)
        self.cartons_made = 0

    @property
    def may_be_packed(self) -> bool:
        return self.task.order.state in {OrderState.CLAIMED, OrderState.PACKING}

    @initialize(lines=LINES)
    def claim(self, lines: list[tuple[str, int]]) -> None:
        ordered = tuple(OrderLine(n, sku, quantity) for n, (sku, quantity) in enumerate(lines, 1))
        order = replace(self.task.order, lines=ordered).claimed_by("bench-1")
        self.task = replace(self.task, order=order)

    @rule()
    def put_up_a_carton(self) -> None:
        if self.task.unverified_carton is None and self.may_be_packed:
            self.cartons_made += self.task.open_carton is None
            self.task = self.task.with_carton(UUID(int=100 + self.cartons_made), CartonType("BOX", 180))

    @rule(sku=st.sampled_from((*SKUS, "HAT")), units=st.sampled_from([1, 1, 1, 2, 3]))
    def scan(self, sku: str, units: int) -> None:
        before = self.task
        try:
            self.task, counted = before.count(sku, units)
        except Refused:
            assert self.task == before
            return
        assert counted.units == units == sum(pieces for _, pieces in counted.by_line)
        assert {before.line(line_no).sku for line_no, _ in counted.by_line} == {sku}
        assert counted.packed == sum(before.packed(line_no) + pieces for line_no, pieces in counted.by_line)
        back = self.task
        for line_no, pieces in counted.by_line:
            back = back.uncount(line_no, pieces)
        assert back.cartons == before.cartons
        self.tally += counted.by_line

    @precondition(lambda self: self.tally and self.task.open_carton is not None)
    @rule()
    def undo(self) -> None:
        line_no, units = self.tally.pop()
        self.task = self.task.uncount(line_no, units)

    @rule()
    def close(self) -> None:
        plate, rest = self.block.allot()
        try:
            self.task = self.task.close(plate, 1_000, WeightResult.WITHIN)
        except Refused:
            assert not (self.task.complete and self.may_be_packed and self.task.open_carton)
            return
        self.block = rest
        self.plates.append(plate)

    @precondition(lambda self: self.task.unverified_carton is not None)
    @rule()
    def verify(self) -> None:
        carton = self.task.unverified_carton
        assert carton is not None
        try:
            self.task = self.task.verify(carton, "Ida", NOON)
        except Refused:
            assert self.task.cancelled

    @rule()
    def release(self) -> None:
        before = self.task
        try:
            self.task = before.release()
        except Refused:
            assert before.units_packed or before.order.state in {OrderState.READY, OrderState.PACKED}
            return
        assert self.task.units_packed == 0
        self.tally.clear()
        if self.task.order.state is OrderState.READY:
            self.task = replace(self.task, order=self.task.order.claimed_by("bench-1"))

    @precondition(lambda self: self.task.order.state is OrderState.PACKING)
    @rule()
    def cancel(self) -> None:
        self.task = replace(self.task, order=self.task.order.cancelled())

    @invariant()
    def the_bench_counts_what_the_tally_counts_and_never_more_than_ordered(self) -> None:
        by_line: Counter[int] = Counter()
        for line_no, units in self.tally:
            by_line[line_no] += units
        for line in self.task.order.lines:
            assert 0 <= self.task.packed(line.line_no) == by_line[line.line_no] <= line.quantity

    @invariant()
    def every_unit_is_in_exactly_one_carton(self) -> None:
        leaving = [c for c in self.task.cartons if c.state is not CartonState.VOID]
        assert sum(c.units for c in leaving) == sum(units for _, units in self.tally)
        assert len({c.carton_id for c in self.task.cartons}) == len(self.task.cartons)
        assert len({c.number for c in self.task.cartons}) == len(self.task.cartons)
        assert sum(c.state is CartonState.OPEN for c in self.task.cartons) <= 1

    @invariant()
    def no_plate_is_on_two_cartons(self) -> None:
        used = [c.plate for c in self.task.cartons if c.plate is not None]
        assert len(set(used)) == len(used)
        assert set(used) <= set(self.plates)

    @invariant()
    def a_packed_order_is_complete_and_proven(self) -> None:
        if self.task.order.state is OrderState.PACKED:
            assert self.task.complete
            leaving = [c for c in self.task.cartons if c.state is not CartonState.VOID]
            assert {c.state for c in leaving} == {CartonState.VERIFIED}


TestAnyRowOfActsKeepsTheCountsTrue = Packing.TestCase
