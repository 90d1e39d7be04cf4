"""Every table, index and trigger of the store, once; the migrations are proven to lead to exactly this.

Whatever a central may one day share leads its keys with `site_id`. Columns that only copy another row's
truth, so that an index can serve a question, are named here: `orders.held` (there are holds),
`order_lines.waiting` and `order_lines.cutoff_at` (their order can be packed now, and by when),
`order_lines.single` (their order has no other line and no instruction, and nothing is missing),
`order_totes.goods_in` (their order's goods have not left).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from packstation.persistence import goods_tables, intake_tables, shared_tables
from packstation.persistence.column import Bytes, Digest, Instant, RowId

metadata = goods_tables.metadata
"""Every table of the store: those of goods, and of orders on their way in, stand in modules of their own."""
ON_THEIR_WAY_IN = (intake_tables.order_sources, intake_tables.quarantine)
"""The latter; named here so that whoever asks for the tables has them all."""
SHARED = (
    shared_tables.claims,
    shared_tables.shared_things,
    shared_tables.changed_things,
    shared_tables.conflicts,
    shared_tables.site_settings,
)
"""What a station shares with others; likewise."""

READY = text("state = 'ready' AND held = 0")
"""Which orders NEXT may offer; a query must repeat these very words to be served by the index."""
GOODS_IN_TOTE = text("state NOT IN ('packed', 'shipped', 'cancelled')")
"""Which orders still have their goods in a tote."""
ON_A_BENCH = text("state IN ('claimed', 'packing', 'cancelled')")
"""Which orders may lie open at the station that holds them."""
WAITING = text("waiting = 1")
"""Which lines belong to an order that NEXT may offer."""
WAITING_SINGLE = text("waiting = 1 AND single = 1")
"""Which of them are all that their order asks for, with nothing missing."""
GOODS_IN = text("goods_in = 1")
"""Which further totes still have goods of their order in them."""
ACKED = text("acked_at IS NOT NULL")
"""Which rows of the journal central has."""
NAMED_PIECE = text("serial <> ''")
"""Which traces are one piece with a serial number."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("key"),
)

