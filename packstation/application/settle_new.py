"""Orders nobody knew, most of what most files hold, settled many at a time.

They are made ready before the lane is asked for; in it little is left to do: to see that nobody took one of
their numbers, and to write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from packstation.application.bench import Bench
from packstation.application.intake import OrderSource
from packstation.application.order_of_file import OrderOfFile
from packstation.application.ports import Work
from packstation.application.receive_orders import act_of_new, as_new
from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import OrderDraft
from packstation.domain.import_report import OrderFate, Settled
from packstation.domain.intake import number_reserved, order_of, recipient_json
from packstation.domain.order import HoldReason, Order
from packstation.domain.product import Product
from packstation.domain.value import value

_REMEMBERED = 20_000
"""Products kept at hand: a file asks for the same ones again and again."""


class Products:
    """Products as they are looked up again and again while a file is read.

    Those nobody knows are asked for anew in each transaction: one may have arrived meanwhile.
    """

    def __init__(self) -> None:
        self._known: dict[str, Product] = {}
        self._work: Work | None = None

    def of(self, work: Work | None) -> Products:
        """Ask that transaction, if any, for what is not at hand."""
        self._work = work
        return self

    def __call__(self, sku: str) -> Product | None:
        """The product, or None."""
        found = self._known.get(sku)
        if found is None and self._work is not None:
            found = self._work.catalogue.product(sku)
            if found is not None:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[sku] = found
        return found

    def fetch(self, skus: Iterable[str]) -> None:
        """Have these at hand, and what kits among them consist of."""
        for sku in skus:
            found = self(sku)
            if found is not None and found.components:
                self.fetch(part.sku for part in found.components if part.sku not in self._known)


@value
class NewOrder:
    """A new order made ready, its rows, and where it comes from."""

    of_file: OrderOfFile
    arriving: Order
    order: Order
    source: OrderSource

    @property
    def settled(self) -> Settled:
        """What becomes of its rows."""
        return Settled(
            used=self.of_file.asked,
            left_out=self.of_file.left_out,
            fate=OrderFate.CREATED,
            unknown_product=HoldReason.PRODUCT_UNKNOWN in self.order.holds,
        )


class SettleNew:
    """Takes in what is plainly new."""

    def __init__(self, bench: Bench, cutoffs: CutoffTable, file_name: str, products: Products) -> None:
        self._bench = bench
        self._cutoffs = cutoffs
        self._file_name = file_name
        self._products = products

    def look_up(self, work: Work, channel: str, orders: Sequence[OrderOfFile]) -> Mapping[str, bytes]:
        """The digests of those that are known; the products of all are at hand from then on."""
        drafts = [order.draft for order in orders if order.draft is not None]
        known = work.sources.digests(channel, [draft.channel_order_id for draft in drafts])
        new = (draft for draft in drafts if draft.channel_order_id not in known)
        self._products.of(work).fetch({line.sku for draft in new for line in draft.lines})
        return known

    def ready(self, orders: Iterable[OrderOfFile], breathe: Callable[[], object]) -> list[NewOrder]:
        """Those of them that can be taken in without asking anybody, outside of any transaction.

        Of two with one number, or one name at their channel, only the first.
        """
        now, find = self._bench.clock.now(), self._products.of(None)
        cutoff_of = cache(lambda method: self._cutoffs.cutoff_at(method, now))
        numbers, named = set[str](), set[str]()
        ready = []
        for order in orders:
            breathe()
            draft = order.draft
            if draft is None or draft.cancelled or number_reserved(draft.number):
                continue
            if draft.number in numbers or draft.channel_order_id in named:
                continue
            numbers.add(draft.number)
            named.add(draft.channel_order_id)
            arriving = order_of(draft, cutoff_of, self._bench.new_id, self._bench.store.shared_site)
            source = self.source_of(order, draft, arriving, now)
            ready.append(NewOrder(order, arriving, as_new(arriving, find), source))
        return ready

    def write(self, work: Work, ready: Sequence[NewOrder]) -> list[NewOrder]:
        """Store them all but those whose number is taken; which were stored."""
        asked = [self._as_of_now(work, new) for new in ready]
        stored = {id(order) for order in work.arrivals.add([new.order for new in asked])}
        free = [new for new in asked if id(new.order) in stored]
        work.record_all([(act_of_new(new.order), new.order) for new in free])
        work.sources.put(*(new.source for new in free))
        return free

    def source_of(self, order: OrderOfFile, draft: OrderDraft, arriving: Order, now: datetime) -> OrderSource:
        """Where a new order comes from."""
        return OrderSource(
            channel=draft.channel,
            channel_order_id=draft.channel_order_id,
            order_id=arriving.order_id,
            number=draft.number,
            key=order.key,
            digest=order.digest,
            shipping_method=draft.shipping_method,
            recipient=recipient_json(draft.recipient),
            file_name=self._file_name,
            imported_at=now,
        )

    def _as_of_now(self, work: Work, new: NewOrder) -> NewOrder:
        """A product nobody knew a moment ago may have arrived: nobody would let its order go later."""
        if HoldReason.PRODUCT_UNKNOWN not in new.order.holds:
            return new
        order = as_new(new.arriving, self._products.of(work))
        return NewOrder(new.of_file, new.arriving, order, new.source)
