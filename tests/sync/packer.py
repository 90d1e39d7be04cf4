"""A simulated packer: takes orders in, opens what is claimed, scans, packs, parks; at times something odd."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, OrderEnd
from packstation.domain.lease import lease_left_ms
from tests.fakes.book import TERMS, terms_in
from tests.sync.station import SimStation

FIRST_ORDER = 1_000


@dataclass
class Open:
    """The order on the table: under which fence, and how many units lie in the carton."""

    order_id: UUID
    fence: int
    units: int


class SimPacker:
    """Works at one station. `numbers` and `known` are the shop's orders, the same for all packers."""

    def __init__(self, station: SimStation, numbers: count[int], known: list[int]) -> None:
        self.station = station
        self.rng = station.world.rng
        self.numbers = numbers
        self.known = known
        self.open: Open | None = None
        self.boots = station.boots
        self.working = True
        self._next()

    def _next(self) -> None:
        self.station.world.after(self.rng.randint(300, 2_500), self._act)

    def _act(self) -> None:
        if not self.working:
            return
        if self.station.works:
            self.act()
        self._next()

    def act(self) -> None:
        """One thing that a packer does."""
        if self.boots != self.station.boots:
            self.boots, self.open = self.station.boots, None
        if self.open is not None:
            self._pack(self.open)
        else:
            self._between()

    # With an order on the table.

    def _pack(self, table: Open) -> None:
        claim = self.station.pages.claims.get(table.order_id)
        if table.fence and (claim is None or claim.fence != table.fence):
            self.open = None  # told that another has it
            return
        task = self.station.book.shown((DocumentKind.TASK, str(table.order_id)))
        if table.fence and (task is None or task.body != self._body(table)):
            raise AssertionError(f"I10 {self.station.name} shows {task}, and {table} lies there")
        chance = self.rng.random()
        if self._ended(table.order_id) and chance < 0.7:
            self._leave(table, "order_released")
        elif chance < 0.6:
            table.units += 1
            self._record("unit_counted", table)
        elif chance < 0.88:
            self._record("order_packed", table, OrderEnd.PACKED)
            self.station.pages.claims.pop(table.order_id, None)
            self.open = None
        elif chance < 0.94:
            self._leave(table, "order_parked")
        else:
            self._say("refusal", None)

    def _leave(self, table: Open, kind: str) -> None:
        self._record(kind, table)
        self.station.pages.claims.pop(table.order_id, None)
        self.open = None

    def _record(self, kind: str, table: Open, end: OrderEnd = OrderEnd.READY) -> None:
        task = Document(DocumentKind.TASK, str(table.order_id), 0, self._body(table), end=end)
        order = self.station.book.shown((DocumentKind.ORDER, str(table.order_id)))
        rev = order.rev if order else None
        self.station.book.record(kind, table.order_id, task, fence=table.fence, rev=rev)
        self.station.record()

    def _body(self, table: Open) -> str:
        return f"{self.station.station_id}/{table.fence}/{table.units}"

    # Between orders.

    def _between(self) -> None:
        chance = self.rng.random()
        if chance < 0.15 or not self.known:
            self._receive()
        elif chance < 0.25:
            self._change(self.rng.choice(self.known))
        elif chance < 0.5:
            self._want(order_of(self.rng.choice(self.known)))
        elif chance < 0.54:
            self._say("from_next_year", None)
        elif chance < 0.58 and not self.station.connected:
            self._override(self.rng.choice(self.known))
        else:
            self._open_claimed()

    def _receive(self) -> None:
        """A new order, or one that another station has taken from the same file."""
        again = self.known and self.rng.random() < 0.3
        number = self.rng.choice(self.known) if again else next(self.numbers)
        order_id = order_of(number)
        if not again:
            self.known.append(number)
        if self.station.book.shown((DocumentKind.ORDER, str(order_id))) is None:
            self._say("order_received", asked_for(number, 1, ""))

    def _want(self, order_id: UUID) -> None:
        if order_id not in self.station.pages.claims:
            self.station.want(order_id)

    def _change(self, number: int) -> None:
        shown = self.station.book.shown((DocumentKind.ORDER, str(order_of(number))))
        if shown is None or self._ended(order_of(number)):
            return
        chance, by = self.rng.random(), self.station.station_id
        cancelled = chance < 0.4
        end = OrderEnd.CANCELLED if cancelled else OrderEnd.READY
        # Called off, or only its truck comes earlier: a carton would hold what it held before.
        terms = terms_in(shown.body) if cancelled or chance < 0.6 else None
        order = asked_for(number, shown.rev + 1, by, end, terms)
        self._say("order_cancelled" if cancelled else "order_changed", order)

    def _open_claimed(self) -> None:
        station = self.station
        for held in station.book.held():
            left = lease_left_ms(
                held.lease_ends_mono_ms, held.boot_id, station.mono_ms(), station.book.boot_id
            )
            known = station.book.shown((DocumentKind.ORDER, str(held.order_id)))
            if left and known and not self._ended(held.order_id):
                station.book.work_on(held.order_id)
                self._put_up(Open(held.order_id, held.fence, self._lying(held.order_id, held.fence)))
                return

    def _override(self, number: int) -> None:
        """Cut off, a lead lets an order be packed that this station has no claim to."""
        order_id = order_of(number)
        known = self.station.book.shown((DocumentKind.ORDER, str(order_id)))
        if known and order_id not in self.station.pages.claims and not self._ended(order_id):
            self._put_up(Open(order_id, 0, 0))

    def _put_up(self, table: Open) -> None:
        self.open = table
        self._record("order_opened", table)

    def _lying(self, order_id: UUID, fence: int) -> int:
        """What lies in the carton by this claim; of another's carton nothing."""
        task = self.station.book.shown((DocumentKind.TASK, str(order_id)))
        who, under, units = (task.body or "//").split("/") if task else ("", "", "")
        return int(units) if (who, under) == (self.station.station_id, str(fence)) else 0

    def _ended(self, order_id: UUID) -> bool:
        order = self.station.book.shown((DocumentKind.ORDER, str(order_id)))
        task = self.station.book.shown((DocumentKind.TASK, str(order_id)))
        ends = {order.end if order else None, task.end if task else None}
        return bool(ends & {OrderEnd.PACKED, OrderEnd.CANCELLED})

    def _say(self, kind: str, order: Document | None) -> None:
        documents = () if order is None else (order,)
        order_id = UUID(order.key) if order else None
        self.station.book.record(kind, order_id, *documents, rev=order.rev if order else None)
        self.station.record()


def order_of(number: int) -> UUID:
    """The id of an order, made from its number."""
    return UUID(int=FIRST_ORDER + number)


def asked_for(
    number: int, rev: int, by: str, end: OrderEnd = OrderEnd.READY, terms: str | None = None
) -> Document:
    """What an order asks for, in its `rev`-th form; `terms` are those of a carton, if an older form's."""
    terms = terms or f"{rev} {by}"
    body = f"order {number} rev {rev} {by} {end} {TERMS}{terms}"
    return Document(
        DocumentKind.ORDER, str(order_of(number)), 0, body, None, str(number), end, rev, carton_terms=terms
    )
