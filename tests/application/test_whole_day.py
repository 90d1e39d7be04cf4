"""Anything a packer can do to an order, in any row: boxes, labels and journal keep their promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial as bound
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from packstation.application.bench import OnBench
from packstation.application.carton_type import ChangeCartonType
from packstation.application.close_carton import CloseCarton
from packstation.application.count_times import CountTimes
from packstation.application.move_unit import MoveUnit
from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkOrder
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.put_back import PutBackUnit
from packstation.application.release_order import ReleaseOrder
from packstation.application.reopen import ReopenCarton, ReopenOrder
from packstation.application.report_short import ReportShort
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import LabelState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.policy import ShortEnding
from packstation.domain.product import CountingPolicy, Product, ProductCode, Tracking
from packstation.domain.refusal import Refused
from packstation.domain.replay import Replay
from packstation.domain.scan import ElementStrings
from packstation.domain.short import Missing, ShortReason
from packstation.domain.weight import WeightRule
from packstation.persistence.read_cartons import differing_orders
from tests.application.opener import opener
from tests.application.site import CUP, LID, LID_CASE, MUG, order
from tests.application.warehouse import Warehouse, weighing

SCALE = "4012345678956"
NUMBER = "300001"
GOODS = st.sampled_from((MUG, LID, LID_CASE, CUP, "4012345678999"))
LINES = st.lists(
    st.tuples(st.sampled_from(("MUG", "LID", "SCALE")), st.sampled_from((1, 2, 3, 13))),
    min_size=1,
    max_size=3,
)


class WholeDay(RuleBasedStateMachine):
    """One order on a bench; a refusal changes nothing, everything else keeps the promises below."""

    on_disk = False

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "station.sqlite3"
        self.warehouse = Warehouse(opener(self.path, on_disk=self.on_disk))
        self.warehouse.policy = replace(
            self.warehouse.policy,
            weight_rule=WeightRule.OFF,
            short_ending=ShortEnding.SHIP,
            places=("P1", "P2"),
            carton_types=(CartonType("BIG", 400),),
        )
        self.warehouse.move_in()
        tracked = CountingPolicy(frozenset({Tracking.SERIAL}))
        self.warehouse.stock([Product("SCALE", "Scale", 900, tracked)], [ProductCode("0" + SCALE, "SCALE")])
        self.plates: set[str] = set()
        self.void_plates: set[str] = set()

    def teardown(self) -> None:
        self.warehouse.opened.crash()
        self.folder.cleanup()

    @initialize(lines=LINES)
    def arrive(self, lines: list[tuple[str, int]]) -> None:
        self.warehouse.receive(order(NUMBER, *lines))
        self.warehouse.open(NUMBER)

    @property
    def now(self) -> OnBench:
        return self.warehouse.on_bench(NUMBER)

    @property
    def task(self) -> PackTask:
        return self.now.task

    def carton(self, place: int) -> UUID:
        cartons = self.task.cartons
        return cartons[place % len(cartons)].carton_id

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether the bench said yes; a no leaves the order as it was."""
        before = self.now
        try:
            act()
        except Refused:
            assert self.now == before
            return False
        return True

    @rule(code=GOODS)
    def scan(self, code: str) -> None:
        w = self.warehouse
        self.attempt(lambda: ScanUnit(w.bench)(w.ida, self.task, w.read(code)))

    @rule(serial=st.sampled_from(("S1", "S2", "S3")))
    def scan_serial(self, serial: str) -> None:
        w = self.warehouse
        scan = replace(w.read(SCALE), elements=ElementStrings(gtin="0" + SCALE, serial=serial))
        self.attempt(lambda: ScanUnit(w.bench)(w.ida, self.task, scan))

    @rule(times=st.integers(1, 14))
    def times(self, times: int) -> None:
        w = self.warehouse
        self.attempt(lambda: CountTimes(w.bench)(w.ida, self.task, times))

    @rule()
    def undo(self) -> None:
        w = self.warehouse
        self.attempt(lambda: UndoScan(w.bench)(w.ida, self.task))

    @rule(partial=st.booleans())
    def close(self, partial: bool) -> None:
        w = self.warehouse
        self.attempt(lambda: CloseCarton(w.bench, w.writer)(w.ida, self.task, weighing(900), partial=partial))

    @rule()
    def print(self) -> None:
        w = self.warehouse
        self.attempt(lambda: PrintLabel(w.bench, w.writer)(w.ida, self.task, w.printer))

    @rule(came_out=st.booleans())
    def answer(self, came_out: bool) -> None:
        w = self.warehouse
        self.attempt(lambda: AnswerLabel(w.bench)(w.ida, self.task, came_out=came_out))

    @rule()
    def scan_own_label(self) -> None:
        label, w = self.now.label, self.warehouse
        if label is not None:
            scan = w.read(label.plate.code)
            self.attempt(lambda: VerifyLabel(w.bench)(w.ida, self.task, scan))

    @rule()
    def scan_old_label(self) -> None:
        w = self.warehouse

        def verify(code: str) -> OnBench:
            return VerifyLabel(w.bench)(w.ida, self.task, w.read(code))

        for code in sorted(self.void_plates):
            assert not self.attempt(bound(verify, code))

    @rule()
    def pack_on(self) -> None:
        """The straight road: close, print and prove, as far as it goes."""
        self.close(partial=True)
        self.print()
        self.scan_own_label()

    @rule(place=st.integers(0, 5))
    def reopen(self, place: int) -> None:
        w, carton_id = self.warehouse, self.carton(place)
        self.attempt(lambda: ReopenCarton(w.bench)(w.ida, self.task, carton_id))

    @rule(place=st.integers(0, 5))
    def reopen_order(self, place: int) -> None:
        w, carton_id = self.warehouse, self.carton(place)
        self.attempt(lambda: ReopenOrder(w.bench)(w.lea, self.task, carton_id))

    @rule(place=st.integers(0, 5), code=GOODS)
    def move(self, place: int, code: str) -> None:
        w, carton_id = self.warehouse, self.carton(place)
        self.attempt(lambda: MoveUnit(w.bench)(w.ida, self.task, carton_id, w.read(code)))

    @rule(code=st.sampled_from(("BIG", "BOX", "NONE")))
    def other_type(self, code: str) -> None:
        w = self.warehouse
        self.attempt(lambda: ChangeCartonType(w.bench)(w.ida, self.task, code))

    @rule(place=st.integers(0, 2), units=st.integers(1, 3), reason=st.sampled_from(ShortReason))
    def short(self, place: int, units: int, reason: ShortReason) -> None:
        w, lines = self.warehouse, self.task.order.lines
        missing = [Missing(lines[place % len(lines)].line_no, units)]
        self.attempt(lambda: ReportShort(w.bench)(w.ida, self.task, missing, reason, ShortEnding.SHIP, "P1"))

    @rule()
    def park_and_fetch(self) -> None:
        w, before = self.warehouse, self.task
        if self.attempt(lambda: ParkOrder(w.bench)(w.ida, self.task, "P2")):
            assert self.attempt(lambda: OpenOrder(w.bench)(w.lea, w.read(NUMBER)))
            assert filled(self.task) == filled(before)

    @rule()
    def release_and_open(self) -> None:
        w = self.warehouse
        if self.attempt(lambda: ReleaseOrder(w.bench)(w.ida, self.task)):
            self.attempt(lambda: OpenOrder(w.bench)(w.ida, w.read(NUMBER)))

    @rule(sure=st.integers(0, 9))
    def cancel(self, sure: int) -> None:
        if sure == 0 and self.task.order.state in {OrderState.PACKING, OrderState.CLAIMED}:
            self.warehouse.cancel(NUMBER)

    @rule(code=GOODS)
    def put_back(self, code: str) -> None:
        w = self.warehouse
        self.attempt(lambda: PutBackUnit(w.bench)(w.ida, self.task, w.read(code)))

    @rule(units=st.integers(2, 3))
    def put_back_times(self, units: int) -> None:
        w = self.warehouse
        self.attempt(lambda: PutBackUnit(w.bench).times(w.ida, self.task, units))

    @rule()
    def take_again(self) -> None:
        w = self.warehouse
        self.attempt(lambda: PutBackUnit(w.bench).undo(w.ida, self.task))

    @invariant()
    def counts_never_exceed_the_order(self) -> None:
        for line in self.task.order.lines:
            assert 0 <= self.task.packed(line.line_no) <= line.leaving <= line.quantity

    @invariant()
    def at_most_one_carton_is_in_hand(self) -> None:
        in_hand = [c for c in self.task.cartons if c.state is CartonState.OPEN and not c.aside]
        waiting = [c for c in self.task.cartons if c.state is CartonState.CLOSED]
        assert len(in_hand) <= 1
        assert len(waiting) <= 1

    @invariant()
    def every_serial_is_in_one_carton_and_none_is_counted_without(self) -> None:
        serials = [
            (trace.line_no, trace.serial)
            for carton in self.task.cartons
            if carton.state is not CartonState.VOID
            for trace in carton.traces
        ]
        assert len(serials) == len(set(serials))
        for line in self.task.order.lines:
            if line.sku == "SCALE":
                assert len([s for n, s in serials if n == line.line_no and s]) == self.task.packed(
                    line.line_no
                )

    @invariant()
    def nothing_is_verified_without_its_own_label_and_no_plate_comes_twice(self) -> None:
        cartons = self.task.cartons
        with self.warehouse.store.transaction() as work:
            for carton in cartons:
                label = work.labels.of_carton(carton.carton_id)
                if carton.state is CartonState.VERIFIED:
                    assert label is not None
                    assert (label.state, label.plate) == (LabelState.VERIFIED, carton.plate)
                if label is not None:
                    assert label.plate.code not in self.void_plates
                    self.plates.add(label.plate.code)
            living = {carton.plate.code for carton in cartons if carton.plate and _labelled(carton)}
        self.void_plates = self.plates - living

    @invariant()
    def a_packed_order_is_whole(self) -> None:
        task = self.task
        if task.order.state is OrderState.PACKED:
            left = [c for c in task.cartons if c.state is not CartonState.VOID]
            assert task.complete
            assert {c.state for c in left} == {CartonState.VERIFIED}
            assert all(c.units for c in left)

    @invariant()
    def the_journal_leads_to_the_very_same_cartons(self) -> None:
        task = self.task
        replay = Replay(self.warehouse.opened.journal())
        assert replay.agrees(task.order.order_id, task.cartons)


def filled(task: PackTask) -> list[Carton]:
    """The cartons with goods in them; an empty one may be gone."""
    return [carton for carton in task.cartons if carton.units]


def _labelled(carton: Carton) -> bool:
    return carton.state in {CartonState.CLOSED, CartonState.VERIFIED}


class WholeDayOnDisk(WholeDay):
    """The same over the real store; at the end the file itself is read."""

    on_disk = True

    def teardown(self) -> None:
        self.warehouse.opened.crash()
        assert differing_orders(self.path) == ()
        self.folder.cleanup()


class LongDay(WholeDay):
    """The same for the soak, longer and more often."""


WholeDay.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
WholeDayOnDisk.TestCase.settings = settings(max_examples=8, stateful_step_count=40, deadline=None)
LongDay.TestCase.settings = settings(max_examples=2_000, stateful_step_count=120, deadline=None)
TestWholeDay = WholeDay.TestCase
TestWholeDayOnDisk = WholeDayOnDisk.TestCase
TestLongDay = pytest.mark.slow(LongDay.TestCase)
