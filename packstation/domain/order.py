"""Orders: what a customer wants, how far it is, and what keeps it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from packstation.domain.instruction import Instruction
from packstation.domain.product import SCANNED, Component, CountingPolicy
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


class OrderState(StrEnum):
    """How far an order is."""

    RECEIVED = "received"
    QUARANTINED = "quarantined"
    READY = "ready"
    CLAIMED = "claimed"
    PACKING = "packing"
    PACKED = "packed"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


MOVES: dict[OrderState, frozenset[OrderState]] = {
    OrderState.RECEIVED: frozenset({OrderState.READY, OrderState.QUARANTINED, OrderState.CANCELLED}),
    OrderState.QUARANTINED: frozenset({OrderState.READY, OrderState.CANCELLED}),
    OrderState.READY: frozenset({OrderState.CLAIMED, OrderState.CANCELLED}),
    OrderState.CLAIMED: frozenset({OrderState.PACKING, OrderState.READY, OrderState.CANCELLED}),
    OrderState.PACKING: frozenset({OrderState.PACKED, OrderState.READY, OrderState.CANCELLED}),
    OrderState.PACKED: frozenset({OrderState.SHIPPED, OrderState.PACKING}),
    OrderState.SHIPPED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}


ON_A_BENCH = frozenset({OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED})
"""Where an order with a holder lies on that station's bench: a cancelled one until all is put back."""


class HoldReason(StrEnum):
    """Why an order waits though it could be packed."""

    PAYMENT = "payment"
    ADDRESS = "address"
    STOCK = "stock"
    FRAUD = "fraud"
    CUSTOMER = "customer"
    MANUAL = "manual"
    PARKED = "parked"
    SHORT = "short"
    PRODUCT_UNKNOWN = "product_unknown"
    REFUND = "refund"


@value
class OrderLine:
    """So many pieces of one SKU; what stands below `unit_grams` is the product's, read with the order.

    `short` pieces of the quantity will not leave with this order. `kit_sku` names the kit this line is a
    component of, `kit_name` what that kit is called. `weight_learned`: the weight is what verified
    cartons say, confirmed by nobody yet.
    """

    line_no: int
    sku: str
    quantity: int
    name: str = ""
    unit_grams: int | None = None
    short: int = 0
    kit_sku: str | None = None
    counting: CountingPolicy = SCANNED
    weight_learned: bool = False
    components: tuple[Component, ...] = ()
    product_known: bool = True
    kit_name: str = ""

    @property
    def leaving(self) -> int:
        """Pieces that are to leave with this order."""
        return self.quantity - self.short


_last_asked: tuple[tuple[OrderLine, ...], dict[str, tuple[OrderLine, ...]]] = ((), {})
"""The lines last asked of, by SKU: scan after scan asks the same order, which may have hundreds."""


