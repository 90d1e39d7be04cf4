"""One bench's day with a stopwatch: each verb a packer meets, timed together with its commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import count
from typing import ParamSpec, TypeVar

from packstation.application.bench import OnBench
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import HoldReason, Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Role, User
from packstation.domain.product import CountingPolicy, Product, ProductCode, Tracking
from packstation.domain.refusal import Refused
from packstation.domain.scan import ElementStrings, Scan
from packstation.persistence.store import SqliteStore
from tests.benchmarks.bench_site import (
    WEIGHED,
    TimedLabels,
    bench_of,
    lead_of,
    timed_ms,
    verbs_of,
)
from tests.fakes.printer import FakePrinter

P = ParamSpec("P")
T = TypeVar("T")

PLAIN, TOUCH, LOT, SERIAL, UNWEIGHED, ALIKE = (f"DAY-{n}" for n in ("P", "T", "L", "S", "U", "A"))
"""The goods of the day: scanned, without a code, with lots, with numbers, not yet weighed, ordered alone."""
LOTS = 50
"""So many lots of one product are in the house."""
GONE = User("gone", "Left already", Role.PACKER)


class Day:
    """What is done is done for real, over the real store.

    `samples` holds milliseconds by name, `ahead_ms` those of the labels that were drawn ahead.
    """

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.bench = bench_of(store)
        self.labels = TimedLabels()
        self.verbs = verbs_of(self.bench, self.labels)
        self.actor: Actor = lead_of(store)
        self.samples: dict[str, list[float]] = {}
        self.ahead_ms: list[float] = []
        self.serials = count(1)
        self._ticks = count(1_000_000, 1000)
        self._printer = FakePrinter()

    def timed(self, name: str, verb: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """What the verb says, its time noted: `name` is the verb's in `Verbs`, then what is special."""
        said: list[T] = []
        took = timed_ms(lambda: said.append(verb(*args, **more)))
        self.samples.setdefault(name, []).append(took)
        return said[0]

    def refused(self, name: str, verb: Callable[P, object], *args: P.args, **more: P.kwargs) -> None:
        """The same for a no; a yes is a mistake of the day."""

        def asked() -> None:
            with suppress(Refused):
                verb(*args, **more)
                raise AssertionError(f"{name} should have been refused")

        self.timed(name, asked)

    def read(self, text: str, elements: ElementStrings | None = None) -> Scan:
        """One read of the scanner, long enough after the last."""
        return Scan(text, "scanner", next(self._ticks), "]d2" if elements else "", elements)

    def read_lot(self, number: int) -> Scan:
        """The label of a piece of one of the lots."""
        return self.read(LOT, ElementStrings(LOT, lot=f"L{number % LOTS}", expiry=date(2099, 1, 1)))

    def read_serial(self, number: str) -> Scan:
        """The label of one very piece."""
        return self.read(SERIAL, ElementStrings(SERIAL, serial=number))

    def stock(self) -> None:
        """The goods of the day, and somebody who left."""
        lots = CountingPolicy(frozenset({Tracking.LOT, Tracking.EXPIRY}))
        goods = [
            *(Product(sku, f"Product {sku}", 100) for sku in (PLAIN, ALIKE)),
            Product(TOUCH, "Without a code", 100, CountingPolicy(by_touch=True)),
            Product(LOT, "With lots", 100, lots),
            Product(SERIAL, "With numbers", 100, CountingPolicy(frozenset({Tracking.SERIAL}))),
            Product(UNWEIGHED, "Not weighed"),
        ]
        with self.store.transaction() as work:
            work.catalogue.put(goods, [ProductCode(product.sku, product.sku) for product in goods])
            work.users.put(GONE)

    def order(
        self, number: str, goods: Iterable[tuple[str, int]], *kinds: InstructionKind, held: bool = False
    ) -> Order:
        """An order that comes in behind all others."""
        order = Order(
            self.bench.new_id(),
            number,
            tuple(OrderLine(line, sku, quantity) for line, (sku, quantity) in enumerate(goods, 1)),
            holds=frozenset({HoldReason.MANUAL}) if held else frozenset(),
            instructions=tuple(Instruction(self.bench.new_id(), kind) for kind in kinds),
        )
        with self.store.transaction() as work:
            work.orders.add(order)
        return order

    def cancel(self, order: Order) -> None:
        """The shop calls it off."""
        with self.store.transaction() as work:
            work.orders.save(work.orders.task(order.order_id).order.cancelled())

    def forget(self) -> None:
        """What was measured so far only warmed things up."""
        for taken in (self.samples, self.labels.drawn_ms, self.ahead_ms):
            taken.clear()

    def learn(self, sku: str) -> None:
        """Verified cartons told what a piece weighs."""
        with self.store.transaction() as work:
            work.weighings.learned(sku, 100)

    def in_hand(self, task: PackTask) -> PackTask:
        """What the screen does about a carton that came into hand: its label is drawn while goods go in."""
        drawn = len(self.labels.drawn_ms)
        self.verbs.close_carton.draw_ahead(task)
        self.ahead_ms += self.labels.drawn_ms[drawn:]
        del self.labels.drawn_ms[drawn:]
        return task

    def close(self, task: PackTask, *, partial: bool = False) -> PackTask:
        """The carton in hand closed, its label printed and scanned back; printing is not timed."""
        closed = self.timed(
            "close_carton", self.verbs.close_carton, self.actor, task, WEIGHED, partial=partial
        )
        printed = self.verbs.print_label(self.actor, closed.task, self._printer)
        self.timed("answer_label", self.verbs.answer_label, self.actor, printed.task, came_out=True)
        proof = self._label(closed)
        verified = self.timed("verify_label", self.verbs.verify_label, self.actor, printed.task, proof)
        return self.in_hand(verified.task)

    def _label(self, closed: OnBench) -> Scan:
        if closed.label is None:
            raise AssertionError("a closed carton has a label")
        return self.read(closed.label.plate.code)
