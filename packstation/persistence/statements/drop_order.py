"""All that belongs to one order, table by table."""

from __future__ import annotations

from sqlalchemy import Delete, Table, bindparam, delete, select

from packstation.persistence import shared_tables, tables
from packstation.persistence.intake_tables import order_sources


def _of_order(table: Table) -> Delete:
    return delete(table).where(table.c.site_id == bindparam("site"), table.c.order_id == bindparam("order"))


_CARTONS = select(tables.cartons.c.carton_id).where(
    tables.cartons.c.site_id == bindparam("site"), tables.cartons.c.order_id == bindparam("order")
)


def _of_cartons(table: Table) -> Delete:
    return delete(table).where(table.c.site_id == bindparam("site"), table.c.carton_id.in_(_CARTONS))


LABELS = _of_cartons(tables.labels)
CARTON_LINES = _of_cartons(tables.carton_lines)
CARTON_TRACES = _of_cartons(tables.carton_traces)
CARTONS = _of_order(tables.cartons)
INSTRUCTION_MARKS = _of_order(tables.instruction_marks)
INSTRUCTIONS = _of_order(tables.instructions)
ORDER_HOLDS = _of_order(tables.order_holds)
ORDER_LINES = _of_order(tables.order_lines)
ORDER_TOTES = _of_order(tables.order_totes)
ORDER_SOURCES = _of_order(order_sources)
CLAIMS = _of_order(shared_tables.claims)
ORDERS = _of_order(tables.orders)
