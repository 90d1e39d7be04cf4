"""A small site for the verbs: three people, five products, four orders, one bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from packstation.application.bench import Bench
from packstation.application.central_ports import ClaimDesk
from packstation.application.ports import BadgeWriter, NewId, Store
from packstation.application.receive_orders import ReceiveOrders
from packstation.domain.badge import Badge
from packstation.domain.journal import JournalEntry
from packstation.domain.order import Order, OrderLine
from packstation.domain.person import Actor, Role, User
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.rule import ALL_RULES, Rule, Rules
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from tests.fakes.badge_writer import FakeBadgeWriter
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.label_writer import FakeLabelWriter
from tests.fakes.paper import FakeSheets
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


class Site:
    """One bench with everything around it."""

    def __init__(self, open_store: OpenStore) -> None:
        self.clock = FakeClock()
        self.secrets = FakeSecrets()
        self.writer = FakeLabelWriter()
        self.badges: BadgeWriter = FakeBadgeWriter()
        self.printer = FakePrinter()
        self.sheets = FakeSheets()
        self.policy = PackingPolicy(ship_from=("Packers", "Dock 1"))
        self.rules = ALL_RULES
        self.claim_desk: ClaimDesk | None = None
        self.new_id = Uuid7Source(lambda: round(self.clock.now().timestamp() * 1000))
        self._open_store = open_store
        self.opened = open_store(self.clock, self.new_id)
        self.ida = Actor("ida", "Ida", Role.PACKER)
        self.lea = Actor("lea", "Lea", Role.LEAD)
        self.adam = Actor("adam", "Adam", Role.ADMIN)
        self.numbers: list[str] = []

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
        self.numbers += [known.number for known in orders]

    @property
    def store(self) -> Store:
        """The store as it is open now."""
        return self.opened.store

    @property
    def bench(self) -> Bench:
        """The station as verbs see it."""
        return Bench(self.store, self.clock, self.new_id, self.policy, self.rules, self.claim_desk)

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

    def change(self, number: str, **columns: object) -> None:
        """Something happens to an order from outside."""
        with self.store.transaction() as work:
            found = work.orders.by_number(number)
            assert found is not None
            work.orders.save(replace(found, **columns))  # type: ignore[arg-type]
