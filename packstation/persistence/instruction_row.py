"""What an order asks for besides goods, as rows, and where it was confirmed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.persistence.prepared import Prepared

_OF_ORDER = Prepared("instruction.of_order")
_ADD = Prepared("instruction.add")
_DROP = Prepared("instruction.drop")
_MARKS = Prepared("instruction.marks")
_ADD_MARK = Prepared("instruction.add_mark")
_DROP_MARK = Prepared("instruction.drop_mark")


class SqlInstructions:
    """The instructions of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def of_order(self, order_id: UUID) -> tuple[Instruction, ...]:
        """What an order asks for, as it came in."""
        found = _OF_ORDER(self._raw, {"site": self._site, "order": order_id.bytes})
        # Positions differ, so nothing behind them is compared.
        return tuple(
            Instruction(UUID(bytes=key), InstructionKind(kind), Per(per), text, sku, document)
            for _, key, kind, per, text, sku, document in sorted(found)
        )

    def add(self, order_id: UUID, asked: Iterable[Instruction]) -> None:
        """Store what a new order asks for."""
        rows = (
            {
                "site_id": self._site,
                "order_id": order_id.bytes,
                "instruction_id": one.instruction_id.bytes,
                "position": position,
                "kind": one.kind.value,
                "per": one.per.value,
                "text": one.text,
                "sku": one.sku,
                "document": one.document,
            }
            for position, one in enumerate(asked)
        )
        _ADD.many(self._raw, rows)

    def replace(
        self, order_id: UUID, marks: frozenset[Mark], asked: Iterable[Instruction], left: frozenset[Mark]
    ) -> None:
        """Store what an order asks for now, with what `left` of the `marks` is still confirmed."""
        self.write_marks(order_id, marks, frozenset())
        _DROP(self._raw, {"site": self._site, "order": order_id.bytes})
        self.add(order_id, asked)
        self.write_marks(order_id, frozenset(), left)

    def marks(self, order_id: UUID) -> frozenset[Mark]:
        """What was confirmed of an order."""
        found = _MARKS(self._raw, {"site": self._site, "order": order_id.bytes})
        return frozenset(Mark(UUID(bytes=key), scope) for key, scope in found)

    def write_marks(self, order_id: UUID, before: frozenset[Mark], after: frozenset[Mark]) -> None:
        """Write what differs between two moments of one order."""
        for statement, changed in ((_ADD_MARK, after - before), (_DROP_MARK, before - after)):
            for mark in changed:
                key = {"site_id": self._site, "order_id": order_id.bytes}
                statement(
                    self._raw, {**key, "instruction_id": mark.instruction_id.bytes, "scope": mark.scope}
                )
