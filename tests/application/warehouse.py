"""A small warehouse for the verbs: four people, five products, a few orders, one bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from packstation.application.bench import Bench, OnBench
from packstation.application.close_carton import CloseCarton
from packstation.application.open_order import OpenOrder
from packstation.application.ports import NewId, Store
from packstation.application.print_label import PrintLabel
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.scan_unit import ScanUnit
from packstation.domain.act import Act, Refusal
from packstation.domain.badge import Badge
from packstation.domain.journal import JournalEntry
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Role, User, Verb
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.rule import ALL_RULES, Rule, Rules
from packstation.domain.scan import Scan
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.domain.weight import WeighedCarton
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.label_writer import FakeLabelWriter
from tests.fakes.printer import FakePrinter
from tests.fakes.secrets import FakeSecrets

MUG, LID, LID_CASE, TRAY = "4012345678901", "4012345678918", "14012345678915", "4012345678925"
CUP, POSTER = "4012345678932", "4012345678949"
IDA_BADGE, LEA_BADGE, TOM_BADGE = Badge(17, "1" * 40), Badge(18, "2" * 40), Badge(19, "3" * 40)
BLOCK = SsccBlock(0, "9521234", "BENCH", 1, 1_000)
CARD = "Ship street 7"
"""A customer's address: it must never be found in the journal."""

PRODUCTS = (
    Product("MUG", "Mug, blue", 300),
    Product("LID", "Lid", 20),
    Product("TRAY", "Tray", 400),
    Product("CUP", "Cup", 250),
    Product("POSTER", "Poster, rolled", None),
)
CODES = (
    ProductCode("0" + MUG, "MUG"),
    ProductCode("0" + LID, "LID"),
    ProductCode(LID_CASE, "LID", Unit.CASE, 12),
    ProductCode("0" + TRAY, "TRAY"),
    ProductCode("0" + CUP, "CUP"),
    ProductCode("0" + POSTER, "POSTER"),
)


def order(number: str, *lines: tuple[str, int], hours: int | None = None, tote: str | None = None) -> Order:
    """An order as it comes in; `hours` after noon its truck leaves."""
    return Order(
        order_id=UUID(int=int(number)),
        number=number,
        lines=tuple(OrderLine(n, sku, quantity) for n, (sku, quantity) in enumerate(lines, 1)),
        cutoff_at=NOON + timedelta(hours=hours) if hours is not None else None,
        tote=tote,
        ship_to=("A. Customer", CARD),
        carrier="Local",
    )


