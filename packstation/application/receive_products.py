"""Take products and their codes in, and let the orders go that waited for one of them to be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.kit import unfolded
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.product import Product, ProductCode
from packstation.domain.site_act import HoldLifted
from packstation.domain.value import value


@value
class ReceiveProducts:
    """Products as a channel, central or a lead brings them; those known are replaced."""

    bench: Bench

    def __call__(self, products: Sequence[Product], codes: Sequence[ProductCode] = ()) -> int:
        """How many orders are no longer held for an unknown product. All in one transaction."""
        with self.bench.store.transaction() as work:
            work.catalogue.put(products, codes)
            return sum(let_go(work, product.sku) for product in products)


def let_go(work: Work, sku: str) -> int:
    """Lift the hold of every order that waited for this product and for no other; how many there were.

    Where the product is a kit, its components take its place; one that nobody knows keeps the order held.
    """
    return sum(let_order_go(work, order) for order in work.orders.waiting_for(sku))


def let_order_go(work: Work, order: Order, *, quietly: bool = False) -> bool:
    """Lift the hold of an order that waited for products all of which are known now; whether it was.

    `quietly`: another station of the site writes it down.
    """
    if not all(line.product_known for line in order.lines):
        return False
    after = unfolded(order, work.catalogue.product)
    known = all(work.catalogue.product(line.sku) is not None for line in after.lines)
    if known:
        after = replace(after, holds=order.holds - {HoldReason.PRODUCT_UNKNOWN})
    # What is packed already of an order that was changed meanwhile stays.
    task = work.orders.task(order.order_id)
    work.orders.save_task(replace(task, order=order), replace(task, order=after))
    if known and not quietly:
        work.record(HoldLifted(HoldReason.PRODUCT_UNKNOWN.value), None, task=PackTask(after))
    return known