@value
class Order:
    """One order as the bench packs it.

    `cutoff_at` is when its truck leaves; `tote` the bin that brings the goods, `more_totes` further ones;
    `holder` the station that claimed it, `fence` the number of that claim; `rev` counts changes of what is
    ordered. `ship_to` is personal data: shown and printed, never journaled. `place` is where it was parked;
    `started_at` is when its first packer opened it: whoever goes on keeps that clock. `rest_of` is the
    number of the order whose missing pieces this one holds; `slip`: a packing slip is asked for.
    """

    order_id: UUID
    number: str
    lines: tuple[OrderLine, ...]
    state: OrderState = OrderState.READY
    cutoff_at: datetime | None = None
    tote: str | None = None
    holds: frozenset[HoldReason] = frozenset()
    ship_to: tuple[str, ...] = ()
    carrier: str = ""
    holder: str | None = None
    fence: int = 0
    rev: int = 1
    packed_by: str | None = None
    packed_at: datetime | None = None
    more_totes: tuple[str, ...] = ()
    place: str | None = None
    started_at: datetime | None = None
    rest_of: str | None = None
    slip: bool = False
    instructions: tuple[Instruction, ...] = ()

    @property
    def totes(self) -> tuple[str, ...]:
        """All bins with goods of this order."""
        return (self.tote, *self.more_totes) if self.tote else self.more_totes

    def asks_like(self, other: Order) -> bool:
        """Whether both ask the same of a packer; when the truck leaves may differ."""
        return (
            [(line.line_no, line.sku, line.quantity) for line in self.lines]
            == [(line.line_no, line.sku, line.quantity) for line in other.lines]
            and (self.ship_to, self.carrier, self.slip) == (other.ship_to, other.carrier, other.slip)
            and (self.holds, self.instructions) == (other.holds, other.instructions)
        )

    def lies_at(self, station_id: str) -> bool:
        """Whether its goods are on that station's bench."""
        return self.holder == station_id and self.state in ON_A_BENCH

    def lines_of(self, sku: str) -> tuple[OrderLine, ...]:
        """Its lines that ask for that product, in their order."""
        global _last_asked  # noqa: PLW0603  one value, put there whole: nobody sees half of it
        asked = _last_asked
        if asked[0] is not self.lines:
            by_sku: dict[str, tuple[OrderLine, ...]] = {}
            for line in self.lines:
                by_sku[line.sku] = (*by_sku.get(line.sku, ()), line)
            asked = _last_asked = self.lines, by_sku
        return asked[1].get(sku, ())

    def arrived(self) -> Order:
        """The order as it enters the queue: one that asks for nothing waits apart, else it led for ever."""
        asks = any(line.quantity > 0 for line in self.lines)
        return (
            self
            if asks or self.state is not OrderState.READY
            else replace(self, state=OrderState.QUARANTINED)
        )

    def claimed_by(self, station_id: str, fence: int | None = None) -> Order:
        """The order claimed for a station. Refused (why) when it cannot be packed now, or not here.

        `fence` is that of a claim which central gave: then the order is the station's, whoever had it.
        """
        self.refuse_unless_packable()
        if fence is not None and self.fence != fence:
            return replace(self, state=OrderState.CLAIMED, holder=station_id, fence=fence)
        if self.state in {OrderState.CLAIMED, OrderState.PACKING}:
            if self.holder != station_id:
                raise Refused(RefusalCode.ORDER_CLAIMED, order=self.number, holder=self.holder)
            return self
        if self.state is not OrderState.READY:
            raise Refused(RefusalCode.ORDER_NOT_READY, order=self.number, state=self.state.value)
        next_fence = self.fence + 1 if fence is None else fence
        return replace(self._move_to(OrderState.CLAIMED), holder=station_id, fence=next_fence)

    def refuse_unless_packable(self) -> None:
        """Raise Refused for cancelled, packed or held orders, each with its own code."""
        if self.state is OrderState.CANCELLED:
            raise Refused(RefusalCode.ORDER_CANCELLED, order=self.number)
        if self.state in {OrderState.PACKED, OrderState.SHIPPED}:
            when = self.packed_at.isoformat() if self.packed_at else None
            raise Refused(RefusalCode.ORDER_PACKED, order=self.number, by=self.packed_by, at=when)
        if self.holds:
            raise Refused(RefusalCode.ORDER_HELD, order=self.number, **self._why_held())

    def _why_held(self) -> dict[str, str]:
        """The reasons; where nobody knows a product, also which."""
        reasons = {"reasons": " ".join(sorted(hold.value for hold in self.holds))}
        unknown = next((line.sku for line in self.lines if not line.product_known), None)
        if HoldReason.PRODUCT_UNKNOWN in self.holds and unknown is not None:
            return {**reasons, "sku": unknown}
        return reasons

    def packing(self) -> Order:
        """The order once its first unit is counted."""
        return self if self.state is OrderState.PACKING else self._move_to(OrderState.PACKING)

    def packed(self, by: str, at: datetime) -> Order:
        """The order once its last carton is verified."""
        return replace(self._move_to(OrderState.PACKED), packed_by=by, packed_at=at)

    def refuse_unless_packed(self) -> None:
        """Raise Refused for an order that is not packed yet, or that has left."""
        if self.state is OrderState.SHIPPED:
            raise Refused(RefusalCode.ORDER_GONE, order=self.number)
        if self.state is not OrderState.PACKED:
            raise Refused(RefusalCode.ORDER_NOT_PACKED, order=self.number)

    def reopened_at(self, station_id: str) -> Order:
        """The packed order back on a bench, before it has left. Refused when it is not packed, or is gone."""
        self.refuse_unless_packed()
        fence = self.fence + (self.holder != station_id)
        back = replace(self._move_to(OrderState.PACKING), holder=station_id, fence=fence)
        return replace(back, packed_by=None, packed_at=None)

    def released(self) -> Order:
        """The order given back to everybody's queue."""
        if self.state is OrderState.CANCELLED:
            return replace(self, holder=None)
        return replace(self._move_to(OrderState.READY), holder=None)

    def cancelled(self) -> Order:
        """The order once its customer or shop called it off. Refused when it is already packed."""
        if self.state in {OrderState.PACKED, OrderState.SHIPPED}:
            self.refuse_unless_packable()
        return self if self.state is OrderState.CANCELLED else self._move_to(OrderState.CANCELLED)

    def _move_to(self, target: OrderState) -> Order:
        if target not in MOVES[self.state]:
            raise Refused(RefusalCode.ORDER_NOT_READY, order=self.number, state=self.state.value)
        return replace(self, state=target)
