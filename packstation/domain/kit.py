"""Kits: one product for the customer, several pieces in the carton."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from packstation.domain.order import Order, OrderLine
from packstation.domain.product import KitWay, Product

FindProduct = Callable[[str], Product | None]


def unfolded(order: Order, find: FindProduct) -> Order:
    """The order with each kit that is verified piece by piece replaced by lines for its components.

    Other lines keep their numbers, components get new ones behind the last; several kits need as many
    times their components. A kit inside a kit is unfolded too, under the name of the outer one.
    """
    if not any(_has_pieces(find(line.sku)) for line in order.lines):
        return order
    lines: list[OrderLine] = []
    components: list[OrderLine] = []
    number = max((line.line_no for line in order.lines), default=0)
    for line in order.lines:
        pieces = [] if line.kit_sku else list(_pieces(line.sku, line.quantity, find, frozenset()))
        if not pieces or [sku for sku, _ in pieces] == [line.sku]:
            lines.append(line)
            continue
        for sku, quantity in pieces:
            number += 1
            components.append(OrderLine(number, sku, quantity, kit_sku=line.sku))
    return replace(order, lines=(*lines, *components)) if components else order


def _pieces(sku: str, quantity: int, find: FindProduct, inside: frozenset[str]) -> Iterator[tuple[str, int]]:
    product = find(sku)
    # A kit that names itself would never end; it is scanned as it is.
    if product is None or not _has_pieces(product) or sku in inside:
        yield sku, quantity
        return
    for component in product.components:
        yield from _pieces(component.sku, quantity * component.quantity, find, inside | {sku})


def _has_pieces(product: Product | None) -> bool:
    return product is not None and product.kit_way is KitWay.BY_COMPONENT and bool(product.components)


def weighed_kit(line: OrderLine, grams_of: Callable[[str], int | None]) -> OrderLine:
    """The line of a kit nobody weighed, with what its components weigh together where all have a weight."""
    if line.unit_grams is not None or not line.components:
        return line
    total = 0
    for component in line.components:
        grams = grams_of(component.sku)
        if grams is None:
            return line
        total += grams * component.quantity
    return replace(line, unit_grams=total)
