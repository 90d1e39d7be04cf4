"""Tables of orders on their way in: where they came from, and rows of files that wait for a person.

`order_sources.recipient` and `quarantine.text` are personal data; the first can be erased at any time, the
second is empty once its row is taken in.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from packstation.persistence.column import Digest, Instant, RowId
from packstation.persistence.goods_tables import metadata

WAITS = text("state = 'waiting'")
"""Which rows nobody has settled yet; a query repeats these very words."""

order_sources = Table(
    "order_sources",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("channel", Text, nullable=False),
    Column("channel_order_id", Text, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("shipping_method", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    PrimaryKeyConstraint("site_id", "channel", "channel_order_id"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
)
Index("ix_order_sources_order", order_sources.c.site_id, order_sources.c.order_id)
Index("ix_order_sources_key", order_sources.c.site_id, order_sources.c.channel, order_sources.c.order_key)

quarantine = Table(
    "quarantine",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("entry_no", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("site_id", "entry_no"),
)
Index("ix_quarantine_key", quarantine.c.site_id, quarantine.c.channel, quarantine.c.order_key)
Index("ix_quarantine_waiting", quarantine.c.site_id, quarantine.c.entry_no, sqlite_where=WAITS)
