"""The orders of the store in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from packstation.domain.carton import CartonState
from packstation.domain.hold import HeldOrder
from packstation.domain.kit import weighed_kit
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.product import Product
from tests.fakes.goods import product_of
from tests.fakes.shelves import Shelves

GONE_FROM_TOTE = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})
ON_A_BENCH = frozenset({OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED})
_MOVING = (
    "state",
    "tote",
    "more_totes",
    "holds",
    "holder",
    "fence",
    "rev",
    "packed_by",
    "packed_at",
    "place",
    "started_at",
)
_ORDERED = ("lines", "cutoff_at", "ship_to", "carrier", "slip", "instructions")


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
        return self._first(lambda order: tote in order.totes and order.state not in GONE_FROM_TOTE)

    def next_ready(self, sku: str | None = None) -> Order | None:
        """The ready order with the earliest cut-off; those without one come last."""
        orders = self._shelves.orders.values()
        ready = [order for order in orders if order.state is OrderState.READY and not order.holds]
        wanted = [order for order in ready if sku is None or any(line.sku == sku for line in order.lines)]
        return self._read(min(wanted, key=_when)) if wanted else None

    def parked(self, place: str | None = None) -> tuple[Order, ...]:
        """Orders that wait on a named place, or on that one."""
        parked = (order for order in self._held(HoldReason.PARKED) if order.place is not None)
        meant = (one for one in parked if place is None or (one.place or "").casefold() == place.casefold())
        return tuple(sorted(meant, key=_when))

    def next_like(self, order: Order) -> Order | None:
        """The next ready order with the same single line."""
        alike = like(self._shelves, order)
        return self._read(min(alike, key=_when)) if alike else None

    def waiting_for(self, sku: str) -> tuple[Order, ...]:
        """Orders held because nobody knew that product."""
        held = self._held(HoldReason.PRODUCT_UNKNOWN)
        return tuple(sorted((o for o in held if any(line.sku == sku for line in o.lines)), key=_when))

    def serial_in(self, sku: str, serial: str) -> str | None:
        """The number of the order whose newest carton holds that piece."""
        found = [
            (carton.carton_id, order.number)
            for order in self._shelves.orders.values()
            for carton in self._shelves.cartons.get(order.order_id, ())
            if carton.state is not CartonState.VOID
            for trace in carton.traces
            if trace.serial == serial and any(_is(line, trace.line_no, sku) for line in order.lines)
        ]
        return max(found)[1] if found else None

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
        order = self._read(self._shelves.orders[order_id])
        marks = self._shelves.marks.get(order_id, frozenset())
        return PackTask(order, self._shelves.cartons.get(order_id, ()), marks)

    def save_task(self, before: PackTask, after: PackTask) -> None:
        """Write what differs between two moments of one task."""
        order_id = after.order.order_id
        if after.order != before.order:
            self.save(after.order)
            known = self._shelves.orders[order_id]
            ordered = _ORDERED if after.order.rev != before.order.rev else ("lines",)
            changed = {name: getattr(after.order, name) for name in ordered}
            self._shelves.orders[order_id] = replace(known, **changed)
        self._shelves.cartons[order_id] = after.cartons
        self._shelves.marks[order_id] = after.marks

    def _first(self, wanted: Callable[[Order], bool]) -> Order | None:
        found = [order for order in self._shelves.orders.values() if wanted(order)]
        return self._read(min(found, key=lambda order: order.order_id)) if found else None

    def _held(self, reason: HoldReason) -> Iterable[Order]:
        return (self._read(order) for order in self._shelves.orders.values() if reason in order.holds)

    def _read(self, order: Order) -> Order:
        """With the names, weights and ways of counting the catalogue has now."""
        return replace(order, lines=tuple(self._with_goods(line) for line in order.lines))

    def _with_goods(self, line: OrderLine) -> OrderLine:
        product = product_of(self._shelves, line.sku)
        learned = product is not None and product.unit_grams is None and product.learned_grams is not None
        known = product or Product(line.sku, "")
        kit = product_of(self._shelves, line.kit_sku) if line.kit_sku else None
        read = replace(
            line,
            name=known.name,
            unit_grams=known.learned_grams if learned else known.unit_grams,
            counting=known.counting,
            weight_learned=learned,
            components=known.components,
            product_known=product is not None,
            kit_name=kit.name if kit else "",
        )
        return weighed_kit(read, self._grams_of)

    def _grams_of(self, sku: str) -> int | None:
        product = product_of(self._shelves, sku)
        if product is None:
            return None
        return product.learned_grams if product.unit_grams is None else product.unit_grams


class FakeArrivals:
    """New orders, many at a time."""

    def __init__(self, orders: FakeOrders) -> None:
        self._orders = orders

    def add(self, orders: Sequence[Order]) -> Sequence[Order]:
        """Store those whose number no order has yet."""
        free = [order for order in orders if self._orders.by_number(order.number) is None]
        for order in free:
            self._orders.add(order)
        return free


class FakeQueue:
    """What waits to be packed, counted."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def count_like(self, order: Order) -> int:
        """How many orders are like it."""
        return len(like(self._shelves, order))

    def held(self, reason: HoldReason, after: UUID | None, most: int) -> tuple[UUID, ...]:
        """So many orders that are held for it, by their id."""
        held = (key for key, order in self._shelves.orders.items() if reason in order.holds)
        return tuple(sorted(key for key in held if after is None or key > after))[:most]

    def held_orders(self, reasons: Iterable[HoldReason], most: int) -> tuple[HeldOrder, ...]:
        """So many orders of each reason, each with all that holds it."""
        keys = {key for reason in reasons for key in self.held(reason, None, most)}
        return tuple(map(HeldOrder.of, (self._shelves.orders[key] for key in sorted(keys))))


def like(shelves: Shelves, order: Order) -> list[Order]:
    """The ready orders with the same single line and nothing else asked for."""
    wanted = _asked(order)
    return [
        other
        for other in shelves.orders.values()
        if wanted is not None
        and other.order_id != order.order_id
        and other.state is OrderState.READY
        and not other.holds
        and not other.instructions
        and _asked(other) == wanted
    ]


_NEVER = datetime.max.replace(tzinfo=UTC)


def _when(order: Order) -> tuple[datetime, UUID]:
    return order.cutoff_at or _NEVER, order.order_id


def _asked(order: Order) -> tuple[object, ...] | None:
    """All that two orders packed in a row must have in common; None for one that is never packed so."""
    if len(order.lines) != 1 or order.lines[0].short:
        return None
    return (order.lines[0].sku, order.lines[0].quantity, order.carrier, order.slip)


def _is(line: OrderLine, line_no: int, sku: str) -> bool:
    return (line.line_no, line.sku) == (line_no, sku)
