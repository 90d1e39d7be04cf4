"""What an order asks for besides goods, and where it was confirmed."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from packstation.persistence.tables import instruction_marks, instructions

OF_ORDER = select(
    *(instructions.c[name] for name in ("position", "instruction_id", "kind", "per", "text")),
    instructions.c.sku,
    instructions.c.document,
).where(instructions.c.site_id == bindparam("site"), instructions.c.order_id == bindparam("order"))
ADD = insert(instructions)
DROP = delete(instructions).where(
    instructions.c.site_id == bindparam("site"), instructions.c.order_id == bindparam("order")
)
MARKS = select(instruction_marks.c.instruction_id, instruction_marks.c.scope).where(
    instruction_marks.c.site_id == bindparam("site"), instruction_marks.c.order_id == bindparam("order")
)
ADD_MARK = insert(instruction_marks)
DROP_MARK = delete(instruction_marks).where(
    *(
        instruction_marks.c[name] == bindparam(name)
        for name in ("site_id", "order_id", "instruction_id", "scope")
    )
)
