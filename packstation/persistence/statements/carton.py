"""Cartons, what is in them and which pieces exactly."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from packstation.persistence.tables import (
    NAMED_PIECE,
    carton_lines,
    carton_traces,
    cartons,
    labels,
    order_lines,
    orders,
)

_ORDER = (cartons.c.site_id == bindparam("site"), cartons.c.order_id == bindparam("order"))
OF_ORDER = select(cartons).where(*_ORDER).order_by(cartons.c.number)
_CARTONS = select(cartons.c.carton_id).where(*_ORDER)
# No join: SQLite would begin with the pieces, and read those of every carton that was ever packed.
CONTENTS = select(carton_lines.c.carton_id, carton_lines.c.line_no, carton_lines.c.units).where(
    carton_lines.c.site_id == bindparam("site"), carton_lines.c.carton_id.in_(_CARTONS)
)
_KEYS = frozenset({"site_id", "carton_id", "order_id"})
_COLUMNS = tuple(column.name for column in cartons.columns if column.name not in _KEYS)
INSERT = insert(cartons)
UPDATE = (
    update(cartons)
    .where(cartons.c.site_id == bindparam("site"), cartons.c.carton_id == bindparam("carton"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS})
)
_put = upsert(carton_lines)
PUT_UNITS = _put.on_conflict_do_update(
    index_elements=[carton_lines.c.site_id, carton_lines.c.carton_id, carton_lines.c.line_no],
    set_={"units": _put.excluded.units},
)
DROP_UNITS = delete(carton_lines).where(
    carton_lines.c.site_id == bindparam("site"),
    carton_lines.c.carton_id == bindparam("carton"),
    carton_lines.c.line_no == bindparam("line"),
)
_PIECES = ("line_no", "lot", "expiry", "serial")
TRACES = select(*(carton_traces.c[name] for name in ("carton_id", *_PIECES, "units"))).where(
    carton_traces.c.site_id == bindparam("site"), carton_traces.c.carton_id.in_(_CARTONS)
)
_TRACE_KEY = ("site_id", "carton_id", *_PIECES)
_put_trace = upsert(carton_traces)
PUT_TRACE = _put_trace.on_conflict_do_update(
    index_elements=[carton_traces.c[name] for name in _TRACE_KEY],
    set_={"units": _put_trace.excluded.units},
)
DROP_TRACE = delete(carton_traces).where(*(carton_traces.c[name] == bindparam(name) for name in _TRACE_KEY))
DROP_LABELS, DROP_LINES, DROP_TRACES, DROP = (
    delete(table).where(table.c.site_id == bindparam("site"), table.c.carton_id == bindparam("carton"))
    for table in (labels, carton_lines, carton_traces, cartons)
)
WITH_SERIAL = (
    select(orders.c.number)
    .select_from(carton_traces)
    .join(
        cartons,
        and_(cartons.c.site_id == carton_traces.c.site_id, cartons.c.carton_id == carton_traces.c.carton_id),
    )
    .join(
        order_lines,
        and_(
            order_lines.c.site_id == cartons.c.site_id,
            order_lines.c.order_id == cartons.c.order_id,
            order_lines.c.line_no == carton_traces.c.line_no,
        ),
    )
    .join(orders, and_(orders.c.site_id == cartons.c.site_id, orders.c.order_id == cartons.c.order_id))
    .where(carton_traces.c.site_id == bindparam("site"), carton_traces.c.serial == bindparam("serial"))
    .where(NAMED_PIECE, order_lines.c.sku == bindparam("sku"), text("cartons.state <> 'void'"))
    .order_by(carton_traces.c.carton_id.desc())
)
