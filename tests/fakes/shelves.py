"""What the store in memory holds, and the repositories that need nothing but one shelf of it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields, replace
from uuid import UUID

from packstation.application.intake import OrderSource
from packstation.domain.carton import Carton
from packstation.domain.instruction import Mark
from packstation.domain.journal import JournalEntry
from packstation.domain.label import Label, LabelState
from packstation.domain.lot import Lot
from packstation.domain.order import Order
from packstation.domain.person import User
from packstation.domain.product import Product, ProductCode
from packstation.domain.product_facts import ProductFacts
from packstation.domain.quarantine import QuarantineEntry
from packstation.domain.sscc import SsccBlock
from packstation.domain.unknown_code import UnknownCode


@dataclass
class Shelves:
    """Everything the store holds; copied when a transaction begins, put back when it fails."""

    block: SsccBlock
    orders: dict[UUID, Order] = field(default_factory=dict)
    cartons: dict[UUID, tuple[Carton, ...]] = field(default_factory=dict)
    marks: dict[UUID, frozenset[Mark]] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    codes: dict[str, ProductCode] = field(default_factory=dict)
    facts: dict[str, ProductFacts] = field(default_factory=dict)
    lots: dict[tuple[str, str], Lot] = field(default_factory=dict)
    unknown_codes: dict[str, UnknownCode] = field(default_factory=dict)
    weighings: dict[tuple[str, UUID], int] = field(default_factory=dict)
    labels: dict[UUID, Label] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    sources: dict[tuple[str, str], OrderSource] = field(default_factory=dict)
    quarantine: dict[int, QuarantineEntry] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)

    def copy(self) -> Shelves:
        """The same things on other shelves; the things themselves are frozen."""
        return Shelves(*(copy(getattr(self, shelf.name)) for shelf in fields(self)))


class FakeLabels:
    """Labels in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._labels = shelves.labels
        self._cartons = shelves.cartons

    def of_carton(self, carton_id: UUID) -> Label | None:
        """The label of a carton that is not void."""
        return next(
            (x for x in self._labels.values() if x.carton_id == carton_id and x.state is not LabelState.VOID),
            None,
        )

    def by_plate(self, code: str) -> Label | None:
        """The label with that plate."""
        return next((label for label in self._labels.values() if label.plate.code == code), None)

    def order_of(self, label: Label) -> UUID:
        """Which order its carton belongs to."""
        carton_id = self._labels[label.label_id].carton_id
        held = self._cartons.items()
        return next(order for order, all_of in held if any(c.carton_id == carton_id for c in all_of))

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
