"""What stands on the shelf against what was ordered: the only proof that counts in a warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from packstation.demo.warehouse import Warehouse
from packstation.domain.value import value


@value
class Box:
    """A box on the shelf: for which order it was folded, pieces by SKU inside, the plate stuck on it.

    `marks` are what is known of single pieces inside: lots, dates, serial numbers.
    """

    order: str
    pieces: dict[str, int]
    plate: str | None
    marks: Sequence[str] = ()


@value
class PackedOrder:
    """An order the bench said is packed, and the plates it gave its cartons.

    `short` are pieces by SKU that were said to be missing, `marks` what the bench wrote down of single ones.
    """

    number: str
    plates: tuple[str, ...]
    short: Mapping[str, int] = field(default_factory=dict)
    marks: Sequence[str] = ()


def untrue(packed: Sequence[PackedOrder], boxes: Sequence[Box], warehouse: Warehouse) -> list[str]:
    """Every order said to be packed whose box is not what it should be, and every other wrong box."""
    ordered = {order.number: Counter(dict(order.lines)) for order in warehouse.orders}
    problems = []
    for order in packed:
        mine = [box for box in boxes if box.order == order.number]
        if len(mine) != len(order.plates):
            problems.append(f"{order.number} is packed, but has {len(mine)} boxes")
            continue
        wanted = dict(ordered[order.number] - Counter(order.short))
        inside = dict(sum((Counter(box.pieces) for box in mine), Counter[str]()))
        if inside != wanted:
            problems.append(f"{order.number} wants {wanted}, in its box are {inside}")
        for plate, box in zip(order.plates, mine, strict=True):
            if plate != box.plate:
                problems.append(f"{order.number} has carton {plate}, on its box sticks {box.plate}")
        marks = sorted(mark for box in mine for mark in box.marks)
        if marks != sorted(order.marks):
            problems.append(f"{order.number}: written down is {sorted(order.marks)}, inside is {marks}")
    known = {order.number for order in packed}
    problems += [f"a box of {box.order} stands on the shelf" for box in boxes if box.order not in known]
    plates = sorted(plate for order in packed for plate in order.plates)
    problems += [f"two cartons bear {plate}" for plate, other in pairwise(plates) if plate == other]
    return problems
