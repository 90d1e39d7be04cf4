"""What stands on the shelf against what was ordered: the only proof that counts in a warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from packstation.demo.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the shelf: for which order it was folded, pieces by SKU inside, the plate stuck on it."""

    order: str
    pieces: dict[str, int]
    plate: str | None


@dataclass(frozen=True, slots=True)
class PackedOrder:
    """An order the bench said is packed, and the plate it gave the carton."""

    number: str
    plate: str


def untrue(packed: Sequence[PackedOrder], boxes: Sequence[Box], warehouse: Warehouse) -> list[str]:
    """Every order said to be packed whose box is not what it should be, and every other wrong box."""
    ordered = {order.number: dict(order.lines) for order in warehouse.orders}
    problems = []
    for order in packed:
        mine = [box for box in boxes if box.order == order.number]
        if len(mine) != 1:
            problems.append(f"{order.number} is packed, but has {len(mine)} boxes")
            continue
        if mine[0].pieces != ordered[order.number]:
            problems.append(f"{order.number} wants {ordered[order.number]}, in its box are {mine[0].pieces}")
        if mine[0].plate != order.plate:
            problems.append(f"{order.number} has carton {order.plate}, on its box sticks {mine[0].plate}")
    known = {order.number for order in packed}
    problems += [f"a box of {box.order} stands on the shelf" for box in boxes if box.order not in known]
    plates = sorted(order.plate for order in packed)
    problems += [f"two cartons bear {plate}" for plate, other in pairwise(plates) if plate == other]
    return problems
