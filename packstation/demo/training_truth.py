"""How each order of a training round really went: what the journal says, and what stands on the shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from packstation.demo.goods import Box
from packstation.demo.score import Mistake, OrderRun
from packstation.demo.summary import Row, read_rows
from packstation.demo.training_plan import Round
from packstation.demo.warehouse import DemoOrder
from packstation.domain.value import value
from packstation.labels.read_plate import read_plate


def runs(store: Path, planned: Round, shelf: Sequence[Box]) -> list[OrderRun]:
    """Every order that was opened, in the order of its opening."""
    rows = read_rows(store)
    opened = dict.fromkeys(row.order for row in rows if row.kind == "order_opened")
    by_number = {order.number: order for order in planned.warehouse.orders}
    return [
        how_it_went(
            by_number[number],
            [row for row in rows if row.order == number],
            [box for box in shelf if box.order_number == number],
        )
        for number in opened
        if number in by_number
    ]


@value
class _Seen:
    """One order: what was ordered less what was said to be short, what is inside, and all the rest."""

    order: DemoOrder
    rows: Sequence[Row]
    boxes: Sequence[Box]

    @property
    def wanted(self) -> Counter[str]:
        short: Counter[str] = Counter()
        for row in self.rows:
            if row.kind == "short_reported":
                short[row.facts["sku"]] += row.facts["units"]
        return Counter(dict(self.order.lines)) - short

    @property
    def inside(self) -> Counter[str]:
        return sum((Counter(box.pieces) for box in self.boxes), Counter[str]())

    def refused(self, verb: str, *codes: str) -> bool:
        return any(row.refuses(verb, *codes) for row in self.rows)


def how_it_went(order: DemoOrder, rows: Sequence[Row], boxes: Sequence[Box]) -> OrderRun:
    """One order by its rows of the journal and its boxes. Raises StopIteration when it was never opened."""
    seen = _Seen(order, rows, boxes)
    begun = next(row.at for row in rows if row.kind == "order_opened")
    packed = next((row.at for row in rows if row.kind == "order_packed"), None)
    lasted = (
        (datetime.fromisoformat(packed) - datetime.fromisoformat(begun)).total_seconds() if packed else None
    )
    return OrderRun(
        order.number,
        lasted,
        caught=frozenset(mistake for mistake, was_caught in _CAUGHT.items() if was_caught(seen)),
        slipped=frozenset(mistake for mistake, has_slipped in _SLIPPED.items() if has_slipped(seen)),
    )


def _wears_another_label(seen: _Seen) -> bool:
    plates = {str(row.facts["plate"]) for row in seen.rows if row.kind == "carton_closed"}
    return any(box.label is None or read_plate(box.label).text not in plates for box in seen.boxes)


_CAUGHT: Mapping[Mistake, Callable[[_Seen], bool]] = {
    Mistake.WRONG_PRODUCT: lambda seen: seen.refused("scan_unit", "not_on_order"),
    Mistake.EXTRA_UNIT: lambda seen: seen.refused("scan_unit", "line_complete", "too_many"),
    Mistake.MISSING_UNIT: lambda seen: seen.refused("close_carton", "weight_light", "order_incomplete"),
    Mistake.DAMAGED_UNIT: lambda _seen: False,
    Mistake.DOUBLE_READ: lambda seen: seen.refused("scan_unit", "double_read"),
    Mistake.WRONG_LABEL: lambda seen: seen.refused("verify_label", "wrong_label"),
    # No carton is closed while they last, whoever saw it first.
    Mistake.UNPLUGGED_SCALE: lambda _seen: True,
    Mistake.JAMMED_PRINTER: lambda _seen: True,
}

_SLIPPED: Mapping[Mistake, Callable[[_Seen], bool]] = {
    Mistake.WRONG_PRODUCT: lambda seen: bool(set(seen.inside) - set(dict(seen.order.lines))),
    Mistake.EXTRA_UNIT: lambda seen: any(
        seen.inside[sku] > count for sku, count in seen.order.lines if sku in seen.inside
    ),
    Mistake.MISSING_UNIT: lambda seen: bool(seen.wanted - seen.inside),
    Mistake.DAMAGED_UNIT: lambda seen: any(good.damaged for box in seen.boxes for good in box.goods),
    Mistake.DOUBLE_READ: lambda seen: bool(seen.wanted - seen.inside),
    Mistake.WRONG_LABEL: _wears_another_label,
}
"""What went out of the door, whatever was said before."""
