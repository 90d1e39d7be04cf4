"""What an order asks for besides goods, as rows, and where it was confirmed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import instruction_marks, instructions

_OF_ORDER = Prepared(
    lambda: select(
        *(instructions.c[name] for name in ("position", "instruction_id", "kind", "per", "text")),
        instructions.c.sku,
        instructions.c.document,
    ).where(instructions.c.site_id == bindparam("site"), instructions.c.order_id == bindparam("order"))
)
_ADD = Prepared(lambda: insert(instructions))
_MARKS = Prepared(
    lambda: select(instruction_marks.c.instruction_id, instruction_marks.c.scope).where(
        instruction_marks.c.site_id == bindparam("site"), instruction_marks.c.order_id == bindparam("order")
    )
)
_ADD_MARK = Prepared(lambda: insert(instruction_marks))
_DROP_MARK = Prepared(
    lambda: delete(instruction_marks).where(
        *(
            instruction_marks.c[name] == bindparam(name)
            for name in ("site_id", "order_id", "instruction_id", "scope")
        )
    )
)


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
