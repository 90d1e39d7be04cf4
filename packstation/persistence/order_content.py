"""What an order consists of, as rows: its lines with the goods they mean, its holds, its further totes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from packstation.domain.kit import weighed_kit
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.product import Component
from packstation.persistence.catalogue import counting_of
from packstation.persistence.cell import instant_of, text_of
from packstation.persistence.instruction_row import SqlInstructions
from packstation.persistence.prepared import Prepared

_LINES = Prepared("order_content.lines")
_KITS = Prepared("order_content.kits")
_PUT_LINE = Prepared("order_content.put_line").placed(
    "site_id, order_id, line_no, sku, quantity, waiting, cutoff_at, short, kit_sku, single"
)
_DROP_LINE = Prepared("order_content.drop_line")
_UPDATE_WAITING = Prepared("order_content.update_waiting")
_HOLDS = Prepared("order_content.holds")
_ADD_HOLD = Prepared("order_content.add_hold")
_DROP_HOLDS = Prepared("order_content.drop_holds")
_TOTES = Prepared("order_content.totes")
_ADD_TOTE = Prepared("order_content.add_tote")
_DROP_TOTES = Prepared("order_content.drop_totes")
_LEFT = frozenset({OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED})


class OrderContent:
    """What belongs to the orders of one site, read and written beside their own rows."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes
        # The driver stores a bytearray as it is, bytes only after a search for how to.
        self._site_bound = bytearray(self._site)
        self._instructions = SqlInstructions(raw, site)

    def whole(self, row: Mapping[str, Any]) -> Order:
        """The order of a row, with all that belongs to it."""
        key = {"site": self._site, "order": row["order_id"]}
        order_id = UUID(bytes=row["order_id"])
        holds = _HOLDS(self._raw, key).fetchall() if row["held"] else ()
        return Order(
            order_id=order_id,
            number=row["number"],
            lines=self._lines(key),
            state=OrderState(row["state"]),
            cutoff_at=instant_of(row["cutoff_at"]),
            tote=row["tote"],
            holds=frozenset(HoldReason(reason) for (reason,) in holds),
            ship_to=tuple(json.loads(row["ship_to"])),
            carrier=row["carrier"],
            holder=row["holder"],
            fence=row["fence"],
            rev=row["rev"],
            packed_by=row["packed_by"],
            packed_at=instant_of(row["packed_at"]),
            more_totes=tuple(tote for (tote,) in _TOTES(self._raw, key)),
            place=row["place"],
            started_at=instant_of(row["started_at"]),
            rest_of=row["rest_of"],
            slip=bool(row["slip"]),
            instructions=self._instructions.of_order(order_id),
        )

    def add_all(self, orders: Sequence[Order]) -> None:
        """Store what belongs to new orders."""
        _PUT_LINE.many(self._raw, (row for order in orders for row in self._line_rows(order, order.lines)))
        self._add_sets(*orders)
        for order in orders:
            if order.instructions:
                self._instructions.add(order.order_id, order.instructions)

    def moved(self, order: Order) -> None:
        """Store what moves of it: holds and totes, and whether its lines wait."""
        key = {"site": self._site, "order": order.order_id.bytes}
        _UPDATE_WAITING(self._raw, {**key, "new_waiting": _waits(order)})
        _DROP_HOLDS(self._raw, key)
        _DROP_TOTES(self._raw, key)
        self._add_sets(order)

    def write_lines(self, before: Order, after: Order, *, anew: bool = False) -> None:
        """Write the lines that differ between two moments of one order; `anew`: all it has now."""
        known = {line.line_no: line for line in before.lines}
        others = anew or len(after.lines) != len(before.lines)
        changed = [line for line in after.lines if others or known.get(line.line_no) != line]
        _PUT_LINE.many(self._raw, self._line_rows(after, changed))
        key = {"site": self._site, "order": after.order_id.bytes}
        gone = known.keys() - {line.line_no for line in after.lines}
        _DROP_LINE.many(self._raw, ({**key, "line": line_no} for line_no in gone))

    def _lines(self, key: dict[str, bytes]) -> tuple[OrderLine, ...]:
        kits: dict[int, list[Component]] = {}
        grams: dict[str, int | None] = {}
        for line_no, sku, quantity, name, unit_grams, learned_grams in _KITS(self._raw, key):
            kits.setdefault(line_no, []).append(Component(sku, quantity, name or ""))
            grams[sku] = learned_grams if unit_grams is None else unit_grams
        rows = _LINES(self._raw, key)
        return tuple(weighed_kit(_line_of(row, tuple(kits.get(row[0], ()))), grams.get) for row in rows)

    def _line_rows(self, order: Order, lines: Sequence[OrderLine]) -> list[tuple[object, ...]]:
        order_id, cutoff_at = bytearray(order.order_id.bytes), text_of(order.cutoff_at)
        waits = 1 if _waits(order) else 0
        alone = len(order.lines) == 1 and not order.instructions
        return [
            (
                self._site_bound,
                order_id,
                line.line_no,
                line.sku,
                line.quantity,
                waits,
                cutoff_at,
                line.short,
                line.kit_sku,
                1 if alone and not line.short else 0,
            )
            for line in lines
        ]

    def _add_sets(self, *orders: Order) -> None:
        held = [order for order in orders if order.holds]
        if held:
            _ADD_HOLD.many(
                self._raw,
                (
                    {"site_id": self._site, "order_id": order.order_id.bytes, "reason": hold.value}
                    for order in held
                    for hold in order.holds
                ),
            )
        totes = (
            {
                "site_id": self._site,
                "order_id": order.order_id.bytes,
                "position": position,
                "tote": tote,
                "goods_in": order.state not in _LEFT,
            }
            for order in orders
            for position, tote in enumerate(order.more_totes)
        )
        _ADD_TOTE.many(self._raw, totes)


def _waits(order: Order) -> bool:
    return order.state is OrderState.READY and not order.holds


def _line_of(row: tuple[Any, ...], components: tuple[Component, ...]) -> OrderLine:
    line_no, sku, quantity, short, kit_sku, kit_name, name, unit_grams, learned_grams, *counting = row
    return OrderLine(
        line_no,
        sku,
        quantity,
        name or "",
        learned_grams if unit_grams is None else unit_grams,
        short=short,
        kit_sku=kit_sku,
        counting=counting_of(*counting),
        weight_learned=unit_grams is None and learned_grams is not None,
        components=components,
        product_known=name is not None,
        kit_name=kit_name or "",
    )
