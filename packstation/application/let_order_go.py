"""Let an order go that waited for its products to be known: whoever takes products in asks it of each."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.ports import Work
from packstation.domain.kit import unfolded
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.site_act import HoldLifted


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
