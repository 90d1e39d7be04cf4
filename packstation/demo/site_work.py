"""What there is to pack at the demonstration site: plain orders, as many as it takes."""

from __future__ import annotations

from dataclasses import replace

from packstation.demo.warehouse import DemoOrder, Warehouse


def site_orders(warehouse: Warehouse, count: int) -> tuple[DemoOrder, ...]:
    """So many orders that need nothing out of the ordinary; from the first round on under new numbers."""
    plain = [
        order
        for order in warehouse.orders
        if order.event is None
        and not order.instructions
        and not any(warehouse.products[sku].tracked for sku, _ in order.lines)
    ]
    return tuple(
        replace(
            plain[place % len(plain)],
            number=f"{plain[place % len(plain)].number}{place // len(plain)}",
            tote=None,
        )
        for place in range(count)
    )
