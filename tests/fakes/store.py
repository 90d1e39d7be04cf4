"""A store in memory that keeps the promises of the real one; `tests.contract` holds the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, UnitCounted, UnitUncounted, count_in
from packstation.domain.carton import Carton
from packstation.domain.gtin import canonical_code
from packstation.domain.journal import GENESIS, JournalEntry, payload_json
from packstation.domain.label import Label, LabelState
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, User
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.sscc import SsccBlock
from packstation.persistence.journal import entry_of, sealed
from packstation.persistence.lane import Lane

SITE = UUID("01900000-0000-7000-8000-000000000001")
GONE_FROM_TOTE = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})
ON_A_BENCH = frozenset({OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED})
_MOVING = ("state", "tote", "holds", "holder", "fence", "rev", "packed_by", "packed_at")


@dataclass
class Shelves:
    """Everything the store holds; copied when a transaction begins, put back when it fails."""

    block: SsccBlock
    orders: dict[UUID, Order] = field(default_factory=dict)
    cartons: dict[UUID, tuple[Carton, ...]] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    codes: dict[str, ProductCode] = field(default_factory=dict)
    labels: dict[UUID, Label] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)

    def copy(self) -> Shelves:
        """The same things on other shelves; the things themselves are frozen."""
        return Shelves(
            self.block,
            dict(self.orders),
            dict(self.cartons),
            dict(self.products),
            dict(self.codes),
            dict(self.labels),
            dict(self.users),
            list(self.journal),
        )


class FakeOrders:
    """Orders in memory."""

    def __init__(self, shelves: Shelves, station_id: str) -> None:
        self._shelves = shelves
        self._station_id = station_id

    def by_number(self, number: str) -> Order | None:
        """The order with that number."""
        return self._first(lambda order: order.number == number)

    def by_tote(self, tote: str) -> Order | None:
        """The order whose goods lie in that tote."""
        return self._first(lambda order: order.tote == tote and order.state not in GONE_FROM_TOTE)

    def next_ready(self, sku: str | None = None) -> Order | None:
        """The ready order with the earliest cut-off; those without one come last."""
        ready = [
            order
            for order in self._shelves.orders.values()
            if order.state is OrderState.READY
            and not order.holds
            and (sku is None or any(line.sku == sku for line in order.lines))
        ]
        if not ready:
            return None
        dated = [order for order in ready if order.cutoff_at is not None]
        if not dated:
            return self._read(min(ready, key=lambda order: order.order_id))
        return self._read(min(dated, key=lambda order: (order.cutoff_at, order.order_id)))

    def open_here(self) -> Order | None:
        """The order this station holds."""
        return self._first(lambda order: order.holder == self._station_id and order.state in ON_A_BENCH)

    def add(self, order: Order) -> None:
        """Store a new order."""
        if order.order_id in self._shelves.orders or self.by_number(order.number):
            raise ValueError(f"order {order.number} is known")
        self._shelves.orders[order.order_id] = order

    def save(self, order: Order) -> None:
        """Store what moves of a known order."""
        known = self._shelves.orders[order.order_id]
        moved = {name: getattr(order, name) for name in _MOVING}
        self._shelves.orders[order.order_id] = replace(known, **moved)

    def task(self, order_id: UUID) -> PackTask:
        """The order with its cartons."""
        return PackTask(self._read(self._shelves.orders[order_id]), self._shelves.cartons.get(order_id, ()))

    def save_task(self, before: PackTask, after: PackTask) -> None:
        """Write what differs between two moments of one task."""
        if after.order != before.order:
            self.save(after.order)
        self._shelves.cartons[after.order.order_id] = after.cartons

    def _first(self, wanted: Callable[[Order], bool]) -> Order | None:
        found = [order for order in self._shelves.orders.values() if wanted(order)]
        return self._read(min(found, key=lambda order: order.order_id)) if found else None

    def _read(self, order: Order) -> Order:
        """With the names and weights the catalogue has now."""
        products = self._shelves.products
        lines = tuple(
            replace(
                line,
                name=products[line.sku].name if line.sku in products else "",
                unit_grams=products[line.sku].unit_grams if line.sku in products else None,
            )
            for line in order.lines
        )
        return replace(order, lines=lines)


class FakeCatalogue:
    """Products in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def product(self, sku: str) -> Product | None:
        """The product, or None."""
        return self._shelves.products.get(sku)

    def meaning(self, code: str) -> ProductCode | None:
        """What a canonical code means."""
        if code in self._shelves.codes:
            return self._shelves.codes[code]
        return ProductCode(code, code) if code in self._shelves.products else None

    def put(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Store products and aliases."""
        for product in products:
            self._shelves.products[product.sku] = product
            code = canonical_code(product.sku)
            if code != product.sku:
                self._shelves.codes.setdefault(code, ProductCode(code, product.sku))
        self._shelves.codes.update({code.code: code for code in codes})


class FakeLabels:
    """Labels in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._labels = shelves.labels

    def of_carton(self, carton_id: UUID) -> Label | None:
        """The label of a carton that is not void."""
        return next(
            (x for x in self._labels.values() if x.carton_id == carton_id and x.state is not LabelState.VOID),
            None,
        )

    def by_plate(self, code: str) -> Label | None:
        """The label with that plate."""
        return next((label for label in self._labels.values() if label.plate.code == code), None)

    def add(self, label: Label) -> None:
        """Store a new label."""
        if label.label_id in self._labels or self.by_plate(label.plate.code):
            raise ValueError(f"label {label.plate.code} is known")
        self._labels[label.label_id] = label

    def save(self, label: Label) -> None:
        """Store state and copies of a known label."""
        known = self._labels[label.label_id]
        self._labels[label.label_id] = replace(known, state=label.state, copies=label.copies)


class FakeUsers:
    """People in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._users = shelves.users

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        return tuple(sorted(self._users.values(), key=lambda user: (user.name, user.user_id)))

    def user(self, user_id: str) -> User | None:
        """One person, or None."""
        return self._users.get(user_id)

    def by_badge(self, number: int) -> User | None:
        """Whoever carries the badge."""
        return next((user for user in self._users.values() if user.badge_number == number), None)

    def put(self, user: User) -> None:
        """Store a person."""
        carrier = self.by_badge(user.badge_number) if user.badge_number is not None else None
        if carrier is not None and carrier.user_id != user.user_id:
            raise ValueError(f"badge {user.badge_number} is somebody else's")
        self._users[user.user_id] = user


class FakePlates:
    """The plates in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def block(self) -> SsccBlock:
        """The block as it stands."""
        return self._shelves.block

    def save(self, block: SsccBlock) -> None:
        """Store the block."""
        self._shelves.block = block


class FakeWork:
    """One transaction over the shelves."""

    def __init__(self, store: FakeStore, shelves: Shelves) -> None:
        self.orders = FakeOrders(shelves, store.station_id)
        self.catalogue = FakeCatalogue(shelves)
        self.labels = FakeLabels(shelves)
        self.users = FakeUsers(shelves)
        self.plates = FakePlates(shelves)
        self._store = store
        self._journal = shelves.journal

    def record(
        self,
        act: Act,
        actor: Actor | None,
        *,
        task: PackTask | None = None,
        carton_id: UUID | None = None,
        allowed_by: Actor | None = None,
    ) -> JournalEntry:
        """Append an act to the journal."""
        order = task.order if task else None
        newest = self._journal[-1] if self._journal else None
        row = {
            "site_id": SITE,
            "station_id": self._store.station_id,
            "seq": newest.seq + 1 if newest else 1,
            "event_id": self._store.new_id(),
            "at": "",
            "mono_ms": self._store.clock.mono_ms(),
            "boot_id": "1",
            "actor": actor.user_id if actor else None,
            "second_actor": allowed_by.user_id if allowed_by else None,
            "kind": act.kind,
            "version": act.version,
            "order_id": order.order_id if order else None,
            "carton_id": carton_id,
            "fence": order.fence if order else None,
            "rev": order.rev if order else None,
            "payload": payload_json(act),
            "prev_hash": newest.hash if newest else GENESIS,
        }
        entry = entry_of({**row, "hash": sealed(row)}, self._store.clock.now(), act)
        self._journal.append(entry)
        return entry

    def last_count(self, carton_id: UUID) -> tuple[int, UnitCounted] | None:
        """The newest count into a carton that was not undone."""
        entries = [entry for entry in self._journal if entry.carton_id == carton_id]
        undone = {entry.act.undoes_seq for entry in entries if isinstance(entry.act, UnitUncounted)}
        for entry in reversed(entries):
            count = count_in(entry.act)
            if count is not None and entry.seq not in undone:
                return entry.seq, count
        return None

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what, unless something was taken back since."""
        for entry in reversed(self._journal):
            if entry.carton_id == carton_id and entry.act.kind in {UnitCounted.kind, UnitUncounted.kind}:
                count = count_in(entry.act)
                return (entry.actor, count) if count else None
        return None


class FakeStore:
    """The station's store in memory. `fail` plants what a disk can do; `journal` is what was committed."""

    def __init__(self, clock: Clock, new_id: NewId, block: SsccBlock, station_id: str = "station-1") -> None:
        self.clock = clock
        self.new_id = new_id
        self._station_id = station_id
        self._shelves = Shelves(block)
        self._lane = Lane()
        self._next_fault: FaultCode | None = None
        self._failed = False

    @property
    def station_id(self) -> str:
        """Who this station is."""
        return self._station_id

    @property
    def site_secret(self) -> bytes:
        """Always the same, so that a test can print command barcodes."""
        return b"a secret of thirty-two bytes ..."

    @property
    def journal(self) -> list[JournalEntry]:
        """Every row committed so far, oldest first."""
        return list(self._shelves.journal)

    def fail(self, code: FaultCode) -> None:
        """The next commit fails: disk_full once, disk_failed for good."""
        self._next_fault = code

    @contextmanager
    def transaction(self) -> Iterator[FakeWork]:
        """All of the block happens, or nothing."""
        with self._lane:
            if self._failed:
                raise DeviceFault(FaultCode.DISK_FAILED, "store")
            before = self._shelves.copy()
            try:
                yield FakeWork(self, self._shelves)
                self._commit()
            except BaseException:
                self._shelves = before
                raise

    def _commit(self) -> None:
        code, self._next_fault = self._next_fault, None
        if code is not None:
            self._failed = code is FaultCode.DISK_FAILED
            raise DeviceFault(code, "store")
