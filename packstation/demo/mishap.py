"""What goes wrong on purpose in the demo: which mistakes there are, and at which order each happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from packstation.demo.input import Input
from packstation.demo.warehouse import DemoOrder, Warehouse
from packstation.domain.carton import CartonType
from packstation.domain.policy import PackingPolicy


class Mishap(StrEnum):
    """A mistake of a tired person, or of a thing."""

    WRONG_PRODUCT = "wrong_product"  # a stranger lies in the tote
    JAMMED_PRINTER = "jammed_printer"  # the roll is empty when the label is wanted
    MISSING_UNIT = "missing_unit"  # scanned, but it fell beside the carton
    UNPLUGGED_SCALE = "unplugged_scale"  # somebody trips over the cable while the carton goes up
    EXTRA_UNIT = "extra_unit"  # the picker put one too many into the tote
    DOUBLE_READ = "double_read"  # one pull of the trigger, sent twice
    MISTYPED = "mistyped"  # one digit of a code that is typed is hit wrong
    UNKNOWN_CODE = "unknown_code"  # somebody else's sticker is on a thing, and read first
    WRONG_LABEL = "wrong_label"  # a label left over from the carton before lies on top
    DOUBTFUL_LABEL = "doubtful_label"  # the roll ends between sending and the printer's answer
    LOST_LABEL = "lost_label"  # the printer's cable is pulled in the middle of a label
    UNPACKABLE_ORDER = "unpackable_order"  # an order that must not be packed is brought all the same


_PRINTING = frozenset({Mishap.JAMMED_PRINTER, Mishap.DOUBTFUL_LABEL, Mishap.LOST_LABEL})
_ONE_UNIT = frozenset({Mishap.MISSING_UNIT, Mishap.MISTYPED, Mishap.UNKNOWN_CODE})

Plan = Mapping[str, frozenset[Mishap]]
"""Order number to what goes wrong while that order is packed."""


def mishaps_with(hands: Input) -> tuple[Mishap, ...]:
    """What can go wrong at a bench where this is what codes and commands come by."""
    never = Mishap.DOUBLE_READ if hands.types else Mishap.MISTYPED
    return tuple(mishap for mishap in Mishap if mishap is not never)


def make_plan(
    warehouse: Warehouse, orders: Sequence[DemoOrder], policy: PackingPolicy, hands: Input = Input.MIXED
) -> Plan:
    """Spread the mishaps evenly over `orders`, in the order they will be packed.

    Each happens once where it fits; twice when there are plenty of orders. An order that is out of the
    ordinary by itself has enough of it.
    """
    plan: dict[str, set[Mishap]] = {order.number: set() for order in orders}
    mishaps = [mishap for mishap in mishaps_with(hands) if mishap is not Mishap.UNPACKABLE_ORDER]
    for mishap in mishaps * (2 if len(orders) >= 2 * len(mishaps) else 1):
        able = [
            order
            for place, order in enumerate(orders)
            if order.event is None
            and _fits(mishap, place, order, warehouse, policy)
            and _bearable(mishap, plan[order.number])
        ]
        if able:
            quietest = min(able, key=lambda order: len(plan[order.number]))
            plan[quietest.number].add(mishap)
    return {number: frozenset(mishaps) for number, mishaps in plan.items()}


def _bearable(mishap: Mishap, already: set[Mishap]) -> bool:
    """One trouble with the printer at a time, one with the same unit, nothing twice."""
    here = {mishap, *already}
    return mishap not in already and len(here & _PRINTING) < 2 and len(here & _ONE_UNIT) < 2


def _fits(mishap: Mishap, place: int, order: DemoOrder, warehouse: Warehouse, policy: PackingPolicy) -> bool:
    conditions: dict[Mishap, Callable[[], bool]] = {
        Mishap.MISSING_UNIT: lambda: fallen_sku(warehouse, order, policy) is not None,
        Mishap.UNPLUGGED_SCALE: lambda: _weighable(warehouse, order),
        Mishap.DOUBLE_READ: lambda: repeated_sku(warehouse, order) is not None,
        Mishap.MISTYPED: lambda: numbered_sku(warehouse, order) is not None,
        Mishap.UNKNOWN_CODE: lambda: numbered_sku(warehouse, order) is not None,
        Mishap.WRONG_LABEL: lambda: place > 0,
    }
    return conditions.get(mishap, lambda: True)()


def fallen_sku(warehouse: Warehouse, order: DemoOrder, policy: PackingPolicy) -> str | None:
    """The product of which a missing unit must show: twice as heavy as the band is wide to one side."""
    if not _weighable(warehouse, order):
        return None
    products = warehouse.products
    carton: CartonType = policy.carton_type
    goods = sum(products[sku].real_grams * count for sku, count in order.lines)
    half_width = policy.tolerance.half_width(goods + carton.tare_grams + carton.fill_grams)
    singles = [products[sku] for sku, count in order.lines if products[sku].singles(count)]
    heaviest = max(singles, key=lambda product: product.real_grams, default=None)
    return heaviest.sku if heaviest and heaviest.real_grams > 2 * half_width else None


def repeated_sku(warehouse: Warehouse, order: DemoOrder) -> str | None:
    """A product of which more than one single unit is wanted, so that a second read could be counted."""
    return next((sku for sku, count in order.lines if warehouse.products[sku].singles(count) > 1), None)


def numbered_sku(warehouse: Warehouse, order: DemoOrder) -> str | None:
    """A product of which a single unit is wanted, and whose code is a number with a check digit."""
    singles = [
        warehouse.products[sku] for sku, count in order.lines if warehouse.products[sku].singles(count)
    ]
    return next((product.sku for product in singles if product.codes[0].typed.isdecimal()), None)


def _weighable(warehouse: Warehouse, order: DemoOrder) -> bool:
    return all(warehouse.products[sku].unit_grams is not None for sku, _ in order.lines)
