"""Any row of traced scans, xN, undos and cartons: traces say of every tracked piece what it is, once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from packstation.domain.carton import CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.product import CountingPolicy, Tracking
from packstation.domain.refusal import Refused
from packstation.domain.told import Told
from packstation.domain.trace import Trace
from packstation.domain.tracing import traces_of, with_traces, without_traces
from packstation.domain.weight import WeightResult

MILK = CountingPolicy(frozenset({Tracking.LOT, Tracking.EXPIRY}))
RADIO = CountingPolicy(frozenset({Tracking.SERIAL}))
LOTS = st.builds(Told, st.sampled_from(["A1", "B2"]), st.sampled_from([date(2027, 1, 1), date(2027, 2, 1)]))


class Tracing(RuleBasedStateMachine):
    """A packer with milk and radios, and a list of what went in kept beside the bench."""

    def __init__(self) -> None:
        super().__init__()
        self.task = PackTask(Order(UUID(int=1), "1", ()))
        self.scans: list[tuple[UUID, tuple[Trace, ...]]] = []
        self.serials = 0
        self.cartons = 0

    @initialize(milk=st.integers(1, 9), more=st.integers(1, 9), radios=st.integers(1, 6))
    def claim(self, milk: int, more: int, radios: int) -> None:
        lines = (
            OrderLine(1, "MILK", milk, counting=MILK),
            OrderLine(2, "RADIO", radios, counting=RADIO),
            OrderLine(3, "MILK", more, counting=MILK),
        )
        order = replace(self.task.order, lines=lines).claimed_by("bench-1")
        self.task = replace(self.task, order=order)

    @rule()
    def put_up_a_carton(self) -> None:
        self.cartons += self.task.open_carton is None
        self.task = self.task.with_carton(UUID(int=100 + self.cartons), CartonType("BOX", 180))

    @rule(told=LOTS, units=st.integers(1, 12))
    def milk_goes_in(self, told: Told, units: int) -> None:
        self._put_in("MILK", units, told)

    @rule(units=st.integers(1, 3))
    def radios_go_in(self, units: int) -> None:
        names = tuple(f"S{self.serials + n}" for n in range(units))
        self.serials += units
        self._put_in("RADIO", units, Told(serials=names))

    def _put_in(self, sku: str, units: int, told: Told) -> None:
        before = self.task
        try:
            after, counted = before.count(sku, units)
        except Refused:
            assert self.task == before
            return
        traces = traces_of(counted.by_line, told)
        self.task = with_traces(after, traces)
        carton = self.task.open_carton
        assert carton is not None
        assert sum(trace.units for trace in traces) == units
        self.scans.append((carton.carton_id, traces))

    @precondition(lambda self: self.scans and self.task.open_carton is not None)
    @rule()
    def the_last_scan_comes_out(self) -> None:
        carton = self.task.open_carton
        assert carton is not None
        if self.scans[-1][0] != carton.carton_id:
            return
        _, traces = self.scans.pop()
        after = self.task
        for trace in traces:
            after = after.uncount(trace.line_no, trace.units)
        self.task = without_traces(after, traces)

    @precondition(lambda self: self.task.open_carton is not None and self.task.open_carton.units)
    @rule()
    def the_carton_is_full(self) -> None:
        self.task = self.task.close(Plate(f"P{self.cartons}", False), 1, WeightResult.OFF, partial=True)

    @invariant()
    def of_every_piece_in_every_carton_it_is_known_what_it_is(self) -> None:
        for carton in self.task.cartons:
            noted: Counter[int] = Counter()
            for trace in carton.traces:
                noted[trace.line_no] += trace.units
            assert noted == Counter(dict(carton.contents))
            assert [trace.key for trace in carton.traces] == sorted({trace.key for trace in carton.traces})

    @invariant()
    def each_carton_holds_just_what_went_into_it(self) -> None:
        wanted: dict[UUID, Counter[tuple[int, str, str, str]]] = {}
        for carton_id, traces in self.scans:
            for trace in traces:
                wanted.setdefault(carton_id, Counter())[trace.key] += trace.units
        for carton in self.task.cartons:
            held = {trace.key: trace.units for trace in carton.traces}
            assert held == dict(wanted.get(carton.carton_id, Counter()))
            assert carton.state in {CartonState.OPEN, CartonState.CLOSED}

    @invariant()
    def never_more_than_was_ordered(self) -> None:
        assert all(self.task.left(line) >= 0 for line in self.task.order.lines)


TestAnyRowOfActsKeepsTheTracesTrue = Tracing.TestCase
