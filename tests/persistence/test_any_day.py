"""Whatever happens at the bench, in whatever order: the store on disk holds what the one in memory holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from packstation.application.ports import Store, Work
from packstation.domain.act import SignedOut
from packstation.domain.carton import CartonState
from packstation.domain.instruction import Instruction, InstructionKind, Mark
from packstation.domain.label import Label
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.piece_act import last_at
from packstation.domain.product import SCANNED, Component, CountingPolicy, Product, ProductCode, Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightResult
from packstation.persistence.read_journal import verify_journal
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.store import FakeStore
from tests.persistence.shelf import BLOCK, BOX, CODES, IDA, NEW_ID, PRODUCTS, make_order, open_store, scan

NUMBERS = st.integers(1, 6)
WRAP = Instruction(UUID(int=1), InstructionKind.GIFT_WRAP, text="red")
SKUS = st.sampled_from(["MUG", "LID", "POSTER"])


def task_of(work: Work, number: int) -> PackTask:
    return work.orders.task(UUID(int=number))


class AnyDay(RuleBasedStateMachine):
    """One store on disk and one in memory, to which the same things happen."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.disk: SqliteStore = open_store(self.folder / "store.db")
        self.memory = FakeStore(FakeClock(), NEW_ID, BLOCK, self.disk.station_id)
        self.orders: set[int] = set()
        for store in self._stores():
            with store.transaction() as work:
                work.catalogue.put(PRODUCTS, CODES)

    def _stores(self) -> Iterable[Store]:
        return (self.disk, self.memory)

    @rule(number=NUMBERS, skus=st.lists(SKUS, min_size=1, max_size=3), hours=st.none() | st.integers(1, 3))
    def an_order_comes(self, number: int, skus: list[str], hours: int | None) -> None:
        if number in self.orders:
            return
        self.orders.add(number)
        plain = make_order(number, *((sku, 3) for sku in skus), hours=hours, tote=f"T-{number % 2}")
        asked = (WRAP,) if number % 3 == 0 else ()
        order = replace(plain, more_totes=(f"T-{number % 3 + 1}", "T-9"), instructions=asked)
        for store in self._stores():
            with store.transaction() as work:
                work.orders.add(order)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), state=st.sampled_from(OrderState), holds=st.frozensets(st.sampled_from(HoldReason)))
    def an_order_moves(self, data: st.DataObject, state: OrderState, holds: frozenset[HoldReason]) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        holder = data.draw(st.sampled_from([None, self.disk.station_id, "elsewhere"]))
        for store in self._stores():
            with store.transaction() as work:
                order = task_of(work, number).order
                place = f"Shelf {len(holds)}" if HoldReason.PARKED in holds else None
                moved = replace(order, state=state, holds=holds, holder=holder, rev=order.rev + 1)
                work.orders.save(replace(moved, place=place, more_totes=order.more_totes[1:]))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), serial=st.sampled_from("123"), lot=st.none() | st.just("L1"), aside=st.booleans())
    def pieces_are_named_and_things_confirmed(
        self, data: st.DataObject, serial: str, lot: str | None, aside: bool
    ) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        short = data.draw(st.integers(0, 3))
        for store in self._stores():
            with store.transaction() as work:
                task = task_of(work, number)
                first, *others = task.order.lines
                order = replace(task.order, lines=(replace(first, short=short), *others))
                known = {trace.key: trace for carton in task.cartons[:1] for trace in carton.traces}
                for trace in (Trace(1, 1, lot, serial=serial), Trace(1, short + 1, lot)):
                    known[trace.key] = trace
                traces = tuple(known[key] for key in sorted(known) if short or key[3] != serial)
                cartons = tuple(
                    replace(c, traces=traces, aside=aside) if c is task.cartons[0] else c
                    for c in task.cartons
                )
                marks = task.marks ^ {Mark(one.instruction_id, serial) for one in order.instructions}
                work.orders.save_task(task, replace(task, order=order, cartons=cartons, marks=marks))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), scans=st.integers(1, 4), refuse=st.booleans())
    def somebody_packs(self, data: st.DataObject, scans: int, refuse: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        codes = data.draw(
            st.lists(st.sampled_from([CODES[0].code, "MUG", "LID"]), min_size=1, max_size=scans)
        )
        carton_id = UUID(int=data.draw(st.integers(100, 10**9)) * 100 + number)
        results: list[list[object]] = []
        for store in self._stores():
            try:
                with store.transaction() as work:
                    before = task_of(work, number)
                    work.orders.save_task(before, before.with_carton(carton_id, BOX))
                    tasks: list[object] = [scan(work, UUID(int=number), code) for code in codes]
                    if refuse:
                        raise Refused(RefusalCode.QUESTION_OPEN)
                results.append(tasks)
            except Refused as refused:
                results.append([refused.code])
        assert results[0] == results[1]

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def the_newest_count_is_undone(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        for store in self._stores():
            with store.transaction() as work:
                task = task_of(work, number)
                rows = (
                    last_at(work.piece_acts(task.order.order_id), task.open_carton)
                    if task.open_carton
                    else ()
                )
                if not rows or not task.open_carton or not task.open_carton.units_of(rows[0].act.line_no):
                    continue
                work.orders.save_task(task, task.uncount(rows[0].act.line_no, 1))

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def a_carton_is_closed_and_labelled(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        for store in self._stores():
            with store.transaction() as work:
                task = task_of(work, number)
                carton = task.open_carton
                if carton is None or not carton.units:
                    continue
                plate, block = work.plates.block().allot()
                closed = carton.closed(plate, 700, WeightResult.ADVISED)
                cartons = tuple(closed if c is carton else c for c in task.cartons)
                work.orders.save_task(task, replace(task, cartons=cartons))
                work.plates.save(block)
                work.labels.add(Label(carton.carton_id, carton.carton_id, plate, b"^XA^XZ"))

    @rule(sku=SKUS, grams=st.none() | st.integers(1, 900), code=st.sampled_from(["A", "LID", "MUG"]))
    def the_goods_change(self, sku: str, grams: int | None, code: str) -> None:
        for store in self._stores():
            with store.transaction() as work:
                parts = (Component("LID", grams), Component("MUG", 1)) if grams and grams > 450 else ()
                policy = CountingPolicy(frozenset({Tracking.LOT}), times_limit=grams)
                product = Product(sku, f"{sku} {grams}", grams, policy if parts else SCANNED, None, parts)
                work.catalogue.put([product], [ProductCode(code, sku)])

    @rule(sku=SKUS, carton=st.integers(1, 3), grams=st.integers(1, 9), more=st.none() | st.integers(1, 9))
    def a_weight_is_learned(self, sku: str, carton: int, grams: int, more: int | None) -> None:
        for store in self._stores():
            with store.transaction() as work:
                work.weighings.add(sku, UUID(int=carton), grams)
                work.weighings.learned(sku, more)
                work.unknown_codes.note(f"{sku} {grams}", NOON, None)
                if more == grams:
                    work.weighings.forget(sku)
                    work.unknown_codes.drop(f"{sku} {grams}")

    @rule(killed=st.booleans())
    def the_station_is_switched_off_or_killed_and_started(self, killed: bool) -> None:
        if killed:
            self.disk._closing.close()
        else:
            self.disk.close()
        self.disk = open_store(self.folder / "store.db")

    @rule()
    def somebody_leaves(self) -> None:
        for store in self._stores():
            with store.transaction() as work:
                work.record(SignedOut(idle=False), IDA)

    @invariant()
    def both_stores_hold_the_same(self) -> None:
        disk, memory = (self._seen(store) for store in self._stores())
        assert disk == memory

    def _seen(self, store: Store) -> list[object]:
        with store.transaction() as work:
            tasks = [task_of(work, number) for number in sorted(self.orders)]
            cartons = [carton for task in tasks for carton in task.cartons]
            assert all(carton.state is not CartonState.VOID for carton in cartons)
            return [
                *tasks,
                *(work.orders.by_number(str(number)) for number in range(1, 7)),
                *(work.orders.by_tote(tote) for tote in ("T-0", "T-1")),
                *(work.orders.next_ready(sku) for sku in (None, "MUG", "LID", "POSTER")),
                work.orders.by_tote("T-9"),
                work.orders.parked(),
                work.orders.waiting_for("MUG"),
                *(work.orders.next_like(task.order) for task in tasks),
                *(work.queue.count_like(task.order) for task in tasks),
                *(work.orders.serial_in(sku, serial) for sku in ("MUG", "LID") for serial in "123"),
                *(work.weighings.of(sku) for sku in ("MUG", "LID", "POSTER")),
                work.weighings.unconfirmed(),
                work.unknown_codes.all(),
                *(work.catalogue.product(sku) for sku in ("MUG", "LID", "POSTER")),
                work.orders.open_here(),
                *(work.catalogue.meaning(code) for code in ("MUG", "LID", "A", CODES[0].code, CODES[1].code)),
                *(work.labels.of_carton(carton.carton_id) for carton in cartons),
                work.plates.block(),
            ]

    def teardown(self) -> None:
        self.disk.close()
        assert verify_journal(self.folder / "store.db").sound
        shutil.rmtree(self.folder)


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=settings().max_examples // 8, stateful_step_count=20)
