"""Tables of what a station shares with the others of its site; all empty where it is alone.

What a station alone reads and writes at a scan has no part in them: no trigger, no index over unsent rows.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from packstation.persistence.column import Instant, RowId
from packstation.persistence.goods_tables import metadata

PASSED_OVER = text("passed_over IS NOT NULL")
"""Of which things central has a newer version that waits here; a query repeats these very words."""
TO_SETTLE = text("state = 'open'")
"""Which tasks for a person nobody has ended yet."""

claims = Table(
    "claims",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("fence", Integer, nullable=False),
    # On the station's steady clock, which begins anew with each boot.
    Column("lease_ends_ms", BigInteger, nullable=False),
    Column("boot_id", Text, nullable=False),
    # Central gave the order to somebody else: whoever has it open is told, and the row goes with it.
    Column("lost", Boolean, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("site_id", "order_id"),
    sqlite_with_rowid=False,
)

shared_things = Table(
    "shared_things",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    # Of the document that was taken last; `holder` to `rev` are told of orders.
    Column("version", BigInteger, nullable=False),
    Column("holder", Text),
    Column("fence", Integer, nullable=False),
    Column("ending", Text),
    Column("rev", Integer, nullable=False),
    # What a later release wrote into the document and this one does not know, as JSON.
    Column("unknown", Text, nullable=False, server_default=""),
    # The row of the feed that waits until nothing unsent of this thing is left here, as JSON.
    Column("passed_over", Text),
    PrimaryKeyConstraint("site_id", "kind", "key"),
    sqlite_with_rowid=False,
)
Index(
    "ix_shared_things_passed_over",
    shared_things.c.site_id,
    shared_things.c.kind,
    shared_things.c.key,
    sqlite_where=PASSED_OVER,
)

changed_things = Table(
    "changed_things",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    # The journal row its newest change goes to central with: the first one at or behind it. Whether central
    # has heard of the change is whether it has the row.
    Column("seq", BigInteger, nullable=False),
    PrimaryKeyConstraint("site_id", "kind", "key"),
    sqlite_with_rowid=False,
)
Index("ix_changed_things_seq", changed_things.c.site_id, changed_things.c.seq)

conflicts = Table(
    "conflicts",
    metadata,
    Column("site_id", RowId, nullable=False),
    # The row of the journal that central did not follow: whose it is, and its number.
    Column("station_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("order_id", RowId),
    # The station that has to do something about it.
    Column("whose", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended", Text),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("site_id", "station_id", "seq"),
    sqlite_with_rowid=False,
)
Index("ix_conflicts_order", conflicts.c.site_id, conflicts.c.order_id)
Index("ix_conflicts_open", conflicts.c.site_id, conflicts.c.whose, conflicts.c.at, sqlite_where=TO_SETTLE)

site_settings = Table(
    "site_settings",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("site_id", "key"),
    sqlite_with_rowid=False,
)