orders = Table(
    "orders",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("number", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("cutoff_at", Instant),
    Column("tote", Text),
    Column("held", Boolean, nullable=False),
    Column("ship_to", Text, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("holder", Text),
    Column("fence", Integer, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("packed_by", Text),
    Column("packed_at", Instant),
    Column("version", Integer, nullable=False),
    Column("place", Text),
    Column("started_at", Instant),
    Column("rest_of", Text),
    Column("slip", Boolean, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("site_id", "order_id"),
    UniqueConstraint("site_id", "number"),
)
Index("ix_orders_ready", orders.c.site_id, orders.c.cutoff_at, orders.c.order_id, sqlite_where=READY)
Index("ix_orders_tote", orders.c.site_id, orders.c.tote, orders.c.order_id, sqlite_where=GOODS_IN_TOTE)
Index("ix_orders_holder", orders.c.site_id, orders.c.holder, orders.c.order_id, sqlite_where=ON_A_BENCH)

order_holds = Table(
    "order_holds",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("reason", Text, nullable=False),
    PrimaryKeyConstraint("site_id", "order_id", "reason"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
    sqlite_with_rowid=False,
)
Index("ix_order_holds_reason", order_holds.c.site_id, order_holds.c.reason, order_holds.c.order_id)

order_lines = Table(
    "order_lines",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("line_no", Integer, nullable=False),
    Column("sku", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("waiting", Boolean, nullable=False),
    Column("cutoff_at", Instant),
    Column("short", Integer, nullable=False, server_default=text("0")),
    Column("kit_sku", Text),
    Column("single", Boolean, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("site_id", "order_id", "line_no"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
    sqlite_with_rowid=False,
)
Index(
    "ix_order_lines_sku",
    order_lines.c.site_id,
    order_lines.c.sku,
    order_lines.c.cutoff_at,
    order_lines.c.order_id,
    sqlite_where=WAITING,
)
Index(
    "ix_order_lines_like",
    order_lines.c.site_id,
    order_lines.c.sku,
    order_lines.c.quantity,
    order_lines.c.cutoff_at,
    order_lines.c.order_id,
    sqlite_where=WAITING_SINGLE,
)

order_totes = Table(
    "order_totes",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("position", Integer, nullable=False),
    Column("tote", Text, nullable=False),
    Column("goods_in", Boolean, nullable=False),
    PrimaryKeyConstraint("site_id", "order_id", "position"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
    sqlite_with_rowid=False,
)
Index(
    "ix_order_totes_tote",
    order_totes.c.site_id,
    order_totes.c.tote,
    order_totes.c.order_id,
    sqlite_where=GOODS_IN,
)

instructions = Table(
    "instructions",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("instruction_id", RowId, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sku", Text),
    Column("document", Text),
    PrimaryKeyConstraint("site_id", "order_id", "instruction_id"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
    sqlite_with_rowid=False,
)

instruction_marks = Table(
    "instruction_marks",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("instruction_id", RowId, nullable=False),
    Column("scope", Text, nullable=False),
    PrimaryKeyConstraint("site_id", "order_id", "instruction_id", "scope"),
    ForeignKeyConstraint(
        ["site_id", "order_id", "instruction_id"],
        ["instructions.site_id", "instructions.order_id", "instructions.instruction_id"],
    ),
    sqlite_with_rowid=False,
)

cartons = Table(
    "cartons",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("carton_id", RowId, nullable=False),
    Column("order_id", RowId, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("tare_grams", Integer, nullable=False),
    Column("fill_grams", Integer, nullable=False),
    Column("plate_code", Text),
    Column("plate_is_sscc", Boolean),
    Column("gross_grams", Integer),
    Column("weight_result", Text),
    Column("type_name", Text, nullable=False, server_default=""),
    Column("aside", Boolean, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("site_id", "carton_id"),
    UniqueConstraint("site_id", "order_id", "number"),
    ForeignKeyConstraint(["site_id", "order_id"], ["orders.site_id", "orders.order_id"]),
)

carton_lines = Table(
    "carton_lines",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("carton_id", RowId, nullable=False),
    Column("line_no", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    PrimaryKeyConstraint("site_id", "carton_id", "line_no"),
    ForeignKeyConstraint(["site_id", "carton_id"], ["cartons.site_id", "cartons.carton_id"]),
    sqlite_with_rowid=False,
)

carton_traces = Table(
    "carton_traces",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("carton_id", RowId, nullable=False),
    Column("line_no", Integer, nullable=False),
    # Empty texts where nothing is known: an empty value would make no two rows the same.
    Column("lot", Text, nullable=False),
    Column("expiry", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("units", Integer, nullable=False),
    PrimaryKeyConstraint("site_id", "carton_id", "line_no", "lot", "expiry", "serial"),
    ForeignKeyConstraint(["site_id", "carton_id"], ["cartons.site_id", "cartons.carton_id"]),
    sqlite_with_rowid=False,
)
Index(
    "ix_carton_traces_serial",
    carton_traces.c.site_id,
    carton_traces.c.serial,
    carton_traces.c.carton_id,
    carton_traces.c.line_no,
    sqlite_where=NAMED_PIECE,
)

labels = Table(
    "labels",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("label_id", RowId, nullable=False),
    Column("carton_id", RowId, nullable=False),
    Column("plate_code", Text, nullable=False),
    Column("plate_is_sscc", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("data", Bytes, nullable=False),
    PrimaryKeyConstraint("site_id", "label_id"),
    UniqueConstraint("site_id", "plate_code"),
    ForeignKeyConstraint(["site_id", "carton_id"], ["cartons.site_id", "cartons.carton_id"]),
)
Index("ix_labels_carton", labels.c.site_id, labels.c.carton_id)

users = Table(
    "users",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("badge_number", Integer),
    Column("badge_hash", Text),
    Column("pin_hash", Text),
    Column("disabled", Boolean, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("missed_at", Instant),
    PrimaryKeyConstraint("site_id", "user_id"),
    UniqueConstraint("site_id", "badge_number"),
)

sscc_blocks = Table(
    "sscc_blocks",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("station_id", Text, nullable=False),
    Column("extension_digit", Integer, nullable=False),
    Column("company_prefix", Text, nullable=False),
    Column("plate_prefix", Text, nullable=False),
    Column("next_serial", BigInteger, nullable=False),
    Column("last_serial", BigInteger, nullable=False),
    PrimaryKeyConstraint("site_id", "station_id", "extension_digit", "company_prefix", "plate_prefix"),
)

journal = Table(
    "journal",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("station_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("event_id", RowId, nullable=False),
    Column("at", Text, nullable=False),
    Column("mono_ms", BigInteger, nullable=False),
    Column("boot_id", Text, nullable=False),
    Column("actor", Text),
    Column("second_actor", Text),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("order_id", RowId),
    Column("carton_id", RowId),
    Column("fence", Integer),
    Column("rev", Integer),
    Column("payload", Text, nullable=False),
    Column("prev_hash", Digest, nullable=False),
    Column("hash", Digest, nullable=False),
    Column("acked_at", Instant),
    Column("outcome", Text),
    PrimaryKeyConstraint("site_id", "station_id", "seq"),
    UniqueConstraint("site_id", "event_id"),
)
Index(
    "ix_journal_order",
    journal.c.site_id,
    journal.c.order_id,
    journal.c.seq,
    sqlite_where=text("order_id IS NOT NULL"),
)
Index(
    "ix_journal_carton",
    journal.c.site_id,
    journal.c.carton_id,
    journal.c.seq,
    sqlite_where=text("carton_id IS NOT NULL"),
)
# The newest of them tells where the unsent ones begin. Rows come in without an answer: none costs a scan.
Index("ix_journal_acked", journal.c.site_id, journal.c.station_id, journal.c.seq, sqlite_where=ACKED)

ANSWERED = frozenset({"acked_at", "outcome"})
"""What central's answer fills in later: the only columns of the journal that may change."""

TRIGGERS: dict[str, str] = {
    "journal_frozen": """
        CREATE TRIGGER journal_frozen BEFORE UPDATE OF
            site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version,
            order_id, carton_id, fence, rev, payload, prev_hash, hash
        ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END
    """,
    "journal_kept": """
        CREATE TRIGGER journal_kept BEFORE DELETE ON journal WHEN OLD.acked_at IS NULL
        BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END
    """,
    # Counts the writes of those who forgot to.
    "orders_version": """
        CREATE TRIGGER orders_version AFTER UPDATE ON orders WHEN NEW.version = OLD.version
        BEGIN
            UPDATE orders SET version = OLD.version + 1
            WHERE site_id = NEW.site_id AND order_id = NEW.order_id;
        END
    """,
}
"""By name: what SQLite itself does not let anybody forget."""