ORDERS = (
    order("100234", ("MUG", 2), ("LID", 13), ("TRAY", 1), hours=6),
    order("100235", ("MUG", 1), hours=2, tote="T-7"),
    order("100236", ("POSTER", 1), hours=4),
    order("100237", ("TRAY", 1)),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store in use, with a way to read its journal and to let go of it without a word, as a crash does."""

    store: Store
    journal: Callable[[], list[JournalEntry]]
    crash: Callable[[], None]


ON_DISK = pytest.mark.parametrize("open_store", ["disk"], indirect=True)
"""For whatever has to outlive the process."""
OpenStore = Callable[[FakeClock, NewId], Opened]
"""Opens the same store once more each time it is called."""


class Warehouse:
    """One bench with everything around it."""

    def __init__(self, open_store: OpenStore) -> None:
        self.clock = FakeClock()
        self.secrets = FakeSecrets()
        self.writer = FakeLabelWriter()
        self.printer = FakePrinter()
        self.policy = PackingPolicy(ship_from=("Packers", "Dock 1"))
        self.rules = ALL_RULES
        self.new_id = Uuid7Source(lambda: round(self.clock.now().timestamp() * 1000))
        self._open_store = open_store
        self.opened = open_store(self.clock, self.new_id)
        self.ida = Actor("ida", "Ida", Role.PACKER)
        self.lea = Actor("lea", "Lea", Role.LEAD)
        self.adam = Actor("adam", "Adam", Role.ADMIN)
        self._numbers: list[str] = []

    def move_in(self) -> None:
        """People, products and orders."""
        self.hire(self.ida, "1234", IDA_BADGE)
        self.hire(self.lea, "123456", LEA_BADGE)
        self.hire(self.adam, "654321", None)
        self.stock(PRODUCTS, CODES)
        self.receive(*ORDERS)

    def stock(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Products with their codes."""
        with self.store.transaction() as work:
            work.catalogue.put(products, codes)

    def receive(self, *orders: Order) -> None:
        """Orders come in."""
        ReceiveOrders(self.bench)(orders)
        self._numbers += [known.number for known in orders]

    @property
    def store(self) -> Store:
        """The store as it is open now."""
        return self.opened.store

    @property
    def bench(self) -> Bench:
        """The station as verbs see it."""
        return Bench(self.store, self.clock, self.new_id, self.policy, self.rules)

    def switch_off(self, rule: Rule) -> None:
        """Leave one rule out."""
        self.rules = Rules(frozenset({rule}))

    def restart(self) -> None:
        """The power goes and comes back: nothing survives but the store."""
        self.opened.crash()
        self.opened = self._open_store(self.clock, self.new_id)

    def hire(self, person: Actor, pin: str, badge: Badge | None) -> None:
        """A person gets a PIN and a badge."""
        user = User(
            person.user_id,
            person.name,
            person.role,
            badge_number=badge.number if badge else None,
            badge_hash=self.secrets.hashed(badge.secret) if badge else None,
            pin_hash=self.secrets.hashed(pin),
        )
        with self.store.transaction() as work:
            work.users.put(user)

    # --- what stands where ---

    def user(self, user_id: str) -> User:
        """A person as the store has her."""
        with self.store.transaction() as work:
            user = work.users.user(user_id)
        assert user is not None
        return user

    def on_bench(self, number: str) -> OnBench:
        """An order as the store has it."""
        with self.store.transaction() as work:
            found = work.orders.by_number(number)
            assert found is not None
            task = work.orders.task(found.order_id)
            closed = task.unverified_carton
            return OnBench(task, work.labels.of_carton(closed.carton_id) if closed else None)

    def change(self, number: str, **columns: object) -> None:
        """Something happens to an order from outside."""
        with self.store.transaction() as work:
            found = work.orders.by_number(number)
            assert found is not None
            work.orders.save(replace(found, **columns))  # type: ignore[arg-type]

    def cancel(self, number: str) -> None:
        """The shop calls the order off."""
        found = self.on_bench(number).task.order
        ReceiveOrders(self.bench)([replace(found, state=type(found.state).CANCELLED)])

    def seen(self) -> tuple[object, ...]:
        """Everything the store holds but its journal."""
        with self.store.transaction() as work:
            tasks = [
                work.orders.task(found.order_id)
                for number in self._numbers
                if (found := work.orders.by_number(number)) is not None
            ]
            cartons = [carton for task in tasks for carton in task.cartons]
            labels = [work.labels.of_carton(carton.carton_id) for carton in cartons]
            return (*tasks, *labels, *work.users.all(), work.plates.block())

    def acts(self) -> list[Act]:
        """What the journal says, oldest first; start and stop of the station are left out."""
        acts = [entry.act for entry in self.opened.journal()]
        return [act for act in acts if not act.kind.startswith("station_")]

    def newest(self, count: int = 1) -> list[Act]:
        """The newest lines of the journal."""
        return self.acts()[-count:]

    # --- the road, for tests of what comes behind ---

    def open(self, number: str = "100235") -> PackTask:
        """An order, claimed and open."""
        return OpenOrder(self.bench)(self.ida, self.read(number)).task

    def read(self, text: str, aim: str = "") -> Scan:
        """One read of the scanner, a second after the last."""
        self.clock.advance(1)
        return Scan(text, "scanner", self.clock.mono_ms(), aim)

    def pack(self, *codes: str, number: str = "100235") -> PackTask:
        """An order with these codes counted."""
        task = self.open(number)
        for code in codes:
            task = ScanUnit(self.bench)(self.ida, task, self.read(code)).task
        return task

    def close(self, grams: int = 500) -> OnBench:
        """The order 100235, packed, weighed and closed."""
        return CloseCarton(self.bench, self.writer)(self.ida, self.pack(MUG), weighing(grams))

    def print(self) -> OnBench:
        """The order 100235 with its label printed."""
        return PrintLabel(self.bench, self.writer)(self.ida, self.close().task, self.printer)

    # --- nos ---

    @contextmanager
    def refused(self, verb: Verb, code: RefusalCode, **data: str | int | None) -> Iterator[None]:
        """The bench says no with this code and these facts, writes it down, and changes nothing else."""
        seen, acts = self.seen(), self.acts()
        with pytest.raises(Refused) as no:
            yield
        assert (no.value.code, dict(no.value.data)) == (code, data)
        assert self.seen() == seen
        assert self.acts() == [*acts, Refusal(verb.value, code.value, no.value.recorded)]

    @contextmanager
    def faulty(self, verb: Verb, code: FaultCode, device: str) -> Iterator[None]:
        """A device is to blame; it is written down, and nothing else changes."""
        seen, acts = self.seen(), self.acts()
        with pytest.raises(DeviceFault) as fault:
            yield
        assert (fault.value.code, fault.value.device) == (code, device)
        assert self.seen() == seen
        assert self.acts() == [*acts, Refusal(verb.value, code.value, {"device": device})]


def weighing(grams: int) -> WeighedCarton:
    """A settled, fresh weight."""
    return WeighedCarton(grams, None, None)
