"""Where orders came from, and rows of files that wait for a person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, bindparam, column, delete, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.intake_tables import WAITS, order_sources, quarantine
from packstation.persistence.tables import orders

_HERE: ColumnElement[bool] = order_sources.c.site_id == bindparam("site")
DIGESTS = select(order_sources.c.channel_order_id, order_sources.c.digest).where(
    _HERE,
    order_sources.c.channel == bindparam("channel"),
    # No lists at the call: SQLite takes one as JSON.
    order_sources.c.channel_order_id.in_(
        select(column("value")).select_from(func.json_each(bindparam("named")))
    ),
)
_SOURCE = select(
    order_sources.c.channel_order_id,
    order_sources.c.order_id,
    orders.c.number,
    *(order_sources.c[name] for name in ("order_key", "digest", "shipping_method", "recipient")),
    *(order_sources.c[name] for name in ("file_name", "imported_at")),
).join(
    orders, (orders.c.site_id == order_sources.c.site_id) & (orders.c.order_id == order_sources.c.order_id)
)
SOURCE = _SOURCE.where(
    _HERE,
    order_sources.c.channel == bindparam("channel"),
    order_sources.c.channel_order_id == bindparam("named"),
)
OF_ORDER = (
    _SOURCE.add_columns(order_sources.c.channel)
    .where(_HERE, order_sources.c.order_id == bindparam("order"))
    .order_by(order_sources.c.channel, order_sources.c.channel_order_id)
)
SOURCE_BY_KEY = _SOURCE.where(
    _HERE, order_sources.c.channel == bindparam("channel"), order_sources.c.order_key == bindparam("key")
)
_put = insert(order_sources)
PUT_SOURCE = _put.on_conflict_do_update(
    index_elements=[order_sources.c[name] for name in ("site_id", "channel", "channel_order_id")],
    set_={
        name: _put.excluded[name]
        for name in ("order_key", "digest", "shipping_method", "recipient", "file_name")
    },
)
_MINE: ColumnElement[bool] = quarantine.c.site_id == bindparam("site")
ENTRY = select(quarantine).where(_MINE, quarantine.c.entry_no == bindparam("entry"))
ANY_OF = select(func.min(quarantine.c.entry_no)).where(_MINE, quarantine.c.channel == bindparam("channel"))
OF_KEY = (
    select(quarantine)
    .where(_MINE, quarantine.c.channel == bindparam("channel"), quarantine.c.order_key == bindparam("key"))
    .order_by(quarantine.c.entry_no)
)
KNOWN_KEYS = select(quarantine.c.order_key).where(
    _MINE,
    quarantine.c.channel == bindparam("channel"),
    quarantine.c.order_key.in_(select(column("value")).select_from(func.json_each(bindparam("keys")))),
)
# SQLite's limit of -1 is none.
WAITING = (
    select(quarantine)
    .where(_MINE, WAITS)
    .order_by(quarantine.c.entry_no)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
)
COUNT_WAITING = select(func.count()).select_from(quarantine).where(_MINE, WAITS)
LAST_NO = select(func.max(quarantine.c.entry_no)).where(_MINE)
_entry = insert(quarantine)
PUT_ENTRY = _entry.on_conflict_do_update(
    index_elements=[quarantine.c.site_id, quarantine.c.entry_no],
    set_={
        column.name: _entry.excluded[column.name]
        for column in quarantine.columns
        if column.name not in {"site_id", "entry_no"}
    },
)
FORGET = delete(quarantine).where(_MINE, quarantine.c.entry_no == bindparam("entry"))
