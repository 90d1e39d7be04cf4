"""A store's rows, table by table, from the site of their own to the one that the station joins."""

from __future__ import annotations

from sqlalchemy import Table, Update, bindparam, delete, literal_column, select, text, update

from packstation.persistence import goods_tables, intake_tables, shared_tables, tables
from packstation.persistence.central.kind_rule import HELD
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.tables import journal, orders


def _moved(table: Table) -> Update:
    return update(table).where(table.c.site_id == bindparam("old_site")).values(site_id=bindparam("new_site"))


PRODUCTS = _moved(goods_tables.products)
PRODUCT_COMPONENTS = _moved(goods_tables.product_components)
PRODUCT_FACTS = _moved(goods_tables.product_facts)
PRODUCT_LOTS = _moved(goods_tables.product_lots)
PRODUCT_CODES = _moved(goods_tables.product_codes)
UNKNOWN_CODES = _moved(goods_tables.unknown_codes)
WEIGHINGS = _moved(goods_tables.weighings)
ORDERS = _moved(tables.orders).values(version=text("version + 1"), fence=text("0"))
ORDER_HOLDS = _moved(tables.order_holds)
ORDER_LINES = _moved(tables.order_lines)
ORDER_TOTES = _moved(tables.order_totes)
INSTRUCTIONS = _moved(tables.instructions)
INSTRUCTION_MARKS = _moved(tables.instruction_marks)
CARTONS = _moved(tables.cartons)
CARTON_LINES = _moved(tables.carton_lines)
CARTON_TRACES = _moved(tables.carton_traces)
LABELS = _moved(tables.labels)
USERS = _moved(tables.users)
SSCC_BLOCKS = (
    _moved(tables.sscc_blocks)
    .where(tables.sscc_blocks.c.station_id == bindparam("old_station"))
    .values(station_id=bindparam("new_station"))
)
ORDER_SOURCES = _moved(intake_tables.order_sources)
QUARANTINE = _moved(intake_tables.quarantine)
HOLDERS = (
    update(tables.orders)
    .where(tables.orders.c.site_id == bindparam("site"), tables.orders.c.holder == bindparam("old_station"))
    .values(holder=bindparam("new_station"), version=text("version + 1"))
)
OPEN = select(tables.orders.c.number).where(
    tables.orders.c.site_id == bindparam("site"),
    tables.orders.c.holder == bindparam("station"),
    tables.ON_A_BENCH,
)
TO_HAND_OVER = (
    select(tables.orders.c.order_id)
    .where(tables.orders.c.site_id == bindparam("site"))
    .where(tables.orders.c.state.not_in(fixed_list(("shipped", "cancelled"))))
    .where(
        (tables.orders.c.state != fixed("packed")) | (tables.orders.c.packed_at > bindparam("packed_after"))
    )
    .order_by(tables.orders.c.order_id)
)
WORKED = (
    select(
        *(journal.c.order_id, journal.c.station_id, journal.c.seq, journal.c.hash, journal.c.fence),
        *(journal.c.kind, journal.c.payload, journal.c.acked_at),
    )
    .join(orders, (orders.c.site_id == journal.c.site_id) & (orders.c.order_id == journal.c.order_id))
    .where(journal.c.site_id == bindparam("site"), journal.c.kind.in_(fixed_list(HELD)))
    .where(orders.c.state.not_in(fixed_list(("shipped", "cancelled"))))
    # Under a newer claim another has gone on with it, or ended it.
    .where(journal.c.fence >= orders.c.fence)
    .order_by(literal_column("journal.rowid"))
)
PRODUCTS_HERE = select(goods_tables.products.c.sku).where(
    goods_tables.products.c.site_id == bindparam("site")
)
FORGET_CLAIMS = delete(shared_tables.claims)
FORGET_THINGS = delete(shared_tables.shared_things)
FORGET_CHANGED = delete(shared_tables.changed_things)
FORGET_CONFLICTS = delete(shared_tables.conflicts)
FORGET_SETTINGS = delete(shared_tables.site_settings)
