"""Kits: one product for the customer, several pieces in the carton."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from packstation.domain.order import Order, OrderLine
from packstation.domain.product import Component, KitWay, Product

FindProduct = Callable[[str], Product | None]


def unfolded(order: Order, find: FindProduct) -> Order:
    """The order with each kit that is verified piece by piece replaced by lines for its components.

    Other lines keep their numbers, components get new ones behind the last; several kits need as many
    times their components. A kit inside a kit is unfolded too, under the name of the outer one.
    """
    lines: list[OrderLine] = []
    components: list[OrderLine] = []
    number = max((line.line_no for line in order.lines), default=0)
    for line in order.lines:
        pieces = list(_pieces(line.sku, line.quantity, find, frozenset()))
        if [sku for sku, _ in pieces] == [line.sku]:
            lines.append(line)
            continue
        for sku, quantity in pieces:
            number += 1
            components.append(OrderLine(number, sku, quantity, kit_sku=line.sku))
    return replace(order, lines=(*lines, *components)) if components else order


def _pieces(sku: str, quantity: int, find: FindProduct, inside: frozenset[str]) -> Iterator[tuple[str, int]]:
    product = find(sku)
    by_component = product is not None and product.kit_way is KitWay.BY_COMPONENT and product.components
    # A kit that names itself would never end; it is scanned as it is.
    if product is None or not by_component or sku in inside:
        yield sku, quantity
        return
    for component in product.components:
        yield from _pieces(component.sku, quantity * component.quantity, find, inside | {sku})


def kit_grams(components: Iterable[Component], grams_of: Callable[[str], int | None]) -> int | None:
    """What a kit weighs by its components, in grams; None when it has none, or one of them has no weight."""
    total: int | None = None
    for component in components:
        grams = grams_of(component.sku)
        if grams is None:
            return None
        total = (total or 0) + grams * component.quantity
    return total
