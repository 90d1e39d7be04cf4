"""Products come in and are known from now on, without a file."""

from __future__ import annotations

from collections.abc import Sequence

from packstation.application.bench import Bench
from packstation.application.let_order_go import let_order_go
from packstation.domain.product import Product, ProductCode


def receive_products(bench: Bench, products: Sequence[Product], codes: Sequence[ProductCode] = ()) -> int:
    """How many orders are no longer held for one of them."""
    with bench.store.transaction() as work:
        work.catalogue.put(products, codes)
        return sum(
            let_order_go(work, order)
            for product in products
            for order in work.orders.waiting_for(product.sku)
        )
