"""A training round: a few short orders with each mistake planted in one; the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from packstation.demo.event import Event
from packstation.demo.goods import Good, Tote, picked
from packstation.demo.mishap import Mishap, Plan, repeated_sku
from packstation.demo.score import Mistake, Plant
from packstation.demo.warehouse import DemoOrder, Warehouse
from packstation.domain.policy import PackingPolicy
from packstation.domain.value import value

ORDERS = 7
MOST_THINGS = 5
"""A longer order would be work and no practice."""

MISHAPS: Mapping[Mistake, Mishap] = {
    Mistake.WRONG_PRODUCT: Mishap.WRONG_PRODUCT,
    Mistake.EXTRA_UNIT: Mishap.EXTRA_UNIT,
    Mistake.DOUBLE_READ: Mishap.DOUBLE_READ,
    Mistake.WRONG_LABEL: Mishap.WRONG_LABEL,
    Mistake.UNPLUGGED_SCALE: Mishap.UNPLUGGED_SCALE,
    Mistake.JAMMED_PRINTER: Mishap.JAMMED_PRINTER,
}
NEEDS_A_LEAD = frozenset({Mistake.MISSING_UNIT, Mistake.DAMAGED_UNIT})
IN_THE_TOTE = frozenset(
    {
        Mistake.WRONG_PRODUCT,
        Mistake.EXTRA_UNIT,
        Mistake.DOUBLE_READ,
        Mistake.MISSING_UNIT,
        Mistake.DAMAGED_UNIT,
    }
)


@value
class Round:
    """What is brought to the bench: a warehouse of these orders only, their totes, plan and list."""

    warehouse: Warehouse
    totes: tuple[Tote, ...]
    plan: Plan
    plants: tuple[Plant, ...]
    seed: int = 0


def plan_round(warehouse: Warehouse, seed: int, policy: PackingPolicy) -> Round:
    """Choose the orders and plant every mistake once."""
    chance = Random(seed)
    able = [order for order in warehouse.orders if _is_short(warehouse, order, policy)]
    orders = sorted(chance.sample(able, ORDERS), key=lambda order: order.leaves_in_min)
    planted = _planted(warehouse, orders, chance)
    orders = [_with_event(order, planted[order.number]) for order in orders]
    plan = {
        number: frozenset(MISHAPS[mistake] for mistake in mistakes if mistake in MISHAPS)
        for number, mistakes in planted.items()
    }
    only = replace(warehouse, orders=tuple(orders), unpackable=())
    return Round(
        only,
        tuple(Tote(order, _goods(only, order, plan, planted[order.number], policy)) for order in only.orders),
        plan,
        tuple(Plant(mistake, order.number) for order in orders for mistake in sorted(planted[order.number])),
        seed,
    )


def _is_short(warehouse: Warehouse, order: DemoOrder, policy: PackingPolicy) -> bool:
    known = all(warehouse.products[sku].unit_grams is not None for sku, _ in order.lines)
    if order.event is not None or order.tote is None or not known:
        return False
    things = picked(warehouse, order, frozenset(), policy)
    return len(things) <= MOST_THINGS and all(good.code.pieces == 1 for good in things)


def _planted(warehouse: Warehouse, orders: Sequence[DemoOrder], chance: Random) -> Mapping[str, set[Mistake]]:
    """Each mistake where it fits, the pickiest first; at most one in a tote, one at a machine."""
    planted: dict[str, set[Mistake]] = {order.number: set() for order in orders}
    picky = sorted(Mistake, key=lambda mistake: mistake is not Mistake.DOUBLE_READ)
    for mistake in picky:
        able = [
            order
            for place, order in enumerate(orders)
            if _fits(mistake, place, order, warehouse)
            and not any((mistake in IN_THE_TOTE) == (other in IN_THE_TOTE) for other in planted[order.number])
        ]
        chosen = chance.choice(able)
        planted[chosen.number].add(mistake)
    return planted


def _fits(mistake: Mistake, place: int, order: DemoOrder, warehouse: Warehouse) -> bool:
    pieces = sum(count for _, count in order.lines)
    if mistake is Mistake.WRONG_LABEL:
        return place > 0
    if mistake is Mistake.DOUBLE_READ:
        return repeated_sku(warehouse, order) is not None
    return pieces > 1 if mistake in NEEDS_A_LEAD else True


def _with_event(order: DemoOrder, mistakes: set[Mistake]) -> DemoOrder:
    return replace(order, event=Event.SHORT) if mistakes & NEEDS_A_LEAD else order


def _goods(
    warehouse: Warehouse, order: DemoOrder, plan: Plan, mistakes: set[Mistake], policy: PackingPolicy
) -> list[Good]:
    """What lies in the tote; a damaged piece lies there like any other."""
    goods = picked(warehouse, order, plan[order.number], policy)
    if Mistake.DAMAGED_UNIT in mistakes:
        whole = picked(warehouse, replace(order, event=None), frozenset(), policy)
        goods.append(replace(whole[-1], damaged=True))
    return goods
